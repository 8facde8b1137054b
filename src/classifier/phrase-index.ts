/**
 * Finds every phrase of a ruleset in one walk over the words of an advert. Each sequence is filed under its rarest
 * word (its anchor), so that "tidak boleh keluar" is only followed where "keluar" stands. Each word of the advert
 * is looked up once; following a sequence, forwards and backwards from its anchor, keeps the positions reached
 * without doubles, so the time grows with the length of the text and not with what stands in it.
 */
import { type Advert, BREAKS, type Token } from '../advert/advert.js';
import type { FactName } from './fact-names.js';
import { type FactPlaces, factPlaces } from './fact-places.js';
import { type Item, type Sequence, type WordItem, wordItems } from './phrase.js';

/** Places of one phrase that are remembered; more add nothing to a judgement. */
export const HITS_PER_PHRASE_MAX = 8;

/** A phrase found: token indices, `to` exclusive. */
export interface Hit {
  readonly from: number;
  readonly to: number;
}

/** Hits by phrase number; a phrase that was not found has no entry. */
export type Hits = ReadonlyMap<number, readonly Hit[]>;

/** A sequence, cut at its anchor. */
interface Anchored {
  readonly phrase: number;
  /** What stands before the anchor, nearest first. */
  readonly before: Sequence;
  readonly after: Sequence;
}

export class PhraseIndex {
  readonly #byWord = new Map<string, Anchored[]>();
  readonly #byStem = new Map<string, Anchored[]>();
  readonly #byBeginning = new Map<string, { readonly beginning: string; readonly anchored: Anchored }[]>();
  readonly #byFact = new Map<FactName, Anchored[]>();

  /** @param phrases sequences of each phrase; a phrase's number is its place in the list */
  constructor(phrases: readonly (readonly Sequence[])[]) {
    const commonness = itemCommonness(wordCommonness(phrases));
    phrases.forEach((sequences, phrase) => {
      for (const sequence of sequences) this.#file(phrase, sequence, commonness);
    });
  }

