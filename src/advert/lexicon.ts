/**
 * From the word as typed to the standard word: SMS spelling and slang (from `rules/words.yaml`), clitics,
 * stretched letters and digits for letters. It only ever turns a word into one that the rules know, so an
 * unknown word stays as it is.
 */

/** Digits and signs that stand for letters. */
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
};
/** Clitics of Indonesian (nya, ku, mu, lah, kah, pun) and Javanese (ne, e, an for Jakarta speech), longest first. */
const CLITICS = ['nya', 'lah', 'kah', 'pun', 'ku', 'mu', 'ne', 'an', 'e'] as const;
/** Below this a rest is no word: "diane" is not "dia". */
const CLITIC_HOST_LENGTH_MIN = 4;
const REMEMBERED_WORDS_MAX = 50_000;

export interface Lexicon {
  /** The standard word for a folded word as typed. */
  standard(surface: string): string;
  /** True when a rule, a list or the slang table uses this word. */
  knows(word: string): boolean;
}

/**
 * @param slang typed form → standard word, both folded
 * @param vocabulary every word that some rule looks for
 */
export function buildLexicon(slang: ReadonlyMap<string, string>, vocabulary: ReadonlySet<string>): Lexicon {
  const remembered = new Map<string, string>();
  const known = (word: string): string | undefined => (vocabulary.has(word) ? word : slang.get(word));

  const standard = (surface: string): string => {
    const before = remembered.get(surface);
    if (before !== undefined) return before;
    if (remembered.size >= REMEMBERED_WORDS_MAX) remembered.clear();
    const found =
      known(surface) ??
      withoutClitic(surface, known) ??
      unstretched(surface, known) ??
      unleeted(surface, known) ??
      surface;
    remembered.set(surface, found);
    return found;
  };
  return { standard, knows: word => known(word) !== undefined };
}

type Known = (word: string) => string | undefined;

function withoutClitic(surface: string, known: Known): string | undefined {
  for (const clitic of CLITICS) {
    if (!surface.endsWith(clitic)) continue;
    const host = surface.slice(0, -clitic.length);
    if (host.length < CLITIC_HOST_LENGTH_MIN) continue;
    const found = known(host);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** "gajiii" → "gaji", "massseek" → "masek"; tried with one letter, then with two. */
function unstretched(surface: string, known: Known): string | undefined {
  if (!/(.)\1/.test(surface)) return undefined;
  return known(surface.replace(/(.)\1+/g, '$1')) ?? known(surface.replace(/(.)\1{2,}/g, '$1$1'));
}

/** "l0ker" → "loker", "k4mb0ja" → "kamboja"; plain numbers and codes such as "n4" or "15jt" stay. */
function unleeted(surface: string, known: Known): string | undefined {
  if (!/[a-z]/.test(surface) || !/\d/.test(surface)) return undefined;
  const letters = surface.replace(/\d/g, digit => LEET[digit] ?? digit);
  return (
    known(letters) ??
    withoutClitic(letters, known) ??
    known(surface.replace(/1/g, 'l').replace(/\d/g, digit => LEET[digit] ?? digit))
  );
}

/** A lexicon that knows nothing: every word is its own standard. */
export const emptyLexicon: Lexicon = { standard: surface => surface, knows: () => false };
