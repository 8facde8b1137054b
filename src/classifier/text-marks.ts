/**
 * What stands in the text that an index is looking through: which word items, sequences and sets of phrases, and where.
 * One for each index, used for one text after the other. Marks are single bits: asked for thousands of times a text,
 * they must lie close together.
 */
import { HITS_PER_PHRASE_MAX, type Hit } from './hits.js';
import { bitsFor, hasBit, ItemPlaces, setBit, withRoom } from './item-places.js';
import { type LookedWords, RECORD_HEAD } from './looked-words.js';
import { rowCount } from './number-rows.js';
import type { CompiledPhrases } from './phrase-program.js';

const NUMBERS_AT_FIRST = 4_096;
/** Numbers of one place of a sequence. */
const PLACE = 3;

/** A place of a sequence of several words; what was found later has a higher order. */
export interface FoundHit extends Hit {
  readonly order: number;
}

export class TextMarks {
  /** Number of the text. */
  text = 0;
  readonly items: ItemPlaces;
  /** Sets of which something was found, sequences of several words that were found. */
  readonly #sets: Uint32Array;
  readonly #sequences: Uint32Array;
  /** Phrases of which a sequence of several words was found. */
  readonly #phrases: Uint32Array;
  /** By sequence that was found: at how many places, and the last of them. */
  readonly #counts: Uint8Array;
  readonly #lastPlace: Uint32Array;
  /** Places of sequences, those of all in the order in which they were found: `[from, to, the one before of the same]`. */
  #places = new Uint32Array(NUMBERS_AT_FIRST);
  #placesEnd = 0;
  /** For each word 1 where it alone is a phrase. */
  #alone = new Uint8Array(0);

  /** @param setsOf the sets of each phrase */
  constructor(
    readonly compiled: CompiledPhrases,
    readonly setsOf: readonly (readonly number[] | undefined)[],
    sets: number,
  ) {
    const { items, phrasesOf, wordOf } = compiled;
    this.items = new ItemPlaces(items.count);
    this.#sets = bitsFor(sets);
    this.#phrases = bitsFor(wordOf.length);
    const sequences = rowCount(phrasesOf);
    this.#sequences = bitsFor(sequences);
    this.#counts = new Uint8Array(sequences);
    this.#lastPlace = new Uint32Array(sequences);
  }

  /**
   * Marks what each word of a new text is by itself.
   * @param looked places of the records of so many words
   */
  begin(looked: Int32Array, words: number, { records }: LookedWords): void {
    for (const marks of [this.#sets, this.#phrases, this.#sequences]) marks.fill(0);
    this.items.begin(words);
    this.text++;
    this.#placesEnd = 0;
    this.#alone = new Uint8Array(words);
    for (let word = 0; word < words; word++) {
      const record = looked[word] as number;
      const items = record + RECORD_HEAD;
      const sets = items + (records[record] as number);
      const end = sets + (records[record + 1] as number);
      for (let at = items; at < sets; at++) this.items.add(records[at] as number, word);
      if (end > sets) this.#alone[word] = 1;
      for (let at = sets; at < end; at++) setBit(this.#sets, records[at] as number);
    }
  }

  hasSet(set: number): boolean {
    return hasBit(this.#sets, set);
  }

  /** For each word 1 where it alone is a phrase, and 2 more where it stands in a longer one. */
  coverage(): Uint8Array {
    const covered = this.#alone.slice();
    for (let place = 0; place < this.#placesEnd; place += PLACE)
      for (let word = this.#places[place] as number; word < (this.#places[place + 1] as number); word++)
        covered[word] = (covered[word] as number) | 2;
    return covered;
  }

  hasSequenceOf(phrase: number): boolean {
    return hasBit(this.#phrases, phrase);
  }

  #countOf(sequence: number): number {
    return hasBit(this.#sequences, sequence) ? (this.#counts[sequence] as number) : 0;
  }

  /** Adds the places of a sequence. */
  addPlacesOfSequence(sequence: number, places: FoundHit[]): void {
    let at = this.#lastPlace[sequence] as number;
    for (let left = this.#countOf(sequence); left > 0; left--) {
      places.push({ from: this.#places[at] as number, to: this.#places[at + 1] as number, order: at });
      at = this.#places[at + 2] as number;
    }
  }

  /** Whether no more places of a sequence are wanted. */
  isFull(sequence: number): boolean {
    return this.#countOf(sequence) >= HITS_PER_PHRASE_MAX;
  }

  /** Adds a place of a sequence that is not full; one that is there already counts once. */
  add(sequence: number, from: number, to: number): void {
    const count = this.#countOf(sequence);
    const before = this.#lastPlace[sequence] as number;
    for (let left = count, at = before; left > 0; left--) {
      if (this.#places[at] === from && this.#places[at + 1] === to) return;
      at = this.#places[at + 2] as number;
    }
    this.#places = withRoom(this.#places, this.#placesEnd + PLACE);
    const place = this.#placesEnd;
    this.#placesEnd += PLACE;
    this.#places[place] = from;
    this.#places[place + 1] = to;
    this.#places[place + 2] = before;
    this.#lastPlace[sequence] = place;
    this.#counts[sequence] = count + 1;
    if (count > 0) return;
    setBit(this.#sequences, sequence);
    const { starts, numbers } = this.compiled.phrasesOf;
    for (let at = starts[sequence] as number; at < (starts[sequence + 1] as number); at++) {
      const phrase = numbers[at] as number;
      if (hasBit(this.#phrases, phrase)) continue;
      setBit(this.#phrases, phrase);
      for (const set of this.setsOf[phrase] ?? NO_SETS) setBit(this.#sets, set);
    }
  }
}

const NO_SETS: readonly number[] = [];
