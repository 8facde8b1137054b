/**
 * From the word as typed to the standard word: SMS spelling and slang (from `rules/words.yaml`), clitics,
 * stretched letters and digits for letters. It only ever turns a word into one that the rules know, so an
 * unknown word stays as it is.
 */
import type { KnownWord } from './advert.js';
import { type Disguises, NO_DISGUISES } from './disguises.js';
import { stemOf } from './stem.js';
import { classesOf } from './word-classes.js';

/** Digits that stand for letters. */
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
/** A shorter code spells a word of the language by chance. */
const LEET_WORD_LENGTH_MIN = 5;
/** Clitics of Indonesian (nya, ku, mu, lah, kah, pun) and Javanese (ne, e, an for Jakarta speech), longest first. */
const CLITICS = ['nya', 'lah', 'kah', 'pun', 'ku', 'mu', 'ne', 'an', 'e'] as const;
/** Below this a rest is no word: "diane" is not "dia". */
const CLITIC_HOST_LENGTH_MIN = 4;
const UNDOUBLED_LENGTH_MIN = 4;
/** Words of their own, whatever they were made of: "katanya" is hearsay, "kata" is a word. */
const OWN_WORDS_IN_NYA: ReadonlySet<string> = new Set(
  `katanya biasanya akhirnya awalnya tadinya sebenarnya seharusnya harusnya sepertinya kayaknya pokoknya misalnya
   rupanya setidaknya sebaiknya sebelumnya selanjutnya hendaknya`.split(/\s+/),
);
/** More only by the words of one text. */
const REMEMBERED_WORDS_MAX = 50_000;
/** What is longer, or is more than a short figure, is as often a name, a link or a number: it is looked up afresh each time. */
const REMEMBERED = /^(?:\p{L}{1,30}|[\p{L}\p{N}]{1,5})$/u;
const FIGURE = /^[0-9]+$/;

export interface Lexicon {
  /** Called before each text: room is made then, so that within a text one word stays one object. */
  beginText(): void;
  /** A folded word as typed, with all that can be said of it alone. */
  wordOf(surface: string): KnownWord;
  /** True for a passive that people write apart: "di sekap" is "disekap". */
  isPassive(word: string): boolean;
  /** True when a rule, a list or the slang table uses this word. */
  knows(word: string): boolean;
  /** True when it is a word of the language as well, whether or not rules look for it. */
  isWord(word: string): boolean;
  /** How many of these letters may be a word, at most: beyond them `isWord` says no. */
  mayBeWordUpTo(letters: string): number;
  /** What a word may be a slip of, as words of their own; none where it is sure. */
  slipsOf(known: KnownWord): readonly KnownWord[];
  /** True for two words that stand side by side more often than by chance. */
  areNeighbours(first: KnownWord, second: KnownWord): boolean;
  /** The word behind stars: "k*mboja". */
  unmasked(masked: string): string | undefined;
}

/** Which words are used, and which beside each other. */
export interface Neighbours {
  /** True for a stem that is used. */
  knows(stem: string): boolean;
  stand(firstStem: string, secondStem: string): boolean;
}
const NO_NEIGHBOURS: Neighbours = { knows: () => true, stand: () => false };
const PREPOSITIONS: ReadonlySet<string> = new Set(['di', 'ke', 'dari']);

/** Words that are joined or taken apart before they are looked up. */
export interface GluedWords {
  readonly passives: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
}

/**
 * @param slang typed form → standard word, both folded
 * @param vocabulary every word that some rule looks for
 */
