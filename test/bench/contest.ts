/** Starts contestants, each in a process of its own, and asks them one thing at a time. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Answers, Request } from './contestant-process.js';
import type { ContestantName } from './contestants.js';

/** What comes back from the process. */
interface Reply {
  readonly answered?: unknown;
  readonly failed?: string;
}

/** A contestant in its process. */
export class Rival {
  private constructor(
    readonly name: ContestantName,
    readonly child: ChildProcess,
  ) {}

  /** Ready to be asked. */
  static async start(name: ContestantName): Promise<Rival> {
    const child = fork(path.join(import.meta.dirname, 'contestant-process.ts'), [name], {
      execArgv: ['--import', 'tsx'],
      // Whatever a library prints is no part of the table.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const rival = new Rival(name, child);
    await rival.#answer();
    return rival;
  }

  async ask<R extends Request>(request: R): Promise<Answers[R['ask']]> {
    const answer = this.#answer();
    this.child.send(request);
    return (await answer) as Answers[R['ask']];
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill();
    await exited;
  }

  #answer(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settled = (): void => {
        this.child.off('message', onMessage);
        this.child.off('exit', onExit);
      };
      const onMessage = (message: Reply): void => {
        settled();
        if (message.failed === undefined) resolve(message.answered);
        else reject(new Error(`${this.name}: ${message.failed}`));
      };
      const onExit = (): void => {
        settled();
        reject(new Error(`${this.name}: its process ended`));
      };
      this.child.on('message', onMessage);
      this.child.on('exit', onExit);
    });
  }
}
