/**
 * Runs of letters and digits in the folded text, and what is made of several that are one word: shared by whatever joins
 * them (`broken-words.ts`, `spaced-letters.ts`). Pure.
 */
import type { Break } from './advert.js';

/** A stretch of letters and digits in the folded text. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly breakBefore: Break;
}

/** Several runs, or one with a sign beside it, that are one word. */
export interface Joined {
  readonly run: Run;
  readonly word: string;
  readonly count: number;
}

/** Runs that are looked at together, at most. */
export const RUNS_MAX = 24;
/** Below this letters must be a word that rules know. */
export const REAL_WORD_LENGTH_MIN = 4;
/** Letters in a row, each standing alone, that may be a hidden word. */
export const SPACED_LETTERS_MIN = 3;
export const LETTERS = /^\p{L}+$/u;
/** Signs that people put into words; a comma or a colon separates more often. */
export const INSIDE = /^[-._*#/~·•'’`^+=|\\]{1,3}$/;

/** What stands before run `index` and behind the one before it. */
export function gapBefore(runs: readonly Run[], index: number, text: string): string {
  return text.slice((runs[index - 1] as Run).to, (runs[index] as Run).from);
}

export function joinedText(runs: readonly Run[], index: number, length: number, text: string): string {
  let word = '';
  for (let at = index; at < index + length; at++)
    word += text.slice((runs[at] as Run).from, (runs[at] as Run).to);
  return word;
}

export function joinedRuns(runs: readonly Run[], index: number, length: number, word: string): Joined {
  const first = runs[index] as Run;
  const last = runs[index + length - 1] as Run;
  return { run: { from: first.from, to: last.to, breakBefore: first.breakBefore }, word, count: length };
}

/** How many from `from` on, at most `most`, are so. */
export function countWhile(most: number, isSo: (at: number) => boolean, from: number): number {
  let count = 0;
  while (count < most && isSo(from + count)) count++;
  return count;
}
