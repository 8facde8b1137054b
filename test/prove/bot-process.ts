/**
 * The compiled program as its own process, started as an operator would and killed as nobody would. What it prints
 * is kept as bytes; nothing in it knows that it is tested.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { ownChild } from './belongings.js';

const START_LONGEST_MS = 60_000;
const SERVING = /^web +on +\S+$/m;

export type BotEnvironment = Readonly<Record<string, string>>;

export class BotProcess {
  readonly spawnedAtMs = performance.now();
  /** Resolves when it says that it serves; false when it ended before. Never rejects. */
  readonly serving: Promise<boolean>;
  /** Resolves with its exit status, null after a signal, when all it printed is read. */
  readonly ended: Promise<number | null>;
  hasEnded = false;
  /** How it ended, e.g. "status 1" or "SIGSEGV"; null while it runs. */
  end: string | null = null;
  readonly #child: ChildProcess;
  readonly #chunks: Buffer[] = [];

  /** @param folder as `copyOfProgram` makes it */
  constructor(folder: string, environment: BotEnvironment) {
    const { PATH, HOME } = process.env;
    this.#child = spawn(process.execPath, ['dist/main.js'], {
      cwd: folder,
      env: { PATH, HOME, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    ownChild(this.#child);
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => void this.#chunks.push(chunk));
    this.ended = new Promise(resolve => {
      this.#child.once('close', (status, signal) => {
        this.hasEnded = true;
        this.end = signal ?? `status ${status}`;
        resolve(status);
      });
    });
    this.serving = this.#whenServing();
  }

  /** Everything it printed so far, both streams. */
  printed(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** Resolves when it is dead. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  /** Asks it to end, and resolves with its exit status. */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.ended;
  }

  #whenServing(): Promise<boolean> {
    return new Promise(resolve => {
      const look = (): void => {
        if (SERVING.test(this.printed().toString('utf8'))) resolve(true);
      };
      this.#child.stdout?.on('data', look);
      void this.ended.then(() => resolve(false));
      setTimeout(() => resolve(false), START_LONGEST_MS).unref();
    });
  }
}
