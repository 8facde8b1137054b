/**
 * Which word items stand in a text and where: one bit for each word of the text. Phrases ask thousands of times whether
 * an item stands at a word or within a few words; here that is one look at a number, however many items a word fits.
 */
import { HITS_PER_PHRASE_MAX, type Hit } from './hits.js';

const NUMBERS_AT_FIRST = 1 << 14;

export class ItemPlaces {
  /** One bit for each item: some word fits it. */
  readonly #isThere: Uint32Array;
  /** Of an item that is there: where its row begins in `#rows`. */
  readonly #rowOf: Uint32Array;
  /** Row by row one bit for each word of the text. */
  #rows = new Uint32Array(NUMBERS_AT_FIRST);
  #rowsEnd = 0;
  /** Numbers in a row. */
  #width = 0;

  /** @param items how many there are */
  constructor(items: number) {
    this.#isThere = bitsFor(items);
    this.#rowOf = new Uint32Array(items);
  }

  /** Forgets the text before. */
  begin(words: number): void {
    this.#isThere.fill(0);
    this.#rows.fill(0, 0, this.#rowsEnd);
    this.#rowsEnd = 0;
    this.#width = (words >> 5) + 1;
  }

  add(item: number, word: number): void {
    if (!hasBit(this.#isThere, item)) {
      setBit(this.#isThere, item);
      const end = this.#rowsEnd + this.#width;
      if (end > this.#rows.length) this.#rows = withRoom(this.#rows, end);
      this.#rowOf[item] = this.#rowsEnd;
      this.#rowsEnd = end;
    }
    const at = (this.#rowOf[item] as number) + (word >> 5);
    this.#rows[at] = (this.#rows[at] as number) | (1 << (word & 31));
  }

  /** Notes an item that is no word: it is there and stands nowhere. */
  addFact(item: number): void {
    setBit(this.#isThere, item);
  }

  has(item: number): boolean {
    return hasBit(this.#isThere, item);
  }

  /** Whether word `word` fits the item. */
  at(item: number, word: number): boolean {
    if (!hasBit(this.#isThere, item)) return false;
    const bits = this.#rows[(this.#rowOf[item] as number) + (word >> 5)] as number;
    return (bits & (1 << (word & 31))) !== 0;
  }

  /** Whether one of words [from, to) fits the item; the stretch is not empty. */
  within(item: number, from: number, to: number): boolean {
    if (!hasBit(this.#isThere, item)) return false;
    const row = this.#rowOf[item] as number;
    const last = row + ((to - 1) >> 5);
    let at = row + (from >> 5);
    let bits = (this.#rows[at] as number) & (-1 << (from & 31));
    for (; at < last; bits = this.#rows[++at] as number) if (bits !== 0) return true;
    return (bits & (-1 >>> (31 - ((to - 1) & 31)))) !== 0;
  }

  /** Adds the first words that fit an item which is there, in their order. */
  addPlaces(item: number, places: Hit[]): void {
    const row = this.#rowOf[item] as number;
    let left = HITS_PER_PHRASE_MAX;
    for (let block = 0; block < this.#width && left > 0; block++) {
      for (let bits = this.#rows[row + block] as number; bits !== 0 && left > 0; bits &= bits - 1, left--) {
        const from = 32 * block + 31 - Math.clz32(bits & -bits);
        places.push({ from, to: from + 1 });
      }
    }
  }
}

export function bitsFor(count: number): Uint32Array {
  return new Uint32Array((count >> 5) + 1);
}

export function hasBit(bits: Uint32Array, bit: number): boolean {
  return ((bits[bit >> 5] as number) & (1 << (bit & 31))) !== 0;
}

export function setBit(bits: Uint32Array, bit: number): void {
  bits[bit >> 5] = (bits[bit >> 5] as number) | (1 << (bit & 31));
}

/** The same numbers with room for so many. */
export function withRoom(numbers: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  if (length <= numbers.length) return numbers;
  const larger = new Uint32Array(2 * length);
  larger.set(numbers);
  return larger;
}
