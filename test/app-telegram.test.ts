/** The flow behind the real Telegram channel, in real time, against the Bot API emulator. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { telegramChannel } from '../src/channels/telegram/telegram-channel.js';
import type { Store } from '../src/store/store.js';
import { closeFlows, failing, openFlow, PLEA } from './delivery/flow.js';
import { type BotApiServer, startBotApiServer } from './fakes/bot-api-server.js';
import { rememberingLog } from './fixtures/running-app.js';
import { eventually, spawnBot } from './process/spawn-bot.js';

const SITI = 88_001_001;
let server: BotApiServer;
beforeEach(async () => {
  server = await startBotApiServer();
});
afterEach(async () => {
  await closeFlows();
  await server.close();
});

async function openTelegram(faults: (store: Store) => Store) {
  const channel = telegramChannel({
    token: server.token,
    apiRoot: server.apiRoot,
    mode: { kind: 'polling' },
    log: rememberingLog(),
    assetRoot: '.',
    // Backoff without the waiting: the order of things is what counts here.
    pause: async () => void (await new Promise(resolve => setTimeout(resolve, 5))),
  });
  return openFlow({ channels: [channel], faults });
}

describe('a message on Telegram', () => {
  it('is confirmed to Telegram only once it is on disk', async () => {
    let refusals = 0;
    const { app } = await openTelegram(store => {
      const faulty = failing('receive', 3)(store);
      const { receive } = faulty;
      return new Proxy(faulty, {
        get: (target, key) =>
          key === 'receive'
            ? async (message: Parameters<typeof receive>[0]) => {
                // What Telegram still holds back while the disk says no.
                expect(server.waiting).toBe(1);
                return receive(message).catch((error: unknown) => {
                  refusals++;
                  throw error;
                });
              }
            : Reflect.get(target, key),
      });
    });
    server.inject.text(SITI, PLEA);
    await server.until(() => server.sentTo(SITI).length === 1);
    await server.until(() => server.waiting === 0);
    expect(refusals).toBe(3);
    await app.stop();
  });

  it('that Telegram delivers again is answered once', async () => {
    const { app } = await openTelegram(store => store);
    server.inject.text(SITI, PLEA);
    await server.until(() => server.sentTo(SITI).length === 1);
    server.inject.again();
    server.inject.text(SITI, 'BANTUAN');
    await server.until(() => server.sentTo(SITI).length === 2);
    await server.until(() => server.waiting === 0);
    const [first, second] = server.sentTo(SITI).map(({ text }) => text);
    expect(first).toMatch(/\+855|\+62/);
    expect(second).not.toBe(first);
    await app.stop();
  });
});

describe('a process that is killed', () => {
  it('after it confirmed a message answers it when it is started again, once', async () => {
    const environment = { TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.apiRoot };
    const folder = mkdtempSync(path.join(tmpdir(), 'cekloker-killed-'));
    const killed = await spawnBot(environment, folder);
    // An advert waits for more of it: the kill falls between the inbox and the commit.
    server.inject.text(SITI, 'Dicari CS dan admin penempatan Kamboja, gaji 15 juta, pakai visa turis dulu.');
    await eventually('the message is confirmed', () => server.waiting === 0);
    killed.signal('SIGKILL');
    await killed.stop();
    const bot = await spawnBot(environment, folder);
    try {
      await eventually('the answer', () => server.sentTo(SITI).length === 1);
      server.inject.text(SITI, 'BANTUAN');
      await eventually('the next answer', () => server.sentTo(SITI).length === 2);
      expect(server.sentTo(SITI)[0]?.text).toContain('visa turis');
    } finally {
      await bot.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
