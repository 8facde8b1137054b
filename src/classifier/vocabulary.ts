/**
 * What the choice of words says, beside the signs that rules find: each word that adverts of one kind use more often
 * has points (`rules/vocabulary.yaml`, fitted by `rules fit`). It never speaks alone: it only makes signs weigh more
 * or less. Pure, one look-up a word.
 */
import type { Advert } from '../advert/advert.js';

export interface Vocabulary {
  /** Stem → points; above zero where texts that warn use it more. */
  readonly points: ReadonlyMap<string, number>;
  /** Points of a text before its first word. */
  readonly base: number;
  readonly raisesAtMost: number;
  readonly lowersAtMost: number;
}

/** Says nothing. */
export const NO_VOCABULARY: Vocabulary = { points: new Map(), base: 0, raisesAtMost: 0, lowersAtMost: 0 };

/** In a text of fewer known words a single one would say too much. */
const KNOWN_WORDS_MIN = 6;
/** Letters only: figures and codes are read as facts. */
const WORD = /^\p{L}{2,30}$/u;

/** The different words of a text that may have points. */
export function wordsForPoints(advert: Advert): ReadonlySet<string> {
  return new Set(advert.tokens.map(({ stem }) => stem).filter(stem => WORD.test(stem)));
}

/** Divides the sum of points, so that a long text does not shout. */
export function shareOf(knownWords: number): number {
  return 1 / Math.sqrt(Math.max(KNOWN_WORDS_MIN, knownWords));
}

/** Points of a whole text, within the bounds of the vocabulary. */
export function wordingPoints(advert: Advert, vocabulary: Vocabulary): number {
  let sum = 0;
  let known = 0;
  for (const word of wordsForPoints(advert)) {
    const points = vocabulary.points.get(word);
    if (points === undefined) continue;
    sum += points;
    known++;
  }
  if (known === 0) return 0;
  const total = vocabulary.base + sum * shareOf(known);
  return Math.max(-vocabulary.lowersAtMost, Math.min(vocabulary.raisesAtMost, total));
}
