/**
 * How long the compiled program takes from start to its first answer on each channel, how much memory it holds when
 * idle, and what holds it: prints the table that stands in src/README.md. Run it on a quiet machine: `npm run bench:start`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startBotApiServer } from '../fakes/bot-api-server.js';
import { readDrawnQr } from '../fakes/drawn-qr.js';
import { startWhatsAppServer } from '../fakes/whatsapp-server.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RUNS = 5;
const IDLE_MS = 3_000;
const ADVERT =
  'Butuh CS online di Poipet, gaji 900 dolar, tiket dan paspor kami urus, masuk pakai visa turis dulu.';

/** Answered at once, without waiting for more of the same person. */
const PLEA = 'tolong saya disekap di poipet, paspor saya diambil bos';
const CHAT = 88_300_000;

/** Parts whose memory is told apart, each imported alone into an empty process. */
const PARTS: Readonly<Record<string, string>> = {
  'rules, places, texts, contacts (with yaml and zod)':
    "const { loadHouse } = await import('./dist/files/house.js'); globalThis.house = await loadHouse()",
  'fastify and the page': "await import('./dist/web/server.js')",
  telegraf: "await import('./dist/channels/telegram/telegram-channel.js')",
  'Baileys, libsignal and the QR code': "await import('./dist/channels/whatsapp/whatsapp-channel.js')",
  'phone numbers, domains and links': "await import('./dist/identifiers/find-identifiers.js')",
  'the store (better-sqlite3, kysely)':
    "await import('./dist/store/sqlite/sqlite-store.js'); const { loadSqlite } = await import('./dist/store/sqlite/load-sqlite.js'); await loadSqlite()",
  stemmer: "await import('./dist/advert/stem.js')",
};

interface Started {
  readonly pid: number;
  readonly began: number;
  printed(): string;
  /** Address of the page, once it is served. */
  url(): Promise<string>;
  stop(): Promise<void>;
}

function start(dataDir: string, environment: Readonly<Record<string, string>> = {}): Started {
  const began = performance.now();
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', ...environment },
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk;
  });
  child.stderr.resume();
  const url = (): string | undefined => /^web +on +(\S+)$/m.exec(printed)?.[1];
  return {
    pid: child.pid as number,
    began,
    printed: () => printed,
    url: async () => {
      await until(() => url() !== undefined);
      return url() as string;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await new Promise(resolve => child.once('exit', resolve));
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(resolve => setTimeout(resolve, 2));
}

async function idleMb({ pid }: Started): Promise<number> {
  await new Promise(resolve => setTimeout(resolve, IDLE_MS));
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** The page alone. */
async function measurePage(): Promise<{ readonly answerMs: number; readonly mb: number }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'cekloker-bench-'));
  const program = start(dataDir);
  try {
    const answer = await fetch(`${await program.url()}/api/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: ADVERT }),
    });
    await answer.text();
    return { answerMs: performance.now() - program.began, mb: await idleMb(program) };
  } finally {
    await program.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** With Telegram and WhatsApp on and linked; on each somebody has been waiting for an answer since before the start. */
async function measureChannels() {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'cekloker-bench-'));
  const telegram = await startBotApiServer();
  const whatsapp = await startWhatsAppServer();
  const siti = whatsapp.person('6281299990042', { lid: '199990042' });
  const environment = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    WHATSAPP: 'on',
    WHATSAPP_WS_URL: whatsapp.url,
  };
  const linking = start(dataDir, environment);
  await until(() => readDrawnQr(linking.printed()) !== null);
  await whatsapp.scan(readDrawnQr(linking.printed()) ?? '');
  await until(() => whatsapp.isOnline);
  await siti.write('halo');
  await until(() => siti.received.length === 1);
  await linking.stop();

  telegram.inject.text(CHAT, PLEA);
  await siti.write(PLEA);
  const program = start(dataDir, environment);
  try {
    const firstAt = async (isSo: () => boolean): Promise<number> => {
      await until(isSo);
      return performance.now() - program.began;
    };
    const [telegramMs, whatsappMs] = await Promise.all([
      firstAt(() => telegram.sentTo(CHAT).length > 0),
      firstAt(() => siti.received.length > 1),
    ]);
    return { telegramMs, whatsappMs, mb: await idleMb(program) };
  } finally {
    await program.stop();
    await telegram.close();
    await whatsapp.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function importedMb(code: string): number {
  const script = `${code}; globalThis.gc?.(); process.stdout.write(String(process.memoryUsage.rss()))`;
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

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const seconds = (values: readonly number[]): string => `${(middle(values) / 1000).toFixed(2)} s`;

const pages = [];
for (let run = 0; run < RUNS; run++) pages.push(await measurePage());
const channels = [];
for (let run = 0; run < RUNS; run++) channels.push(await measureChannels());
const empty = importedMb('0');
const lines = [
  `| what | measured (median of ${RUNS}) |`,
  '| --- | --- |',
  `| start to first answer, page | ${seconds(pages.map(({ answerMs }) => answerMs))} |`,
  `| start to first answer, Telegram (both chat channels on) | ${seconds(channels.map(({ telegramMs }) => telegramMs))} |`,
  `| start to first answer, WhatsApp (both chat channels on) | ${seconds(channels.map(({ whatsappMs }) => whatsappMs))} |`,
  `| resident memory, idle, page alone | ${middle(pages.map(({ mb }) => mb)).toFixed(0)} MB |`,
  `| resident memory, idle, Telegram and WhatsApp on | ${middle(channels.map(({ mb }) => mb)).toFixed(0)} MB |`,
  `| of it: an empty Node process | ${empty.toFixed(0)} MB |`,
  ...Object.entries(PARTS).map(
    ([part, code]) => `| of it: ${part}, imported alone | ${(importedMb(code) - empty).toFixed(0)} MB |`,
  ),
];
process.stdout.write(`${lines.join('\n')}\n`);
