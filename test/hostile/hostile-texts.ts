/**
 * Texts that nobody sends in good faith, by kind, each from a seed and its number alone so that one that failed can be
 * made again. Most are short, as texts are; every kind has some up to 64 KB. Pure.
 */
import { Chance } from '../prove/chance.js';
import { mutated } from './mutations.js';

export const TEXT_LENGTH_MOST = 65_536;

export const KINDS = [
  'any Unicode',
  'lone surrogates',
  'towers of marks',
  'bidi nests',
  'zero-width floods',
  'one character',
  'one word',
  'digits',
  'words and signs in turn',
  'separators',
  'links, phones, handles',
  'facts in a row',
  'words of the rules',
  'mutated texts',
] as const;
export type Kind = (typeof KINDS)[number];

export interface HostileText {
  readonly kind: Kind;
  readonly text: string;
}

/** What the texts are made of besides chance. */
export interface Material {
  /** Whole texts, to be mutated. */
  readonly texts: readonly string[];
  /** Words that rules look for. */
  readonly words: readonly string[];
}

/** Text `number` of the run with this seed; the first of each kind is as long as any. */
export function hostileText(seed: number, number: number, material: Material): HostileText {
  const chance = new Chance(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const kind = KINDS[number % KINDS.length] as Kind;
  const length = number < KINDS.length ? TEXT_LENGTH_MOST : lengthBy(chance);
  return { kind, text: MAKERS[kind](length, chance, material).slice(0, length) };
}

/** Eight in ten below 120 letters, all but two in a hundred below 500, one in a thousand up to 64 KB. */
function lengthBy(chance: Chance): number {
  const size = chance.weighted({ short: 800, middle: 184, long: 15, huge: 1 });
  const [least, most] = { short: [1, 120], middle: [120, 500], long: [500, 2_500], huge: [2_500, 65_536] }[
    size
  ] as [number, number];
  return Math.floor(least * (most / least) ** chance.next());
}

type Maker = (length: number, chance: Chance, material: Material) => string;

const MARKS = ['\u0300', '\u0301', '\u0489', '\u20dd', '\u0e49', '\u3099', '\u{1e8d0}'];
const BIDI = [
  '\u202a',
  '\u202b',
  '\u202d',
  '\u202e',
  '\u2066',
  '\u2067',
  '\u2068',
  '\u202c',
  '\u2069',
  '\u200f',
];
const ZERO_WIDTH = [
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\ufe0f',
  '\u{e0020}',
  '\u3164',
];
const CHARACTERS = [
  'a',
  ' ',
  '\n',
  '.',
  '0',
  '@',
  '"',
  "'",
  '{',
  '\0',
  'ﷺ',
  '😀',
  '🇰',
  '½',
  'ß',
  'İ',
  'क',
  '\ud83c',
];
const SIGNS = [
  '.',
  ',',
  '!',
  '?',
  ':',
  ';',
  '-',
  '/',
  '"',
  '(',
  ')',
  '|',
  '~',
  '*',
  '_',
  '…',
  '\n',
  '“',
  '➡',
  '%',
];
const SEPARATORS = ['-', '=', '_', '*', '.', '~', '•', '━', '\n', ' ', '\t', '·', '\u2028', '|', '🔥'];
const WORDS = [
  'kerja',
  'gaji',
  'kamboja',
  'saya',
  'tidak',
  'di',
  'd',
  'g',
  'pt',
  'no',
  'lowongan',
  'rp',
  'anak',
];
const FACTS = [
  'gaji 5-7 juta per bulan',
  'Rp 15.000.000',
  '$900',
  'lima belas juta',
  'biaya admin 500rb',
  'penempatan Kamboja dan Myanmar',
  'lokasi Poipet, Cambodia',
  '🇰🇭',
  'visa turis',
  'besok berangkat',
  'PT Maju Jaya Tbk',
  'Zhenshi Holding Co., Ltd',
  'SIP3MI no 123/2020',
  'BCA 1234567890 a.n. Siti',
  '"kerja di sini enak sekali ya"',
  'umur saya 16 tahun',
  'tanpa biaya',
  'tiket ditanggung perusahaan',
];
const CONTACTS: readonly ((chance: Chance) => string)[] = [
  chance => `https://contoh${digits(chance, 4)}.com/a?b=${digits(chance, 6)}`,
  chance => `wa.me/62812${digits(chance, 8)}`,
  chance => `www.x${digits(chance, 3)}.co.id`,
  chance => `http://${'a.'.repeat(Math.floor(chance.between(1, 60)))}com`,
  chance => `0812-${digits(chance, 4)}-${digits(chance, 4)}`,
  chance => `+855 ${digits(chance, 2)} ${digits(chance, 6)}`,
  chance => `@nama_${digits(chance, 4)}`,
  chance => `tele: budi${digits(chance, 3)}`,
  chance => `a.b+${digits(chance, 3)}@contoh.co.id`,
  () => '@@@',
  () => '://',
  () => '08 08 08 08',
];

const MAKERS: Readonly<Record<Kind, Maker>> = {
  'any Unicode': (length, chance) =>
    filled(length, () => {
      // Small planes hold nearly all that is assigned; the others are unassigned or private.
      const top = chance.oneOf([0x80, 0x800, 0x3000, 0x10000, 0x20000, 0x110000]);
      return String.fromCodePoint(Math.floor(chance.between(0, top)));
    }),
  'lone surrogates': (length, chance) =>
    filled(
      length,
      () => String.fromCharCode(Math.floor(chance.between(0xd800, 0xe000))) + rarely(chance, 'a '),
    ),
  'towers of marks': (length, chance) =>
    filled(length, () => chance.oneOf(WORDS).charAt(0) + chance.oneOf(MARKS).repeat(chance.between(1, 60))),
  'bidi nests': (length, chance) =>
    filled(length, () => chance.oneOf(BIDI) + rarely(chance, chance.oneOf(WORDS))),
  'zero-width floods': (length, chance) =>
    filled(length, () => chance.oneOf(ZERO_WIDTH) + rarely(chance, chance.oneOf(WORDS))),
  'one character': (length, chance) => chance.oneOf(CHARACTERS).repeat(length),
  'one word': (length, chance, { words }) => {
    const word = chance.oneOf(words) + chance.oneOf(['', ' ', '\n', '. ', ', ', '?']);
    return word.repeat(Math.ceil(length / word.length));
  },
  digits: (length, chance) => {
    const gap = chance.oneOf(['', ' ', '.', '-', ',', '(', '/']);
    return filled(length, () => digits(chance, chance.between(1, 9)) + gap);
  },
  'words and signs in turn': (length, chance, { words }) =>
    filled(length, () => chance.oneOf(words) + chance.oneOf(SIGNS)),
  separators: (length, chance) =>
    filled(length, () => chance.oneOf(SEPARATORS).repeat(chance.between(1, 200)) + rarely(chance, 'kerja')),
  'links, phones, handles': (length, chance) => {
    const gap = chance.oneOf([' ', '\n', '', ', ']);
    return filled(length, () => chance.oneOf(CONTACTS)(chance) + gap);
  },
  'facts in a row': (length, chance) => {
    const gap = chance.oneOf([' ', '\n', '. ', ', ', ' dan ']);
    return filled(length, () => chance.oneOf(FACTS) + gap);
  },
  'words of the rules': (length, chance, { words }) => filled(length, () => `${chance.oneOf(words)} `),
  'mutated texts': (length, chance, { texts }) => {
    const other = (): string => chance.oneOf(texts);
    let text = mutated(other(), chance, other);
    while (text.length < length && length > 2_500) text += `\n${mutated(other(), chance, other)}`;
    return text;
  },
};

function filled(length: number, piece: () => string): string {
  const pieces: string[] = [];
  for (let left = length; left > 0; ) {
    const next = piece();
    pieces.push(next);
    left -= Math.max(1, next.length);
  }
  return pieces.join('');
}

function rarely(chance: Chance, text: string): string {
  return chance.happens(0.1) ? text : '';
}

function digits(chance: Chance, count: number): string {
  return Array.from({ length: Math.floor(count) }, () => Math.floor(chance.between(0, 10))).join('');
}
