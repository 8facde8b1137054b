/**
 * Which four letters may stand in a row in a word, and which four a word may begin with: of the words that rules know, the
 * roots of the language and all that can be put before and behind them. Letters come in, how far they may be a word comes
 * out. It decides nothing: what it lets pass is looked up, what it rules out need not be, and a text of single letters
 * would otherwise be looked up a hundred thousand times. Plain data and pure.
 */
import { BEGINNINGS, ENDINGS, INFIXES, roots, SWALLOWED } from './stem.js';

/** One bit for each four letters from a to z. */
export interface LetterRows {
  /** Four letters that begin a word. */
  readonly heads: Uint8Array;
  /** Four letters anywhere in a word. */
  readonly rows: Uint8Array;
}

const ROW = 4;
const LETTERS = 26;
const FIRST_LETTER = 0x61;
const CONSONANT_AND_VOWEL = /^[^aiueo][aiueo]/;
const AFFIXES_MAX = 3;
/** "menyetujui": "meny" swallows the s of "se". */
const SWALLOWING = BEGINNINGS.filter(beginning => beginning.endsWith('ny')).map(beginning => `${beginning}e`);

/** Everything is a word. */
export const ANY_LETTERS: LetterRows = allSet();

/** @param words words that are none of the language, or forms that it would not have */
export function letterRowsOf(words: Iterable<string>): LetterRows {
  languageRows ??= rowsOfLanguage();
  const rows = { heads: languageRows.heads.slice(), rows: languageRows.rows.slice() };
  for (const word of words) addWhole(rows, word);
  return rows;
}

/**
 * How many of `letters` may be a word, at most. Of fewer than four, and from anything but a to z on, nothing is ruled out. A
 * word never gets less than its length.
 */
export function mayBeWordUpTo({ heads, rows }: LetterRows, letters: string): number {
  let row = 0;
  for (let at = 0; at < letters.length; at++) {
    const letter = letters.charCodeAt(at) - FIRST_LETTER;
    if (letter < 0 || letter >= LETTERS) return letters.length;
    row = (row % LETTERS ** (ROW - 1)) * LETTERS + letter;
    if (at < ROW - 1) continue;
    const bits = (at === ROW - 1 ? heads : rows)[row >> 3] as number;
    if ((bits & (1 << (row & 7))) === 0) return at;
  }
  return letters.length;
}

/** Worked out once: some tenths of a second. */
let languageRows: LetterRows | null = null;

function rowsOfLanguage(): LetterRows {
  const all: LetterRows = { heads: noneSet(), rows: noneSet() };
  const before = concatenated([...BEGINNINGS, ...SWALLOWING]);
  const behind = concatenated(ENDINGS);
  const cores = coresOf(roots());
  for (const word of [...before, ...behind, ...cores]) addInside(all, word);
  const endingHeads = distinct(behind, word => word.slice(0, ROW - 1));
  // A core so short that four letters may reach over both its ends.
  const [short, long] = [
    cores.filter(({ length }) => length < ROW),
    cores.filter(({ length }) => length >= ROW),
  ];
  const shortEnded = short.flatMap(core => [core, ...endingHeads.map(ending => core + ending)]);
  const tails = distinct(before, word => word.slice(1 - ROW));
  for (const word of shortEnded) addInside(all, word);
  addAcross(all, tails, [...distinct(long, core => core.slice(0, ROW - 1)), ...shortEnded]);
  addAcross(
    all,
    distinct(long, core => core.slice(1 - ROW)),
    endingHeads,
  );
  const coreHeads = [...distinct(long, core => core.slice(0, ROW)), ...shortEnded];
  const beginnings = ['', ...distinct(before, word => word.slice(0, ROW))];
  for (let count = 0; count <= ROW; count++) {
    const open = beginnings.filter(({ length }) => length === ROW - count);
    for (const head of headsOf(coreHeads, count))
      for (const beginning of open) addHead(all, beginning + head);
  }
  return all;
}

/** What reaches from an end of one part into a beginning of another. */
function addAcross(all: LetterRows, before: readonly string[], behind: readonly string[]): void {
  for (let left = 1; left < ROW; left++) {
    const tails = distinct(
      before.filter(({ length }) => length >= left),
      word => word.slice(-left),
    );
    for (const head of headsOf(behind, ROW - left))
      for (const tail of tails) addRow(all.rows, tail + head, 0);
  }
}

/** The first so many letters of those words that have them, each once; nothing at all is one, too. */
function headsOf(words: readonly string[], count: number): readonly string[] {
  return distinct(
    words.filter(({ length }) => length >= count),
    word => word.slice(0, count),
  );
}

/** One to so many affixes in a row, each once. */
function concatenated(affixes: readonly string[]): readonly string[] {
  const all = new Set<string>();
  let rows: readonly string[] = [''];
  for (let count = 0; count < AFFIXES_MAX; count++) {
    rows = rows.flatMap(row => affixes.map(affix => row + affix));
    for (const row of rows) all.add(row);
  }
  return [...all];
}

/** Roots, with their first letter swallowed, with an infix, with both. */
function coresOf(all: Iterable<string>): readonly string[] {
  const cores = new Set<string>();
  for (const root of all) {
    const forms = CONSONANT_AND_VOWEL.test(root)
      ? [root, ...INFIXES.map(infix => root.charAt(0) + infix + root.slice(1))]
      : [root];
    for (const form of forms) {
      cores.add(form);
      if (SWALLOWED.has(root.charAt(0))) cores.add(form.slice(1));
    }
  }
  return [...cores];
}

function distinct(words: readonly string[], part: (word: string) => string): readonly string[] {
  return [...new Set(words.map(part))];
}

function addWhole(all: LetterRows, word: string): void {
  addHead(all, word);
  addInside(all, word);
}

function addHead({ heads }: LetterRows, word: string): void {
  addRow(heads, word, 0);
}

function addInside({ rows }: LetterRows, word: string): void {
  for (let at = 0; at + ROW <= word.length; at++) addRow(rows, word, at);
}

function addRow(set: Uint8Array, word: string, from: number): void {
  let row = 0;
  for (let at = from; at < from + ROW; at++) {
    const letter = word.charCodeAt(at) - FIRST_LETTER;
    // Also where the word is shorter.
    if (!(letter >= 0 && letter < LETTERS)) return;
    row = row * LETTERS + letter;
  }
  set[row >> 3] = (set[row >> 3] as number) | (1 << (row & 7));
}

function noneSet(): Uint8Array {
  return new Uint8Array(LETTERS ** ROW / 8);
}

function allSet(): LetterRows {
  const bits = noneSet().fill(0xff);
  return { heads: bits, rows: bits };
}
