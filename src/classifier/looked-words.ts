/**
 * What a word of the language can be in the phrases of one index: which word items it fits, which sets of phrases it
 * is alone, and which sequences are filed under it. Looked up once for each word, not for each text; words that fit the
 * same items share one record. All records lie one after the other in one row of numbers: a text has a hundred words,
 * and what costs time is to fetch what is known of each from all over the memory.
 */
import type { KnownWord } from '../advert/advert.js';
import { rowOf } from './number-rows.js';
import { type CompiledPhrases, gapMax, isFact } from './phrase-program.js';

/**
 * A record is `[items, sets, groups, first row, …items, …sets, …groups]`: how many of each, where in
 * `rows` the sequences begin that are filed under the word, then the numbers themselves. `sets` are those with a phrase
 * that the word alone is. A group is `[item, reach, end of its rows]`: sequences that all want this item so near.
 */
export const RECORD_HEAD = 4;
export const GROUP = 3;
/** A row is `[program, companion, item on the other side, its reach]`; −1 for the item where there is none. */
export const ROW = 4;

/**
 * Where an item must stand for a sequence to fit: 1 + the most words between it and the anchor, negative before the
 * anchor; 0: somewhere in the text.
 */
const ANYWHERE = 0;

const NUMBERS_AT_FIRST = 1 << 16;
/** Fits no item: the first record. */
const NOTHING = 0;

export class LookedWords {
  /** Records by their place. */
  records = new Int32Array(NUMBERS_AT_FIRST);
  #recordsEnd = 0;
  rows = new Int32Array(NUMBERS_AT_FIRST);
  #rowsEnd = 0;
  readonly #compiled: CompiledPhrases;
  /** The sets of the phrases whose single words are this item. */
  readonly #setsOfItem = new Map<number, number[]>();
  readonly #byItems = new Map<string, number>();

  /** @param setsOf the sets of each phrase */
  constructor(compiled: CompiledPhrases, setsOf: readonly (readonly number[] | undefined)[]) {
    this.#compiled = compiled;
    setsOf.forEach((sets, phrase) => {
      const item = compiled.wordOf[phrase] as number;
      if (item < 0) return;
      const known = this.#setsOfItem.get(item) ?? [];
      known.push(...(sets ?? []));
      this.#setsOfItem.set(item, known);
    });
    this.file([]);
  }

  /** Place of the record of a word. */
  of(known: KnownWord): number {
    if (known.lookedBy === this) return known.looked;
    const items = this.#itemsOf(known);
    known.lookedBy = this;
    known.looked = items.size === 0 ? NOTHING : this.#recordOf([...items]);
    return known.looked;
  }

  #itemsOf({ word, surface, stem }: KnownWord): ReadonlySet<number> {
    const { byWord, ofWords, byStem, byBeginning } = this.#compiled.items;
    const ofWord = byWord.get(word);
    const ofSurface = surface === word ? undefined : byWord.get(surface);
    const ofStem = byStem.get(stem);
    const begun = byBeginning.get(word.slice(0, 2))?.filter(({ beginning }) => word.startsWith(beginning));
    if (ofWord === undefined && ofSurface === undefined && !ofStem && !begun?.length) return NO_ITEMS;
    return new Set([
      ...(ofWord === undefined ? [] : rowOf(ofWords, ofWord)),
      ...(ofSurface === undefined ? [] : rowOf(ofWords, ofSurface)),
      ...(ofStem ?? []),
      ...(begun ?? []).map(({ item }) => item),
    ]);
  }

  #recordOf(items: number[]): number {
    items.sort((a, b) => a - b);
    const key = items.join(' ');
    const before = this.#byItems.get(key);
    if (before !== undefined) return before;
    const sets = new Set(items.flatMap(item => this.#setsOfItem.get(item) ?? []));
    const record = this.file(
      items.flatMap(item => [...rowOf(this.#compiled.anchoredAt, item)]),
      items,
      [...sets],
    );
    this.#byItems.set(key, record);
    return record;
  }

  /** Files sequences by what stands nearest to their anchor. @returns the place of the new record */
  file(programs: readonly number[], items: readonly number[] = [], sets: readonly number[] = []): number {
    const groups = new Map<
      string,
      { readonly item: number; readonly reach: number; readonly rows: number[] }
    >();
    for (const program of programs) {
      const { item, reach, row } = this.#rowOf(program);
      const key = `${item} ${reach}`;
      const group = groups.get(key) ?? { item, reach, rows: [] };
      group.rows.push(...row);
      groups.set(key, group);
    }
    const record = [items.length, sets.length, groups.size, this.#rowsEnd, ...items, ...sets];
    for (const { item, reach, rows } of groups.values()) {
      this.rows = withRoom(this.rows, this.#rowsEnd + rows.length);
      this.rows.set(rows, this.#rowsEnd);
      this.#rowsEnd += rows.length;
      record.push(item, reach, this.#rowsEnd);
    }
    const place = this.#recordsEnd;
    this.#recordsEnd += record.length;
    this.records = withRoom(this.records, this.#recordsEnd);
    this.records.set(record, place);
    return place;
  }

  /** What a sequence wants first, and its row. */
  #rowOf(program: number): {
    readonly item: number;
    readonly reach: number;
    readonly row: readonly number[];
  } {
    const { programs } = this.#compiled;
    const companion = programs[program + 1] as number;
    const before = program + 3;
    const beforeEnd = before + (programs[program + 2] as number);
    const after = beforeEnd + 1;
    const afterEnd = after + (programs[beforeEnd] as number);
    const sides = [
      { item: this.#nearest(before, beforeEnd), reach: -this.#reach(before) },
      { item: this.#nearest(after, afterEnd), reach: this.#reach(after) },
    ].filter(({ item }) => item >= 0);
    // The rarest item rules out most; then the side that leaves less room.
    sides.sort(
      (left, right) =>
        Number(right.item === companion) - Number(left.item === companion) ||
        Math.abs(left.reach) - Math.abs(right.reach),
    );
    const [first = { item: companion, reach: ANYWHERE }, second = { item: -1, reach: ANYWHERE }] = sides;
    return { ...first, row: [program, companion, second.item, second.reach] };
  }

  /** The word item that stands nearest to the anchor on the side of these steps; −1 for a fact or nothing. */
  #nearest(from: number, end: number): number {
    const { programs } = this.#compiled;
    const first = from < end ? (programs[from] as number) : -1;
    const item = from < end && first < 0 && !isFact(first) ? (programs[from + 1] as number) : first;
    return from < end && item >= 0 ? item : -1;
  }

  #reach(from: number): number {
    const first = this.#compiled.programs[from] as number;
    return first < 0 ? 1 + gapMax(first) : 1;
  }
}

const NO_ITEMS: ReadonlySet<number> = new Set();

/** The same numbers with room for so many. */
function withRoom(numbers: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= numbers.length) return numbers;
  const larger = new Int32Array(2 * length);
  larger.set(numbers);
  return larger;
}
