/**
 * Disguises that change how letters are encoded or drawn and leave the spelling alone. Each takes a text and a
 * seeded source of randomness and gives a text that a person reads as the same.
 */
import { onHiddenWords } from './hidden-words.js';
import { pick, type Random } from './seeded.js';
import type { Transform } from './transform.js';

/** Latin letter → letters of other scripts that are drawn like it. */
const CYRILLIC_AND_GREEK: Readonly<Record<string, string>> = {
  a: 'аα',
  c: 'сϲ',
  e: 'еҽ',
  h: 'һ',
  i: 'іι',
  j: 'ј',
  k: 'кκ',
  m: 'м',
  o: 'оοօ',
  p: 'рρ',
  s: 'ѕ',
  t: 'т',
  u: 'υս',
  x: 'х',
  y: 'у',
  A: 'АΑ',
  B: 'ВΒ',
  E: 'ЕΕ',
  H: 'НΗ',
  I: 'ІΙ',
  J: 'Ј',
  K: 'КΚ',
  M: 'МΜ',
  N: 'Ν',
  O: 'ОΟ',
  P: 'РΡ',
  S: 'Ѕ',
  T: 'ТΤ',
};
/** Armenian, Cherokee, Lisu and Latin letters of other languages, drawn alike. */
const OTHER_SCRIPTS: Readonly<Record<string, string>> = {
  a: 'ɑаꓮ',
  b: 'Ьᖯ',
  d: 'ԁᏧ',
  e: 'еꓰ',
  g: 'ɡցᶃ',
  h: 'հһ',
  i: 'ıіꓲ',
  j: 'јꓙ',
  k: 'кꓗ',
  l: 'ӏꓡ',
  m: 'мꓟ',
  n: 'ոꓠ',
  o: 'օоꓳ',
  p: 'рꓑ',
  r: 'гꓣ',
  s: 'ѕꓢ',
  t: 'тꓔ',
  u: 'սꓴ',
  w: 'ԝꓪ',
  y: 'уꓬ',
};
const SMALL_CAPITALS = [...'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘqʀꜱᴛᴜᴠᴡxʏᴢ'];
const SUPERSCRIPTS = [...'ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖqʳˢᵗᵘᵛʷˣʸᶻ'];
/** First code points of the mathematical alphabets: capital A, small a. Those with holes are left to the others. */
const STYLED: readonly (readonly [number, number])[] = [
  [0x1d400, 0x1d41a],
  [0x1d468, 0x1d482],
  [0x1d4d0, 0x1d4ea],
  [0x1d56c, 0x1d586],
  [0x1d5d4, 0x1d5ee],
  [0x1d608, 0x1d622],
  [0x1d63c, 0x1d656],
  [0x1d670, 0x1d68a],
];
const DOUBLE_STRUCK_SMALL = 0x1d552;
const ENCLOSED: readonly (readonly [number, number])[] = [
  [0x24b6, 0x24d0],
  [0x1f150, 0x1f150],
  [0x1f130, 0x1f130],
  [0x1f170, 0x1f170],
];
const REGIONAL_A = 0x1f1e6;
const FULL_WIDTH_OFFSET = 0xfee0;
const ZERO_WIDTH = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u180e'];
const BIDI = ['\u200e', '\u200f', '\u202a', '\u202d', '\u2066', '\u2068', '\u061c'];
const MARKS = ['\u0301', '\u0307', '\u0323', '\u0330', '\u0335', '\u0336', '\u0338', '\u20d2'];

/** Letter by letter; `to` gives undefined for what stays. */
function eachLetter(word: string, to: (letter: string) => string | undefined): string {
  return [...word].map(letter => to(letter) ?? letter).join('');
}

function indexOf(letter: string): number {
  const index = letter.toLowerCase().charCodeAt(0) - 97;
  return letter.length === 1 && index >= 0 && index < 26 ? index : -1;
}

function inAlphabet(word: string, [capital, small]: readonly [number, number]): string {
  return eachLetter(word, letter => {
    const index = indexOf(letter);
    if (index < 0) return undefined;
    return String.fromCodePoint((letter === letter.toLowerCase() ? small : capital) + index);
  });
}

function fromTable(
  word: string,
  table: Readonly<Record<string, string>>,
  share: number,
  random: Random,
): string {
  return eachLetter(word, letter => {
    const alike = table[letter];
    return alike !== undefined && random() < share ? pick([...alike], random) : undefined;
  });
}

