/**
 * What a word of the language can be in the phrases of one index: which word items it fits, which sets of phrases it
 * is alone, and which sequences are filed under it. Looked up once for each word, not for each text; words that fit the
 * same items share one record. All records lie one after the other in one row of numbers: a text has a hundred words,
 * and what costs time is to fetch what is known of each from all over the memory.
 */
import type { KnownWord } from '../advert/advert.js';
import { type CompiledPhrases, gapMax, isFact } from './phrase-program.js';

/**
 * A record is `[items, sets, companions, first row, …items in rising order, …sets, …(companion, end of its rows)]`: how
 * many of each, where in `rows` the sequences begin that are filed under the word, then the numbers themselves.
 * `sets` are those with a phrase that the word alone is; sequences with the same companion lie together.
 */
export const RECORD_HEAD = 4;
/** A row is `[program, words between, item before, words between, item after]`; −1 for an item where there is none. */
export const ROW = 5;

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
    const { byWord, byStem, byBeginning } = this.#compiled.items;
    const ofWord = byWord.get(word);
    const ofSurface = surface === word ? undefined : byWord.get(surface);
    const ofStem = byStem.get(stem);
    const begun = byBeginning.get(word.slice(0, 2))?.filter(({ beginning }) => word.startsWith(beginning));
    if (!ofWord && !ofSurface && !ofStem && !begun?.length) return NO_ITEMS;
    return new Set([
      ...(ofWord ?? []),
      ...(ofSurface ?? []),
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
      items.flatMap(item => this.#compiled.anchoredAt[item] ?? []),
      items,
      [...sets],
    );
    this.#byItems.set(key, record);
    return record;
  }

  /** Files sequences by their companion. @returns the place of the new record */
  file(programs: readonly number[], items: readonly number[] = [], sets: readonly number[] = []): number {
    const byCompanion = new Map<number, number[]>();
    for (const program of programs) {
      const companion = this.#compiled.programs[program + 1] as number;
      const rows = byCompanion.get(companion) ?? [];
      rows.push(...this.#rowOf(program));
      byCompanion.set(companion, rows);
    }
    const firstRow = this.#rowsEnd;
    const companions: number[] = [];
    for (const [companion, rows] of byCompanion) {
      this.rows = withRoom(this.rows, this.#rowsEnd + rows.length);
      this.rows.set(rows, this.#rowsEnd);
      this.#rowsEnd += rows.length;
      companions.push(companion, this.#rowsEnd);
    }
    const record = [items.length, sets.length, byCompanion.size, firstRow, ...items, ...sets, ...companions];
    const place = this.#recordsEnd;
    this.#recordsEnd += record.length;
    this.records = withRoom(this.records, this.#recordsEnd);
    this.records.set(record, place);
    return place;
  }

  #rowOf(program: number): readonly number[] {
    const { programs } = this.#compiled;
    const before = program + 3;
    const beforeEnd = before + (programs[program + 2] as number);
    const after = beforeEnd + 1;
    const afterEnd = after + (programs[beforeEnd] as number);
    const nearest = (from: number, end: number): readonly [number, number] => {
      const first = from < end ? (programs[from] as number) : -1;
      if (from === end || isFact(first)) return [0, -1];
      if (first >= 0) return [0, first];
      const second = programs[from + 1] as number;
      return [gapMax(first), second >= 0 ? second : -1];
    };
    return [program, ...nearest(before, beforeEnd), ...nearest(after, afterEnd)];
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
