/**
 * The people of a canary run: a plan of conversations, so many at once on each way in, until all are held. It counts
 * what was held and what was not answered, by way and kind.
 */

import type { MarkBook } from './canary-marks.js';
import type { Capture, Talker } from './canary-talker.js';
import { hold, PLAN, type PlannedTalk } from './canary-talks.js';
import { MarkedTelegram } from './canary-telegram.js';
import { MarkedWeb } from './canary-web.js';
import { MarkedWhatsApp } from './canary-whatsapp.js';
import type { Chance } from './chance.js';
import { WAYS_IN, type WayIn } from './history.js';
import type { Lane } from './lane.js';

const WAYS: Readonly<Record<WayIn, number>> = { telegram: 4, whatsapp: 4, web: 3 };
/** Conversations at once: most of one is waiting for the case to be gathered. */
const AT_ONCE: Readonly<Record<WayIn, number>> = { telegram: 20, whatsapp: 16, web: 6 };
const LOOK_MS = 20;

/** So many conversations: every kind in turn on each way, in an order of chance. */
export function planned(count: number, chance: Chance): readonly PlannedTalk[] {
  const decks: Record<WayIn, PlannedTalk[]> = { telegram: [], whatsapp: [], web: [] };
  return Array.from({ length: count }, () => {
    const way = chance.weighted(WAYS);
    if (decks[way].length === 0) decks[way] = shuffled(PLAN[way], chance);
    return decks[way].pop() as PlannedTalk;
  });
}

function shuffled<T>(values: readonly T[], chance: Chance): T[] {
  return values
    .map(value => ({ value, place: chance.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

export class Crowd {
  readonly held: PlannedTalk[] = [];
  /** `way, kind: why` for each conversation that did not come to its end. */
  readonly failures: string[] = [];
  readonly #talkers: Talker[] = [];
  readonly #people: Readonly<Record<WayIn, { person(): Talker }>>;
  #working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly lane: Lane,
    book: MarkBook,
    capture: Capture,
    readonly plan: readonly PlannedTalk[],
  ) {
    this.#people = {
      telegram: new MarkedTelegram(lane.botApi, book, capture),
      whatsapp: new MarkedWhatsApp(lane.whatsappServer, book, capture),
      web: new MarkedWeb(lane.web.url, book, capture, lane.givenUp),
    };
  }

  start(): void {
    const workers = WAYS_IN.flatMap(way => {
      const talks = this.plan.map((talk, which) => ({ ...talk, which })).filter(talk => talk.way === way);
      return Array.from({ length: AT_ONCE[way] }, () => this.#work(talks));
    });
    this.#working = Promise.all(workers);
  }

  get replies(): number {
    return this.#talkers.reduce((sum, talker) => sum + talker.replies().length, 0);
  }

  get done(): number {
    return this.held.length + this.failures.length;
  }

  /** Resolves when so many conversations are over. */
  async until(count: number): Promise<void> {
    while (this.done < Math.min(count, this.plan.length))
      await new Promise(resolve => setTimeout(resolve, LOOK_MS));
  }

  /** Resolves when all are over. */
  async ended(): Promise<void> {
    await this.#working;
  }

  async #work(talks: (PlannedTalk & { which: number })[]): Promise<void> {
    for (let talk = talks.shift(); talk !== undefined; talk = talks.shift()) {
      const { way, kind, which } = talk;
      try {
        const talker = this.#people[way].person();
        this.#talkers.push(talker);
        await hold(kind, talker, which, this.lane.givenUp);
        this.held.push({ way, kind });
      } catch (error) {
        this.failures.push(`${way}, ${kind}: ${error instanceof Error ? error.message : 'unknown'}`);
      }
    }
  }
}
