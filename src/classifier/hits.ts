/**
 * What was found of the phrases of a ruleset in one text. Conditions ask for sets of phrases ("any of these"): whether
 * anything of a set stands in the text is known at once, where it stands is worked out when it is asked for. Most
 * conditions fail on the first question.
 */

/** Places of one phrase that are remembered; more add nothing to a judgement. */
export const HITS_PER_PHRASE_MAX = 8;

/** A phrase found: token indices, `to` exclusive. */
export interface Hit {
  readonly from: number;
  readonly to: number;
}

/** What one word of the language can be in the phrases of one index. */
export interface Looked {
  /** The index that looked; another one would find other things. */
  readonly by: object;
  /** One bit for each word item that the word fits. */
  readonly items: Uint32Array;
  /** The sets with a phrase that the word alone is. */
  readonly setNumbers: Int32Array;
  /** The sequences to be followed from the word, as rows of `phrase-index.ts`. */
  readonly anchored: Int32Array;
}

export function hasBit(bits: Uint32Array, bit: number): boolean {
  return ((bits[bit >> 5] as number) & (1 << (bit & 31))) !== 0;
}
export function setBit(bits: Uint32Array, bit: number): void {
  bits[bit >> 5] = (bits[bit >> 5] as number) | (1 << (bit & 31));
}

/** What of an index a text's hits are read with. */
export interface PhraseTable {
  /** For each phrase the item of its single words, −1 without any. */
  readonly wordOf: Int32Array;
  /** The phrases of each set, in the order in which they are asked for. */
  readonly sets: readonly (readonly number[])[];
  /** The sets of each phrase. */
  readonly setsOf: readonly (readonly number[] | undefined)[];
}

const NONE: readonly Hit[] = [];

export class Hits {
  /** Places of sequences of several words. */
  readonly #long = new Map<number, Hit[]>();
  readonly #inSet = new Map<number, readonly Hit[]>();
  /** Sets that hold a sequence of several words that was found. */
  readonly #longBits: Uint32Array;
  /** For each set 1 + the entry of its first word, 0 without any; an entry is a word and 1 + the next entry. */
  readonly #firstEntry: Uint32Array;
  readonly #words: Uint32Array;
  readonly #nextEntry: Uint32Array;

  /** @param looked one for each word of the text */
  constructor(
    readonly table: PhraseTable,
    readonly looked: readonly Looked[],
    readonly isLeftOut: ((hit: Hit) => boolean) | null = null,
  ) {
    this.#longBits = new Uint32Array((table.sets.length >> 5) + 1);
    this.#firstEntry = new Uint32Array(table.sets.length);
    let entries = 0;
    for (const { setNumbers } of looked) entries += setNumbers.length;
    this.#words = new Uint32Array(entries);
    this.#nextEntry = new Uint32Array(entries);
    // From the last word to the first, so that each set's words stand in order.
    for (let word = looked.length - 1, entry = 0; word >= 0; word--) {
      const { setNumbers } = looked[word] as Looked;
      for (let k = 0; k < setNumbers.length; k++, entry++) {
        const set = setNumbers[k] as number;
        this.#words[entry] = word;
        this.#nextEntry[entry] = this.#firstEntry[set] as number;
        this.#firstEntry[set] = entry + 1;
      }
    }
  }

  /** Whether no more places of a phrase are wanted. */
  isFull(phrase: number): boolean {
    return (this.#long.get(phrase)?.length ?? 0) >= HITS_PER_PHRASE_MAX;
  }

  /** Adds a place of a sequence of several words; one that is there already counts once. */
  add(phrase: number, from: number, to: number): void {
    const known = this.#long.get(phrase);
    if (known === undefined) {
      this.#long.set(phrase, [{ from, to }]);
      for (const set of this.table.setsOf[phrase] ?? NO_SETS) setBit(this.#longBits, set);
      return;
    }
    for (const hit of known) if (hit.from === from && hit.to === to) return;
    known.push({ from, to });
  }

  /** Places of a phrase in the order of the text. */
  of(phrase: number): readonly Hit[] {
    return this.#placesOf(phrase, [...this.looked.keys()]);
  }

  /** False: no phrase of the set stands in the text. */
  hasSet(set: number): boolean {
    return this.#firstEntry[set] !== 0 || hasBit(this.#longBits, set);
  }

  /** Places of the phrases of a set, phrase by phrase in the order of the set, each in the order of the text. */
  inSet(set: number): readonly Hit[] {
    if (!this.hasSet(set)) return NONE;
    const before = this.#inSet.get(set);
    if (before !== undefined) return before;
    const candidates: number[] = [];
    for (
      let entry = this.#firstEntry[set] as number;
      entry !== 0;
      entry = this.#nextEntry[entry - 1] as number
    )
      candidates.push(this.#words[entry - 1] as number);
    const phrases = this.table.sets[set] as readonly number[];
    const hits =
      phrases.length === 1
        ? this.#placesOf(phrases[0] as number, candidates)
        : phrases.flatMap(phrase => this.#placesOf(phrase, candidates));
    this.#inSet.set(set, hits);
    return hits;
  }

  /** For each word in how far rules look for it: 1 where it alone is a phrase, 2 more where it stands in a longer one. */
  coverage(): Uint8Array {
    const covered = Uint8Array.from(this.looked, ({ setNumbers }) => (setNumbers.length > 0 ? 1 : 0));
    for (const hits of this.#long.values())
      for (const { from, to } of hits)
        for (let word = from; word < to; word++) covered[word] = (covered[word] as number) | 2;
    return covered;
  }

  /** @param candidates words that may be the phrase by themselves, in order */
  #placesOf(phrase: number, candidates: readonly number[]): readonly Hit[] {
    const item = this.table.wordOf[phrase] as number;
    let hits: readonly Hit[] = this.#long.get(phrase) ?? NONE;
    if (item >= 0 && candidates.length > 0) {
      const single: Hit[] = [];
      for (const index of candidates) {
        if (!hasBit((this.looked[index] as Looked).items, item)) continue;
        single.push({ from: index, to: index + 1 });
        if (single.length >= HITS_PER_PHRASE_MAX) break;
      }
      if (single.length > 0) hits = hits.length === 0 ? single : [...single, ...hits];
    }
    if (hits.length === 0) return NONE;
    const kept = this.isLeftOut === null ? hits : hits.filter(hit => !this.isLeftOut?.(hit));
    return kept.length > 1 ? [...kept].sort(inOrder).slice(0, HITS_PER_PHRASE_MAX) : kept;
  }

  /** The same without some places; `hasSet` may still say yes where only such are left out. */
  without(isLeftOut: (hit: Hit) => boolean): Hits {
    const kept = new Hits(this.table, this.looked, isLeftOut);
    for (const [phrase, hits] of this.#long) for (const { from, to } of hits) kept.add(phrase, from, to);
    return kept;
  }
}

const NO_SETS: readonly number[] = [];

function inOrder(left: Hit, right: Hit): number {
  return left.from - right.from || left.to - right.to;
}
