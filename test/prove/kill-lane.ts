/**
 * One lane of `prove:kill` from the first start to the judgement: people write all the time, the program is killed so
 * and so often, then it runs until everybody has an answer, and what is left is compared with what happened.
 */
import type { Chance } from './chance.js';
import { type Judgement, judge } from './checker.js';
import { historyOf } from './end-of-run.js';
import { WAYS_IN } from './history.js';
import { KILL_MOMENTS, type KillMoment, startAndKill } from './kill-moments.js';
import { Lane } from './lane.js';
import { Traffic } from './traffic.js';

const SETTLE_LONGEST_MS = 150_000;
/** Without one new answer for so long nobody waits on: the program's own sweep, its rarest second chance, is over. */
const STALLED_MS = 80_000;
const STALL_LOOK_MS = 250;
/** After the last answer: what is doubled comes now. */
const QUIET_MS = 6_000;

export interface KillFigures {
  readonly kills: number;
  readonly moments: Readonly<Record<KillMoment, number>>;
  readonly startsMs: readonly number[];
  readonly firstAnswersMs: readonly number[];
  readonly settledMs: number;
  readonly retryRequests: number;
  readonly keyRows: number;
  readonly warnings: ReadonlyMap<string, number>;
}

export interface LaneResult {
  readonly judgement: Judgement;
  readonly figures: KillFigures;
}

export class LaneRun {
  readonly #moments = Object.fromEntries(KILL_MOMENTS.map(moment => [moment, 0])) as Record<
    KillMoment,
    number
  >;
  #lane: Lane | null = null;
  #traffic: Traffic | null = null;
  #state = 'linking';

  constructor(
    private readonly program: string,
    private readonly kills: number,
    private readonly chance: Chance,
    private readonly number: number,
  ) {}

  get line(): string {
    const { keeper } = this.#lane ?? {};
    const waiting = WAYS_IN.map(way => this.#traffic?.waiting(way) ?? 0).join('+');
    return `lane ${this.number + 1}: ${this.#state}, ${keeper?.run ?? 0}/${this.kills} kills, ${keeper?.replies.length ?? 0} answers, ${waiting} waiting`;
  }

  async all(): Promise<LaneResult> {
    const lane = await Lane.open(this.program);
    this.#lane = lane;
    try {
      return await this.#run(lane);
    } finally {
      await lane.close();
    }
  }

  async #run(lane: Lane): Promise<LaneResult> {
    const traffic = new Traffic(lane, this.chance, String.fromCharCode(97 + this.number));
    this.#traffic = traffic;
    traffic.start();
    this.#state = 'killing';
    await lane.kill();
    this.#moments.early += 1;
    while (lane.keeper.run < this.kills) this.#moments[await startAndKill(lane, this.chance)] += 1;
    await lane.start();
    await traffic.end();
    this.#state = 'settling';
    const settledMs = await this.#settle(lane, traffic);
    this.#state = 'checking';
    const { history, keyRows, warnings } = await historyOf(lane);
    const { startsMs, firstAnswersMs, whatsappServer } = lane;
    const retryRequests = whatsappServer.retryRequests.length;
    const kills = lane.keeper.run;
    const figures = { kills, moments: this.#moments, startsMs, firstAnswersMs, settledMs, retryRequests };
    return { judgement: judge(history), figures: { ...figures, keyRows, warnings } };
  }

  /** @returns how long everybody had to wait after the last start */
  async #settle(lane: Lane, traffic: Traffic): Promise<number> {
    const beganMs = performance.now();
    let answers = -1;
    let movedMs = beganMs;
    const enough = setInterval(() => {
      const nowMs = performance.now();
      const { length } = lane.keeper.replies;
      if (length !== answers) movedMs = nowMs;
      answers = length;
      if (nowMs - movedMs > STALLED_MS || nowMs - beganMs > SETTLE_LONGEST_MS) lane.giveUp();
    }, STALL_LOOK_MS);
    await traffic.settled();
    clearInterval(enough);
    const settledMs = performance.now() - beganMs;
    await new Promise(resolve => setTimeout(resolve, QUIET_MS));
    return settledMs;
  }
}
