/**
 * Scores judgements against expectations: counts with 95 % intervals by what was expected, by category, country
 * and set, and beside each the figure for the fifth of the groups that rule writers do not read. Pure.
 */
import { createHash } from 'node:crypto';
import type { Assessment } from '../assessment.js';

/** One line of an evaluation file. */
export interface LabelledText {
  readonly id: string;
  readonly text: string;
  readonly expect: 'danger' | 'alarm' | 'scam' | 'quiet';
  readonly category?: string | undefined;
  /** ISO 3166 alpha-2; `null` says that the text does not tell. */
  readonly country?: string | null | undefined;
  readonly who?: string | null | undefined;
  readonly urgency?: string | null | undefined;
  readonly stage?: string | null | undefined;
  readonly set?: string | undefined;
  readonly source?: string | undefined;
  readonly pair?: string | undefined;
}

export interface JudgedText {
  readonly labelled: LabelledText;
  readonly assessment: Assessment;
}

/** A share of texts with its Wilson score interval. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly low: number;
  readonly high: number;
}

/** One row of the table: how the texts of one group were answered. */
export interface Row {
  readonly group: string;
  readonly texts: number;
  readonly danger: Share;
  readonly high: Share;
  readonly caution: Share;
  readonly unsure: Share;
  readonly right: Share;
  /** `right` over the fifth of the groups set aside, and over the rest. */
  readonly rightAside: Share;
  readonly rightRead: Share;
}

/** Every fifth group (by hash) is set aside: rules are not written from it. */
const ASIDE_EVERY_GROUPS = 5;
/** Normal quantile of a two-sided 95 % interval. */
const Z_95 = 1.96;

/** Wilson (1927) score interval for `count` of `of`. */
export function wilson(count: number, of: number): Share {
  if (of === 0) return { count, of, low: 0, high: 1 };
  const share = count / of;
  const spread = Z_95 * Math.sqrt((share * (1 - share)) / of + Z_95 ** 2 / (4 * of ** 2));
  const centre = share + Z_95 ** 2 / (2 * of);
  const scale = 1 + Z_95 ** 2 / of;
  return {
    count,
    of,
    low: Math.max(0, (centre - spread) / scale),
    high: Math.min(1, (centre + spread) / scale),
  };
}

/** A share in percent and its interval, one decimal; dashes where nothing was counted. */
export function sayShare({ count, of, low, high }: Share): readonly [share: string, interval: string] {
  const percent = (share: number): string => (100 * share).toFixed(1);
  return of === 0 ? ['–', '–'] : [percent(count / of), `${percent(low)}–${percent(high)}`];
}

/** Texts that must stay on one side of a split: a contrast pair, or everything from one source. */
export function groupOf(labelled: LabelledText): string {
  if (labelled.pair) return `pair:${labelled.pair}`;
  if (!labelled.source || labelled.source === 'written for this corpus') return `id:${labelled.id}`;
  return `source:${labelled.source}`;
}

export function isSetAside(labelled: LabelledText): boolean {
  const digest = createHash('sha256').update(groupOf(labelled)).digest('hex');
  return Number.parseInt(digest.slice(0, 8), 16) % ASIDE_EVERY_GROUPS === 0;
}

/** Whether the answer is one of those that the expectation allows; null for `scam`, where any level is right. */
export function isRight({ labelled, assessment }: JudgedText): boolean | null {
  const alarmed = assessment.riskLevel === 'high' || assessment.riskLevel === 'caution';
  switch (labelled.expect) {
    case 'danger':
      return assessment.kind === 'danger';
    case 'alarm':
      return alarmed;
    case 'quiet':
      return assessment.kind !== 'danger' && !alarmed;
    case 'scam':
      return null;
  }
}

export function rowOf(group: string, judged: readonly JudgedText[]): Row {
  const share = (test: (one: JudgedText) => boolean, among: readonly JudgedText[] = judged): Share =>
    wilson(among.filter(test).length, among.length);
  const counted = judged.filter(one => isRight(one) !== null);
  const right = (one: JudgedText): boolean => isRight(one) === true;
  return {
    group,
    texts: judged.length,
    danger: share(one => one.assessment.kind === 'danger'),
    high: share(one => one.assessment.riskLevel === 'high'),
    caution: share(one => one.assessment.riskLevel === 'caution'),
    unsure: share(one => one.assessment.riskLevel === 'unsure'),
    right: share(right, counted),
    rightAside: share(
      right,
      counted.filter(one => isSetAside(one.labelled)),
    ),
    rightRead: share(
      right,
      counted.filter(one => !isSetAside(one.labelled)),
    ),
  };
}

/** Rows by one property of the texts within each expectation, e.g. "alarm · scam_compound", in the order of their names. */
export function rowsBy(
  judged: readonly JudgedText[],
  property: (labelled: LabelledText) => string | undefined,
): Row[] {
  const groups = new Map<string, JudgedText[]>();
  for (const one of judged) {
    const value = property(one.labelled);
    const name = value === undefined ? one.labelled.expect : `${one.labelled.expect} · ${value}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups]
    .map(([name, members]) => rowOf(name, members))
    .sort((a, b) => a.group.localeCompare(b.group));
}

/** Errors by how wrong they are: a missed danger first, then quiet texts called danger or high, then missed alarms. */
export function worstErrors(judged: readonly JudgedText[], most: number): readonly JudgedText[] {
  const severity = (one: JudgedText): number => {
    if (isRight(one) !== false) return 0;
    if (one.labelled.expect === 'danger') return 5;
    if (one.assessment.kind === 'danger') return 4;
    if (one.labelled.expect === 'quiet') return one.assessment.riskLevel === 'high' ? 3 : 2;
    return one.assessment.riskLevel === 'unsure' ? 0.5 : 1;
  };
  return judged
    .filter(one => severity(one) > 0)
    .sort((left, right) => severity(right) - severity(left))
    .slice(0, most);
}
