/**
 * How the level of an advert comes about. The rules that hold, the speech act and, beside them, the choice of words give
 * log odds of an advert to be warned of; cuts turn these into a level. The words may move what the rules say by one level
 * at most, never to "high" without a firm sign, and to no warning without a sign that can be quoted. Pure.
 */
import type { Finding, RiskLevel, SpeechAct } from '../assessment.js';
import { type Rule, SIGN_COUNTS, type SignCount, type StepPoints, type Weights } from './rule.js';

/** A rule that held. */
export interface HeldRule {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly points: number;
}

/** What an advert adds up to; all in log odds. */
export interface Sum {
  /** What rules and speech act say. */
  readonly rules: number;
  /** The same with the choice of words. */
  readonly total: number;
  /** `rules` without hints: a level below this the words do not talk a text down, and no hint lifts that. */
  readonly insisted: number;
  /** `rules` and `total` without draft rules, which may not lift a text above caution. */
  readonly settled: Readonly<Pick<Sum, 'rules' | 'total'>>;
  /** How many signs stand in the text: without such a reason no level warns. */
  readonly signs: number;
  /** The same with what is missing in it: without any the words say nothing. */
  readonly reasons: number;
  /** One of them is more than soft, and no draft; soft ones alone, however many, never make "high". */
  readonly isFirm: boolean;
  /** Below this level neither words nor signs of honesty may talk a text down. */
  readonly floor: 'caution' | 'unsure' | 'none';
  /** It speaks of adverts: what it quotes is not its own. */
  readonly isTelling: boolean;
}

const LEVELS: readonly RiskLevel[] = ['none', 'unsure', 'caution', 'high'];
/** With a sign that is enough by itself among so many, a text warns whatever else it says. */
const SIGNS_FOR_FLOOR = 4;
const TELLING: ReadonlySet<SpeechAct> = new Set(['warning', 'news']);

/** Signed weight of a rule by its strength: how much it says to a person, who reads the strongest first. */
export function weightOf({ id, sign, strength }: Rule, weights: Weights): number {
  return (sign === 'raises' ? 1 : -1) * (weights.rules[id] ?? weights.strengths[strength]);
}

/** What a rule adds to the sum that makes the level: set by hand, else learnt, else its weight; a hint is never learnt. */
export function pointsOfRule(rule: Rule, weights: Weights): number {
  const isSet = weights.rules[rule.id] !== undefined || rule.strength === 'hint';
  const learnt = isSet ? undefined : weights.learnt.advert.rules.get(rule.id);
  return learnt ?? weightOf(rule, weights);
}

/** @param wording log odds by the choice of words */
export function sumOf(
  held: readonly HeldRule[],
  weights: Weights,
  wording: number,
  speechAct: SpeechAct,
): Sum {
  const reasons = held.filter(({ rule }) => rule.sign === 'raises').map(({ rule }) => rule);
  const signs = reasons.filter(({ isMissing, strength }) => !isMissing && strength !== 'hint');
  const drafts = held.filter(({ rule }) => rule.status === 'draft');
  // A draft may show that an advert is worse, never that it is better.
  const counted = held.filter(({ rule }) => rule.status !== 'draft' || rule.sign === 'raises');
  const rules = sumOfRules(counted, weights, speechAct);
  const settled =
    drafts.length === 0
      ? rules
      : sumOfRules(
          held.filter(({ rule }) => rule.status !== 'draft'),
          weights,
          speechAct,
        );
  const isHinted = counted.some(({ rule }) => rule.strength === 'hint');
  const insisted = isHinted
    ? sumOfRules(
        counted.filter(({ rule }) => rule.strength !== 'hint'),
        weights,
        speechAct,
      )
    : rules;
  const withWords = (points: number): number => weights.besideWords * points + wording;
  const isTelling = TELLING.has(speechAct);
  return {
    rules,
    total: withWords(rules),
    insisted,
    settled: { rules: settled, total: withWords(settled) },
    signs: signs.length,
    reasons: reasons.length,
    isFirm: signs.some(({ strength, status }) => strength !== 'combo' && status !== 'draft'),
    floor: isTelling ? 'none' : floorOf(signs),
    isTelling,
  };
}

