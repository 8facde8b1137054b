import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSqlite } from '../../src/store/sqlite/load-sqlite.js';
import { type BotApiServer, startBotApiServer } from '../fakes/bot-api-server.js';
import { eventually, freePort, type SpawnedBot, spawnBot } from './spawn-bot.js';

const Database = await loadSqlite();

const ADVERT =
  'Dicari admin dan CS penempatan Sihanoukville, gaji 12-15 juta, tanpa pengalaman, tiket dan paspor kami urus, masuk pakai visa turis dulu.';
const CHAT = 88_001_234;
let chat = CHAT;

const textsTo = (server: BotApiServer, chatId: number): string[] =>
  server.sentTo(chatId).map(message => message.text ?? '');

describe('the bot process on Telegram, long polling', () => {
  let server: BotApiServer;
  let bot: SpawnedBot;

  beforeAll(async () => {
    server = await startBotApiServer();
    bot = await spawnBot({ TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.apiRoot });
  });
  afterAll(async () => {
    await bot.stop();
    await server.close();
  });
  beforeEach(() => {
    chat += 1;
  });
  afterEach(() => {
    for (const trace of [String(chat), 'Sihanoukville', 'Nama Pengirim', `Nama${chat}`, server.token]) {
      expect(bot.printed()).not.toContain(trace);
    }
  });

  const answered = (count: number): Promise<void> =>
    eventually(`${count} answers`, () => server.sentTo(chat).length >= count);

  it('answers a forwarded advert with level, quoted reasons and numbered buttons', async () => {
    server.inject.forward(chat, ADVERT);
    await answered(1);
    const [message] = server.sentTo(chat);
    expect(message?.text?.split('\n')[0]).toContain('BAHAYA TINGGI');
    expect(message?.text).toContain('visa turis');
    expect(JSON.stringify(message)).toContain('callback_data');
  });

  it('takes caption and question as one case', async () => {
    server.inject.photo(chat, { caption: ADVERT, bytes: Buffer.from('picture') });
    server.inject.text(chat, 'ini bagaimana ya?');
    await answered(1);
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(server.sentTo(chat)).toHaveLength(1);
    expect(textsTo(server, chat)[0]).toContain('BAHAYA TINGGI');
  });

  it('answers a press and takes the buttons away', async () => {
    server.inject.text(chat, ADVERT);
    await answered(1);
    const [message] = server.sentTo(chat);
    const data = /"callback_data":"([^"]+:5)"/.exec(JSON.stringify(message))?.[1] as string;
    server.inject.press(chat, message?.messageId as number, data);
    await answered(2);
    await eventually('the press is answered', () => server.callsOf('answerCallbackQuery').length > 0);
    await eventually('the buttons are gone', () => server.callsOf('editMessageReplyMarkup').length > 0);
  });

  it('answers a plea with a contact and without any button', async () => {
    server.inject.text(chat, 'tolong saya disekap di poipet, paspor saya diambil bos');
    await answered(1);
    const [message] = server.sentTo(chat);
    expect(message?.text).toContain('+855 12 813 282');
    expect(JSON.stringify(message)).not.toContain('callback_data');
  });

  it('answers a picture it cannot read kindly', async () => {
    server.inject.photo(chat, { bytes: Buffer.from('picture') });
    await answered(1);
    expect(textsTo(server, chat)[0]).toMatch(/gambar/i);
  });

  it.each([
    ['another instance (409)', { kind: 'error', code: 409, description: 'Conflict' } as const],
    ['too many requests (429)', { kind: 'error', code: 429, retryAfter: 1 } as const],
    ['a server error', { kind: 'error', code: 500 } as const],
    ['a gateway page', { kind: 'html', status: 502 } as const],
    ['a cut-off answer', { kind: 'cut' } as const],
    ['a reset connection', { kind: 'reset' } as const],
  ])('goes on receiving after %s', async (_, fault) => {
    server.faultNext('getUpdates', fault);
    server.inject.text(chat, ADVERT);
    await answered(1);
  });

  it.each([
    ['too many requests (429)', { kind: 'error', code: 429, retryAfter: 1 } as const],
    ['a gateway page', { kind: 'html', status: 502 } as const],
    ['a reset connection', { kind: 'reset' } as const],
  ])('sends again after %s', async (_, fault) => {
    server.faultNext('sendMessage', fault);
    server.inject.text(chat, ADVERT);
    await answered(1);
    expect(server.sentTo(chat)).toHaveLength(1);
  });

  it('answers one message once, however often it is delivered', async () => {
    server.inject.text(chat, ADVERT);
    await answered(1);
    server.inject.again();
    await eventually('the repeat is confirmed', () => server.waiting === 0);
    await new Promise(resolve => setTimeout(resolve, 2_000));
    expect(server.sentTo(chat)).toHaveLength(1);
  });
});

describe('the bot process while its database is held by somebody else', () => {
  it('confirms nothing that it could not store, and answers once it can', async () => {
    const server = await startBotApiServer();
    const bot = await spawnBot({ TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.apiRoot });
    const database = new Database(path.join(bot.dataDir, 'cekloker.db'));
    try {
      // Every handler is slow now (it waits for the lock), and then throws (the lock does not go away).
      database.exec('begin immediate');
      server.inject.text(CHAT, ADVERT);
      server.inject.text(CHAT + 1, 'tolong saya disekap di poipet, paspor saya diambil bos');
      await eventually('a refused message', () => bot.printed().includes('accept'));
      expect(server.waiting).toBe(2);
      expect(server.sentTo(CHAT)).toHaveLength(0);
      database.exec('rollback');
      await eventually(
        'both answers',
        () => server.sentTo(CHAT).length === 1 && server.sentTo(CHAT + 1).length === 1,
        40_000,
      );
      await eventually('both are confirmed', () => server.waiting === 0);
    } finally {
      database.close();
      await bot.stop();
      await server.close();
    }
  }, 90_000);
});

describe('the bot process on Telegram, webhook', () => {
  it('answers what comes with the secret and nothing else', async () => {
    const server = await startBotApiServer();
    const port = await freePort();
    const secret = 'rahasia-untuk-uji-coba';
    const bot = await spawnBot({
      PORT: String(port),
      TELEGRAM_BOT_TOKEN: server.token,
      TELEGRAM_API_ROOT: server.apiRoot,
      TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram`,
      TELEGRAM_WEBHOOK_SECRET: secret,
    });
    try {
      const forged = {
        update_id: 1,
        message: {
          message_id: 9,
          date: 1,
          chat: { id: 5, type: 'private' },
          from: { id: 5, is_bot: false, first_name: 'x' },
          text: ADVERT,
        },
      };
      const post = (headers: Record<string, string>): Promise<number> =>
        fetch(`http://127.0.0.1:${port}/telegram`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(forged),
        }).then(response => response.status);
      expect(await post({})).toBe(401);
      expect(await post({ 'x-telegram-bot-api-secret-token': `${secret}x` })).toBe(401);
      expect(await post({ 'x-telegram-bot-api-secret-token': '' })).toBe(401);
      server.inject.text(CHAT, ADVERT);
      await eventually('an answer over the webhook', () => server.sentTo(CHAT).length === 1);
      expect(server.sentTo(5)).toHaveLength(0);
    } finally {
      await bot.stop();
      await server.close();
    }
  });
});
