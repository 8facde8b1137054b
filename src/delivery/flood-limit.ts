/**
 * Keeps one chat from taking the bot away from everybody else. Counts cases for each chat in memory, by keyed
 * hash; a chat over its budget is told so once, and then not answered until the window ends.
 * Pleas are never limited.
 */

/** Cases that one chat may open within the window. */
export const CASES_PER_WINDOW_MAX = 30;
export const FLOOD_WINDOW_MS = 60_000;
/** Chats counted at once; beyond it the oldest count is forgotten. */
const CHATS_COUNTED_MAX = 50_000;

interface Count {
  readonly windowEndsMs: number;
  cases: number;
}

export class FloodLimit {
  readonly #counts = new Map<string, Count>();

  constructor(readonly now: () => number) {}

  /** `answer`: go on · `say_so`: over the budget, first time in this window · `silent`: over it and told so. */
  next(chatKey: string): 'answer' | 'say_so' | 'silent' {
    const now = this.now();
    let count = this.#counts.get(chatKey);
    if (!count || count.windowEndsMs <= now) {
      count = { windowEndsMs: now + FLOOD_WINDOW_MS, cases: 0 };
      this.#counts.delete(chatKey);
      this.#counts.set(chatKey, count);
      if (this.#counts.size > CHATS_COUNTED_MAX)
        this.#counts.delete(this.#counts.keys().next().value as string);
    }
    count.cases++;
    if (count.cases <= CASES_PER_WINDOW_MAX) return 'answer';
    return count.cases === CASES_PER_WINDOW_MAX + 1 ? 'say_so' : 'silent';
  }
}
