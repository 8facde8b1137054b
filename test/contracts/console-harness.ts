/** The console channel for the contract: a person who types lines into a stream and reads another. */
import { PassThrough } from 'node:stream';
import { consoleChannel } from '../../src/channels/console/console-channel.js';
import type { ChannelHarness } from './channel-harness.js';

export const harness: ChannelHarness = {
  name: 'console',
  abilities: {
    redelivers: false,
    repeats: false,
    ownMessages: false,
    choices: 'digit',
    sendFailures: ['gone'],
  },
  open: async (accept, log) => {
    const input = new PassThrough();
    const output = new PassThrough();
    let shown = '';
    output.on('data', chunk => {
      shown += String(chunk);
    });
    const channel = consoleChannel({ input, output, log });
    await channel.start(accept);
    const write = async (text: string) => {
      input.write(`${text}\n`);
    };
    return {
      channel,
      secrets: [],
      write,
      repeat: async () => {},
      writeAsBot: async () => {},
      choose: number => write(String(number)),
      seen: async () => (shown === '' ? [] : [shown]),
      failNextSend: async () => {
        output.end();
      },
      close: () => channel.stop(),
    };
  },
};
