/**
 * One lane of a proof: a Telegram and a WhatsApp of its own, one data folder, and the program, which is started on
 * that folder again after every end. It watches what the program tells the servers and writes it into the history.
 */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type BotApiServer, startBotApiServer } from '../fakes/bot-api-server.js';
import { readDrawnQr } from '../fakes/drawn-qr.js';
import { startWhatsAppServer, type WhatsAppServer } from '../fakes/whatsapp-server.js';
import { freePort } from '../process/spawn-bot.js';
import { ownFolder } from './belongings.js';
import { BotProcess } from './bot-process.js';
import { Keeper } from './history.js';
import { TelegramWay } from './way-telegram.js';
import { WebWay } from './way-web.js';
import { WhatsAppWay } from './way-whatsapp.js';

const LOOK_EVERY_MS = 2;
const PAIR_LONGEST_MS = 60_000;

/** Where a lane keeps what belongs to the program; the secret lies apart from the data, as the README asks. */
export interface LaneFolders {
  readonly data: string;
  readonly secret: string;
  readonly temporary: string;
}

export class Lane {
  readonly keeper = new Keeper();
  readonly folders: LaneFolders;
  readonly telegram: TelegramWay;
  readonly whatsapp: WhatsAppWay;
  readonly web: WebWay;
  /** What every process printed, killed ones included. */
  readonly printed: Buffer[] = [];
  readonly startsMs: number[] = [];
  readonly firstAnswersMs: number[] = [];
  readonly #givenUp = new AbortController();
  readonly #watch: NodeJS.Timeout;
  #process: BotProcess | null = null;
  #repliesBefore = 0;
  #hasAnswered = true;

  private constructor(
    private readonly program: string,
    private readonly port: number,
    readonly botApi: BotApiServer,
    readonly whatsappServer: WhatsAppServer,
    private readonly environment: Readonly<Record<string, string>>,
  ) {
    const folder = ownFolder('lane');
    this.folders = {
      data: path.join(folder, 'data'),
      secret: path.join(folder, 'secret', 'secret.json'),
      temporary: path.join(folder, 'tmp'),
    };
    for (const each of [path.dirname(this.folders.secret), this.folders.temporary]) mkdirSync(each);
    this.telegram = new TelegramWay(botApi, this.keeper);
    this.whatsapp = new WhatsAppWay(whatsappServer, this.keeper);
    this.web = new WebWay(`http://127.0.0.1:${port}/`, this.keeper, this.#givenUp.signal);
    this.#watch = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** Starts the servers and the program, and links the account. */
  static async open(program: string, environment: Readonly<Record<string, string>> = {}): Promise<Lane> {
    const botApi = await startBotApiServer();
    const whatsapp = await startWhatsAppServer();
    const lane = new Lane(program, await freePort(), botApi, whatsapp, environment);
    await lane.start();
    await lane.#pair();
    return lane;
  }

  get process(): BotProcess {
    if (this.#process === null) throw new Error('the program was not started');
    return this.#process;
  }

  /** Starts the program and resolves when it serves, or has ended. */
  async start(): Promise<boolean> {
    const started = this.spawn();
    const isServing = await started.serving;
    if (isServing) this.startsMs.push(performance.now() - started.spawnedAtMs);
    else if (started.hasEnded) this.keeper.ends.push(`did not start (${started.end}): ${lastLine(started)}`);
    return isServing;
  }

  /** Starts the program and waits for nothing. */
  spawn(): BotProcess {
    const { botApi, whatsappServer } = this;
    this.#hasAnswered = false;
    this.#repliesBefore = this.keeper.replies.length;
    this.#process = new BotProcess(this.program, {
      DATA_DIR: this.folders.data,
      SECRET_FILE: this.folders.secret,
      TMPDIR: this.folders.temporary,
      PORT: String(this.port),
      TRUST_PROXY: '1',
      LOG_LEVEL: 'debug',
      TELEGRAM_BOT_TOKEN: botApi.token,
      TELEGRAM_API_ROOT: botApi.apiRoot,
      WHATSAPP: 'on',
      WHATSAPP_WS_URL: whatsappServer.url,
      ...this.environment,
    });
    return this.#process;
  }

  /** Kills the program in the middle of whatever it does. */
  async kill(): Promise<void> {
    const killed = this.process;
    if (killed.hasEnded) this.keeper.ends.push(`ended by itself (${killed.end}): ${lastLine(killed)}`);
    await killed.kill();
    // What it sent just before lies in the servers' sockets: it belongs to this run.
    await delay(LOOK_EVERY_MS * 5);
    this.look();
    this.printed.push(killed.printed());
    this.keeper.run += 1;
  }

  /** Stops the program as an operator does. */
  async stop(): Promise<void> {
    const stopped = this.process;
    const status = await stopped.stop();
    this.look();
    this.printed.push(stopped.printed());
    if (status !== 0) this.keeper.ends.push(`stopped with status ${status}: ${lastLine(stopped)}`);
  }

  /** Nobody waits for an answer any longer. */
  giveUp(): void {
    this.#givenUp.abort();
  }

  get givenUp(): AbortSignal {
    return this.#givenUp.signal;
  }

  async close(): Promise<void> {
    clearInterval(this.#watch);
    this.giveUp();
    if (this.#process && !this.#process.hasEnded) await this.#process.kill();
    await Promise.all([this.botApi.close(), this.whatsappServer.close()]);
  }

  look(): void {
    this.telegram.look();
    this.whatsapp.look();
    if (this.#hasAnswered || this.keeper.replies.length === this.#repliesBefore) return;
    this.#hasAnswered = true;
    this.firstAnswersMs.push(performance.now() - this.process.spawnedAtMs);
  }

  async #pair(): Promise<void> {
    const { whatsappServer } = this;
    const qr = (): string | null => readDrawnQr(this.process.printed().toString('utf8'));
    await whatsappServer.until(() => qr() !== null, PAIR_LONGEST_MS);
    await whatsappServer.scan(qr() ?? '');
    await whatsappServer.until(
      () => whatsappServer.isOnline && whatsappServer.account.isReachable,
      PAIR_LONGEST_MS,
    );
    if (!existsSync(this.folders.secret)) throw new Error('the secret file is not where it was asked for');
  }
}

function lastLine(ended: BotProcess): string {
  return ended.printed().toString('utf8').trim().split('\n').at(-1) ?? '';
}
