/**
 * Whether a text is a plea, in log odds: what kind of speech it is, how many distress patterns hold, whether somebody
 * speaks outright of himself or his own or only tells of others, how long it is, and beside all this its choice of words.
 * Evidence in, the sum and the patterns that hold out. What a plea yields is said in `triage.ts`.
 */
import type { Finding, SpeechAct } from '../assessment.js';
import { type Evidence, holds, mayHold } from './conditions.js';
import { makeFinding } from './findings.js';
import { pointsAt } from './level.js';
import type { DistressPattern, PleaPoints, TriageCues, Weights } from './rule.js';

/** Reports about others are no pleas, unless one of one's own stands beside them. */
const SELDOM_A_PLEA: ReadonlySet<SpeechAct> = new Set(['news', 'warning']);
/** Reason key of every distress finding: a plea is never argued with. */
export const DISTRESS_REASON = 'distress';
/** Numbers of words: what a few words can say of a plea is not what a letter can. */
export const LENGTH_STEPS = [4, 8, 15, 30, 60, 120] as const;

/** What a plea is told by. */
export interface PleaRules {
  readonly distress: readonly DistressPattern[];
  readonly triage: TriageCues;
  readonly weights: Weights;
}

/** A pattern that holds, and the words it holds on. */
export interface HeldPattern {
  readonly pattern: DistressPattern;
  readonly finding: Finding;
}

/** What stands in a text that speaks for a plea, or against. */
export interface PleaSigns {
  /** None where others are told of and nobody speaks outright of himself or his own. */
  readonly patterns: readonly HeldPattern[];
  /** Somebody speaks outright of himself or his own. */
  readonly isOwn: boolean;
  /** It tells of others, of long ago, or of an ordinary matter. */
  readonly isTold: boolean;
}

export function pleaSigns({ distress, triage }: PleaRules, evidence: Evidence): PleaSigns {
  const isOwn = holds(triage.ownPlea, evidence, false) !== false;
  const isTold = holds(triage.notMeant, evidence, false) !== false;
  const isBelieved = isOwn || (!isTold && !SELDOM_A_PLEA.has(evidence.speechAct));
  return { isOwn, isTold, patterns: isBelieved ? heldPatterns(distress, evidence) : [] };
}

/** The patterns that hold where the text is a plea; null where it is none. */
export function findPlea(rules: PleaRules, evidence: Evidence): readonly HeldPattern[] | null {
  const { from, moreWhereTold, alone } = rules.weights.plea;
  const signs = pleaSigns(rules, evidence);
  // Who says outright that it is about himself is heard, however he words it.
  const isPlain = signs.isOwn && !signs.isTold && signs.patterns.length > 0;
  const isEnough = isPlain || signs.patterns.some(({ pattern }) => alone.has(pattern.id));
  const least = signs.isTold ? from + moreWhereTold : from;
  return isEnough || sumOfPlea(rules.weights, signs, evidence) >= least ? signs.patterns : null;
}

/** Log odds of a plea, with the choice of words. */
export function sumOfPlea(
  { learnt, besideWords }: Weights,
  signs: PleaSigns,
  { advert, speechAct, wording }: Evidence,
): number {
  return besideWords * pleaPoints(learnt.plea, signs, speechAct, advert.tokens.length) + wording.plea;
}

/** What the signs say, in log odds. @param words how many the text has */
export function pleaPoints(
  { base, acts, patterns, ownPlea, notMeant, length }: PleaPoints,
  signs: PleaSigns,
  speechAct: SpeechAct,
  words: number,
): number {
  return (
    base +
    acts[speechAct] +
    pointsAt(patterns, signs.patterns.length) +
    (signs.isOwn ? ownPlea : 0) +
    (signs.isTold ? notMeant : 0) +
    pointsAt(length, stepsReached(words))
  );
}

/** How many of the steps a text of so many words reaches. */
export function stepsReached(words: number): number {
  return LENGTH_STEPS.filter(step => words >= step).length;
}

function heldPatterns(distress: readonly DistressPattern[], evidence: Evidence): readonly HeldPattern[] {
  return distress.flatMap(pattern => {
    if (pattern.status === 'draft' || !mayHold(pattern.when, evidence.hits)) return [];
    const held = holds(pattern.when, evidence, pattern.negatable);
    if (held === false) return [];
    if (pattern.unless.some(exception => holds(exception.when, evidence, false) !== false)) return [];
    return [{ pattern, finding: makeFinding(evidence.advert, pattern.id, DISTRESS_REASON, held, 0) }];
  });
}
