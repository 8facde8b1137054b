/**
 * The answers of the last minutes, in memory only, so that a form that is posted twice (a second press, a
 * reload, a broken connection) shows the same answer and makes no second case. Bounded in number and age.
 */
import type { Clock } from '../../clock.js';
import type { Outgoing } from '../../replies/reply.js';

/** A reload or a second press comes within minutes; an answer quotes the advert, so it is not kept longer. */
export const RECENT_ANSWER_TTL_MS = 5 * 60_000;
export const RECENT_ANSWERS_MAX = 500;

export interface RecentAnswer {
  readonly outgoing: readonly Outgoing[];
  /** Key of the last reply: a resend of it after the answer was shown again is nothing new; null for silence. */
  readonly lastKey: string | null;
}

export class RecentAnswers {
  readonly #answers = new Map<string, RecentAnswer & { readonly atMs: number }>();
  readonly #shownKeys = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly answersMax = RECENT_ANSWERS_MAX,
  ) {}

  keep(sessionId: string, messageId: string, answer: RecentAnswer): void {
    this.#forgetOld();
    this.#answers.set(`${sessionId} ${messageId}`, { ...answer, atMs: this.clock.now() });
    dropOldest(this.#answers, this.answersMax);
  }

  find(sessionId: string, messageId: string): RecentAnswer | null {
    this.#forgetOld();
    return this.#answers.get(`${sessionId} ${messageId}`) ?? null;
  }

  /** Notes that the reply with this key reached the page by being shown again. */
  markShown(key: string | null): void {
    if (key === null) return;
    this.#shownKeys.set(key, this.clock.now());
    dropOldest(this.#shownKeys, this.answersMax);
  }

  wasShown(key: string): boolean {
    this.#forgetOld();
    return this.#shownKeys.has(key);
  }

  clear(): void {
    this.#answers.clear();
    this.#shownKeys.clear();
  }

  #forgetOld(): void {
    const oldestMs = this.clock.now() - RECENT_ANSWER_TTL_MS;
    for (const [key, { atMs }] of this.#answers) {
      if (atMs > oldestMs) break;
      this.#answers.delete(key);
    }
    for (const [key, atMs] of this.#shownKeys) {
      if (atMs > oldestMs) break;
      this.#shownKeys.delete(key);
    }
  }
}

/** Maps keep the order of insertion: the first key is the oldest. */
function dropOldest(map: Map<string, unknown>, entriesMax: number): void {
  for (const key of map.keys()) {
    if (map.size <= entriesMax) return;
    map.delete(key);
  }
}
