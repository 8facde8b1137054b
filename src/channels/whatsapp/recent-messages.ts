/**
 * The last messages that came in, in memory only: which of them the inbox has, so that Baileys telling of one again
 * costs nothing, and their first words, so that a reply can quote them.
 */
import type { Quotable } from './send-reply.js';

/** Messages remembered at once; beyond it the oldest is forgotten, and a reply to it quotes nothing. */
const KEPT_MAX = 2_000;
/** A quotation shows a line or two. */
const QUOTED_LENGTH_MAX = 160;

export class RecentMessages {
  readonly #kept = new Map<string, Quotable>();

  add(person: string, messageId: string, quotable: Quotable): void {
    this.#kept.set(keyOf(person, messageId), {
      ...quotable,
      text: quotable.text.slice(0, QUOTED_LENGTH_MAX),
    });
    if (this.#kept.size > KEPT_MAX) this.#kept.delete(this.#kept.keys().next().value as string);
  }

  has(person: string, messageId: string): boolean {
    return this.#kept.has(keyOf(person, messageId));
  }

  /** null where there are no words to quote, or not any more. */
  quotable(person: string, messageId: string | null): Quotable | null {
    const found = messageId === null ? undefined : this.#kept.get(keyOf(person, messageId));
    return found === undefined || found.text === '' ? null : found;
  }
}

function keyOf(person: string, messageId: string): string {
  return `${person} ${messageId}`;
}
