/**
 * Finds every phrase of a ruleset in one walk over the words of an advert. Each word is looked up once; only
 * phrases that begin with it are followed, and following one visits each position at most once, so the time
 * grows with the length of the text and not with what stands in it.
 */
import { type Advert, BREAKS, type Token } from '../advert/advert.js';
import type { FactName } from './fact-names.js';
import { type FactPlaces, factPlaces } from './fact-places.js';
import type { Sequence, WordItem } from './phrase.js';

/** Places of one phrase that are remembered; more add nothing to a judgement. */
export const HITS_PER_PHRASE_MAX = 8;

/** A phrase found: token indices, `to` exclusive. */
export interface Hit {
  readonly from: number;
  readonly to: number;
}

interface Start {
  readonly phrase: number;
  readonly sequence: Sequence;
}

/** Hits by phrase number; a phrase that was not found has no entry. */
export type Hits = ReadonlyMap<number, readonly Hit[]>;

export class PhraseIndex {
  readonly #byWord = new Map<string, Start[]>();
  readonly #byStem = new Map<string, Start[]>();
  readonly #byBeginning = new Map<string, { readonly beginning: string; readonly start: Start }[]>();
  readonly #byFact = new Map<FactName, Start[]>();

  /** @param phrases sequences of each phrase; a phrase's number is its place in the list */
  constructor(phrases: readonly (readonly Sequence[])[]) {
    phrases.forEach((sequences, phrase) => {
      for (const sequence of sequences) this.#add({ phrase, sequence });
    });
  }

  #add(start: Start): void {
    const first = start.sequence[0];
    if (first?.kind === 'fact') push(this.#byFact, first.name, start);
    if (first?.kind !== 'word') return;
    for (const word of first.words) push(this.#byWord, word, start);
    for (const stem of first.stems) push(this.#byStem, stem, start);
    for (const beginning of first.beginnings)
      push(this.#byBeginning, beginning.slice(0, 2), { beginning, start });
  }

  find(advert: Advert): Hits {
    const hits = new Map<number, Hit[]>();
    const places = factPlaces(advert);
    const follow = (start: Start, from: number): void => {
      const known = hits.get(start.phrase);
      if (known && known.length >= HITS_PER_PHRASE_MAX) return;
      const to = endOf(start.sequence, advert.tokens, from, places);
      if (to === null) return;
      if (known) known.push({ from, to });
      else hits.set(start.phrase, [{ from, to }]);
    };
    advert.tokens.forEach((token, index) => {
      this.#startsAt(token, start => follow(start, index));
    });
    for (const [name, starts] of this.#byFact) {
      for (const from of places.get(name)?.keys() ?? []) for (const start of starts) follow(start, from);
    }
    for (const found of hits.values())
      found.sort((left, right) => left.from - right.from || left.to - right.to);
    return hits;
  }

  #startsAt(token: Token, follow: (start: Start) => void): void {
    for (const start of this.#byWord.get(token.word) ?? []) follow(start);
    if (token.surface !== token.word)
      for (const start of this.#byWord.get(token.surface) ?? []) follow(start);
    for (const start of this.#byStem.get(token.stem) ?? []) follow(start);
    for (const { beginning, start } of this.#byBeginning.get(token.word.slice(0, 2)) ?? []) {
      if (token.word.startsWith(beginning)) follow(start);
    }
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function isWord(item: WordItem, token: Token): boolean {
  return (
    item.words.has(token.word) ||
    item.words.has(token.surface) ||
    item.stems.has(token.stem) ||
    item.beginnings.some(beginning => token.word.startsWith(beginning))
  );
}

/** Follows a sequence from token `from`; the positions reached so far are a set, so none is visited twice. */
function endOf(
  sequence: Sequence,
  tokens: readonly Token[],
  from: number,
  places: FactPlaces,
): number | null {
  let reached: number[] = [from];
  for (const item of sequence) {
    const next = new Set<number>();
    for (const position of reached) {
      if (item.kind === 'gap') spread(position, item.max, tokens, next);
      else if (item.kind === 'fact') {
        const to = places.get(item.name)?.get(position);
        if (to !== undefined) next.add(to);
      } else {
        const token = tokens[position];
        if (token && (position === from || token.breakBefore < BREAKS.sentence) && isWord(item, token))
          next.add(position + 1);
      }
    }
    if (next.size === 0) return null;
    reached = [...next];
  }
  return Math.min(...reached);
}

/** Up to `max` words further, never over the end of a sentence. */
function spread(position: number, max: number, tokens: readonly Token[], into: Set<number>): void {
  into.add(position);
  for (let step = 1; step <= max; step++) {
    const skipped = tokens[position + step - 1];
    if (!skipped || skipped.breakBefore === BREAKS.sentence) return;
    into.add(position + step);
  }
}
