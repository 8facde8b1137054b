/**
 * How long the compiled program takes from start to its first answer, how much memory it holds when idle, and what
 * holds it: prints the table that stands in src/README.md. Run it on a quiet machine: `npm run bench:start`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RUNS = 5;
const IDLE_MS = 3_000;
const ADVERT =
  'Butuh CS online di Poipet, gaji 900 dolar, tiket dan paspor kami urus, masuk pakai visa turis dulu.';

/** Parts whose memory is told apart, each imported alone into an empty process. */
const PARTS: Readonly<Record<string, string>> = {
  'rules, places, texts, contacts (with yaml and zod)':
    "const { loadHouse } = await import('./dist/files/house.js'); globalThis.house = loadHouse()",
  'fastify and the page': "await import('./dist/web/server.js')",
  telegraf: "await import('./dist/channels/telegram/telegram-channel.js')",
  'phone numbers, domains and links': "await import('./dist/identifiers/find-identifiers.js')",
  'the store (better-sqlite3, kysely)':
    "await import('./dist/store/sqlite/sqlite-store.js'); const { loadSqlite } = await import('./dist/store/sqlite/load-sqlite.js'); await loadSqlite()",
  stemmer: "await import('./dist/advert/stem.js')",
};

async function measureOnce(): Promise<{ readonly answerMs: number; readonly idleMb: number }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'cekloker-bench-'));
  const began = performance.now();
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0' },
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk;
  });
  try {
    let url: string | undefined;
    while (!url) {
      await new Promise(resolve => setTimeout(resolve, 5));
      url = /^web +on +(\S+)$/m.exec(printed)?.[1];
    }
    const answer = await fetch(`${url}/api/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: ADVERT }),
    });
    await answer.text();
    const answerMs = performance.now() - began;
    await new Promise(resolve => setTimeout(resolve, IDLE_MS));
    return { answerMs, idleMb: residentMb(readFileSync(`/proc/${child.pid}/status`, 'utf8')) };
  } finally {
    child.kill('SIGTERM');
    await new Promise(resolve => child.once('exit', resolve));
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function residentMb(status: string): number {
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

function importedMb(code: string): number {
  const script = `${code}; globalThis.gc?.(); console.log(process.memoryUsage.rss())`;
  return (
    Number(
      execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
        cwd: ROOT,
        encoding: 'utf8',
      }),
    ) /
    1024 ** 2
  );
}

const runs = [];
for (let run = 0; run < RUNS; run++) runs.push(await measureOnce());
const middle = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const empty = importedMb('0');
const lines = [
  `| what | measured (median of ${RUNS}) |`,
  '| --- | --- |',
  `| start to first answer | ${(middle(runs.map(({ answerMs }) => answerMs)) / 1000).toFixed(2)} s |`,
  `| resident memory, idle | ${middle(runs.map(({ idleMb }) => idleMb)).toFixed(0)} MB |`,
  `| of it: an empty Node process | ${empty.toFixed(0)} MB |`,
  ...Object.entries(PARTS).map(
    ([part, code]) => `| of it: ${part}, imported alone | ${(importedMb(code) - empty).toFixed(0)} MB |`,
  ),
];
process.stdout.write(`${lines.join('\n')}\n`);
