/**
 * Disguises that change the spelling of words: what people do by thumb, by dialect or on purpose. Each takes a text
 * and a seeded source of randomness and gives a text that a person still reads at once.
 */
import { COUNTRY_FLAGS, onHiddenWords, onWords } from './hidden-words.js';
import { pick, type Random } from './seeded.js';
import type { Transform } from './transform.js';
import { DIALECT, EMOJI, SMS } from './word-tables.js';

const LEET: Readonly<Record<string, string>> = {
  a: '4@',
  e: '3',
  i: '1!',
  o: '0',
  s: '5$',
  t: '7',
  g: '9',
  b: '8',
};
const SEPARATORS = ['.', '-', '_', '*', '·', '/', '~'];
/** Between the letters of a word inside it: one of these at one place. */
const INSIDE = ['-', '.', '*', "'", '_', '/'];
const VOWEL = /[aiueo]/i;

const isVowel = (letter: string | undefined): boolean => letter !== undefined && VOWEL.test(letter);

/** A place inside the word, never before its first or after its last letter. */
function inside(word: string, random: Random): number {
  return 1 + Math.floor(random() * (word.length - 1));
}

/** Inner places of `word` for which `fits` holds. */
function innerPlaces(word: string, fits: (letter: string) => boolean): number[] {
  return [...word].flatMap((letter, index) =>
    index > 0 && index < word.length - 1 && fits(letter) ? [index] : [],
  );
}

function replaced(word: string, at: number, by: string, length = 1): string {
  return word.slice(0, at) + by + word.slice(at + length);
}

/** Inner vowels go, the first and the last letter stay, and so does enough to read it by. */
function withoutVowels(word: string, share: number, random: Random): string {
  const dropped = new Set(innerPlaces(word, isVowel).filter(() => random() < share));
  const kept = [...word].filter((_, index) => !dropped.has(index)).join('');
  return kept.length >= 3 ? kept : word;
}

function mistyped(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const swapped = replaced(word, at, `${word[at + 1]}${word[at]}`, 2);
  return random() < 0.5 && swapped !== word ? swapped : replaced(word, at, '');
}

function masked(word: string, random: Random): string {
  const vowels = innerPlaces(word, isVowel);
  if (vowels.length === 0) return replaced(word, inside(word, random), '*');
  const at = pick(vowels, random);
  const way = random();
  if (way < 0.6) return replaced(word, at, '*');
  if (way < 0.8 && /o/i.test(word)) return word.replace(/o/gi, '0');
  return withoutVowels(word, 1, random);
}

/** Looks every word up in a table of ways to say it. */
function bySynonyms(
  text: string,
  random: Random,
  table: Readonly<Record<string, string | readonly string[]>>,
): string {
  return onWords(text, word => {
    const ways = Object.hasOwn(table, word.toLowerCase()) ? table[word.toLowerCase()] : undefined;
    if (ways === undefined) return word;
    return typeof ways === 'string' ? ways : pick(ways, random);
  });
}

export const SPELLING_TRANSFORMS: readonly Transform[] = [
  {
    name: 'leet',
    what: 'Digits and signs for letters (k4mb0j4, g@ji). Eger and Benz 2020, "From Hero to Zéroe"; names of gambling sites.',
    apply: (text, random) =>
      onHiddenWords(text, random, word =>
        [...word]
          .map(letter => {
            const signs = LEET[letter.toLowerCase()];
            return signs !== undefined && random() < 0.5 ? pick([...signs], random) : letter;
          })
          .join(''),
      ),
  },
  {
    name: 'spaced letters',
    what: 'The letters of a word written apart (k a m b o j a). Li et al. 2019, "TextBugger"; spam for online gambling.',
    apply: (text, random) => onHiddenWords(text, random, word => [...word].join(' ')),
  },
  {
    name: 'punctuation inside',
    what: 'Signs between the letters (k.a.m.b.o.j.a) or one inside the word (gaj-i). Eger and Benz 2020, "From Hero to Zéroe".',
    apply: (text, random) =>
      onHiddenWords(text, random, word =>
        random() < 0.5
          ? [...word].join(pick(SEPARATORS, random))
          : replaced(word, inside(word, random), pick(INSIDE, random), 0),
      ),
  },
  {
    name: 'repeated letters',
    what: 'Stretched letters (gajiii, kerrja). Gao et al. 2018, "DeepWordBug"; also how people shout.',
    apply: (text, random) =>
      onHiddenWords(text, random, word => {
        const at = Math.floor(random() * word.length);
        return replaced(word, at, (word[at] ?? '').repeat(2 + Math.floor(random() * 3)));
      }),
  },
  {
    name: 'dropped vowels',
    what: 'Words without some or all inner vowels (kmboja, brngkt). The short spelling of Indonesian SMS; Eger and Benz 2020.',
    apply: (text, random) => onHiddenWords(text, random, word => withoutVowels(word, 0.7, random)),
  },
  {
    name: 'sms spelling',
    what: 'The usual short forms (yg, dgn, krj, brgkt) for every word that has one. Indonesian SMS and chat.',
    apply: (text, random) => bySynonyms(text, random, SMS),
  },
  {
    name: 'typos',
    what: 'Two inner letters swapped or one missed. Gao et al. 2018, "DeepWordBug"; Li et al. 2019, "TextBugger".',
    apply: (text, random) => onHiddenWords(text, random, word => mistyped(word, random)),
  },
  {
    name: 'emoji for words',
    what: 'A picture instead of the word (📱 💰 ✈️ 🏦). Spam for online gambling under Indonesian videos.',
    apply: (text, random) => bySynonyms(text, random, EMOJI),
  },
  {
    name: 'flags for countries',
    what: 'The flag instead of the name of a country. Adverts in groups for jobs abroad.',
    apply: (text, random) => bySynonyms(text, random, COUNTRY_FLAGS),
  },
  {
    name: 'masked words',
    what: 'A star or a nought for a vowel, or all inner vowels gone (k*mboja, kamb0ja, kmbj). Li et al. 2019, "TextBugger"; how people write words that a network hides.',
    apply: (text, random) => onHiddenWords(text, random, word => masked(word, random)),
  },
  {
    name: 'dialect and slang',
    what: 'Words of the street or the region for the standard ones (gue, lu, cuan, gasss). Indonesian chat.',
    apply: (text, random) => bySynonyms(text, random, DIALECT),
  },
];
