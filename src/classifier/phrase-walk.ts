/**
 * Follows sequences over the words of one text, forwards and backwards from the place of their anchor, and marks those
 * that fit. Keeps the positions reached without doubles, so the time grows with the length of the text and not with what
 * stands in it. One for each index, used for one text after the other.
 */
import { BREAKS, type Token } from '../advert/advert.js';
import { GROUP, type LookedWords, RECORD_HEAD, ROW } from './looked-words.js';
import { FACT_STEP, gapMax, isFact, type Programs } from './phrase-program.js';
import type { TextMarks } from './text-marks.js';

/** Fact → index of its first word → index after its last, by the fact's place in `FACT_NAMES`. */
export type PlacesByFact = readonly (ReadonlyMap<number, number> | undefined)[];

export class PhraseWalk {
  /** Of the text: whether no sentence ends before a word, where its sentence begins and ends, where facts stand. */
  #isJoined = new Uint8Array(0);
  #begins = new Uint32Array(0);
  #ends = new Uint32Array(0);
  #places: PlacesByFact = [];

  constructor(
    readonly programs: Programs,
    readonly words: LookedWords,
    readonly marks: TextMarks,
  ) {}

  begin(tokens: readonly Token[], places: PlacesByFact): void {
    const { length } = tokens;
    if (this.#isJoined.length < length + 1) {
      this.#isJoined = new Uint8Array(length * 2 + 1);
      this.#begins = new Uint32Array(length * 2 + 1);
      this.#ends = new Uint32Array(length * 2 + 1);
    }
    // What was left of a text may begin within a sentence.
    for (let index = 0, begin = 0; index <= length; index++) {
      const isJoined = index > 0 && index < length && (tokens[index] as Token).breakBefore < BREAKS.sentence;
      this.#isJoined[index] = isJoined ? 1 : 0;
      if (!isJoined) begin = index;
      this.#begins[index] = begin;
    }
    for (let index = length, end = length; index >= 0; index--) {
      if (this.#isJoined[index] === 0) end = index;
      this.#ends[index] = end;
    }
    this.#places = places;
  }

  /** Keeps nothing of the text. */
  end(): void {
    this.#places = [];
  }

  /**
   * Follows what is filed in a record, from an anchor at words [from, to). Nearly every sequence ends with the first
   * look: the word that it wants beside its anchor is not there.
   */
  follow(record: number, from: number, to: number): void {
    const { records, rows } = this.words;
    const { items } = this.marks;
    let at = record + RECORD_HEAD + (records[record] as number) + (records[record + 1] as number);
    const end = at + GROUP * (records[record + 2] as number);
    let row = records[record + 3] as number;
    for (; at < end; at += GROUP) {
      const rowsEnd = records[at + 2] as number;
      const item = records[at] as number;
      if (!items.has(item) || !this.#stands(item, records[at + 1] as number, from, to)) {
        row = rowsEnd;
        continue;
      }
      for (; row < rowsEnd; row += ROW) {
        if (!items.has(rows[row + 1] as number)) continue;
        const other = rows[row + 2] as number;
        if (other >= 0 && !this.#stands(other, rows[row + 3] as number, from, to)) continue;
        this.#followSequence(rows[row] as number, from, to);
      }
    }
  }

  /** Whether a word that fits the item stands within reach of words [from, to), in the same sentence. */
  #stands(item: number, reach: number, from: number, to: number): boolean {
    const { items } = this.marks;
    if (reach > 0) {
      const end = Math.min(to + reach, this.#ends[to] as number);
      return end > to && items.within(item, to, end);
    }
    if (reach === 0) return items.has(item);
    const begin = Math.max(from + reach, this.#begins[from] as number);
    return begin < from && items.within(item, begin, from);
  }

  /** Follows one sequence. */
  #followSequence(program: number, from: number, to: number): void {
    const { programs, marks } = this;
    const before = program + 3;
    const beforeEnd = before + (programs[program + 2] as number);
    const after = beforeEnd + 1;
    const afterEnd = after + (programs[beforeEnd] as number);
    const sequence = programs[program] as number;
    if (marks.isFull(sequence)) return;
    const end = after === afterEnd ? to : this.#forwards(after, afterEnd, to);
    if (end < 0) return;
    const start = before === beforeEnd ? from : this.#backwards(before, beforeEnd, from);
    if (start >= 0) marks.add(sequence, start, end);
  }

  /** @returns the nearest index after the last step, −1 when they do not fit */
  #forwards(steps: number, stepsEnd: number, from: number): number {
    const { items } = this.marks;
    let reached = one;
    let next = other;
    let count = 1;
    reached[0] = from;
    for (let at = steps; at < stepsEnd; at++) {
      const step = this.programs[at] as number;
      let reachedNext = 0;
      let last = -1;
      for (let k = 0; k < count; k++) {
        const position = reached[k] as number;
        if (step >= 0) {
          if (this.#isJoined[position] === 1 && items.at(step, position)) next[reachedNext++] = position + 1;
        } else if (isFact(step)) {
          const end =
            this.#isJoined[position] === 1 ? this.#places[FACT_STEP - step]?.get(position) : undefined;
          if (end !== undefined) reachedNext = insertOnce(next, reachedNext, end);
        } else {
          const furthest = position + gapMax(step);
          for (let to = position; ; to++) {
            if (to > last) {
              next[reachedNext++] = to;
              last = to;
            }
            if (to === furthest || this.#isJoined[to] === 0) break;
          }
        }
      }
      if (reachedNext === 0) return -1;
      [reached, next, count] = [next, reached, reachedNext];
    }
    return reached[0] as number;
  }

  /** @returns the nearest index of the first word, −1 when they do not fit; the steps hold no facts */
  #backwards(steps: number, stepsEnd: number, from: number): number {
    const { items } = this.marks;
    let reached = one;
    let next = other;
    let count = 1;
    reached[0] = from;
    for (let at = steps; at < stepsEnd; at++) {
      const step = this.programs[at] as number;
      let reachedNext = 0;
      let last = Number.POSITIVE_INFINITY;
      for (let k = 0; k < count; k++) {
        const position = reached[k] as number;
        if (step >= 0) {
          if (position > 0 && this.#isJoined[position] === 1 && items.at(step, position - 1))
            next[reachedNext++] = position - 1;
          continue;
        }
        const furthest = position - gapMax(step);
        for (let to = position; ; to--) {
          if (to < last) {
            next[reachedNext++] = to;
            last = to;
          }
          if (to === furthest || to === 0 || this.#isJoined[to] === 0) break;
        }
      }
      if (reachedNext === 0) return -1;
      [reached, next, count] = [next, reached, reachedNext];
    }
    return reached[0] as number;
  }
}

/** Positions reached, nearest first; a phrase has too few gaps to reach more. */
const REACHED_MAX = 1_024;
const one = new Int32Array(REACHED_MAX);
const other = new Int32Array(REACHED_MAX);

/** Facts end where they end: the one order that is not kept by itself. @returns the new count */
function insertOnce(positions: Int32Array, count: number, position: number): number {
  let at = count;
  while (at > 0 && (positions[at - 1] as number) > position) at--;
  if (at > 0 && positions[at - 1] === position) return count;
  positions.copyWithin(at + 1, at, count);
  positions[at] = position;
  return count + 1;
}
