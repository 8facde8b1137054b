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
import { wordingPoints } from './vocabulary.js';

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
  const sum = sumOf(held, ruleset.weights, wordingPoints(ruleset.vocabulary, advert, hits));
  const riskLevel = levelFor(kind, speechAct, advert.tokens.length, sum, ruleset.weights);
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

/** Words may add so many times what the signs in the text add up to. */
const WORDS_TO_SIGNS = 2;

/** @param wording what the choice of words adds or takes off, where a sign raises at all */
function sumOf(held: readonly HeldRule[], weights: Weights, wording: number): Sum {
  const add = (counted: readonly HeldRule[]): number => {
    let raises = 0;
    let seen = 0;
    let lowers = 0;
    for (const { rule, finding } of counted) {
      if (finding.weight < 0) lowers -= finding.weight;
      else {
        raises += finding.weight;
        if (!rule.isMissing) seen += finding.weight;
      }
    }
    // Words make what stands in the text weigh more; what is missing is no word.
    const words = Math.min(WORDS_TO_SIGNS * seen, wording);
    const total = Math.max(0, raises - Math.min(lowers, raises * weights.lowersAtMost) + words);
    // A sign that is enough by itself warns, however honest everything around it sounds.
    const floor = counted.some(({ rule }) => rule.sign === 'raises' && rule.strength === 'alone');
    return floor ? Math.max(total, weights.levels.caution) : total;
  };
  return { total: add(held), settled: add(held.filter(({ rule }) => rule.status !== 'draft')) };
}

/** An offer always gets a level; other texts only where they show what an offer does. */
function levelFor(
  kind: 'advert' | 'other',
  speechAct: SpeechAct,
  words: number,
  sum: Sum,
  weights: Weights,
): RiskLevel | null {
  if (kind === 'advert') return levelOf(sum, weights);
  // A recruiter's one line, a friend's invitation, a prize scam; and somebody who retells an offer and asks about it.
  const isJudged = speechAct === 'chat' || (speechAct === 'question' && words >= RETOLD_WORDS_MIN);
  return isJudged && sum.total >= weights.levels.caution + NO_OFFER ? levelOf(sum, weights) : null;
}
/** What a text that is no offer by its form must show beyond the cut for caution. */
const NO_OFFER = 1;
/** A shorter question asks about a rule or a firm; a longer one tells what was offered. */
const RETOLD_WORDS_MIN = 18;

function levelOf(sum: Sum, weights: Weights): RiskLevel {
  if (sum.settled >= weights.levels.high) return 'high';
  if (sum.total >= weights.levels.caution) return 'caution';
  return sum.total >= weights.levels.unsure ? 'unsure' : 'none';
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
