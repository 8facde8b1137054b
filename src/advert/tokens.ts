/**
 * Splits a folded text into words and numbers, each with its place in the original, its standard word, its stem,
 * and what separates it from the one before. One pass over the text; letters spaced out to hide a word
 * ("g a j i", "k.a.m.b.o.j.a") are joined again when they spell a word the rules know.
 */
import { BREAKS, type Break, type Folded, type Token } from './advert.js';
import { emptyLexicon, type Lexicon } from './lexicon.js';
import { stemOf } from './stem.js';

/** Letters in a row, each standing alone, that may be a hidden word. */
const SPACED_LETTERS_MIN = 3;
const SPACED_LETTERS_MAX = 24;

const OTHER_LETTER = /[\p{L}\p{N}]/u;
const PICTURE = /[\p{So}\p{Extended_Pictographic}]/u;

/** A stretch of letters and digits in the folded text. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly breakBefore: Break;
}

/** Words and numbers of a text in order. */
export function tokenise(folded: Folded, lexicon: Lexicon = emptyLexicon): Token[] {
  const runs = splitRuns(folded.text);
  const tokens: Token[] = [];
  for (let index = 0; index < runs.length; ) {
    const joined =
      joinPassive(runs, index, folded.text, lexicon) ?? joinSpacedLetters(runs, index, folded.text, lexicon);
    if (joined) {
      tokens.push(makeToken(folded, joined.run, joined.word, lexicon));
      index += joined.count;
      continue;
    }
    for (const run of splitPlace(runs[index] as Run, folded.text, lexicon)) {
      tokens.push(makeToken(folded, run, folded.text.slice(run.from, run.to), lexicon));
    }
    index++;
  }
  return tokens;
}

/** "di" and "d", as people write the passive and the preposition. */
const DI: ReadonlySet<string> = new Set(['di', 'd']);

/** "di sekap", "d kurung": a passive written apart is one word. */
function joinPassive(runs: readonly Run[], index: number, text: string, lexicon: Lexicon): Joined | null {
  const [first, second] = [runs[index], runs[index + 1]];
  if (!first || !second || second.breakBefore !== BREAKS.none || !DI.has(text.slice(first.from, first.to)))
    return null;
  const word = `di${text.slice(second.from, second.to)}`;
  return lexicon.isPassive(word) ? { run: { ...first, to: second.to }, word, count: 2 } : null;
}

/** "dkamboja", "dimyanmar": a place with its preposition is two words. */
function splitPlace(run: Run, text: string, lexicon: Lexicon): readonly Run[] {
  const surface = text.slice(run.from, run.to);
  if (!surface.startsWith('d') || lexicon.knows(surface)) return [run];
  const length = [2, 1].find(size => DI.has(surface.slice(0, size)) && lexicon.isPlace(surface.slice(size)));
  if (length === undefined) return [run];
  const middle = run.from + length;
  return [
    { ...run, to: middle },
    { from: middle, to: run.to, breakBefore: BREAKS.none },
  ];
}

/** Several runs that are one word. */
interface Joined {
  readonly run: Run;
  readonly word: string;
  readonly count: number;
}

/** The words alone, as typed; for names in files, which need no stems and no places. */
export function wordsIn(folded: Folded): string[] {
  return splitRuns(folded.text).map(run => folded.text.slice(run.from, run.to));
}

function makeToken(folded: Folded, run: Run, surface: string, lexicon: Lexicon): Token {
  const word = lexicon.standard(surface);
  return {
    surface,
    word,
    stem: stemOf(word),
    start: folded.starts[run.from] ?? 0,
    end: folded.ends[run.to - 1] ?? 0,
    breakBefore: run.breakBefore,
  };
}

function isWordUnit(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if (unit < 0x80)
    return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90);
  if (unit >= 0xdc00 && unit <= 0xdfff) return index > 0 && isWordUnit(text, index - 1);
  return OTHER_LETTER.test(String.fromCodePoint(text.codePointAt(index) ?? unit));
}

function splitRuns(text: string): Run[] {
  const runs: Run[] = [];
  let gapFrom = 0;
  for (let index = 0; index < text.length; ) {
    if (!isWordUnit(text, index)) {
      index++;
      continue;
    }
    const from = index;
    while (index < text.length && (isWordUnit(text, index) || isApostropheInside(text, index))) index++;
    runs.push({
      from,
      to: index,
      breakBefore: runs.length === 0 ? BREAKS.sentence : breakIn(text, gapFrom, from),
    });
    gapFrom = index;
  }
  return runs;
}

/** "jum'at", "do'a", "o'smach": one word. */
function isApostropheInside(text: string, index: number): boolean {
  const unit = text.charAt(index);
  return (unit === "'" || unit === '’') && index + 1 < text.length && isWordUnit(text, index + 1);
}

/** How strongly the characters between two words separate them. */
function breakIn(text: string, from: number, to: number): Break {
  let strongest: Break = BREAKS.none;
  let lines = 0;
  for (let index = from; index < to; index++) {
    const character = text.charAt(index);
    let found: Break = BREAKS.none;
    if (character === '\n') {
      lines++;
      found = lines > 1 ? BREAKS.sentence : BREAKS.line;
    } else if (character === '!' || character === '?' || character === '…') found = BREAKS.sentence;
    else if (character === '.' && (index + 1 < to || to - from > 1)) found = BREAKS.sentence;
    else if (
      character === ',' ||
      character === ';' ||
      character === ':' ||
      character === '|' ||
      character === '(' ||
      character === ')'
    )
      found = BREAKS.comma;
    else if (character > '\u2000' && PICTURE.test(String.fromCodePoint(text.codePointAt(index) ?? 0)))
      found = BREAKS.line;
    if (found > strongest) strongest = found;
  }
  return strongest;
}

/** Joins single letters from `index` on when together they spell a known word. */
function joinSpacedLetters(
  runs: readonly Run[],
  index: number,
  text: string,
  lexicon: Lexicon,
): Joined | null {
  let count = 0;
  while (count < SPACED_LETTERS_MAX && isSingleLetter(runs[index + count])) count++;
  if (count < SPACED_LETTERS_MIN) return null;
  const { from, breakBefore } = runs[index] as Run;
  let letters = '';
  for (let at = index; at < index + count; at++) letters += text.charAt((runs[at] as Run).from);
  for (let length = count; length >= SPACED_LETTERS_MIN; length--) {
    const word = letters.slice(0, length);
    if (lexicon.knows(word))
      return { run: { from, to: (runs[index + length - 1] as Run).to, breakBefore }, word, count: length };
  }
  return null;
}

function isSingleLetter(run: Run | undefined): boolean {
  return run !== undefined && run.to - run.from === 1;
}
