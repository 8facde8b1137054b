/**
 * Finds every phrase of a ruleset in one walk over the words of an advert. Each sequence is filed under its rarest
 * word (its anchor), so that "tidak boleh keluar" is only followed where "keluar" stands. What a word can be in a
 * phrase is looked up once for each word of the language, not for each text; following a sequence, forwards and
 * backwards from its anchor, keeps the positions reached without doubles, so the time grows with the length of the
 * text and not with what stands in it.
 */
import { type Advert, BREAKS, type KnownWord, type Token } from '../advert/advert.js';
import { FACT_NAMES } from './fact-names.js';
import { type FactPlaces, factPlaces } from './fact-places.js';
import { Hits, hasBit, type Looked, type PhraseTable, setBit } from './hits.js';
import type { Sequence } from './phrase.js';
import { type CompiledPhrases, compilePhrases, FACT_STEP, gapMax, isFact } from './phrase-program.js';

/** Fact → index of its first word → index after its last, by the fact's place in `FACT_NAMES`. */
type PlacesByFact = readonly (ReadonlyMap<number, number> | undefined)[];

export class PhraseIndex {
  readonly #compiled: CompiledPhrases;
  readonly #table: PhraseTable;
  /** The sets of the phrases whose single words are this item. */
  readonly #setsOfItem = new Map<number, number[]>();
  /** For each fact the sequences that begin with it, as rows. */
  readonly #rowsOfFact: readonly Int32Array[];
  /** Fits no item. */
  readonly #nothing: Looked;
  /** Words that fit the same items share what is known of them. */
  readonly #lookedByItems = new Map<string, Looked>();
  /** Of the text that is being walked over: what each word can be, and whether no sentence ends before it. */
  #looked: readonly Looked[] = [];
  #isJoined = new Uint8Array(0);

