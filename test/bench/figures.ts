/**
 * From counted verdicts to precision, recall, F1 and false alarms, each with its 95 % interval. A share has Wilson's; F1 has
 * Wilson's by way of TP / (TP + FP + FN), of which it is a rising function. Pure.
 */
import { wilson } from '../../src/commands/evaluation.js';
import type { Verdict } from './contestant.js';

/** How texts to be warned of and quiet texts were answered. */
export interface Confusion {
  readonly warned: number;
  readonly missed: number;
  readonly falseAlarms: number;
  readonly leftQuiet: number;
}

/** A value between 0 and 1 with its interval. */
export interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export function countVerdicts(
  verdicts: readonly { readonly expected: Verdict; readonly answered: Verdict }[],
): Confusion {
  const count = (expected: Verdict, answered: Verdict): number =>
    verdicts.filter(one => one.expected === expected && one.answered === answered).length;
  return {
    warned: count('warn', 'warn'),
    missed: count('warn', 'quiet'),
    falseAlarms: count('quiet', 'warn'),
    leftQuiet: count('quiet', 'quiet'),
  };
}

/** Of the warnings, how many were due. */
export function precisionOf({ warned, falseAlarms }: Confusion): Figure | null {
  return figureOf(warned, warned + falseAlarms);
}

/** Of the texts to be warned of, how many were. */
export function recallOf({ warned, missed }: Confusion): Figure | null {
  return figureOf(warned, warned + missed);
}

/** Of the quiet texts, how many were warned of. */
export function falseAlarmRateOf({ falseAlarms, leftQuiet }: Confusion): Figure | null {
  return figureOf(falseAlarms, falseAlarms + leftQuiet);
}

/** Harmonic mean of precision and recall. */
export function f1Of({ warned, missed, falseAlarms }: Confusion): Figure {
  const share = figureOf(warned, warned + missed + falseAlarms) ?? { value: 0, low: 0, high: 1 };
  const rising = (jaccard: number): number => (2 * jaccard) / (1 + jaccard);
  return { value: rising(share.value), low: rising(share.low), high: rising(share.high) };
}

/** A share with its interval; null of nothing. */
export function figureOf(count: number, of: number): Figure | null {
  if (of === 0) return null;
  const { low, high } = wilson(count, of);
  return { value: count / of, low, high };
}

/** The value in the middle; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that a share of all values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
