/**
 * A terminal as a channel: each line that comes in is one message, each reply goes out as plain text. One person,
 * no network: nothing is delivered twice, nothing can be deleted. It reads and writes only the two streams that
 * it is given.
 */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type Clock, systemClock } from '../../clock.js';
import type { Log } from '../../logger.js';
import { ChatAddress } from '../../message.js';
import { renderPlain } from '../../replies/render-plain.js';
import type { Outgoing } from '../../replies/reply.js';
import { type Accept, type Channel, ChannelError, type ChannelStatus } from '../channel.js';

/** A longer line is cut: nothing that is pasted by hand gets there. */
export const CONSOLE_LINE_LENGTH_MAX = 20_000;

export interface ConsoleOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly log: Log;
  readonly clock?: Clock;
}

export interface ConsoleChannel extends Channel {
  /** Resolves when the input has ended (or the channel was stopped) and its last line was accepted or refused. */
  readonly ended: Promise<void>;
}

export function consoleChannel({ input, output, log, clock = systemClock }: ConsoleOptions): ConsoleChannel {
  const address = new ChatAddress('console', 'terminal');
  // The store remembers ids for two days: those of an earlier conversation must not come again.
  const conversation = clock.now();
  let status: ChannelStatus = { state: 'off', hint: 'not started' };
  let lines: ReturnType<typeof createInterface> | null = null;
  let markEnded = () => {};
  const ended = new Promise<void>(resolve => {
    markEnded = resolve;
  });

  const read = async (source: AsyncIterable<string>, accept: Accept): Promise<void> => {
    let count = 0;
    for await (const line of source) {
      const text = line.slice(0, CONSOLE_LINE_LENGTH_MAX);
      if (text.trim() === '') continue;
      count += 1;
      const messageId = `${conversation}-${count}`;
      const content = { kind: 'text', text, forwarded: false } as const;
      try {
        await accept({ address, messageId, content, edited: false, sentAtMs: clock.now() });
      } catch {
        // No network would deliver the line again; whoever sits here can.
        log.error('console_accept_failed');
      }
    }
  };

  return {
    name: 'console',
    gathers: true,
    showsRepeats: true,
    ended,
    start: async accept => {
      if (lines !== null) return;
      lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
      status = { state: 'on', hint: 'reading lines' };
      void read(lines, accept).finally(() => {
        status = { state: 'off', hint: 'the input has ended' };
        markEnded();
      });
    },
    stop: async () => {
      lines?.close();
      if (lines === null) markEnded();
      await ended;
    },
    status: () => status,
    send: async (to, outgoing) => {
      if (to.reveal().channel !== 'console') throw new ChannelError('refused', 'console_foreign_address');
      if (!output.writable) throw new ChannelError('gone', 'console_output_closed');
      await written(output, `${shown(outgoing)}\n\n`);
    },
    showTyping: () => {},
    deleteMessage: async () => false,
  };
}

/** Resolves when the screen has taken the words. @throws ChannelError when it is closed meanwhile */
async function written(output: Writable, words: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    output.write(words, error => {
      if (error) reject(new ChannelError('gone', 'console_output_closed'));
      else resolve();
    });
  });
}

/** A terminal shows no pictures: the file is named instead. */
function shown(outgoing: Outgoing): string {
  const words = renderPlain(outgoing.reply);
  return outgoing.kind === 'text' ? words : `${words}\n\n[${outgoing.asset}]`;
}
