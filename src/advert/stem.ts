/**
 * The stem of an Indonesian word, by natural's stemmer, remembered. The only module that imports `natural`, and
 * only its stemmer by its deep path: the package's index would read `.env` and load database drivers.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** Required and not imported, which would first look through all its files for what they export. */
const stemmer: typeof import('natural/lib/natural/stemmers/indonesian/stemmer_id.js') = require('natural/lib/natural/stemmers/indonesian/stemmer_id.js');

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
  const stem = mayHaveStem(word) ? stemmer.stem(word) : word;
  remembered.set(word, stem);
  return stem;
}

const ROOTS: ReadonlySet<string> = new Set(stemmer.dictionary);
export const ENDINGS = [
  'lah',
  'kah',
  'tah',
  'pun',
  'ku',
  'mu',
  'nya',
  'kan',
  'an',
  'i',
  'is',
  'isme',
  'isasi',
] as const;
export const BEGINNINGS = [
  ...['di', 'ke', 'se', 'ku', 'kau', 'te', 'ter', 'be', 'ber', 'bel', 'pe', 'per', 'pel', 'tel'],
  ...['me', 'mem', 'men', 'meng', 'menge', 'meny', 'pem', 'pen', 'peng', 'penge', 'peny'],
] as const;
/** Letters that a beginning such as "men" swallows: "menulis" is from "tulis". */
export const SWALLOWED: ReadonlySet<string> = new Set('ktspr');
/** Roots, whole and with their first letter swallowed. */
const ROOTS_SWALLOWED = new Set(ROOTS);
for (const root of ROOTS) if (SWALLOWED.has(root.charAt(0))) ROOTS_SWALLOWED.add(root.slice(1));
const AFFIXES_MAX = 3;
/** "gerigi", "telunjuk", "gemuruh", "kinerja": put in after the first letter. */
export const INFIXES = ['er', 'el', 'em', 'in'] as const;
const INFIX_LENGTH = 2;

/**
 * False where no root can be left when beginnings and endings are taken off: most words with a slip in them, for which
 * the stemmer would try all its rules. It decides nothing else; what comes out is what the stemmer gives.
 */
function mayHaveStem(word: string): boolean {
  return hasRootWithoutEndings(word, AFFIXES_MAX);
}

function hasRootWithoutEndings(word: string, left: number): boolean {
  if (hasRoot(word, AFFIXES_MAX)) return true;
  if (left === 0) return false;
  for (const ending of ENDINGS_BY_LETTER.get(word.charCodeAt(word.length - 1)) ?? NO_AFFIXES)
    if (
      word.length > ending.length + 1 &&
      word.endsWith(ending) &&
      hasRootWithoutEndings(word.slice(0, -ending.length), left - 1)
    )
      return true;
  return false;
}

function hasRoot(core: string, left: number): boolean {
  if (ROOTS_SWALLOWED.has(core)) return true;
  if (hasInfix(core) && ROOTS.has(core.charAt(0) + core.slice(1 + INFIX_LENGTH))) return true;
  if (left === 0) return false;
  for (const beginning of BEGINNINGS_BY_LETTER.get(core.charCodeAt(0)) ?? NO_AFFIXES) {
    if (core.length <= beginning.length || !core.startsWith(beginning)) continue;
    const rest = core.slice(beginning.length);
    // "menyetujui": "meny" swallows the s of "se".
    if (hasRoot(rest, left - 1) || (beginning.endsWith('ny') && hasRoot(`s${rest}`, left - 1))) return true;
  }
  return false;
}

function hasInfix(core: string): boolean {
  return core.length > INFIX_LENGTH + 1 && INFIXES.some(infix => core.startsWith(infix, 1));
}

/** Nearly every word is asked for nearly every affix: one look at a letter rules most of them out. */
function byLetter(affixes: readonly string[], letterOf: (affix: string) => number) {
  const groups = new Map<number, string[]>();
  for (const affix of affixes) groups.set(letterOf(affix), [...(groups.get(letterOf(affix)) ?? []), affix]);
  return groups as ReadonlyMap<number, readonly string[]>;
}
const ENDINGS_BY_LETTER = byLetter(ENDINGS, ending => ending.charCodeAt(ending.length - 1));
const BEGINNINGS_BY_LETTER = byLetter(BEGINNINGS, beginning => beginning.charCodeAt(0));
const NO_AFFIXES: readonly string[] = [];

/** Every root that the stemmer knows; a list of words, not of what people write. */
export function roots(): Iterable<string> {
  return ROOTS;
}

/** True for a word of the language: a root, or a form that the stemmer can lead back to one. */
export function isRealWord(word: string): boolean {
  return ROOTS.has(word) || stemOf(word) !== word;
}
