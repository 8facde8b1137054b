/**
 * Killed in the middle of writing its keys, again and again, the channel goes on with the session that it has: nothing
 * that was written to it goes unanswered, and every answer is readable on the phone. `KEY_KILLS` sets how often; a
 * hundred are `npm run prove:keys`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readDrawnQr } from '../../fakes/drawn-qr.js';
import { startWhatsAppServer, type WhatsAppServer } from '../../fakes/whatsapp-server.js';

const KILLS = Number(process.env.KEY_KILLS ?? 4);
const CHILD = path.join(import.meta.dirname, 'key-write-child.ts');
/** A start takes about one; with so many keys to write it is over long before. */
const KILL_LONGEST_MS = 30_000;
const WRITES_MAX = 12;
const TURNS_MAX = 300;

interface Child {
  readonly process: ChildProcess;
  readonly exited: Promise<unknown>;
  printed(): string;
}

function start(folder: string, server: WhatsAppServer, killAt: number, turns: number): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD], {
    env: {
      PATH: process.env.PATH,
      FOLDER: folder,
      SERVER_URL: server.url,
      KILL_AT: String(killAt),
      KILL_TURNS: String(turns),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  return { process: child, exited: once(child, 'exit'), printed: () => printed };
}

it(`a session survives ${KILLS} kills in the middle of writing its keys`, {
  timeout: 20_000 + KILLS * 6_000,
}, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cekloker-keys-'));
  const server = await startWhatsAppServer();
  const persons = [1, 2, 3].map(n => server.person(`628129999000${n}`, { lid: `19999000${n}` }));
  // Seeded, so that a failure can be looked at again.
  let seed = 7;
  const chance = (most: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return 1 + (seed % most);
  };
  let written = 0;
  let child = start(folder, server, 0, 0);
  try {
    await server.until(() => readDrawnQr(child.printed()) !== null);
    await server.scan(readDrawnQr(child.printed()) ?? '');
    await server.until(() => child.printed().includes('ready'));
    child.process.kill('SIGKILL');
    await child.exited;

    for (let kill = 0; kill < KILLS; kill++) {
      child = start(folder, server, chance(WRITES_MAX), chance(TURNS_MAX));
      const isOver = { value: false };
      const over = child.exited.then(() => {
        isOver.value = true;
      });
      const tooLong = setTimeout(() => child.process.kill('SIGKILL'), KILL_LONGEST_MS);
      while (!isOver.value) {
        const person = persons[chance(persons.length) - 1];
        await person?.write(`pesan ${++written}`, { via: chance(2) === 1 ? 'lid' : 'phone' });
        await Promise.race([over, new Promise(resolve => setTimeout(resolve, 150))]);
      }
      clearTimeout(tooLong);
      expect([child.process.signalCode, child.printed().replace('ready\n', '')]).toEqual(['SIGKILL', '']);
    }

    child = start(folder, server, 0, 0);
    const answered = (): number =>
      persons.reduce((sum, { receivedDistinct }) => sum + receivedDistinct.length, 0);
    await server.until(() => answered() === written && server.waiting === 0, 60_000);
    expect(server.faults).toEqual([]);
    expect(server.retryRequests).toHaveLength(0);
  } finally {
    child.process.kill('SIGKILL');
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
