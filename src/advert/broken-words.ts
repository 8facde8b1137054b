/**
 * Puts together again what stands as one word to the eye and as several to the program: letters spaced out, signs
 * between or for letters, stars over vowels, a word broken at the end of a line. Runs of letters and a lexicon in, the
 * joined run out; joins only what makes a word, looks at a bounded number of runs and changes no text.
 */
import type { Lexicon } from './lexicon.js';
import {
  countWhile,
  gapBefore,
  INSIDE,
  type Joined,
  joinedRuns,
  joinedText,
  LETTERS,
  REAL_WORD_LENGTH_MIN,
  RUNS_MAX,
  type Run,
  SPACED_LETTERS_MIN,
} from './runs.js';
import { joinLetterRow, joinSpacedLetters } from './spaced-letters.js';

const LETTER_SIGNS_MAX = 3;
const JOINED_LENGTH_MAX = 30;

const HYPHENATED = /^-[ \t]*\n[ \t]*$/;
/** Signs that stand between two whole words as well. */
const HYPHENS = /^[-/]$/;
const MASK = /^[*#_]{1,3}$/;
/** Signs drawn like a letter. */
const LETTER_SIGNS: ReadonlyMap<string, string> = new Map([
  ['@', 'a'],
  ['$', 's'],
  ['!', 'i'],
  ['|', 'l'],
  ['€', 'e'],
]);

/**
 * Whether it is worth looking: run `index` is a single letter, or a sign stands where a space would. Asked of every run
 * of every text, so it looks at no more than the characters beside it.
 */
export function mayBeBroken(runs: readonly Run[], index: number, text: string): boolean {
  const run = runs[index] as Run;
  if (isDigit(text.charCodeAt(run.from))) return false;
  if (run.to - run.from === 1 || LETTER_SIGNS.has(text.charAt(run.from - 1))) return true;
  if (run.to === text.length) return false;
  const after = text.charAt(run.to);
  if (after === ' ' || after === '\n') return false;
  if (LETTER_SIGNS.has(after)) return true;
  const next = runs[index + 1];
  if (next === undefined || next.from - run.to > SIGNS_BETWEEN_MAX) return false;
  const before = text.charAt(next.from - 1);
  return after === '-' || (before !== ' ' && before !== '\n');
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
const SIGNS_BETWEEN_MAX = 8;

/** What stands from run `index` on as one word, null when it is an ordinary run. */
export function joinBroken(
  runs: readonly Run[],
  index: number,
  text: string,
  lexicon: Lexicon,
): Joined | null {
  return joinSpacedLetters(runs, index, text, lexicon) ?? joinOverSigns(runs, index, text, lexicon);
}

/** Joins runs between which only signs stand. */
function joinOverSigns(runs: readonly Run[], index: number, text: string, lexicon: Lexicon): Joined | null {
  const count = countOverSigns(runs, index, text);
  const row = joinLetterRow(runs, index, count, text);
  if (row !== null) return row;
  const letters = countWhile(count, at => LETTERS.test(text.slice(runs[at]?.from, runs[at]?.to)), index);
  const masked = 1 + countWhile(count - 1, at => MASK.test(gapBefore(runs, at, text)), index + 1);
  const plain = 1 + countWhile(count - 1, at => !isLetterSigns(gapBefore(runs, at, text)), index + 1);
  const plainMost = runsWithin(runs, index, letters, plainUpTo(runs, index, letters, text, lexicon));
  const signedMost = runsWithin(runs, index, count, signedUpTo(runs, index, count, text, lexicon));
  for (let length = Math.max(plainMost, signedMost, masked); length >= 2; length--) {
    const plainly = length <= plainMost ? joinPlain(runs, index, length, text, lexicon) : null;
    // "sit*s" hides a letter rather than that an English word has a star inside.
    const joined =
      (plainly !== null && !lexicon.knows(plainly.word) && length <= masked
        ? joinMasked(runs, index, length, text, lexicon)
        : null) ??
      plainly ??
      (length <= signedMost && (length > plain || hasSignBeside(runs, index, length, text))
        ? joinWithLetterSigns(runs, index, length, text, lexicon)
        : null) ??
      (length <= masked ? joinMasked(runs, index, length, text, lexicon) : null);
    if (joined) return joined;
  }
  return hasSignBeside(runs, index, 1, text) ? joinWithLetterSigns(runs, index, 1, text, lexicon) : null;
}

/** Of so many runs those that together have at most so many letters and digits: the more of them are no word. */
function runsWithin(runs: readonly Run[], index: number, most: number, lettersMost: number): number {
  let letters = 0;
  let count = 0;
  while (count < most) {
    const { from, to } = runs[index + count] as Run;
    letters += to - from;
    if (letters > lettersMost) break;
    count++;
  }
  return count;
}

/** How many letters of these runs may be a word when the signs between them are left out. */
function plainUpTo(
  runs: readonly Run[],
  index: number,
  count: number,
  text: string,
  lexicon: Lexicon,
): number {
  return count < 2 ? 0 : lexicon.mayBeWordUpTo(joinedText(runs, index, count, text));
}

/** The same with signs for letters, also one before the first run. */
function signedUpTo(
  runs: readonly Run[],
  index: number,
  count: number,
  text: string,
  lexicon: Lexicon,
): number {
  const signed = signedText(runs, index, count, text);
  const head = LETTER_SIGNS.get(text.charAt((runs[index] as Run).from - 1)) ?? '';
  const upTo = lexicon.mayBeWordUpTo(signed);
  const most = head === '' ? upTo : Math.max(upTo, lexicon.mayBeWordUpTo(head + signed) - 1);
  // Beside a digit, stretched letters are undone first.
  return /\d/.test(signed) && /(.)\1/.test(head + signed.slice(0, most + 1)) ? signed.length : most;
}

/** Whether a sign drawn like a letter may stand at either end: without one, and without one inside, nothing is joined. */
function hasSignBeside(runs: readonly Run[], index: number, length: number, text: string): boolean {
  const first = runs[index] as Run;
  const last = runs[index + length - 1] as Run;
  return LETTER_SIGNS.has(text.charAt(first.from - 1)) || LETTER_SIGNS.has(text.charAt(last.to));
}

/** How many runs from `index` on have nothing but signs between them. */
function countOverSigns(runs: readonly Run[], index: number, text: string): number {
  const first = runs[index] as Run;
  let count = 1;
  while (count < RUNS_MAX) {
    const next = runs[index + count];
    if (!next || next.to - first.from > 2 * JOINED_LENGTH_MAX) break;
    const gap = gapBefore(runs, index + count, text);
    if (!INSIDE.test(gap) && !HYPHENATED.test(gap) && !isLetterSigns(gap)) break;
    count++;
  }
  return count;
}

function isLetterSigns(gap: string): boolean {
  if (gap.length > LETTER_SIGNS_MAX) return false;
  for (const sign of gap) if (!LETTER_SIGNS.has(sign)) return false;
  return true;
}

/** "k.a.m.b.o.j.a", "gaj-i", "peru-\nsahaan"; two whole words with a sign between stay two. */
function joinPlain(
  runs: readonly Run[],
  index: number,
  length: number,
  text: string,
  lexicon: Lexicon,
): Joined | null {
  const word = joinedText(runs, index, length, text);
  if (word.length < REAL_WORD_LENGTH_MIN || word.length > JOINED_LENGTH_MAX) return null;
  if (!LETTERS.test(word) || !lexicon.isWord(word)) return null;
  const parts = runs.slice(index, index + length).map(run => text.slice(run.from, run.to));
  const areWords =
    HYPHENS.test(text.slice((runs[index] as Run).to, (runs[index + 1] as Run).from)) &&
    (hasEnding(parts, lexicon) ||
      parts.every(part => part.length >= SPACED_LETTERS_MIN && lexicon.isWord(part)));
  return areWords ? null : joinedRuns(runs, index, length, word);
}

/** What is written with a hyphen by the rules of spelling: "hp-nya", "e-mail", "di-share", "se-provinsi". */
const ENDINGS: ReadonlySet<string> = new Set(['nya', 'ku', 'mu', 'in', 'an', 'e', 'ne', 'na', 'lah', 'kah']);
const BEGINNINGS: ReadonlySet<string> = new Set([
  'e',
  'm',
  'se',
  'ke',
  'di',
  'ku',
  'non',
  'al',
  'ber',
  'meng',
]);

function hasEnding(parts: readonly string[], lexicon: Lexicon): boolean {
  const [first = '', second = ''] = parts;
  if (parts.length !== 2) return false;
  return (
    (ENDINGS.has(second) && first.length >= 2 && lexicon.isWord(first)) ||
    (BEGINNINGS.has(first) && second.length >= 2 && lexicon.isWord(second))
  );
}

/** "g@ji", "$aya", "kamboj@", "gaj!": signs for letters inside the word or at either end of it. */
function joinWithLetterSigns(
  runs: readonly Run[],
  index: number,
  length: number,
  text: string,
  lexicon: Lexicon,
): Joined | null {
  const first = runs[index] as Run;
  const last = runs[index + length - 1] as Run;
  const before =
    index === 0 || (runs[index - 1] as Run).to < first.from - 1 ? text.charAt(first.from - 1) : '';
  const after = text.charAt(last.to);
  let signs = 0;
  for (let at = index + 1; at < index + length; at++) {
    const gap = gapBefore(runs, at, text);
    if (isLetterSigns(gap)) signs++;
    else if (!INSIDE.test(gap)) return null;
  }
  const middle = signedText(runs, index, length, text);
  if (middle.length > JOINED_LENGTH_MAX) return null;
  // "@dinda" is somebody's name in a network.
  const [head, tail] = [
    before === '@' ? '' : (LETTER_SIGNS.get(before) ?? ''),
    LETTER_SIGNS.get(after) ?? '',
  ];
  if (
    signs === 0 &&
    ((head === '' && tail === '') || (after === '!' ? lexicon.isWord(middle) : lexicon.knows(middle)))
  )
    return null;
  // A digit may stand for a letter beside the sign.
  const isWord = (word: string): boolean =>
    lexicon.isWord(/\d/.test(word) ? lexicon.wordOf(word).word : word);
  for (const [from, to, word] of [
    [first.from, last.to, middle],
    [first.from, last.to + 1, middle + tail],
    [first.from - 1, last.to, head + middle],
    [first.from - 1, last.to + 1, head + middle + tail],
  ] as const) {
    if (signs === 0 && word === middle) continue;
    if (word.length >= REAL_WORD_LENGTH_MIN && isWord(word))
      return { run: { from, to, breakBefore: first.breakBefore }, word, count: length };
  }
  return null;
}

/** "k*mboja", "k**boja": one star for each letter. */
function joinMasked(
  runs: readonly Run[],
  index: number,
  length: number,
  text: string,
  lexicon: Lexicon,
): Joined | null {
  let masked = '';
  for (let at = index; at < index + length; at++) {
    if (at > index) {
      const gap = gapBefore(runs, at, text);
      if (!MASK.test(gap)) return null;
      masked += '*'.repeat(gap.length);
    }
    masked += text.slice((runs[at] as Run).from, (runs[at] as Run).to);
  }
  if (masked.length < REAL_WORD_LENGTH_MIN || masked.length > JOINED_LENGTH_MAX) return null;
  const word = lexicon.unmasked(masked);
  return word === undefined ? null : joinedRuns(runs, index, length, word);
}

/** The runs with the letters that signs between them are drawn like. */
function signedText(runs: readonly Run[], index: number, length: number, text: string): string {
  let word = '';
  for (let at = index; at < index + length; at++) {
    if (at > index) for (const sign of gapBefore(runs, at, text)) word += LETTER_SIGNS.get(sign) ?? '';
    word += text.slice((runs[at] as Run).from, (runs[at] as Run).to);
  }
  return word;
}
