/**
 * Plays a conversation written as plain text through the whole bot on the console channel. Lines that begin with
 * "> " are what a person sends (several in a row are several messages that make one case), everything else is what
 * the bot answered; lines with "#" at the top say what it is about. A quotation in an answer stands two spaces to
 * the right, so that it is never taken for a message.
 */
import { PassThrough } from 'node:stream';
import { consoleChannel } from '../../src/channels/console/console-channel.js';
import type { Clock } from '../../src/clock.js';
import { runApp } from '../fixtures/running-app.js';

/** The day all conversations are played on: contacts print how old they are. */
const PLAYED_ON: Clock = { now: () => Date.UTC(2026, 10, 23, 3, 0, 0) };

/** What a person sends, in order; and the heading lines. */
export function readScript(source: string): {
  readonly heading: readonly string[];
  readonly messages: readonly string[];
} {
  const heading: string[] = [];
  const messages: string[] = [];
  let open: string[] = [];
  const close = (): void => {
    if (open.length > 0) messages.push(open.join('\n'));
    open = [];
  };
  for (const line of source.split('\n')) {
    if (line.startsWith('#') && messages.length === 0) heading.push(line);
    if (line.startsWith('> ')) open.push(line.slice(2));
    else close();
  }
  close();
  return { heading, messages };
}

/** The whole conversation as it is played now, in the form of its file. */
export async function play(source: string): Promise<string> {
  const { heading, messages } = readScript(source);
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  const channel = consoleChannel({ input, output, log: silent, clock: PLAYED_ON });
  const running = await runApp({ channels: [channel], clock: PLAYED_ON });
  let played = heading.join('\n');
  try {
    for (const message of messages) {
      input.write(`${message}\n`);
      const answer = await answerOf(output, () => running.app.settle());
      played += `\n\n${message
        .split('\n')
        .map(line => `> ${line}`)
        .join('\n')}\n\n${answer.trim().replace(/^> /gm, '  > ')}`;
    }
  } finally {
    input.end();
    await running.stop();
  }
  return `${played.trim()}\n`;
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function answerOf(output: PassThrough, settle: () => Promise<void>): Promise<string> {
  // The line has to reach the inbox before there is anything to settle.
  await new Promise(resolve => setTimeout(resolve, 30));
  await settle();
  await new Promise(resolve => setImmediate(resolve));
  return String(output.read() ?? '');
}
