/** The WhatsApp channel for the contract, linked to an account on a server of our own. */
import { linkedChannel } from '../channels/whatsapp/linked-channel.js';
import type { ChannelHarness } from './channel-harness.js';

const NUMBER = '6281299990042';
const LID = '199990042';
const NAME = 'Siti Contoh';

export const harness: ChannelHarness = {
  name: 'whatsapp',
  abilities: {
    redelivers: true,
    repeats: true,
    ownMessages: true,
    choices: 'digit',
    sendFailures: ['retry', 'refused', 'gone'],
  },
  open: async (accept, log) => {
    const { channel, server, close } = await linkedChannel({ accept, log });
    const siti = server.person(NUMBER, { lid: LID, name: NAME });
    let last = { id: '', text: '' };
    let isClosed = false;
    return {
      channel,
      secrets: [NUMBER, LID, NAME, server.account.number],
      write: async text => {
        last = { id: await siti.write(text), text };
      },
      // A phone that was asked to say it again encrypts the same message anew.
      repeat: async () => void (await siti.write(last.text, { id: last.id })),
      writeAsBot: async text => void (await server.fromOwnPhone(text, siti)),
      choose: async number => void (await siti.write(String(number))),
      seen: async () => siti.received.map(({ text }) => text),
      failNextSend: async kind => {
        if (kind !== 'gone') return server.ackNext({ error: kind === 'retry' ? '500' : '405' });
        server.streamError(401);
        await server.until(() => channel.status().state === 'down');
      },
      close: async () => {
        if (isClosed) return;
        isClosed = true;
        await close();
      },
    };
  },
};
