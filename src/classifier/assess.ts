/**
 * Text and ruleset in, Assessment out: the whole judgement, pure and always answering. Reads the text, asks the
 * triage, then adds up what the rules say. It never looks at a clock, an address or the disk.
 */

import type { Advert } from '../advert/advert.js';
import type { Assessment, Category, Finding, RiskLevel, SpeechAct, Topic } from '../assessment.js';
import { type Evidence, holds } from './conditions.js';
import { makeFinding } from './findings.js';
import type { Hit } from './phrase-index.js';
import { readAdvert } from './read-advert.js';
import type { Rule, Weights } from './rule.js';
import type { Ruleset } from './ruleset.js';
import { speechActOf } from './speech-act.js';
import { findDanger } from './triage.js';

/** A rule that held, with what it weighs. */
interface HeldRule {
  readonly rule: Rule;
  readonly finding: Finding;
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
  const sum = sumOf(held, ruleset.weights);
  const riskLevel = levelFor(kind, speechAct, held, sum, ruleset.weights);
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

/** Plain rules first, then the combinations that name them. */
function heldRules(ruleset: Ruleset, evidence: Evidence): HeldRule[] {
  const places = new Map<string, Hit | null>();
  const all: HeldRule[] = [];
  for (const combinations of [false, true]) {
    for (const rule of ruleset.rules) {
      if (rule.isCombination !== combinations) continue;
      const held = holds(rule.when, { ...evidence, held: places }, rule.negatable);
      if (held === false) continue;
      if (
        rule.unless.some(exception => holds(exception.when, { ...evidence, held: places }, false) !== false)
      )
        continue;
      places.set(rule.id, held);
      const weight = weightOf(rule, ruleset.weights);
      all.push({
        rule,
        finding: makeFinding(evidence.advert, rule.id, rule.reason, rule.isMissing ? null : held, weight),
      });
    }
  }
  // A sign of something present that could not point to its words would be a reason nobody can check.
  return all.filter(({ rule, finding }) => rule.isMissing || finding.quote !== null);
}

/** Signed weight of a rule: its own from the file, else that of its strength. */
export function weightOf(rule: Rule, weights: Weights): number {
  const size = weights.rules[rule.id] ?? weights.strengths[rule.strength];
  return rule.sign === 'raises' ? size : -size;
}

/** The first topic whose pattern holds. */
function topicOf(ruleset: Ruleset, evidence: Evidence): Topic | null {
  return ruleset.topics.find(pattern => holds(pattern.when, evidence, false) !== false)?.topic ?? null;
}

interface Sum {
  readonly total: number;
  /** The same without draft rules, which may not lift a text above caution. */
  readonly settled: number;
}

function sumOf(held: readonly HeldRule[], weights: Weights): Sum {
  const add = (counted: readonly HeldRule[]): number => {
    let raises = 0;
    let lowers = 0;
    for (const { finding } of counted) {
      if (finding.weight >= 0) raises += finding.weight;
      else lowers -= finding.weight;
    }
    return raises - Math.min(lowers, raises * weights.lowersAtMost);
  };
  return { total: add(held), settled: add(held.filter(({ rule }) => rule.status !== 'draft')) };
}

function levelFor(
  kind: 'advert' | 'other',
  speechAct: SpeechAct,
  held: readonly HeldRule[],
  sum: Sum,
  weights: Weights,
): RiskLevel | null {
  const level = levelOf(sum, weights);
  if (kind === 'advert') return level;
  if (speechAct !== 'chat') return null;
  // Plain talk gets a level only for a sign that stands alone: a prize or loan scam, a friend's invitation.
  return held.some(({ rule }) => rule.strength === 'alone' && rule.sign === 'raises') && level !== 'none'
    ? level
    : null;
}

function levelOf(sum: Sum, weights: Weights): RiskLevel {
  if (sum.settled >= weights.levels.high) return 'high';
  if (sum.total >= weights.levels.caution) return 'caution';
  return sum.total >= weights.levels.unsure ? 'unsure' : 'none';
}

/** 0 at nothing, 0.5 at the cut for "high", towards 1 beyond: 1 − 2^(−sum / high). */
function scoreOf(total: number, weights: Weights): number {
  return total <= 0 ? 0 : Number((1 - 2 ** (-total / weights.levels.high)).toFixed(4));
}

/** The category that most of the raising weight points to. */
function categoryOf(held: readonly HeldRule[]): Category | null {
  const weightBy = new Map<Category, number>();
  for (const { rule, finding } of held) {
    if (rule.category && finding.weight > 0)
      weightBy.set(rule.category, (weightBy.get(rule.category) ?? 0) + finding.weight);
  }
  let best: Category | null = null;
  for (const [category, weight] of weightBy)
    if (best === null || weight > (weightBy.get(best) ?? 0)) best = category;
  return best;
}

function strongestFirst(left: Finding, right: Finding): number {
  return right.weight - left.weight || (left.start ?? 0) - (right.start ?? 0);
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
