/**
 * What stands in the text that an index is looking through: which word items, sequences and sets of phrases, and where.
 * One for each index, used for one text after the other. Marks are single bits: asked for thousands of times a text,
 * they must lie close together.
 */
import { HITS_PER_PHRASE_MAX, type Hit } from './hits.js';
import { type LookedWords, RECORD_HEAD } from './looked-words.js';
import type { CompiledPhrases } from './phrase-program.js';

const ENTRIES_AT_FIRST = 4_096;
/** Numbers of one place of a sequence, and of all of them. */
const PLACE = 3;
const PLACES = PLACE * HITS_PER_PHRASE_MAX;

/** A place of a sequence of several words, and how many were found before it. */
export interface FoundHit extends Hit {
  readonly order: number;
}

export class TextMarks {
  /** Number of the text. */
  text = 0;
  /** Sets of which something was found, items that some word fits, sequences of several words that were found. */
  readonly #sets: Uint32Array;
  readonly items: Uint32Array;
  readonly #sequences: Uint32Array;
  /** Phrases of which a sequence of several words was found. */
  readonly #phrases: Uint32Array;
  /** By item 1 + the entry of its first word; an entry is a word and 1 + the next entry, 0 at the end. */
  readonly #firstEntry: Uint32Array;
  #words = new Uint32Array(ENTRIES_AT_FIRST);
  #nextEntry = new Uint32Array(ENTRIES_AT_FIRST);
  #entries = 0;
  /** By sequence that was found: at how many places, and these: `[from, to, how many before it]`. */
  readonly #counts: Uint8Array;
  readonly #places: Uint32Array;
  /** How many places of sequences were found in the text so far. */
  #found = 0;

  /** @param setsOf the sets of each phrase */
  constructor(
    readonly compiled: CompiledPhrases,
    readonly setsOf: readonly (readonly number[] | undefined)[],
    sets: number,
  ) {
    const { items, phrasesOf, wordOf } = compiled;
    this.items = bitsFor(items.count);
    this.#firstEntry = new Uint32Array(items.count);
    this.#sets = bitsFor(sets);
    this.#phrases = bitsFor(wordOf.length);
    this.#sequences = bitsFor(phrasesOf.length);
    this.#counts = new Uint8Array(phrasesOf.length);
    this.#places = new Uint32Array(phrasesOf.length * PLACES);
  }

  /**
   * Marks what each word of a new text is by itself.
   * @param looked places of the records of so many words
   */
  begin(looked: Int32Array, words: number, { records }: LookedWords): void {
    for (const marks of [this.items, this.#sets, this.#phrases, this.#sequences]) marks.fill(0);
    this.text++;
    this.#entries = 0;
    this.#found = 0;
    const { singles } = this.compiled;
    // From the last word to the first, so that each item's words stand in order.
    for (let word = words - 1; word >= 0; word--) {
      const record = looked[word] as number;
      const items = record + RECORD_HEAD;
      const sets = items + (records[record] as number);
      const end = sets + (records[record + 1] as number);
      for (let at = items; at < sets; at++) {
        const item = records[at] as number;
        // Where a word stands is asked only of what may be a phrase by itself.
        if (item < singles) this.#addWord(item, word);
        setBit(this.items, item);
      }
      for (let at = sets; at < end; at++) setBit(this.#sets, records[at] as number);
    }
  }

  #addWord(item: number, word: number): void {
    if (this.#entries === this.#words.length) {
      this.#words = doubled(this.#words);
      this.#nextEntry = doubled(this.#nextEntry);
    }
    const entry = this.#entries++;
    this.#words[entry] = word;
    this.#nextEntry[entry] = hasBit(this.items, item) ? (this.#firstEntry[item] as number) : 0;
    this.#firstEntry[item] = entry + 1;
  }

  hasSet(set: number): boolean {
    return hasBit(this.#sets, set);
  }

  /** Marks a fact, which the words alone do not tell. */
  addFact(item: number): void {
    setBit(this.items, item);
  }

  hasItem(item: number): boolean {
    return hasBit(this.items, item);
  }

  /** Adds the first words that fit an item, which the text has, in their order. */
  addPlacesOfItem(item: number, most: number, places: Hit[]): void {
    let entry = this.#firstEntry[item] as number;
    for (let count = 0; entry !== 0 && count < most; count++) {
      const from = this.#words[entry - 1] as number;
      places.push({ from, to: from + 1 });
      entry = this.#nextEntry[entry - 1] as number;
    }
  }

  hasSequenceOf(phrase: number): boolean {
    return hasBit(this.#phrases, phrase);
  }

  #countOf(sequence: number): number {
    return hasBit(this.#sequences, sequence) ? (this.#counts[sequence] as number) : 0;
  }

  /** Adds the places of a sequence. */
  addPlacesOfSequence(sequence: number, places: FoundHit[]): void {
    const first = sequence * PLACES;
    const end = first + PLACE * this.#countOf(sequence);
    for (let at = first; at < end; at += PLACE) {
      const [from, to, order] = [this.#places[at], this.#places[at + 1], this.#places[at + 2]];
      places.push({ from, to, order } as FoundHit);
    }
  }

  /** Whether no more places of a sequence are wanted. */
  isFull(sequence: number): boolean {
    return this.#countOf(sequence) >= HITS_PER_PHRASE_MAX;
  }

  /** Adds a place of a sequence that is not full; one that is there already counts once. */
  add(sequence: number, from: number, to: number): void {
    const count = this.#countOf(sequence);
    const first = sequence * PLACES;
    const end = first + PLACE * count;
    for (let at = first; at < end; at += PLACE)
      if (this.#places[at] === from && this.#places[at + 1] === to) return;
    this.#places[end] = from;
    this.#places[end + 1] = to;
    this.#places[end + 2] = this.#found++;
    this.#counts[sequence] = count + 1;
    if (count > 0) return;
    setBit(this.#sequences, sequence);
    for (const phrase of this.compiled.phrasesOf[sequence] as readonly number[]) {
      if (hasBit(this.#phrases, phrase)) continue;
      setBit(this.#phrases, phrase);
      for (const set of this.setsOf[phrase] ?? NO_SETS) setBit(this.#sets, set);
    }
  }
}

function bitsFor(count: number): Uint32Array {
  return new Uint32Array((count >> 5) + 1);
}
export function hasBit(bits: Uint32Array, bit: number): boolean {
  return ((bits[bit >> 5] as number) & (1 << (bit & 31))) !== 0;
}
function setBit(bits: Uint32Array, bit: number): void {
  bits[bit >> 5] = (bits[bit >> 5] as number) | (1 << (bit & 31));
}

const NO_SETS: readonly number[] = [];

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
