/**
 * What a text's choice of words is made of, as numbers: stems, two stems next to each other, parts of words, and word
 * lists and facts by their name. Only these numbers are kept of the texts that taught the points, never a word. Pure.
 */
import { BREAKS, type KnownWord, type Token } from '../advert/advert.js';

/** Letters only: figures and codes are read as facts. */
const WORD = /^\p{L}{2,30}$/u;
const GRAM_LENGTHS = [3, 4, 5] as const;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** 2^32 over the golden ratio: spreads the first of two. */
const PAIR_FACTOR = 0x9e3779b1;

/** FNV-1a of the UTF-16 units, 32 bits (Fowler, Noll and Vo; draft-eastlake-fnv). */
function hashOf(name: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
}

/** A word's own number; null for what is no word. */
export function wordFeature(stem: string): number | null {
  return WORD.test(stem) ? hashOf(`w:${stem}`) : null;
}

/** Of two words next to each other, from their own numbers. */
export function pairFeature(first: number, second: number): number {
  return (Math.imul(first, PAIR_FACTOR) ^ second) >>> 0;
}

/** The second word of a pair belongs to the first: no sentence ends between them. */
export function isPaired(token: Token): boolean {
  return token.breakBefore < BREAKS.sentence;
}

/** Parts of a word as typed, of a disguised one as it is meant, its beginning and its end marked. */
export function gramFeatures({ surface, word, isMended }: GramWord): readonly number[] {
  const spelt = isMended ? word : surface;
  if (!WORD.test(spelt)) return [];
  const marked = `^${spelt}$`;
  const grams = new Set<number>();
  for (const length of GRAM_LENGTHS)
    for (let at = 0; at + length <= marked.length; at++)
      grams.add(hashOf(`c:${marked.slice(at, at + length)}`));
  return [...grams];
}

type GramWord = Pick<KnownWord, 'surface' | 'word' | 'isMended'>;

/** Of a word list or a fact, by the name it has in phrases. */
export function signFeature(name: string): number {
  return hashOf(`s:${name}`);
}

/** A text of fewer known features would shout with each; of parts of words there are more. */
const KNOWN_WORDS_MIN = 8;
const KNOWN_GRAMS_MIN = 20;

/** What each of so many known features counts, so that a long text does not shout. */
export function shareOfWords(known: number): number {
  return 1 / Math.sqrt(Math.max(KNOWN_WORDS_MIN, known));
}
export function shareOfGrams(known: number): number {
  return 1 / Math.sqrt(Math.max(KNOWN_GRAMS_MIN, known));
}
