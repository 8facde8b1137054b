/**
 * Text and ruleset in, Assessment out: the whole judgement, pure and always answering. Reads the text, asks the
 * triage, then adds up what the rules say. It never looks at a clock, an address or the disk.
 */

import type { Advert } from '../advert/advert.js';
import {
  type Assessment,
  type Category,
  type Finding,
  type RiskLevel,
  type SpeechAct,
  TEXT_LENGTH_MAX,
  type Topic,
} from '../assessment.js';
import { type Evidence, holds, mayHold } from './conditions.js';
import { makeFinding } from './findings.js';
import type { Hit } from './hits.js';
import { readAdvert } from './read-advert.js';
import type { Rule, Weights } from './rule.js';
import type { Ruleset } from './ruleset.js';
import { speechActOf } from './speech-act.js';
import { findDanger } from './triage.js';
import { pointsOf } from './vocabulary.js';

/** A rule that held. */
export interface HeldRule {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly points: number;
}

/** Judges one text of at most `TEXT_LENGTH_MAX` units. */
export function assess(text: string, ruleset: Ruleset): Assessment {
  const advert = readAdvert(text, ruleset);
  const hits = ruleset.index.find(advert);
  const seen = { advert, hits, negations: ruleset.negations };
  const speechAct = speechActOf(ruleset, seen);
  const evidence: Evidence = { ...seen, speechAct, held: new Map() };

  const danger = findDanger(ruleset, evidence);
  if (danger)
    return frozen(advert, speechAct, {
      ...danger,
      kind: 'danger',
      riskLevel: null,
      score: 0,
      category: null,
      topic: null,
    });

  const held = heldRules(ruleset, evidence);
  const kind = speechAct === 'offer' ? 'advert' : 'other';
  const { vocabulary } = ruleset;
  const wording = pointsOf(vocabulary.advert, advert, hits) + vocabulary.advert.acts[speechAct];
  const sum = sumOf(held, ruleset.weights, wording, speechAct);
  const riskLevel = levelFor(kind, sum, ruleset.weights);
  const counts = riskLevel !== null;
  return frozen(advert, speechAct, {
    kind,
    riskLevel,
    score: counts ? scoreOf(sum.total, ruleset.weights) : 0,
    category:
      riskLevel === 'high' || riskLevel === 'caution' || riskLevel === 'unsure' ? categoryOf(held) : null,
    findings: counts ? held.map(({ finding }) => finding).sort(strongestFirst) : [],
    triage: null,
    topic: kind === 'other' && !counts ? topicOf(ruleset, evidence) : null,
  });
}

/** Every rule that holds, in the order of the ruleset: a combination comes after what it names. */
export function heldRules(ruleset: Ruleset, evidence: Evidence): HeldRule[] {
  const places = new Map<string, Hit | null>();
  const withHeld: Evidence = { ...evidence, held: places };
  const all: HeldRule[] = [];
  for (const rule of ruleset.rules) {
    if (!mayHold(rule.when, evidence.hits)) continue;
    const held = holds(rule.when, withHeld, rule.negatable);
    if (held === false || rule.unless.some(exception => holds(exception.when, withHeld, false) !== false))
      continue;
    places.set(rule.id, held);
    const weight = weightOf(rule, ruleset.weights);
    const finding = makeFinding(evidence.advert, rule.id, rule.reason, rule.isMissing ? null : held, weight);
    // A sign of something present that could not point to its words would be a reason nobody can check.
    if (rule.isMissing || finding.quote !== null)
      all.push({ rule, finding, points: pointsOfRule(rule, ruleset) });
  }
  return all;
}

/** Signed weight of a rule by its strength: how much it says to a person, who reads the strongest first. */
function weightOf({ id, sign, strength }: Rule, weights: Weights): number {
  return (sign === 'raises' ? 1 : -1) * (weights.rules[id] ?? weights.strengths[strength]);
}

/** What a rule adds to the sum that makes the level: set by hand, else learnt, else its weight. */
export function pointsOfRule(rule: Rule, { weights, vocabulary }: Ruleset): number {
  const learnt = weights.rules[rule.id] === undefined ? vocabulary.advert.rules.get(rule.id) : undefined;
  return learnt ?? weightOf(rule, weights);
}

/** The first topic whose pattern holds. */
function topicOf(ruleset: Ruleset, evidence: Evidence): Topic | null {
  return ruleset.topics.find(pattern => holds(pattern.when, evidence, false) !== false)?.topic ?? null;
}

/** What a level is made of. */
export interface Sum {
  readonly total: number;
  /** The same without draft rules, which may not lift a text above caution. */
  readonly settled: number;
  /** A sign that is more than soft, and no draft: without one no text gets above caution. */
  readonly isSettledFirm: boolean;
  /** How many signs stand in the text: without such a reason no level warns. */
  readonly signs: number;
  /** One of them is more than a soft sign; a soft one alone warns only where the words are clear. */
  readonly isFirm: boolean;
  /** Below this level neither words nor signs of honesty may talk a text down. */
  readonly floor: 'caution' | 'unsure' | 'none';
}

