/**
 * Letters that stand each for itself: "g a j i", "k.a.m.b.o.j.a". Runs of letters and a lexicon in; out comes the word with
 * which the row begins, or the whole row as a word that nobody knows: read as letters it would be many words. Looks at a
 * bounded number of runs.
 */
import { BREAKS } from './advert.js';
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

/** Letters in a row that are one word though nobody knows it; fewer are as often initials, more are several words. */
const UNKNOWN_LETTERS_MIN = 5;
const UNKNOWN_LETTERS_MAX = 15;
const SPACE = /\s/;

/**
 * Joins single letters from `index` on: into a word behind which words go on to the end of the row ("u a n g  m a k a n"),
 * else the row as a whole, which is a word that nobody knows rather than its letters.
 */
export function joinSpacedLetters(
  runs: readonly Run[],
  index: number,
  text: string,
  lexicon: Lexicon,
): Joined | null {
  const count = countSpacedLetters(runs, index, text);
  if (count < SPACED_LETTERS_MIN) return null;
  const row = joinedText(runs, index, count, text);
  const first = isJoinedWord(row, lexicon) ? count : firstWordLength(row, lexicon);
  if (first > 0) return joinedRuns(runs, index, first, row.slice(0, first));
  return count >= UNKNOWN_LETTERS_MIN && count <= UNKNOWN_LETTERS_MAX
    ? joinedRuns(runs, index, count, row)
    : null;
}

function isJoinedWord(word: string, lexicon: Lexicon): boolean {
  return word.length >= REAL_WORD_LENGTH_MIN ? lexicon.isWord(word) : lexicon.knows(word);
}

/** How many single letters stand in a row from `index` on; what separates more than the first two ends it. */
function countSpacedLetters(runs: readonly Run[], index: number, text: string): number {
  const between = runs[index + 1]?.breakBefore ?? BREAKS.none;
  const isNext = (run: Run | undefined, at: number): boolean =>
    run !== undefined &&
    run.to - run.from === 1 &&
    LETTERS.test(text.charAt(run.from)) &&
    (at === index || (run.breakBefore <= between && SPACE.test(gapBefore(runs, at, text))));
  const count = countWhile(RUNS_MAX, at => isNext(runs[at], at), index);
  // "l o k e r J&T": the J is of another word.
  const next = runs[index + count];
  return count > 0 && next?.breakBefore === BREAKS.none && !SPACE.test(gapBefore(runs, index + count, text))
    ? count - 1
    : count;
}

/**
 * Length of the word with which a row of letters begins: of the fewest words that it can be, those that rules know
 * before others; of the longest one where words do not go on to the end. 0 where it begins with none.
 */
function firstWordLength(row: string, lexicon: Lexicon): number {
  const isCut = row.length === RUNS_MAX;
  const costs = new Map<number, Best>();
  const bestFrom = (from: number): Best => {
    if (from === row.length || (isCut && from > row.length - REAL_WORD_LENGTH_MIN)) return NO_COST;
    const before = costs.get(from);
    if (before !== undefined) return before;
    let best: Best = { cost: Number.POSITIVE_INFINITY, length: 0 };
    for (let length = lexicon.mayBeWordUpTo(row.slice(from)); length >= REAL_WORD_LENGTH_MIN; length--) {
      const word = row.slice(from, from + length);
      if (!lexicon.isWord(word)) continue;
      const cost = (lexicon.knows(word) ? 1 : UNKNOWN_WORD_COST) + bestFrom(from + length).cost;
      if (cost < best.cost) best = { cost, length };
    }
    costs.set(from, best);
    return best;
  };
  const { length } = bestFrom(0);
  if (length > 0) return length;
  const most = Math.min(row.length - REAL_WORD_LENGTH_MIN, lexicon.mayBeWordUpTo(row));
  for (let prefix = most; prefix >= UNKNOWN_LETTERS_MIN; prefix--)
    if (lexicon.isWord(row.slice(0, prefix))) return prefix;
  return 0;
}
interface Best {
  readonly cost: number;
  readonly length: number;
}
const NO_COST: Best = { cost: 0, length: 0 };
/** A word of the language that no rule looks for, beside one that some does. */
const UNKNOWN_WORD_COST = 1.5;

/** "k.a.m.b.o.j.a", "k_e_l_a_r": letters with the same sign between each are one word, whether or not anybody knows it. */
export function joinLetterRow(
  runs: readonly Run[],
  index: number,
  most: number,
  text: string,
): Joined | null {
  const sign = most > 1 ? gapBefore(runs, index + 1, text) : '';
  const count = countWhile(
    most,
    at => {
      const { from, to } = runs[at] as Run;
      return (
        to - from === 1 &&
        LETTERS.test(text.charAt(from)) &&
        (at === index || gapBefore(runs, at, text) === sign)
      );
    },
    index,
  );
  return count >= REAL_WORD_LENGTH_MIN && INSIDE.test(sign)
    ? joinedRuns(runs, index, count, joinedText(runs, index, count, text))
    : null;
}
