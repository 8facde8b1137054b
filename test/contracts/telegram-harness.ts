/** The Telegram channel for the contract, polling from a Bot API on a real socket. */
import { telegramChannel } from '../../src/channels/telegram/telegram-channel.js';
import { startBotApiServer } from '../fakes/bot-api-server.js';
import type { ChannelHarness } from './channel-harness.js';

const CHAT = 777_000_042;

export const harness: ChannelHarness = {
  name: 'telegram',
  abilities: {
    redelivers: true,
    repeats: true,
    ownMessages: true,
    choices: 'press',
    sendFailures: ['retry', 'gone', 'refused'],
  },
  open: async (accept, log) => {
    const server = await startBotApiServer();
    const { apiRoot, token } = server;
    const channel = telegramChannel({ token, apiRoot, mode: { kind: 'polling' }, log, assetRoot: '.' });
    await channel.start(accept);
    let isClosed = false;
    const faults = {
      retry: { kind: 'error', code: 429, retryAfter: 1 },
      gone: { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' },
      refused: { kind: 'error', code: 400, description: 'Bad Request: message is too long' },
    } as const;
    return {
      channel,
      secrets: [String(CHAT), `Nama${CHAT}`, token],
      write: async text => {
        server.inject.text(CHAT, text);
      },
      repeat: async () => server.inject.again(),
      writeAsBot: async text => {
        server.inject.text(CHAT, text, { from: { id: 700, is_bot: true, first_name: 'Uji' } });
      },
      choose: async number => {
        const reply = server.sentTo(CHAT).at(-1);
        const button = reply?.keyboard.flat().find(({ text }) => text.startsWith(`${number} `));
        if (!reply || !button) throw new Error(`the last reply has no button ${number}`);
        server.inject.press(CHAT, reply.messageId, button.callback_data);
      },
      seen: async () => server.sentTo(CHAT).map(({ text }) => text),
      failNextSend: async kind => server.faultNext('sendMessage', faults[kind]),
      close: async () => {
        await channel.stop();
        if (!isClosed) await server.close();
        isClosed = true;
      },
    };
  },
};
