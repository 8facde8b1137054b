/**
 * The bot as its own process, started as an operator would: the command line, an environment, a folder. Nothing
 * in it knows that it is tested; what it prints is kept so that a test can search it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compiledCli } from '../compiled.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const START_LONGEST_MS = 30_000;

export interface SpawnedBot {
  readonly url: string;
  readonly dataDir: string;
  /** Everything it printed so far, both streams. */
  printed(): string;
  signal(name: NodeJS.Signals): void;
  /** Ends it and resolves with its exit status; deletes the folder unless it was given. */
  stop(): Promise<number | null>;
}

/** Starts `cekloker serve` on a free port; resolves when it says that it serves. */
export async function spawnBot(
  environment: Readonly<Record<string, string>>,
  dataDir?: string,
): Promise<SpawnedBot> {
  const folder = dataDir ?? mkdtempSync(path.join(tmpdir(), 'cekloker-process-'));
  const child = spawn(process.execPath, [compiledCli(), 'serve'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: folder,
      PORT: '0',
      LOG_LEVEL: 'debug',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  const url = await servingAt(child, () => printed);
  return {
    url,
    dataDir: folder,
    printed: () => printed,
    signal: name => child.kill(name),
    stop: async () => {
      const status = await ended(child);
      if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
      return status;
    },
  };
}

async function servingAt(child: ChildProcess, printed: () => string): Promise<string> {
  for (let waited = 0; waited < START_LONGEST_MS; waited += 20) {
    const url = /^web +on +(\S+)$/m.exec(printed())?.[1];
    if (url) return url;
    if (child.exitCode !== null) break;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  child.kill('SIGKILL');
  throw new Error(`the bot did not start:\n${printed()}`);
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = new Promise<number | null>(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  return exit;
}

/** Resolves when `done` holds; fails after a while, saying what was waited for. */
export async function eventually(
  what: string,
  done: () => boolean | Promise<boolean>,
  longestMs = 20_000,
): Promise<void> {
  for (let waited = 0; waited < longestMs; waited += 20) {
    if (await done()) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`waited in vain: ${what}`);
}

/** A port that was free a moment ago, for servers that cannot pick one themselves. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise(resolve => probe.close(resolve));
  return port;
}