export function buildLexicon(
  slang: ReadonlyMap<string, string>,
  vocabulary: ReadonlySet<string>,
  glued: GluedWords = { passives: new Set(), places: new Set() },
  disguises: Disguises = NO_DISGUISES,
  neighbours: Neighbours = NO_NEIGHBOURS,
): Lexicon {
  const remembered = new Map<string, KnownWord>();
  const known = (word: string): string | undefined => (vocabulary.has(word) ? word : slang.get(word));

  const typed = (surface: string): string | undefined =>
    FIGURE.test(surface)
      ? (known(surface) ?? surface)
      : (hostOfNya(surface, known) ??
        known(surface) ??
        withoutClitic(surface, known) ??
        unstretched(surface, known));
  const mended = (surface: string): string | undefined =>
    unleeted(surface, known, disguises.isWord) ?? disguises.repaired(surface);
  /** "dkamboja", "dimyanmar": a place with its preposition is two words. */
  const prepositionLength = (surface: string): number => {
    if (!surface.startsWith('d') || known(surface) !== undefined) return 0;
    if (surface.startsWith('di') && glued.places.has(surface.slice(2))) return 2;
    return glued.places.has(surface.slice(1)) ? 1 : 0;
  };
  const wordOf = (surface: string): KnownWord => {
    const before = remembered.get(surface);
    if (before !== undefined) return before;
    const isRemembered = REMEMBERED.test(surface);
    const standard = typed(surface);
    const hidden = standard === undefined ? mended(surface) : undefined;
    const word = makeWord(isRemembered ? copyOf(surface) : surface, standard ?? hidden ?? surface, {
      isMended: hidden !== undefined,
      prepositionLength: prepositionLength(surface),
    });
    if (isRemembered) remembered.set(word.surface, word);
    return word;
  };
  const slips = new Map<KnownWord, readonly KnownWord[]>();
  const slipsOf = (of: KnownWord): readonly KnownWord[] => {
    const before = slips.get(of);
    if (before !== undefined) return before;
    const { surface } = of;
    const isSure = !of.isMended && (of.word !== surface || neighbours.knows(of.stem));
    const found = isSure
      ? []
      : disguises
          .meantBy(surface)
          .map(word => makeWord(surface, known(word) ?? word, { isMended: true, prepositionLength: 0 }));
    if (REMEMBERED.test(surface)) slips.set(of, found);
    return found;
  };
  return {
    beginText: () => {
      if (remembered.size < REMEMBERED_WORDS_MAX) return;
      remembered.clear();
      slips.clear();
    },
    slipsOf,
    areNeighbours: ({ word: first, stem }, { word: second, stem: secondStem }) =>
      neighbours.stand(stem, secondStem) || (PREPOSITIONS.has(first) && glued.places.has(second)),
    wordOf,
    knows: word => known(word) !== undefined,
    isPassive: word => glued.passives.has(word),
    isWord: word =>
      disguises.mayBeWordUpTo(word) === word.length && (known(word) !== undefined || disguises.isWord(word)),
    mayBeWordUpTo: disguises.mayBeWordUpTo,
    unmasked: disguises.unmasked,
  };
}

function makeWord(
  surface: string,
  standard: string,
  { isMended, prepositionLength }: Pick<KnownWord, 'isMended' | 'prepositionLength'>,
): KnownWord {
  // The standard word may be a piece of the text as well.
  const word = standard === surface ? surface : copyOf(standard);
  return {
    surface,
    word,
    stem: stemOf(word),
    isMended,
    classes: classesOf(surface, word),
    prepositionLength,
    lookedBy: null,
    looked: 0,
    wordedBy: null,
    worded: NOTHING_WORDED,
  };
}
const NOTHING_WORDED = new Float64Array(0);

/** A word cut out of a text keeps the whole text in memory (V8 slices strings by reference); a copy does not. */
function copyOf(word: string): string {
  return [...word].join('');
}

type Known = (word: string) => string | undefined;

/**
 * "gajinya" → "gaji", also where some phrase holds "gajinya" itself: a phrase finds a word as typed as well, so the one
 * is not lost, and every rule that says "gaji" would be blind for it otherwise.
 */
function hostOfNya(surface: string, known: Known): string | undefined {
  const host = surface.endsWith('nya') && !OWN_WORDS_IN_NYA.has(surface) ? surface.slice(0, -3) : '';
  return host.length >= CLITIC_HOST_LENGTH_MIN ? known(host) : undefined;
}

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

/**
 * "gajiii" → "gaji", "massseek" → "masek"; tried with one letter, then with two. What is left of a letter that is only
 * doubled must be a word of some length: "saa" is "saya" rather than "sa".
 */
function unstretched(surface: string, known: Known): string | undefined {
  if (!/(.)\1/.test(surface)) return undefined;
  const single = surface.replace(/(.)\1+/g, '$1');
  const isEnough = single.length >= UNDOUBLED_LENGTH_MIN || /(.)\1\1/.test(surface);
  return (isEnough ? known(single) : undefined) ?? known(surface.replace(/(.)\1{2,}/g, '$1$1'));
}

/** "l0ker" → "loker", "k4mb0ja" → "kamboja"; plain numbers and codes such as "n4" or "15jt" stay. */
function unleeted(surface: string, known: Known, isWord: (word: string) => boolean): string | undefined {
  if (!/[a-z]/.test(surface) || !/\d/.test(surface)) return undefined;
  const letters = surface.replace(/\d/g, digit => LEET[digit] ?? digit);
  return (
    known(letters) ??
    withoutClitic(letters, known) ??
    known(surface.replace(/1/g, 'l').replace(/\d/g, digit => LEET[digit] ?? digit)) ??
    (letters.length >= LEET_WORD_LENGTH_MIN && /\d[a-z]/.test(surface) && isWord(letters)
      ? letters
      : undefined)
  );
}

/** A lexicon that knows nothing: every word is its own standard. */
export const emptyLexicon: Lexicon = {
  beginText: () => {},
  wordOf: surface => makeWord(surface, surface, { isMended: false, prepositionLength: 0 }),
  knows: () => false,
  isPassive: () => false,
  isWord: () => false,
  mayBeWordUpTo: ({ length }) => length,
  slipsOf: () => [],
  areNeighbours: () => false,
  unmasked: () => undefined,
};