/** Points that a single soft sign needs beyond the cut: with it the words must be clear. */
export const LONE_SOFT_SIGN = 2;
/** With a sign that is enough by itself among so many, a text warns whatever else it says. */
const SIGNS_FOR_FLOOR = 4;
/** They speak of adverts; what they quote is not theirs. */
const TELLING: ReadonlySet<SpeechAct> = new Set(['warning', 'news']);

/** Adds up what makes the level. @param wording what the choice of words and the speech act add or take off */
export function sumOf(
  held: readonly HeldRule[],
  weights: Weights,
  wording: number,
  speechAct: SpeechAct,
): Sum {
  const add = (counted: readonly HeldRule[]): number => {
    const raises = counted.reduce((sum, { points }) => sum + Math.max(0, points), 0);
    const lowers = counted.reduce((sum, { points }) => sum + Math.max(0, -points), 0);
    return raises - Math.min(lowers, raises * weights.lowersAtMost) + wording;
  };
  const signs = held.filter(({ rule }) => rule.sign === 'raises' && !rule.isMissing).map(({ rule }) => rule);
  const settled = held.filter(({ rule }) => rule.status !== 'draft');
  return {
    total: add(held),
    settled: add(settled),
    isSettledFirm: signs.some(({ strength, status }) => strength !== 'combo' && status !== 'draft'),
    signs: signs.length,
    isFirm: signs.some(({ strength }) => strength !== 'combo'),
    floor: floorOf(signs, speechAct),
  };
}

function floorOf(signs: readonly Rule[], speechAct: SpeechAct): Sum['floor'] {
  if (TELLING.has(speechAct) || !signs.some(({ strength }) => strength === 'alone')) return 'none';
  return signs.length >= SIGNS_FOR_FLOOR ? 'caution' : 'unsure';
}

/** An offer always gets a level; other texts only where they warn. */
function levelFor(kind: 'advert' | 'other', sum: Sum, weights: Weights): RiskLevel | null {
  const level = levelOf(sum, weights);
  return kind === 'advert' || level === 'high' || level === 'caution' ? level : null;
}

function levelOf(
  { total, settled, isSettledFirm, signs, isFirm, floor }: Sum,
  { levels }: Weights,
): RiskLevel {
  const caution = levels.caution + (signs === 1 && !isFirm ? LONE_SOFT_SIGN : 0);
  if (isSettledFirm && settled >= levels.high) return 'high';
  if (floor === 'caution' || (signs > 0 && total >= caution)) return 'caution';
  return floor === 'unsure' || total >= levels.unsure ? 'unsure' : 'none';
}

/** 0 at nothing, 0.5 at the cut for "high", towards 1 beyond: 1 − 2^(−sum / high). */
function scoreOf(total: number, weights: Weights): number {
  return total <= 0 ? 0 : Number((1 - 2 ** (-total / weights.levels.high)).toFixed(4));
}

/** Of the weight for unlawful placement, from this share on signs of a compound decide. */
const COMPOUND_SHARE = 0.5;

/**
 * The category that most of the raising weight points to. The way into a compound is an unlawful placement, so where
 * both are pointed to, the compound is named: it is what the person has to know.
 */
function categoryOf(held: readonly HeldRule[]): Category | null {
  const weightBy = new Map<Category, number>();
  for (const { rule, finding } of held) {
    if (rule.category && finding.weight > 0)
      weightBy.set(rule.category, (weightBy.get(rule.category) ?? 0) + finding.weight);
  }
  const [best] = [...weightBy].sort(([, left], [, right]) => right - left)[0] ?? [null];
  const compound = weightBy.get('scam_compound') ?? 0;
  return best === 'illegal_placement' && compound >= COMPOUND_SHARE * (weightBy.get(best) ?? 0)
    ? 'scam_compound'
    : best;
}

/** Then in the order of the text; what is missing stands nowhere and comes last. */
function strongestFirst(left: Finding, right: Finding): number {
  const placeOf = ({ start }: Finding): number => start ?? TEXT_LENGTH_MAX;
  return right.weight - left.weight || placeOf(left) - placeOf(right);
}

function frozen(
  advert: Advert,
  speechAct: SpeechAct,
  judged: Pick<Assessment, 'kind' | 'riskLevel' | 'score' | 'category' | 'findings' | 'triage' | 'topic'>,
): Assessment {
  const identifiers = advert.identifiers.map(found => ({
    ...found,
    quote: advert.text.slice(found.span.start, found.span.end),
  }));
  return deepFreeze({ ...judged, identifiers, speechAct, facts: advert.facts });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
