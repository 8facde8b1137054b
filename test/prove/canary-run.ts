/**
 * One run of the canary proof, from the first start to the last search: people talk, and everything that somebody could
 * carry off is searched while the program runs, after it was killed in the middle of its work, and after it was
 * started again and stopped. What is found is counted; who it was is never told.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { DATABASE_FILE_NAME } from '../../src/store/open-store.js';
import { Crowd } from './canary-crowd.js';
import { MarkBook, type MarkKind } from './canary-marks.js';
import { filesIn, type Place, placesOf, type Rows, rowsIn, waitingIn } from './canary-places.js';
import { type Sight, testSight, unusedKinds } from './canary-planted.js';
import { CanarySearch } from './canary-search.js';
import { type ServersSaw, whatServersSaw } from './canary-servers.js';
import { Capture } from './canary-talker.js';
import type { PlannedTalk } from './canary-talks.js';
import { Lane } from './lane.js';

export const MOMENTS = ['running', 'killed', 'stopped'] as const;
export type Moment = (typeof MOMENTS)[number];

/** So many replies cannot be sent just before the kill, so that they wait on disk. */
const HELD_UP = { times: 12, retryAfterS: 4 } as const;
const WAITING_LONGEST_MS = 10_000;

export interface Leak {
  readonly place: string;
  readonly kind: MarkKind;
  readonly form: string;
  readonly moments: Set<Moment>;
  count: number;
  /** Where in the place it was found first. */
  readonly at: number;
}

export interface CanaryResult {
  readonly held: readonly PlannedTalk[];
  readonly leaks: readonly Leak[];
  /** Why the run proves less than it should: in words of ours. */
  readonly faults: readonly string[];
  /** Bytes searched, by place, over all moments. */
  readonly searched: ReadonlyMap<string, number>;
  readonly searches: number;
  readonly searchMs: number;
  readonly marks: number;
  readonly marksSeen: number;
  readonly captureBytes: number;
  readonly replies: number;
  readonly sight: Sight;
  readonly serversSaw: ServersSaw;
  readonly rowsAtKill: Rows;
  readonly rowsAtEnd: Rows;
}

export class CanaryRun {
  readonly #search = new CanarySearch();
  readonly #book = new MarkBook(mark => this.#search.learn(mark));
  readonly #capture = new Capture();
  readonly #leaks = new Map<string, Leak>();
  readonly #searched = new Map<string, number>();
  readonly #shipped: readonly string[];
  #searches = 0;
  #searchMs = 0;
  #crowd: Crowd | null = null;
  #state = 'linking';

  constructor(
    private readonly program: string,
    private readonly plan: readonly PlannedTalk[],
  ) {
    this.#shipped = filesIn(program);
  }

  get line(): string {
    const { done = 0, replies = 0, failures = [] } = this.#crowd ?? {};
    return `${this.#state}: ${done}/${this.plan.length} conversations over, ${failures.length} unanswered, ${replies} replies, ${this.#leaks.size} leaks`;
  }

  async all(): Promise<CanaryResult> {
    const lane = await Lane.open(this.program);
    try {
      return await this.#run(lane);
    } finally {
      await lane.close();
    }
  }

  async #run(lane: Lane): Promise<CanaryResult> {
    const crowd = new Crowd(lane, this.#book, this.#capture, this.plan);
    this.#crowd = crowd;
    const part = (quarters: number): number => Math.floor((this.plan.length * quarters) / 4);
    this.#state = 'talking';
    crowd.start();
    await crowd.until(part(1));
    this.#look(lane, 'running');
    await crowd.until(part(2));
    const rowsAtKill = await this.#kill(lane);
    await lane.start();
    this.#state = 'talking on';
    await crowd.until(part(3));
    this.#look(lane, 'running');
    await crowd.ended();
    await lane.stop();
    const places = this.#look(lane, 'stopped');
    this.#state = 'testing its sight';
    return this.#result(lane, crowd, rowsAtKill, places);
  }

  /** Holds replies up until some wait, and messages with them, and kills the program then. */
  async #kill(lane: Lane): Promise<Rows> {
    this.#state = 'killing';
    const error = { kind: 'error', code: 429, retryAfter: HELD_UP.retryAfterS } as const;
    lane.botApi.faultNext('sendMessage', error, HELD_UP.times);
    for (const endsAt = performance.now() + WAITING_LONGEST_MS; performance.now() < endsAt; ) {
      const { inbox, outbox } = await waitingIn(lane.folders.data);
      if (inbox > 0 && outbox > 0) break;
      await delay(2);
    }
    await lane.kill();
    lane.botApi.clearFaults();
    this.#look(lane, 'killed');
    return rowsIn(lane.folders.data);
  }

  #look(lane: Lane, moment: Moment): readonly Place[] {
    const beganMs = performance.now();
    const places = placesOf(lane, this.program, this.#shipped);
    for (const { name, bytes } of places) {
      this.#searched.set(name, (this.#searched.get(name) ?? 0) + bytes.length);
      for (const { kind, form, at } of this.#search.find(bytes)) {
        const key = `${name}/${kind}/${form}`;
        const leak = this.#leaks.get(key) ?? { place: name, kind, form, moments: new Set(), count: 0, at };
        leak.moments.add(moment);
        leak.count += 1;
        this.#leaks.set(key, leak);
      }
    }
    this.#searches += 1;
    this.#searchMs += performance.now() - beganMs;
    return places;
  }

  async #result(lane: Lane, crowd: Crowd, rowsAtKill: Rows, places: readonly Place[]): Promise<CanaryResult> {
    const database = places.find(({ name }) => name === DATABASE_FILE_NAME)?.bytes ?? Buffer.alloc(0);
    const sight = testSight(this.#search, this.#book, database);
    const marks = this.#book.marks.length;
    const marksSeen = this.#capture.countOf(this.#book);
    const serversSaw = whatServersSaw(lane, this.#search);
    const { faults } = lane.whatsappServer;
    return {
      held: crowd.held,
      leaks: [...this.#leaks.values()],
      faults: [
        ...crowd.failures.map(failure => `not answered: ${failure}`),
        ...lane.keeper.ends.map(() => 'the program ended by itself, or badly'),
        ...(faults.length > 0 ? [`${faults.length} complaints of the WhatsApp server`] : []),
        ...(rowsAtKill.inbox ? [] : ['no message waited in the inbox at the kill']),
        ...(rowsAtKill.outbox ? [] : ['no reply waited in the outbox at the kill']),
        ...(database.length > 0 ? [] : ['there is no database']),
        ...unusedKinds(this.#book).map(kind => `nobody sent a mark of this kind: ${kind}`),
        ...sight.missed.map(missed => `the search does not see: ${missed}`),
        ...serversSaw.missing.map(kind => `the servers saw no mark of this kind: ${kind}`),
        ...(marksSeen === marks ? [] : [`${marks - marksSeen} marks were never handed to the program`]),
      ],
      searched: this.#searched,
      searches: this.#searches,
      searchMs: this.#searchMs,
      marks,
      marksSeen,
      captureBytes: this.#capture.byteCount,
      replies: crowd.replies,
      sight,
      serversSaw,
      rowsAtKill,
      rowsAtEnd: await rowsIn(lane.folders.data),
    };
  }
}
