/**
 * Learns what signs say, in log odds, from labelled texts: of an advert to be warned of by the rules that hold and how
 * many, of a plea by its patterns and cues. The sign of each is fixed, so that none can argue for its opposite. Examples
 * in, points out.
 */
import { SPEECH_ACTS, type SpeechAct } from '../assessment.js';
import { countsOf } from '../classifier/level.js';
import { LENGTH_STEPS, stepsReached } from '../classifier/plea.js';
import type { AdvertPoints, PleaPoints, Rule, SignCount, StepPoints } from '../classifier/rule.js';
import type { Example } from './learn.js';
import { fitLogistic, type LogisticRow } from './logistic.js';

const FITTING = { penalty: 3e-5, steps: 400, pace: 0.03 };
/** A rule that taught nothing keeps its direction. */
const RULE_POINTS_MIN = 0.05;
/** More of a kind say no more than so many. */
const COUNTED_MAX: Readonly<Record<SignCount, number>> = { signs: 5, firm: 3, honest: 4 };
const PATTERNS_COUNTED_MAX = 5;

/** Texts that answer a question, with how much each counts. */
export interface Answered {
  readonly example: Example;
  readonly isYes: boolean;
  readonly weight: number;
}

/** What a sign may say: only for, only against, or either. */
type Direction = 1 | -1 | 0;

interface NamedPoints {
  readonly base: number;
  pointsOf(name: string): number;
}

export function learnAdvertPoints(answered: readonly Answered[], rules: readonly Rule[]): AdvertPoints {
  const kinds = ['offer', 'other'] as const;
  const directions = new Map<string, Direction>([
    ...SPEECH_ACTS.map(act => [act, 0] as const),
    ...rules.map(({ id, sign }) => [id, sign === 'raises' ? 1 : -1] as const),
    ...kinds.flatMap(kind => [
      ...stepNames(`${kind} signs`, COUNTED_MAX.signs).map(name => [name, 1] as const),
      ...stepNames(`${kind} firm`, COUNTED_MAX.firm).map(name => [name, 1] as const),
      ...stepNames(`${kind} honest`, COUNTED_MAX.honest).map(name => [name, -1] as const),
    ]),
  ]);
  const learnt = learnNamed(answered, directions, ({ speechAct, rules }) => {
    const counts = countsOf(rules);
    const kind = speechAct === 'offer' ? 'offer' : 'other';
    return [
      speechAct,
      ...rules.map(({ id }) => id),
      ...stepNames(`${kind} signs`, counts.signs),
      ...stepNames(`${kind} firm`, counts.firm),
      ...stepNames(`${kind} honest`, counts.honest),
    ];
  });
  const stepsOf = (kind: string): Record<SignCount, StepPoints> => ({
    signs: steps(learnt, `${kind} signs`, COUNTED_MAX.signs),
    firm: steps(learnt, `${kind} firm`, COUNTED_MAX.firm),
    honest: steps(learnt, `${kind} honest`, COUNTED_MAX.honest),
  });
  return {
    base: learnt.base,
    acts: actPoints(learnt),
    counts: { offer: stepsOf('offer'), other: stepsOf('other') },
    rules: new Map(
      rules.map(({ id, sign }) => {
        const size = Math.max(RULE_POINTS_MIN, Math.abs(learnt.pointsOf(id)));
        return [id, sign === 'raises' ? size : -size];
      }),
    ),
  };
}

export function learnPleaPoints(answered: readonly Answered[]): PleaPoints {
  const directions = new Map<string, Direction>([
    ...SPEECH_ACTS.map(act => [act, 0] as const),
    ...stepNames('patterns', PATTERNS_COUNTED_MAX).map(name => [name, 1] as const),
    ...stepNames('length', LENGTH_STEPS.length).map(name => [name, 0] as const),
    ['own_plea', 1],
    ['not_meant', -1],
  ]);
  const learnt = learnNamed(answered, directions, ({ speechAct, plea, length }) => [
    speechAct,
    ...stepNames('patterns', plea.patterns.length),
    ...stepNames('length', stepsReached(length)),
    ...(plea.isOwn ? ['own_plea'] : []),
    ...(plea.isTold ? ['not_meant'] : []),
  ]);
  return {
    base: learnt.base,
    acts: actPoints(learnt),
    patterns: steps(learnt, 'patterns', PATTERNS_COUNTED_MAX),
    ownPlea: learnt.pointsOf('own_plea'),
    notMeant: learnt.pointsOf('not_meant'),
    length: steps(learnt, 'length', LENGTH_STEPS.length),
  };
}

/** @param namesOf what an example shows; names without a direction are not learnt */
function learnNamed(
  answered: readonly Answered[],
  directions: ReadonlyMap<string, Direction>,
  namesOf: (example: Example) => readonly string[],
): NamedPoints {
  const columns = new Map([...directions.keys()].map((name, column) => [name, column]));
  const rows = answered.map(({ example, isYes, weight }): LogisticRow => {
    const shown = namesOf(example).flatMap(name => columns.get(name) ?? []);
    const values = new Float32Array(shown.length).fill(1);
    return { columns: Int32Array.from(shown), values, isYes, weight, offset: 0 };
  });
  const signs = Int8Array.from(directions.values());
  const model = fitLogistic(rows, columns.size, { ...FITTING, signs });
  return {
    base: round(model.base),
    pointsOf: name => round(model.weights[columns.get(name) as number] as number),
  };
}

/** `signs 1`, `signs 2` … for each of so many. */
function stepNames(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);
}

/** Each step with those before it. */
function steps({ pointsOf }: NamedPoints, name: string, count: number): StepPoints {
  let sum = 0;
  return stepNames(name, count).map(step => {
    sum += pointsOf(step);
    return round(sum);
  });
}

function actPoints({ pointsOf }: NamedPoints): Readonly<Record<SpeechAct, number>> {
  return Object.fromEntries(SPEECH_ACTS.map(act => [act, pointsOf(act)])) as Record<SpeechAct, number>;
}

/** Two decimals, and no −0. */
export function round(logOdds: number): number {
  return Number(logOdds.toFixed(2)) + 0;
}
