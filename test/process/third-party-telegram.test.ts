/**
 * The same process against two Bot API servers that others wrote, so that our emulator's idea of Telegram is not the
 * only one. They know text, callbacks and edits; pictures and faults are the emulator's part.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTelegramServer } from '@openclaw/crabline';
import { describe, expect, it } from 'vitest';
import { eventually, freePort, spawnBot } from './spawn-bot.js';

const TelegramServer = createRequire(import.meta.url)(
  'telegram-test-api',
) as typeof import('telegram-test-api').default;

const PLEA = 'tolong saya disekap di poipet, paspor saya diambil bos';
const CHAT = 88_005_678;

describe('the bot process against crabline', () => {
  it('receives a text and sends an answer', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cekloker-crabline-'));
    const calls: { readonly method?: string; readonly path?: string; readonly body?: unknown }[] = [];
    const server = await startTelegramServer({
      recorderPath: path.join(folder, 'record.jsonl'),
      onEvent: (event: (typeof calls)[number]) => void calls.push(event),
    });
    const { botToken, adminToken, endpoints } = server.manifest;
    const bot = await spawnBot({ TELEGRAM_BOT_TOKEN: botToken, TELEGRAM_API_ROOT: endpoints.apiRoot });
    const sent = (): string[] =>
      calls.filter(call => call.path?.endsWith('/sendMessage')).map(call => JSON.stringify(call.body));
    try {
      const injected = await fetch(endpoints.adminInboundUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-crabline-admin-token': adminToken },
        body: JSON.stringify({ chatId: String(CHAT), fromId: CHAT, text: PLEA }),
      });
      expect(injected.status).toBe(200);
      await eventually('an answer', () => sent().length > 0);
      expect(sent()[0]).toContain('+855 12 813 282');
    } finally {
      await bot.stop();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the bot process against telegram-test-api', () => {
  it('answers a command and a plea', async () => {
    const server = new TelegramServer({
      port: await freePort(),
      host: '127.0.0.1',
      storage: 'RAM',
      storeTimeout: 60,
    });
    await server.start();
    const token = '4242:uji-coba-pihak-ketiga';
    const client = server.getClient(token, { userId: CHAT, chatId: CHAT, firstName: 'Nama' });
    const bot = await spawnBot({ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: server.config.apiURL });
    const answers = async (): Promise<string[]> => {
      const history = (await client.getUpdatesHistory()) as unknown as readonly {
        message?: { text?: string };
      }[];
      return history.map(({ message }) => message?.text ?? '');
    };
    try {
      await client.sendCommand(client.makeCommand('/start'));
      await eventually('a greeting', async () => (await answers()).some(text => text.includes('iklan')));
      await client.sendMessage(client.makeMessage(PLEA));
      await eventually('a contact', async () =>
        (await answers()).some(text => text.includes('+855 12 813 282')),
      );
    } finally {
      await bot.stop();
      await server.stop();
    }
  });
});
