import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../commands/run-cli.js';
import { startWhatsAppServer, type WhatsAppServer } from '../fakes/whatsapp-server.js';
import { eventually, type SpawnedBot, spawnBot } from './spawn-bot.js';
import { spawnLinked, stateOf, whatsappAt } from './spawn-linked.js';

let dataDir = '';
let server: WhatsAppServer;
let bot: SpawnedBot | null = null;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cekloker-link-'));
  server = await startWhatsAppServer();
});
afterEach(async () => {
  await bot?.stop();
  bot = null;
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function answers(): Promise<void> {
  const siti = server.person('6281299990001', { lid: '199990001' });
  const before = siti.received.length;
  await siti.write('halo');
  await eventually('an answer', () => siti.received.length > before);
}

describe('linking the account', () => {
  it('works with a code that is typed on the phone, and says nothing of the number', async () => {
    const environment = { ...whatsappAt(server), WHATSAPP_PAIR: `+${server.account.number}` };
    bot = await spawnBot(environment, dataDir);
    const code = (): string | undefined => /type ([A-Z0-9]{4}-[A-Z0-9]{4})/.exec(bot?.printed() ?? '')?.[1];
    await eventually('a code', () => code() !== undefined);
    expect(server.pairingRequests.map(({ number }) => number)).toEqual([server.account.number]);
    await server.enterCode((code() ?? '').replace('-', ''));
    await eventually('the link', () => server.isOnline && stateOf(bot as SpawnedBot, 'whatsapp') === 'on');
    await answers();
    expect(bot.printed()).not.toContain(server.account.number);
  });

  it('is offered anew after the phone ended the link (401), at the next start', async () => {
    bot = await spawnLinked(server, {}, dataDir);
    server.streamError(401);
    await eventually('it is noticed', () => stateOf(bot as SpawnedBot, 'whatsapp') === 'down');
    await bot.stop();
    bot = await spawnLinked(server, {}, dataDir);
    await answers();
  });

  it('is offered anew after the operator let the program forget, which it refuses to while it runs', async () => {
    bot = await spawnLinked(server, {}, dataDir);
    const refused = await runCli(['whatsapp', 'forget'], '', { DATA_DIR: dataDir });
    expect([refused.status, refused.stderr]).toEqual([78, expect.stringContaining('another CekLoker')]);
    await answers();
    await bot.stop();
    const forgotten = await runCli(['whatsapp', 'forget'], '', { DATA_DIR: dataDir });
    expect([forgotten.status, forgotten.stdout]).toEqual([0, expect.stringContaining('link anew')]);
    bot = await spawnLinked(server, {}, dataDir);
    await answers();
  });

  it('that nobody finishes leaves nothing behind that the next start would trip over', async () => {
    bot = await spawnBot({ ...whatsappAt(server), WHATSAPP_PAIR: server.account.number }, dataDir);
    await eventually('a code', () => /type [A-Z0-9]{4}-/.test(bot?.printed() ?? ''));
    bot.signal('SIGKILL');
    await eventually('the end', () => !server.isOnline);
    bot = await spawnLinked(server, {}, dataDir);
    await answers();
  });
});