function after(word: string, share: number, random: Random, what: readonly string[]): string {
  const letters = [...word];
  return letters
    .map((letter, index) =>
      index < letters.length - 1 && random() < share ? letter + pick(what, random) : letter,
    )
    .join('');
}

export const LETTER_TRANSFORMS: readonly Transform[] = [
  {
    name: 'homoglyphs',
    what: 'Cyrillic and Greek letters drawn like Latin ones. Unicode UTS 39 (confusables); Boucher et al. 2022, "Bad Characters".',
    apply: (text, random) =>
      onHiddenWords(text, random, word => fromTable(word, CYRILLIC_AND_GREEK, 0.5, random)),
  },
  {
    name: 'zero-width',
    what: 'Characters that are not drawn, between the letters. Boucher et al. 2022, "Bad Characters".',
    apply: (text, random) => onHiddenWords(text, random, word => after(word, 0.4, random, ZERO_WIDTH)),
  },
  {
    name: 'bidi controls',
    what: 'Marks of writing direction between the letters, or a word stored backwards that an override turns round again. Boucher and Anderson 2021, "Trojan Source".',
    apply: (text, random) =>
      onHiddenWords(text, random, word =>
        random() < 0.5
          ? `\u202e${[...word].reverse().join('')}\u202c`
          : `${after(word, 0.4, random, BIDI)}\u202c`,
      ),
  },
  {
    name: 'styled letters',
    what: 'Mathematical bold, italic, script, Fraktur, sans-serif, typewriter and double-struck letters. Spam for online gambling under Indonesian videos, mbts.dev 2025.',
    apply: (text, random) => {
      const alphabet = pick([...STYLED, [0x1d538, DOUBLE_STRUCK_SMALL] as const], random);
      return onHiddenWords(text, random, word =>
        alphabet[1] === DOUBLE_STRUCK_SMALL
          ? inAlphabet(word.toLowerCase(), alphabet)
          : inAlphabet(word, alphabet),
      );
    },
  },
  {
    name: 'enclosed letters',
    what: 'Letters in circles and squares. Spam for online gambling under Indonesian videos, mbts.dev 2025.',
    apply: (text, random) => {
      const alphabet = pick(ENCLOSED, random);
      return onHiddenWords(text, random, word => inAlphabet(word, alphabet));
    },
  },
  {
    name: 'regional indicators',
    what: 'The letters that flags are made of, kept apart so that no flag is drawn, or standing side by side. Unicode UTS 51, annex B.',
    apply: (text, random) => {
      const between = pick(['', ' ', '\u200b'], random);
      return onHiddenWords(text, random, word =>
        [...inAlphabet(word, [REGIONAL_A, REGIONAL_A])].join(between),
      );
    },
  },
  {
    name: 'small capitals and superscripts',
    what: 'Phonetic small capitals and raised letters, as "fancy text" pages make them. Eger et al. 2019, "Text Processing Like Humans Do".',
    apply: (text, random) => {
      const letters = pick([SMALL_CAPITALS, SUPERSCRIPTS], random);
      return onHiddenWords(text, random, word => eachLetter(word, letter => letters[indexOf(letter)]));
    },
  },
  {
    name: 'full width',
    what: 'Letters as wide as Chinese ones, from a Chinese keyboard. Unicode UTS 39.',
    apply: (text, random) =>
      onHiddenWords(text, random, word =>
        eachLetter(word, letter =>
          indexOf(letter) < 0 ? undefined : String.fromCodePoint(letter.charCodeAt(0) + FULL_WIDTH_OFFSET),
        ),
      ),
  },
  {
    name: 'combining marks',
    what: 'Accents, dots and strokes over the letters ("Zalgo", lightly). Eger et al. 2019, "Text Processing Like Humans Do".',
    apply: (text, random) => onHiddenWords(text, random, word => after(word, 0.5, random, MARKS)),
  },
  {
    name: 'mixed scripts',
    what: 'Look-alikes of several scripts in one word: Armenian, Cherokee, Lisu, Cyrillic. Unicode UTS 39, mixed-script confusables.',
    apply: (text, random) => onHiddenWords(text, random, word => fromTable(word, OTHER_SCRIPTS, 0.4, random)),
  },
];