/** A rule that held, with what it adds. */
type Weighed = Pick<HeldRule, 'rule' | 'points'>;

export function sumOfRules(held: readonly Weighed[], weights: Weights, speechAct: SpeechAct): number {
  const { base, act, raises, taken } = pointsOfRules(held, weights, speechAct);
  return base + act + raises - taken;
}

/** What the rules that hold add up to, in parts; all in log odds. */
export interface RulePoints {
  readonly base: number;
  readonly act: number;
  readonly raises: number;
  /** What rules that lower say, and what of it is taken off. */
  readonly lowers: number;
  readonly taken: number;
}

export function pointsOfRules(
  held: readonly Weighed[],
  { learnt, lowersAtMost, asked }: Weights,
  speechAct: SpeechAct,
): RulePoints {
  const { base, acts, counts } = learnt.advert;
  const steps = counts[speechAct === 'offer' ? 'offer' : 'other'];
  const counted = countsOf(held.map(({ rule }) => rule));
  let raises = pointsAt(steps.signs, counted.signs) + pointsAt(steps.firm, counted.firm);
  let lowers = -pointsAt(steps.honest, counted.honest);
  for (const { points } of held) {
    if (points > 0) raises += points;
    else lowers -= points;
  }
  const act = acts[speechAct] - (speechAct === 'question' ? asked : 0);
  return { base, act, raises, lowers, taken: Math.min(lowers, lowersAtMost) };
}

/** How many rules of each kind there are; a hint adds itself and no more. */
export function countsOf(rules: readonly Rule[]): Readonly<Record<SignCount, number>> {
  const counts = Object.fromEntries(SIGN_COUNTS.map(name => [name, 0])) as Record<SignCount, number>;
  for (const { sign, strength } of rules) {
    if (strength === 'hint') continue;
    if (sign === 'lowers') counts.honest++;
    else counts.signs++;
    if (sign === 'raises' && strength !== 'combo') counts.firm++;
  }
  return counts;
}

/** Log odds of so many. */
export function pointsAt(steps: StepPoints, count: number): number {
  return count === 0 ? 0 : (steps[Math.min(count, steps.length) - 1] ?? 0);
}

function floorOf(signs: readonly Rule[]): Sum['floor'] {
  if (!signs.some(({ strength }) => strength === 'alone')) return 'none';
  return signs.length >= SIGNS_FOR_FLOOR ? 'caution' : 'unsure';
}

/** An offer always gets a level; other texts only where they warn, or come close to it. */
export function levelFor(kind: 'advert' | 'other', sum: Sum, weights: Weights): RiskLevel | null {
  const level = levelOf(sum, weights);
  if (kind === 'advert' || level === 'high' || level === 'caution') return level;
  const isClose = sum.signs > 0 && !sum.isTelling && sum.total >= weights.levels.unsureInTalk;
  return isClose ? level : null;
}

function levelOf(sum: Sum, weights: Weights): RiskLevel {
  const { signs, reasons, isFirm, floor, isTelling, settled, insisted } = sum;
  const byRules = rank(sum.rules, weights);
  // A sign that is there and says too little by itself is something half seen, which the words may lift.
  const halfSeen = Math.max(byRules, signs > 0 ? UNSURE : NONE);
  let level = Math.min(rank(sum.total, weights), halfSeen + 1);
  level = Math.max(level, rank(insisted, weights) - 1, LEVELS.indexOf(floor));
  if (signs === 0 || isTelling) level = Math.min(level, UNSURE);
  if (reasons === 0) level = Math.min(level, byRules);
  const isHigh = isFirm && rank(settled.total, weights) === HIGH && rank(settled.rules, weights) >= CAUTION;
  return LEVELS[isHigh ? level : Math.min(level, CAUTION)] as RiskLevel;
}
const NONE = 0;
const UNSURE = 1;
const CAUTION = 2;
const HIGH = 3;

function rank(points: number, { levels }: Weights): number {
  if (points >= levels.high) return HIGH;
  if (points >= levels.caution) return CAUTION;
  return points >= levels.unsure ? UNSURE : NONE;
}

/** The probability that belongs to the log odds, with four decimals. */
export function scoreOf(total: number): number {
  return Number((1 / (1 + Math.exp(-total))).toFixed(4));
}
