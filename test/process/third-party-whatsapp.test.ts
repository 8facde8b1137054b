/**
 * The same process against a WhatsApp server that others wrote, so that ours is not the only idea of WhatsApp. It knows
 * no linking, so the credentials of a linked account are put into the data folder first; and texts, no pictures.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startWhatsAppServer } from '@openclaw/crabline';
import { expect, it } from 'vitest';
import { SessionKeys } from '../../src/channels/whatsapp/session-keys.js';
import { systemClock } from '../../src/clock.js';
import { openStore } from '../../src/store/open-store.js';
import { openSecretFile } from '../../src/store/secret-file.js';
import { storageOf } from '../channels/whatsapp/linked-channel.js';
import { eventually, spawnBot } from './spawn-bot.js';

const ADVERT =
  'Dicari admin dan CS penempatan Sihanoukville, gaji 12-15 juta, tanpa pengalaman, masuk pakai visa turis dulu.';
const BOT = '6281200000001';
const SITI = '6281299990042@s.whatsapp.net';

async function linkedFolder(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cekloker-crabline-'));
  const secrets = openSecretFile(path.join(folder, 'secret.json'));
  const store = await openStore({ databaseUrl: undefined, dataDir: folder, secrets, clock: systemClock });
  const keys = await SessionKeys.open(storageOf(store), () => {});
  Object.assign(keys.creds, {
    me: { id: `${BOT}:1@s.whatsapp.net`, name: 'Bot' },
    registered: true,
    account: {
      details: Buffer.alloc(1),
      accountSignatureKey: Buffer.alloc(32),
      accountSignature: Buffer.alloc(64),
      deviceSignature: Buffer.alloc(64),
    },
  });
  keys.noteChange();
  await keys.flush();
  await store.close();
  return folder;
}

it('the bot process receives a text from crabline’s WhatsApp server and sends an answer that it can decrypt', async () => {
  const dataDir = await linkedFolder();
  const events: unknown[] = [];
  const server = await startWhatsAppServer({
    selfJid: `${BOT}@s.whatsapp.net`,
    recorderPath: path.join(dataDir, 'record.jsonl'),
    onEvent: (event: unknown) => void events.push(event),
  });
  const { endpoints, adminToken } = server.manifest;
  const bot = await spawnBot({ WHATSAPP: 'on', WHATSAPP_WS_URL: endpoints.baileysWebSocketUrl }, dataDir);
  const recorded = (): string => events.map(event => JSON.stringify(event)).join('\n');
  const write = async (text: string): Promise<void> => {
    const injected = await fetch(endpoints.adminInboundUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-crabline-admin-token': adminToken },
      body: JSON.stringify({ chatJid: SITI, senderJid: SITI, text }),
    });
    expect(injected.status).toBe(200);
  };
  try {
    await eventually('the account is online', () => bot.printed().includes('"whatsapp","state":"on"'));
    await write(ADVERT);
    await eventually('an answer', () => recorded().includes('BAHAYA TINGGI'));
    await write('5');
    await eventually('the next answer', () => recorded().includes('Yang perlu diperhatikan'));
    expect(bot.printed()).not.toContain('Sihanoukville');
    expect(bot.printed()).not.toContain('6281299990042');
    expect(bot.printed()).not.toMatch(/privKey|SessionEntry/);
  } finally {
    await bot.stop();
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
