/**
 * A conversation under observation: opens a channel over its harness, keeps what came in and everything that was
 * printed, and closes it again whatever happens.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Accept, SendContext } from '../../src/channels/channel.js';
import type { Log } from '../../src/logger.js';
import type { ChatAddress, InboundMessage } from '../../src/message.js';
import type { Outgoing, Reply } from '../../src/replies/reply.js';
import type { ChannelHarness, OpenChannel } from './channel-harness.js';

const WAIT_MAX_MS = 10_000;
const CONTEXT: SendContext = { inReplyTo: null, key: 'kunci', isLast: true };

export interface Conversation {
  readonly open: OpenChannel;
  readonly accepted: InboundMessage[];
  /** Everything that went to the log or to the process's own output. */
  printed(): string;
  /** The person writes, and the message has come in. */
  heard(text: string): Promise<InboundMessage>;
  send(to: ChatAddress, reply: Reply): Promise<void>;
  /** Rejects when the condition does not come about in time. */
  until(condition: () => boolean | Promise<boolean>, what: string): Promise<void>;
}

/** What accept does with the nth message. */
export type Decide = (message: InboundMessage, nth: number) => Promise<'accepted' | 'duplicate'>;
const TAKE_ALL: Decide = async () => 'accepted';

/** Opens a channel, lets `act` happen and closes it. */
export async function converse(
  harness: ChannelHarness,
  act: (conversation: Conversation) => Promise<void>,
  decide: Decide = TAKE_ALL,
): Promise<void> {
  const accepted: InboundMessage[] = [];
  const lines: string[] = [];
  const restore = captureOutput(lines);
  const accept: Accept = message => {
    accepted.push(message);
    return decide(message, accepted.length);
  };
  const open = await harness.open(accept, recordingLog(lines));
  const until = (condition: () => boolean | Promise<boolean>, what: string) =>
    waitFor(condition, what, harness.waitMaxMs ?? WAIT_MAX_MS);
  const conversation: Conversation = {
    open,
    accepted,
    printed: () => lines.join('\n'),
    heard: async text => {
      const before = accepted.length;
      await open.write(text);
      await until(() => accepted.length > before, 'the message came in');
      return accepted[before]!;
    },
    send: (to, reply) => open.channel.send(to, { kind: 'text', reply } satisfies Outgoing, CONTEXT),
    until,
  };
  try {
    await act(conversation);
  } finally {
    restore();
    await open.close();
  }
}

async function waitFor(
  condition: () => boolean | Promise<boolean>,
  what: string,
  limitMs: number,
): Promise<void> {
  const endsAt = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > endsAt) throw new Error(`never happened: ${what}`);
    await delay(5);
  }
}

function recordingLog(lines: string[]): Log {
  const record =
    (level: string): Log['info'] =>
    (code, data) => {
      lines.push(JSON.stringify({ level, code, ...data }));
    };
  return { debug: record('debug'), info: record('info'), warn: record('warn'), error: record('error') };
}

/** Records what the process writes to its two outputs. @returns the way back */
function captureOutput(lines: string[]): () => void {
  const streams = [process.stdout, process.stderr] as const;
  const originals = streams.map(stream => stream.write);
  for (const stream of streams) {
    stream.write = ((chunk: string | Uint8Array) => {
      lines.push(String(chunk));
      return true;
    }) as typeof stream.write;
  }
  return () => {
    streams.forEach((stream, index) => {
      stream.write = originals[index]!;
    });
  };
}
