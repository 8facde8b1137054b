/**
 * Splits a folded text into words and numbers, each with its place in the original, its standard word, its stem,
 * and what separates it from the one before. One pass over the text; letters spaced out to hide a word
 * ("g a j i", "k.a.m.b.o.j.a") are joined again when they spell a word the rules know.
 */
import { BREAKS, type Break, type Folded, type KnownWord, type Token } from './advert.js';
import { joinBroken, mayBeBroken } from './broken-words.js';
import { isPictureUnit, isWordUnit } from './characters.js';
import { emptyLexicon, type Lexicon } from './lexicon.js';
import type { Joined, Run } from './runs.js';

/** Words and numbers of a text in order. */
export function tokenise(folded: Folded, lexicon: Lexicon = emptyLexicon): Token[] {
  const { text } = folded;
  lexicon.beginText();
  const runs = splitRuns(text);
  const tokens: Token[] = [];
  for (let index = 0; index < runs.length; ) {
    const run = runs[index] as Run;
    const joined =
      (run.to - run.from <= DI_LENGTH_MAX ? joinPassive(runs, index, text, lexicon) : null) ??
      (mayBeBroken(runs, index, text) ? joinBroken(runs, index, text, lexicon) : null);
    if (joined) {
      tokens.push(makeToken(folded, joined.run, lexicon.wordOf(joined.word)));
      index += joined.count;
      continue;
    }
    const word = lexicon.wordOf(text.slice(run.from, run.to));
    if (word.prepositionLength > 0) {
      const middle = run.from + word.prepositionLength;
      tokens.push(makeToken(folded, { ...run, to: middle }, lexicon.wordOf(text.slice(run.from, middle))));
      const place = { from: middle, to: run.to, breakBefore: BREAKS.none };
      tokens.push(makeToken(folded, place, lexicon.wordOf(text.slice(middle, run.to))));
    } else tokens.push(makeToken(folded, run, word));
    index++;
  }
  return settled(tokens, lexicon);
}

/** Where a word may be a slip of another than it looks like, or of several, it is the one that its neighbours go with. */
function settled(tokens: Token[], lexicon: Lexicon): Token[] {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const slips = lexicon.slipsOf(token.known);
    if (slips.length === 0) continue;
    const best = bestBeside(token, slips, tokens[at - 1], tokens[at + 1], lexicon);
    if (best !== null) tokens[at] = { ...token, word: best.word, stem: best.stem, known: best };
  }
  return tokens;
}

/** A word of the language stays unless both neighbours speak for another. */
function bestBeside(
  token: Token,
  slips: readonly KnownWord[],
  before: Token | undefined,
  after: Token | undefined,
  lexicon: Lexicon,
): KnownWord | null {
  const fitOf = (word: KnownWord): number =>
    Number(
      before !== undefined &&
        token.breakBefore < BREAKS.sentence &&
        lexicon.areNeighbours(before.known, word),
    ) +
    Number(
      after !== undefined && after.breakBefore < BREAKS.sentence && lexicon.areNeighbours(word, after.known),
    );
  let most = Math.max(fitOf(token.known), lexicon.isWord(token.surface) ? 1 : 0);
  let best: KnownWord | null = null;
  for (const slip of slips) {
    const fit = fitOf(slip);
    if (fit > most) [best, most] = [slip, fit];
    else if (fit === most && slip.word !== best?.word) best = null;
  }
  return best;
}

/** "di" and "d", as people write the passive and the preposition. */
const DI: ReadonlySet<string> = new Set(['di', 'd']);
const DI_LENGTH_MAX = 2;

/** "di sekap", "d kurung": a passive written apart is one word. */
function joinPassive(runs: readonly Run[], index: number, text: string, lexicon: Lexicon): Joined | null {
  const [first, second] = [runs[index], runs[index + 1]];
  if (!first || !second || second.breakBefore !== BREAKS.none || !DI.has(text.slice(first.from, first.to)))
    return null;
  const word = `di${text.slice(second.from, second.to)}`;
  return lexicon.isPassive(word) ? { run: { ...first, to: second.to }, word, count: 2 } : null;
}

/** The words alone, as typed; for names in files, which need no stems and no places. */
export function wordsIn(folded: Folded): string[] {
  return splitRuns(folded.text).map(run => folded.text.slice(run.from, run.to));
}

function makeToken(folded: Folded, run: Run, known: KnownWord): Token {
  return {
    surface: known.surface,
    word: known.word,
    stem: known.stem,
    start: folded.starts[run.from] ?? 0,
    end: folded.ends[run.to - 1] ?? 0,
    breakBefore: run.breakBefore,
    known,
  };
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

const APOSTROPHE = 0x27;
const RAISED_COMMA = 0x2019;

/** "jum'at", "do'a", "o'smach": one word. */
function isApostropheInside(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return (
    (unit === APOSTROPHE || unit === RAISED_COMMA) && index + 1 < text.length && isWordUnit(text, index + 1)
  );
}

/** How strongly the characters between two words separate them. */
function breakIn(text: string, from: number, to: number): Break {
  if (to - from === 1 && text.charCodeAt(from) === SPACE) return BREAKS.none;
  let strongest: Break = BREAKS.none;
  let lines = 0;
  for (let index = from; index < to; index++) {
    const unit = text.charCodeAt(index);
    let found: Break = BREAKS.none;
    if (unit === LINE_FEED) {
      lines++;
      found = lines > 1 ? BREAKS.sentence : BREAKS.line;
    } else if (unit === FULL_STOP) {
      if (index + 1 < to || to - from > 1) found = BREAKS.sentence;
    } else if (SENTENCE_ENDS.has(unit)) found = BREAKS.sentence;
    else if (CLAUSE_ENDS.has(unit)) found = BREAKS.comma;
    else if (unit > PICTURES_ABOVE && isPictureUnit(text, index)) found = BREAKS.line;
    if (found > strongest) strongest = found;
  }
  return strongest;
}
const SPACE = 0x20;
const LINE_FEED = 0x0a;
const FULL_STOP = 0x2e;
const PICTURES_ABOVE = 0x2000;
const unitsOf = (characters: string): ReadonlySet<number> =>
  new Set([...characters].map(character => character.charCodeAt(0)));
const SENTENCE_ENDS = unitsOf('!?…');
const CLAUSE_ENDS = unitsOf(',;:|()');