  /**
   * @param phrases sequences of each phrase; a phrase's number is its place in the list
   * @param sets phrases that conditions ask for together; a set's number is its place in the list
   */
  constructor(phrases: readonly (readonly Sequence[])[], sets: readonly (readonly number[])[] = []) {
    this.#compiled = compilePhrases(phrases);
    const { wordOf, items } = this.#compiled;
    this.#table = { wordOf, sets, setsOf: setsByPhrase(sets) };
    this.#table.setsOf.forEach((setsOf, phrase) => {
      const item = wordOf[phrase] as number;
      if (item >= 0) this.#setsOfItem.set(item, [...(this.#setsOfItem.get(item) ?? []), ...(setsOf ?? [])]);
    });
    this.#rowsOfFact = this.#compiled.anchoredAtFact.map(programs =>
      Int32Array.from(programs.flatMap(program => this.#rowOf(program))),
    );
    this.#nothing = {
      by: this,
      items: new Uint32Array((items.count >> 5) + 1),
      setNumbers: new Int32Array(0),
      anchored: new Int32Array(0),
    };
  }

  find(advert: Advert): Hits {
    const { tokens } = advert;
    this.#lookUp(tokens);
    const hits = new Hits(this.#table, this.#looked);
    const places = factsByNumber(factPlaces(advert));
    this.#followWords(places, hits);
    this.#followFacts(places, hits);
    this.#looked = [];
    return hits;
  }

  #lookUp(tokens: readonly Token[]): void {
    const { length } = tokens;
    if (this.#isJoined.length < length + 1) this.#isJoined = new Uint8Array(length * 2 + 1);
    const looked: Looked[] = new Array(length);
    for (let index = 0; index < length; index++) {
      const { known, breakBefore } = tokens[index] as Token;
      const before = known.looked as Looked | null;
      looked[index] = before !== null && before.by === this ? before : this.#lookAt(known);
      this.#isJoined[index] = breakBefore < BREAKS.sentence ? 1 : 0;
    }
    // What was left of a text may begin within a sentence.
    this.#isJoined[0] = 0;
    this.#isJoined[length] = 0;
    this.#looked = looked;
  }

  /**
   * Follows what is filed under each word. Nearly every sequence ends with the first look: the word before or after its
   * anchor is another. This loop is what judging spends most of its time in.
   */
  #followWords(places: PlacesByFact, hits: Hits): void {
    const looked = this.#looked;
    const isJoined = this.#isJoined;
    for (let index = 0; index < looked.length; index++) {
      const { anchored } = looked[index] as Looked;
      const before = isJoined[index] === 1 ? (looked[index - 1] as Looked).items : this.#nothing.items;
      const after = isJoined[index + 1] === 1 ? (looked[index + 1] as Looked).items : this.#nothing.items;
      for (let row = 0; row < anchored.length; row += ROW) {
        const itemBefore = anchored[row + 2] as number;
        if (itemBefore >= 0 && ((before[itemBefore >> 5] as number) & (1 << (itemBefore & 31))) === 0) {
          const between = anchored[row + 1] as number;
          if (between === 0 || !this.#stands(itemBefore, index, -1, between)) continue;
        }
        const itemAfter = anchored[row + 4] as number;
        if (itemAfter >= 0 && ((after[itemAfter >> 5] as number) & (1 << (itemAfter & 31))) === 0) {
          const between = anchored[row + 3] as number;
          if (between === 0 || !this.#stands(itemAfter, index, 1, between)) continue;
        }
        this.#follow(anchored[row] as number, index, index + 1, places, hits);
      }
    }
  }

  /** The same for sequences that begin with a fact. */
  #followFacts(places: PlacesByFact, hits: Hits): void {
    for (let fact = 0; fact < this.#rowsOfFact.length; fact++) {
      const rows = this.#rowsOfFact[fact] as Int32Array;
      for (const [from, to] of places[fact] ?? []) {
        for (let row = 0; row < rows.length; row += ROW) {
          const after = rows[row + 4] as number;
          if (after < 0 || this.#stands(after, to - 1, 1, rows[row + 3] as number))
            this.#follow(rows[row] as number, from, to, places, hits);
        }
      }
    }
  }

  #lookAt(known: KnownWord): Looked {
    const items = this.#itemsOf(known);
    const looked = items.size === 0 ? this.#nothing : this.#lookedOf([...items]);
    known.looked = looked;
    return looked;
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

  #lookedOf(items: readonly number[]): Looked {
    const key = items.join(' ');
    const before = this.#lookedByItems.get(key);
    if (before !== undefined) return before;
    const bits = new Uint32Array(this.#nothing.items.length);
    const setNumbers = new Set(items.flatMap(item => this.#setsOfItem.get(item) ?? []));
    for (const item of items) setBit(bits, item);
    const anchored = items.flatMap(item =>
      (this.#compiled.anchoredAt[item] ?? []).flatMap(program => this.#rowOf(program)),
    );
    const looked: Looked = {
      by: this,
      items: bits,
      setNumbers: Int32Array.from(setNumbers),
      anchored: Int32Array.from(anchored),
    };
    this.#lookedByItems.set(key, looked);
    return looked;
  }

  /** `[program, words between, item before, words between, item after]`; −1 for an item where there is none. */
  #rowOf(program: number): readonly number[] {
    const { programs } = this.#compiled;
    const before = program + 2;
    const beforeEnd = before + (programs[program + 1] as number);
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

  /** Whether a word that fits the item stands before or after word `index`, with so many between at most. */
  #stands(item: number, index: number, direction: 1 | -1, between: number): boolean {
    let at = index;
    for (let step = 0; step <= between; step++) {
      if (this.#isJoined[direction === 1 ? at + 1 : at] === 0) return false;
      at += direction;
      if (this.#fits(at, item)) return true;
    }
    return false;
  }

  #fits(index: number, item: number): boolean {
    return hasBit((this.#looked[index] as Looked).items, item);
  }

  /** Follows a sequence from its anchor, words [from, to). */
  #follow(program: number, from: number, to: number, places: PlacesByFact, hits: Hits): void {
    const { programs } = this.#compiled;
    const before = program + 2;
    const beforeEnd = before + (programs[program + 1] as number);
    const after = beforeEnd + 1;
    const afterEnd = after + (programs[beforeEnd] as number);
    const phrase = programs[program] as number;
    if (hits.isFull(phrase)) return;
    const end = after === afterEnd ? to : this.#forwards(after, afterEnd, to, places);
    if (end < 0) return;
    const start = before === beforeEnd ? from : this.#backwards(before, beforeEnd, from);
    if (start >= 0) hits.add(phrase, start, end);
  }

  /** @returns the nearest index after the last step, −1 when they do not fit */
  #forwards(steps: number, stepsEnd: number, from: number, places: PlacesByFact): number {
    let reached = one;
    let next = other;
    let count = 1;
    reached[0] = from;
    for (let at = steps; at < stepsEnd; at++) {
      const step = this.#compiled.programs[at] as number;
      let reachedNext = 0;
      let last = -1;
      for (let k = 0; k < count; k++) {
        const position = reached[k] as number;
        if (step >= 0) {
          if (this.#isJoined[position] === 1 && this.#fits(position, step))
            next[reachedNext++] = position + 1;
        } else if (isFact(step)) {
          const end = this.#isJoined[position] === 1 ? places[FACT_STEP - step]?.get(position) : undefined;
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
    let reached = one;
    let next = other;
    let count = 1;
    reached[0] = from;
    for (let at = steps; at < stepsEnd; at++) {
      const step = this.#compiled.programs[at] as number;
      let reachedNext = 0;
      let last = Number.POSITIVE_INFINITY;
      for (let k = 0; k < count; k++) {
        const position = reached[k] as number;
        if (step >= 0) {
          if (position > 0 && this.#isJoined[position] === 1 && this.#fits(position - 1, step))
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

const NO_ITEMS: ReadonlySet<number> = new Set();
/** Numbers of a row of `Looked.anchored`. */
const ROW = 5;
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

function factsByNumber(places: FactPlaces): PlacesByFact {
  return FACT_NAMES.map(name => places.get(name));
}

function setsByPhrase(sets: readonly (readonly number[])[]): PhraseTable['setsOf'] {
  const byPhrase: number[][] = [];
  sets.forEach((phrases, set) => {
    for (const phrase of phrases) {
      const known = byPhrase[phrase];
      if (known) known.push(set);
      else byPhrase[phrase] = [set];
    }
  });
  return byPhrase;
}
