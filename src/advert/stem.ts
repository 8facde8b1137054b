/**
 * The stem of an Indonesian word, by natural's stemmer, remembered. The only module that imports `natural`, and
 * only its stemmer by its deep path: the package's index would read `.env` and load database drivers.
 */
import stemmer from 'natural/lib/natural/stemmers/indonesian/stemmer_id.js';

/** Words of an advert repeat; beyond this many different ones the memory starts afresh. */
const REMEMBERED_STEMS_MAX = 50_000;
/** No Indonesian word is longer; what is longer is noise and is its own stem. */
const STEMMED_LENGTH_MAX = 30;

const remembered = new Map<string, string>();

/** Stem of a folded word; one that is not of the letters a to z alone is its own stem. */
export function stemOf(word: string): string {
  if (word.length < 4 || word.length > STEMMED_LENGTH_MAX) return word;
  const known = remembered.get(word);
  if (known !== undefined) return known;
  // Not remembered: a number in it may be somebody's. The others come from the lexicon as copies of their own.
  if (!/^[a-z]+$/.test(word)) return word;
  if (remembered.size >= REMEMBERED_STEMS_MAX) remembered.clear();
  const stem = stemmer.stem(word);
  remembered.set(word, stem);
  return stem;
}

const ROOTS: ReadonlySet<string> = new Set(stemmer.dictionary);

/** Every root that the stemmer knows; a list of words, not of what people write. */
export function roots(): Iterable<string> {
  return ROOTS;
}

/** True for a word of the language: a root, or a form that the stemmer can lead back to one. */
export function isRealWord(word: string): boolean {
  return ROOTS.has(word) || stemOf(word) !== word;
}
