/**
 * Undoes what people do to the spelling of a word so that no filter finds it: letters missing or swapped, signs for
 * letters, stars over vowels, what a reader of pictures mistakes. A surface goes in, the word that it stands for comes
 * out, or nothing. It only ever gives a word that rules know or that is a word of the language, and never changes a
 * word of the language into another. Pure; each call costs a few look-ups, whatever the surface.
 */
import { ANY_LETTERS, type LetterRows, mayBeWordUpTo } from './letter-rows.js';
import { isRealWord } from './stem.js';

/** The standard word for one that the rules know as it is. */
export type Known = (word: string) => string | undefined;

export interface Disguises {
  /** The word behind a surface that is no word: a letter missing, swapped, wrong, or vowels dropped. */
  repaired(surface: string): string | undefined;
  /** All words of which a surface may be a slip, whichever is likelier; none where it can only be itself. */
  meantBy(surface: string): readonly string[];
  /** The word behind letters between which stars hide others: "k*mboja". */
  unmasked(masked: string): string | undefined;
  /** True for a word that rules know, for one that is kept and for one in the list of words of the language. */
  isWord(word: string): boolean;
  /** How many of these letters may be a word, at most: `isWord` says no to any more of them. */
  mayBeWordUpTo(letters: string): number;
}

/** Shorter words differ by one letter from too many others. */
const WRONG_LENGTH_MIN = 8;
/** From here on a surface is looked at; one letter longer it still must be a common word. */
const SHORT_LENGTH_MIN = 3;
const MEANT_LENGTH_MIN = 4;
/** How many times more than the next a word must be used to be the one that is meant. */
const FAR_MORE = 2;
/** A short surface stands for a word that is used at least so much, or for none. */
export const COMMON_USES = 10;
const WORD_LENGTH_MAX = 24;
/** A longer word is seldom like more than one other. */
const SLIP_LENGTH_MAX = 12;
const NONE: readonly string[] = [];
const VOWELS_MISSING_MAX = 4;
const VOWEL = /[aiueo]/;
const VOWELS = /[aiueo]/g;
/** Inside a word; "service's" is an English one. */
const APOSTROPHES = /['’](?!s$)/g;
const PLAIN_WORD = /^[a-z]+$/;

/**
 * @param uses what may be meant, every word that rules look for and the vocabulary counts, with how much it is used:
 *   where several could be meant, it is the one that is used far more
 * @param known the standard word for one of `words`, undefined for any other
 * @param kept words that are no misspelling: names, and ordinary words that only look like one of `words`
 * @param letterRows what rules out most of what is no word
 */
export function buildDisguises(
  uses: ReadonlyMap<string, number>,
  known: Known,
  kept: ReadonlySet<string> = new Set(),
  letterRows: LetterRows = ANY_LETTERS,
): Disguises {
  const meant = lazily(() =>
    [...uses.keys()].filter(word => PLAIN_WORD.test(word) && word.length >= MEANT_LENGTH_MIN),
  );
  const bySkeleton = lazily(() => grouped(meant(), skeletonOf));
  const byBeginning = lazily(() => grouped(meant(), word => beginningOf(word)));
  const byEnd = lazily(() => grouped(meant(), word => endOf(word)));
  const byShape = lazily(() => grouped(meant(), word => `${word.charAt(0)}${word.length}`));
  const mayBeWord = (word: string): boolean => mayBeWordUpTo(letterRows, word) === word.length;
  const isMeant = (word: string): boolean => mayBeWord(word) && uses.has(word);
  const isWord = (word: string): boolean =>
    mayBeWord(word) &&
    PLAIN_WORD.test(word) &&
    (known(word) !== undefined || kept.has(word) || isRealWord(word));

  const likely = (candidates: readonly string[], isShort = false): string | undefined => {
    let [best, most, second] = ['', 0, 0];
    const isSame = (word: string): boolean => (known(word) ?? word) === (known(best) ?? best);
    for (const word of candidates) {
      const used = uses.get(word) ?? 0;
      if (used > most) [best, most, second] = [word, used, isSame(word) ? second : most];
      else if (!isSame(word)) second = Math.max(second, used);
    }
    return most >= FAR_MORE * second && (!isShort || most >= COMMON_USES) && best !== '' ? best : undefined;
  };

  const meantBy = (surface: string): readonly string[] => {
    if (!PLAIN_WORD.test(surface) || surface.length > SLIP_LENGTH_MAX || surface.length < SHORT_LENGTH_MIN)
      return NONE;
    if (kept.has(surface)) return NONE;
    const found = new Set(swappedBack(surface, isMeant));
    for (const word of withLetter(surface, isMeant)) found.add(word);
    for (const word of bySkeleton().get(skeletonOf(surface)) ?? NONE)
      if (word.length > surface.length && isWithin(surface, word) && word.at(-1) === surface.at(-1))
        found.add(word);
    return [...found];
  };

  const repaired = (surface: string): string | undefined => {
    const { length } = surface;
    if (length < SHORT_LENGTH_MIN || length > WORD_LENGTH_MAX) return undefined;
    const plain = surface.replace(APOSTROPHES, '');
    if (plain !== surface) return plain.length > SHORT_LENGTH_MIN && isWord(plain) ? plain : undefined;
    if (!PLAIN_WORD.test(surface) || kept.has(surface) || isRealWord(surface)) return undefined;
    const isShort = length <= SHORT_LENGTH_MIN + 1;
    const found =
      (length > SHORT_LENGTH_MIN
        ? (unstretched(surface, isMeant) ??
          misread(surface, isMeant) ??
          likely(isShort ? meantBy(surface) : swappedBack(surface, isMeant), isShort))
        : undefined) ??
      likely(withVowels(surface, bySkeleton().get(skeletonOf(surface)) ?? NONE), isShort) ??
      likely(oneLetterOff(surface, byBeginning(), byEnd()));
    return found === undefined ? undefined : (known(found) ?? found);
  };
  const unmasked = (masked: string): string | undefined => {
    const shape = byShape().get(`${masked.charAt(0)}${masked.length}`) ?? NONE;
    const fitting = shape.filter(word => fits(word, masked));
    const found = likely(fitting.filter(word => hidesVowels(word, masked))) ?? likely(fitting);
    return found === undefined ? undefined : (known(found) ?? found);
  };
  return {
    repaired,
    unmasked,
    isWord,
    meantBy,
    mayBeWordUpTo: letters => mayBeWordUpTo(letterRows, letters),
  };
}

/** Repairs nothing and knows no word. */
export const NO_DISGUISES: Disguises = {
  repaired: () => undefined,
  meantBy: () => NONE,
  unmasked: () => undefined,
  isWord: () => false,
  mayBeWordUpTo: ({ length }) => length,
};

/** Made when it is first asked for: many texts ask for some of it only. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function grouped(
  words: readonly string[],
  keyOf: (word: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const key = keyOf(word);
    const group = groups.get(key);
    if (group) group.push(word);
    else groups.set(key, [word]);
  }
  return groups;
}

function skeletonOf(word: string): string {
  return word.replace(VOWELS, '');
}

/** What one wrong letter in the second half of a word leaves as it was, with the length of the word that is meant. */
function beginningOf(word: string, length = word.length): string {
  return `${word.slice(0, 3)}${length}`;
}

/** What one wrong letter in the first half of a word leaves as it was, with the length of the word that is meant. */
function endOf(word: string, length = word.length): string {
  return `${word.charAt(0)}${word.slice(-3)}${length}`;
}

/** "membayaaar" → "membayar": also where rules know no more of a word than its stem. */
function unstretched(surface: string, isMeant: (word: string) => boolean): string | undefined {
  const single = surface.replace(/(.)\1+/g, '$1');
  return single !== surface && single.length >= MEANT_LENGTH_MIN && isMeant(single) ? single : undefined;
}

/** "karnboja" → "kamboja", "Iowongan" → "lowongan": what a reader of pictures takes for something else. */
function misread(surface: string, isMeant: (word: string) => boolean): string | undefined {
  const joined = surface.replaceAll('rn', 'm');
  if (joined !== surface && isMeant(joined)) return joined;
  for (let at = 0; at < surface.length; at++) {
    const letter = surface.charAt(at);
    if (letter !== 'l' && letter !== 'i') continue;
    const other = surface.slice(0, at) + (letter === 'l' ? 'i' : 'l') + surface.slice(at + 1);
    if (isMeant(other)) return other;
  }
  return undefined;
}

/** "kambjoa" → "kamboja": two neighbours that changed places; the first letter is the one people get right. */
function swappedBack(surface: string, isMeant: (word: string) => boolean): readonly string[] {
  const found = new Set<string>();
  for (let at = 1; at < surface.length - 1; at++) {
    const other = surface.slice(0, at) + surface.charAt(at + 1) + surface.charAt(at) + surface.slice(at + 2);
    if (other !== surface && isMeant(other)) found.add(other);
  }
  return [...found];
}

/** "saa" → "saya", "sapa", "sara": one letter missing between the first and the last. */
function withLetter(surface: string, isMeant: (word: string) => boolean): readonly string[] {
  const found: string[] = [];
  for (let at = 1; at < surface.length; at++)
    for (const letter of ALPHABET) {
      const other = surface.slice(0, at) + letter + surface.slice(at);
      if (isMeant(other)) found.push(other);
    }
  return found;
}
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';

/** Those of `candidates` that `surface` is without some of its vowels, only the ones with fewest missing. */
function withVowels(surface: string, candidates: readonly string[]): readonly string[] {
  // "ktp", "smk": three letters without a vowel at the end are an abbreviation.
  if (surface.length === SHORT_LENGTH_MIN && !VOWEL.test(surface.charAt(2))) return NONE;
  let fewest = VOWELS_MISSING_MAX + 1;
  let best: string[] = [];
  for (const word of candidates) {
    const missing = word.length - surface.length;
    if (missing < 1 || missing > fewest || !isWithin(surface, word)) continue;
    if (surface.at(-1) !== word.at(-1) && (surface.length <= SHORT_LENGTH_MIN || VOWEL.test(surface)))
      continue;
    if (missing < fewest) best = [];
    fewest = missing;
    best.push(word);
  }
  return best;
}

/** True when the letters of `part` stand in `whole` in this order, the first one first. */
function isWithin(part: string, whole: string): boolean {
  if (part.charAt(0) !== whole.charAt(0)) return false;
  let at = 0;
  for (let index = 0; index < whole.length && at < part.length; index++)
    if (whole.charCodeAt(index) === part.charCodeAt(at)) at++;
  return at === part.length;
}

/** True for `word` with two inner neighbours that changed places, or without one letter or some vowels inside. */
export function isSlipOf(surface: string, word: string): boolean {
  if (word.length < MEANT_LENGTH_MIN || surface.length < SHORT_LENGTH_MIN) return false;
  if (surface.charAt(0) !== word.charAt(0) || surface.at(-1) !== word.at(-1)) return false;
  const missing = word.length - surface.length;
  if (missing === 0) return swappedBack(surface, other => other === word).length > 0;
  if (missing < 0 || !isWithin(surface, word)) return false;
  return missing === 1 || skeletonOf(surface) === skeletonOf(word);
}

function oneLetterOff(
  surface: string,
  byBeginning: ReadonlyMap<string, readonly string[]>,
  byEnd: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const found = new Set<string>();
  for (let length = surface.length - 1; length <= surface.length + 1; length++)
    for (const candidates of [
      byBeginning.get(beginningOf(surface, length)),
      byEnd.get(endOf(surface, length)),
    ])
      for (const word of candidates ?? NONE) if (isOneLetterOff(surface, word)) found.add(word);
  return [...found];
}

/** One letter missing, added or another, in a long word that begins with the same letter. */
function isOneLetterOff(surface: string, word: string): boolean {
  const longer = surface.length >= word.length ? surface : word;
  const shorter = surface.length >= word.length ? word : surface;
  const lengthMin = word.length > surface.length ? MEANT_LENGTH_MIN + 1 : WRONG_LENGTH_MIN;
  if (word.length < lengthMin || longer.length - shorter.length > 1) return false;
  // The last letter is seldom the wrong one, and often an ending: "role" and "roles" are two words.
  if (surface.at(-1) !== word.at(-1)) return false;
  let same = 0;
  while (same < shorter.length && shorter.charCodeAt(same) === longer.charCodeAt(same)) same++;
  return (
    same > 0 && shorter.slice(longer.length === shorter.length ? same + 1 : same) === longer.slice(same + 1)
  );
}

function fits(word: string, masked: string): boolean {
  for (let index = 0; index < word.length; index++)
    if (masked.charAt(index) !== '*' && masked.charCodeAt(index) !== word.charCodeAt(index)) return false;
  return true;
}

function hidesVowels(word: string, masked: string): boolean {
  for (let index = 0; index < word.length; index++)
    if (masked.charAt(index) === '*' && !'aiueo'.includes(word.charAt(index))) return false;
  return true;
}
