/**
 * Which updates of a batch may be confirmed. Chats are served side by side and each in its order; an update
 * that was refused holds back its own chat and the offset, never the other chats, and an update that alone is
 * refused again and again is given up, so that one poisoned message cannot stop everybody's.
 */
import type { Raw } from './translate-update.js';

/** Telegram's largest batch. */
export const BATCH_MAX = 100;
/** Times an update is refused while others are taken, until it is given up. */
export const POISON_TRIES_MAX = 5;

/** Hands one update on. @returns false when it must come again */
export type OfferUpdate = (update: Raw) => Promise<boolean>;

export interface BatchOutcome {
  /** Everything below may be confirmed; null when nothing may. */
  readonly nextOffset: number | null;
  readonly refused: number;
  readonly givenUp: number;
}

type Numbered = Raw & { readonly update_id: number };

export class BatchTaker {
  /** Refused at least once and not yet confirmed: how often. */
  readonly #refusals = new Map<number, number>();
  /** Done, but behind one that is not, so that Telegram sends them again with it. */
  readonly #doneAhead = new Set<number>();

  /** Offers every update of the batch that is not done yet. Never rejects. */
  async take(updates: readonly unknown[], offer: OfferUpdate): Promise<BatchOutcome> {
    const batch = updates.filter(isNumbered).sort((a, b) => a.update_id - b.update_id);
    const done = new Set(batch.map(({ update_id }) => update_id).filter(id => this.#doneAhead.has(id)));
    const refused: number[] = [];
    let taken = 0;
    await Promise.all(
      byChat(batch).map(async ofOneChat => {
        for (const update of ofOneChat) {
          if (done.has(update.update_id)) continue;
          if (!(await offer(update).catch(() => false))) {
            refused.push(update.update_id);
            return;
          }
          done.add(update.update_id);
          taken += 1;
        }
      }),
    );
    // Refusals count against an update only where the inbox works: a full disk refuses everything. In a full
    // batch, done updates are proof enough, because nobody behind the batch is heard before it moves.
    const inboxWorks = taken > 0 || (batch.length >= BATCH_MAX && done.size > 0);
    const givenUp = !inboxWorks ? [] : refused.filter(id => this.#countRefusal(id) >= POISON_TRIES_MAX);
    for (const id of givenUp) done.add(id);
    return { nextOffset: this.#settle(batch, done), refused: refused.length, givenUp: givenUp.length };
  }

  #countRefusal(id: number): number {
    const times = (this.#refusals.get(id) ?? 0) + 1;
    this.#refusals.set(id, times);
    return times;
  }

  /** Finds the end of the unbroken run of done updates and remembers the done ones behind it. */
  #settle(batch: readonly Numbered[], done: ReadonlySet<number>): number | null {
    const firstOpen = batch.findIndex(({ update_id }) => !done.has(update_id));
    const run = firstOpen === -1 ? batch : batch.slice(0, firstOpen);
    for (const { update_id } of run) this.#refusals.delete(update_id);
    this.#doneAhead.clear();
    for (const { update_id } of batch.slice(run.length)) {
      if (done.has(update_id)) this.#doneAhead.add(update_id);
    }
    const last = run.at(-1);
    return last === undefined ? null : last.update_id + 1;
  }
}

function isNumbered(update: unknown): update is Numbered {
  return typeof update === 'object' && update !== null && Number.isSafeInteger((update as Raw).update_id);
}

function byChat(batch: readonly Numbered[]): readonly (readonly Numbered[])[] {
  const chats = new Map<unknown, Numbered[]>();
  for (const update of batch) {
    const key = chatIdOf(update) ?? update;
    const ofChat = chats.get(key);
    if (ofChat === undefined) chats.set(key, [update]);
    else ofChat.push(update);
  }
  return [...chats.values()];
}

function chatIdOf(update: Raw): unknown {
  const message = (update.message ??
    update.edited_message ??
    (update.callback_query as Raw | undefined)?.message) as Raw | undefined;
  return (message?.chat as Raw | undefined)?.id;
}
