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

/** Stem of a folded word of letters; words with digits, and words the stemmer fails on, are their own stem. */
export function stemOf(word: string): string {
  if (word.length < 4 || word.length > STEMMED_LENGTH_MAX) return word;
  const known = remembered.get(word);
  if (known !== undefined) return known;
  if (remembered.size >= REMEMBERED_STEMS_MAX) remembered.clear();
  const stem = /^[a-z]+$/.test(word) ? stemmer.stem(word) : word;
  remembered.set(word, stem);
  return stem;
}
