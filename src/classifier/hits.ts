/**
 * What was found of the phrases of a ruleset in one text. Conditions ask for sets of phrases ("any of these"): whether
 * anything of a set stands in the text is known at once, where it stands is worked out when it is asked for. Most
 * conditions fail on the first question.
 */
import type { NumberRows } from './number-rows.js';
import type { FoundHit, TextMarks } from './text-marks.js';

/** Places of one phrase that are remembered; more add nothing to a judgement. */
export const HITS_PER_PHRASE_MAX = 8;

/** A phrase found: token indices, `to` exclusive. */
export interface Hit {
  readonly from: number;
  readonly to: number;
}

/** What of an index a text's hits are read with. */
export interface PhraseTable {
  /** For each phrase the item of its single words, −1 without any. */
  readonly wordOf: Int32Array;
  /** The sequences of several words of each phrase. */
  readonly sequencesOf: NumberRows;
  /** The phrases of each set, in the order in which they are asked for. */
  readonly sets: readonly (readonly number[])[];
}

const NONE: readonly Hit[] = [];

/** Good until the index that made it looks through another text. */
export class Hits {
  readonly #text: number;
  readonly #inSet = new Map<number, readonly Hit[]>();

  constructor(
    readonly table: PhraseTable,
    readonly marks: TextMarks,
    readonly isLeftOut: ((hit: Hit) => boolean) | null = null,
  ) {
    this.#text = marks.text;
  }

  /** Places of a phrase in the order of the text. */
  of(phrase: number): readonly Hit[] {
    this.#expectSameText();
    return this.#placesOf(phrase);
  }

  /** False: no phrase of the set stands in the text. */
  hasSet(set: number): boolean {
    this.#expectSameText();
    return this.marks.hasSet(set);
  }

  /** Whether of each group of sets one stands in the text. */
  hasAnyOfEach(groups: readonly (readonly number[])[]): boolean {
    this.#expectSameText();
    const { marks } = this;
    for (const group of groups) {
      let isThere = false;
      for (let at = 0; at < group.length && !isThere; at++) isThere = marks.hasSet(group[at] as number);
      if (!isThere) return false;
    }
    return true;
  }

  /** Places of the phrases of a set, phrase by phrase in the order of the set, each in the order of the text. */
  inSet(set: number): readonly Hit[] {
    if (!this.hasSet(set)) return NONE;
    const before = this.#inSet.get(set);
    if (before !== undefined) return before;
    let hits = NONE;
    for (const phrase of this.table.sets[set] as readonly number[]) {
      const places = this.#placesOf(phrase);
      if (places.length > 0) hits = hits.length === 0 ? places : [...hits, ...places];
    }
    this.#inSet.set(set, hits);
    return hits;
  }

  /** For each word in how far rules look for it: 1 where it alone is a phrase, 2 more where it stands in a longer one. */
  coverage(): Uint8Array {
    this.#expectSameText();
    return this.marks.coverage();
  }

  #placesOf(phrase: number): readonly Hit[] {
    const { marks, isLeftOut } = this;
    const item = this.table.wordOf[phrase] as number;
    const hits: Hit[] = marks.hasSequenceOf(phrase) ? this.#foundFirst(phrase) : [];
    if (item >= 0 && marks.items.has(item)) marks.items.addPlaces(item, hits);
    if (hits.length === 0) return NONE;
    const kept = isLeftOut === null ? hits : hits.filter(hit => !isLeftOut(hit));
    return kept.length > 1 ? kept.sort(inOrder).slice(0, HITS_PER_PHRASE_MAX) : kept;
  }

  /** Of the places of a phrase's sequences those that were found first. */
  #foundFirst(phrase: number): Hit[] {
    const found: FoundHit[] = [];
    const { starts, numbers } = this.table.sequencesOf;
    for (let at = starts[phrase] as number; at < (starts[phrase + 1] as number); at++)
      this.marks.addPlacesOfSequence(numbers[at] as number, found);
    if (found.length < 2) return found;
    found.sort((left, right) => left.order - right.order);
    const first: Hit[] = [];
    for (const hit of found) {
      if (first.length === HITS_PER_PHRASE_MAX) break;
      // Two sequences of a phrase may stand at one place.
      if (!first.some(({ from, to }) => hit.from === from && hit.to === to)) first.push(hit);
    }
    return first;
  }

  /** The same without some places; `hasSet` may still say yes where only such are left out. */
  without(isLeftOut: (hit: Hit) => boolean): Hits {
    this.#expectSameText();
    return new Hits(this.table, this.marks, isLeftOut);
  }

  #expectSameText(): void {
    if (this.marks.text !== this.#text) throw new Error('these hits belong to a text that was judged before');
  }
}

function inOrder(left: Hit, right: Hit): number {
  return left.from - right.from || left.to - right.to;
}