  #file(phrase: number, sequence: Sequence, commonness: (item: WordItem) => number): void {
    const at = anchorOf(sequence, commonness);
    const anchor = sequence[at];
    const anchored = { phrase, before: sequence.slice(0, at).reverse(), after: sequence.slice(at + 1) };
    if (anchor?.kind === 'fact') push(this.#byFact, anchor.name, anchored);
    if (anchor?.kind !== 'word') return;
    for (const word of anchor.words) push(this.#byWord, word, anchored);
    for (const stem of anchor.stems) push(this.#byStem, stem, anchored);
    for (const beginning of anchor.beginnings) {
      push(this.#byBeginning, beginning.slice(0, 2), { beginning, anchored });
    }
  }

  find(advert: Advert): Hits {
    const hits = new Map<number, Hit[]>();
    const places = factPlaces(advert);
    const follow = (anchored: Anchored, from: number, to: number): void => {
      const known = hits.get(anchored.phrase);
      if (known && known.length >= HITS_PER_PHRASE_MAX) return;
      const hit = followed(anchored, advert.tokens, from, to, places);
      if (!hit || known?.some(same => same.from === hit.from && same.to === hit.to)) return;
      if (known) known.push(hit);
      else hits.set(anchored.phrase, [hit]);
    };
    advert.tokens.forEach((token, index) => {
      this.#anchoredAt(token, anchored => follow(anchored, index, index + 1));
    });
    for (const [name, all] of this.#byFact) {
      for (const [from, to] of places.get(name) ?? []) for (const anchored of all) follow(anchored, from, to);
    }
    for (const found of hits.values())
      found.sort((left, right) => left.from - right.from || left.to - right.to);
    return hits;
  }

  #anchoredAt(token: Token, follow: (anchored: Anchored) => void): void {
    for (const anchored of this.#byWord.get(token.word) ?? NONE) follow(anchored);
    if (token.surface !== token.word)
      for (const anchored of this.#byWord.get(token.surface) ?? NONE) follow(anchored);
    for (const anchored of this.#byStem.get(token.stem) ?? NONE) follow(anchored);
    for (const { beginning, anchored } of this.#byBeginning.get(token.word.slice(0, 2)) ?? []) {
      if (token.word.startsWith(beginning)) follow(anchored);
    }
  }
}

const NONE: readonly Anchored[] = [];

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** How many sequences look for a word: what many rules speak of stands in many adverts. */
function wordCommonness(phrases: readonly (readonly Sequence[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [{ words, stems }, times] of wordItems(phrases)) {
    for (const word of [...words, ...stems]) counts.set(word, (counts.get(word) ?? 0) + times);
  }
  return counts;
}

/** Commonness of an item as a whole; each is summed up once, however many sequences hold it. */
function itemCommonness(counts: ReadonlyMap<string, number>): (item: WordItem) => number {
  const known = new Map<WordItem, number>();
  return item => {
    const before = known.get(item);
    if (before !== undefined) return before;
    let sum = item.beginnings.length * BEGINNING_COMMONNESS;
    for (const word of [...item.words, ...item.stems]) sum += counts.get(word) ?? 0;
    known.set(item, sum);
    return sum;
  };
}

/** A beginning may fit any number of words; it is an anchor only where there is nothing better. */
const BEGINNING_COMMONNESS = 1_000;

/** Place of the item to file a sequence under. Facts are only followed forwards, so it lies before any of them. */
function anchorOf(sequence: Sequence, commonness: (item: WordItem) => number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let place = 0; place < sequence.length; place++) {
    const item = sequence[place] as Item;
    if (item.kind === 'fact') break;
    if (item.kind === 'gap') continue;
    const sum = commonness(item);
    if (sum < least) {
      best = place;
      least = sum;
    }
  }
  return best;
}

function isWord(item: WordItem, token: Token): boolean {
  return (
    item.words.has(token.word) ||
    (token.surface !== token.word && item.words.has(token.surface)) ||
    (item.stems.size > 0 && item.stems.has(token.stem)) ||
    item.beginnings.some(beginning => token.word.startsWith(beginning))
  );
}

/** Positions reached so far and next; reused, because following is what the time goes into. */
let reached: number[] = [];
let next: number[] = [];

function reach(position: number): void {
  if (!next.includes(position)) next.push(position);
}

/** The shortest stretch around the anchor [from, to) that fits, null when none does. */
function followed(
  { before, after }: Anchored,
  tokens: readonly Token[],
  from: number,
  to: number,
  places: FactPlaces,
): Hit | null {
  const end = after.length === 0 ? to : forwards(after, tokens, to, places);
  if (end === null) return null;
  const start = before.length === 0 ? from : backwards(before, tokens, from);
  return start === null ? null : { from: start, to: end };
}

/** True when no sentence ends between token `index − 1` and token `index`. */
function goesOn(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  return token !== undefined && token.breakBefore < BREAKS.sentence;
}

/** @returns the nearest index after the last item */
function forwards(
  items: Sequence,
  tokens: readonly Token[],
  from: number,
  places: FactPlaces,
): number | null {
  reached.length = 0;
  reached.push(from);
  for (const item of items) {
    next.length = 0;
    for (const position of reached) {
      if (item.kind === 'fact') {
        const to = places.get(item.name)?.get(position);
        if (to !== undefined && goesOn(tokens, position)) reach(to);
      } else if (item.kind === 'word') {
        if (goesOn(tokens, position) && isWord(item, tokens[position] as Token)) reach(position + 1);
      } else {
        reach(position);
        for (let step = 0; step < item.max && goesOn(tokens, position + step); step++)
          reach(position + step + 1);
      }
    }
    if (next.length === 0) return null;
    [reached, next] = [next, reached];
  }
  return Math.min(...reached);
}

/** @returns the nearest index of the first item; `items` are nearest first and hold no facts */
function backwards(items: Sequence, tokens: readonly Token[], from: number): number | null {
  reached.length = 0;
  reached.push(from);
  for (const item of items) {
    next.length = 0;
    for (const position of reached) {
      if (item.kind === 'word') {
        if (position > 0 && goesOn(tokens, position) && isWord(item, tokens[position - 1] as Token))
          reach(position - 1);
      } else if (item.kind === 'gap') {
        reach(position);
        for (
          let step = 0;
          step < item.max && position - step > 0 && goesOn(tokens, position - step);
          step++
        ) {
          reach(position - step - 1);
        }
      }
    }
    if (next.length === 0) return null;
    [reached, next] = [next, reached];
  }
  return Math.max(...reached);
}
