/**
 * Text and ruleset in, Assessment out: the whole judgement, pure and always answering. Reads the text, asks the
 * triage, then adds up what the rules say. It never looks at a clock, an address or the disk.
 */

import type { Advert } from '../advert/advert.js';
import {
  type Assessment,
  type Category,
  type Finding,
  type SpeechAct,
  TEXT_LENGTH_MAX,
  type Topic,
} from '../assessment.js';
import { type Evidence, holds, mayHold } from './conditions.js';
import { coresOf } from './filler.js';
import { makeFinding } from './findings.js';
import type { Hit, Hits } from './hits.js';
import { employerQuoted } from './known-employer.js';
import { type HeldRule, levelFor, pointsOfRule, scoreOf, sumOf, weightOf } from './level.js';
import { readAdvert } from './read-advert.js';
import type { Ruleset } from './ruleset.js';
import { actOf } from './speech-act.js';
import { findDanger } from './triage.js';

/** Judges one text of at most `TEXT_LENGTH_MAX` units. */
export function assess(text: string, ruleset: Ruleset): Assessment {
  const advert = readAdvert(text, ruleset);
  const hits = ruleset.index.find(advert);
  const whole = judge(advert, hits, ruleset);
  if (whole.kind === 'danger' || isPlainOffer(whole, ruleset)) return whole;
  for (const core of coresOf(advert, hits, whole.findings)) {
    const hidden = judge(core, ruleset.index.find(core), ruleset);
    // A plea says more than the warning that filler and plea make together.
    if (hidden.kind === 'danger' || isGraver(hidden, whole)) return hidden;
  }
  return whole;
}

/** What is cut out has less around it that speaks for honesty; a warning that hangs on a lone sign is not believed of it. */
const CORE_SCORE_MIN = 0.25;

function isGraver(hidden: Assessment, whole: Assessment): boolean {
  const rank = Math.max(RANKS.indexOf(whole.riskLevel), UNSURE);
  return RANKS.indexOf(hidden.riskLevel) > rank && hidden.score >= CORE_SCORE_MIN;
}

/** `null` is no level at all. */
const RANKS: readonly Assessment['riskLevel'][] = [null, 'none', 'unsure', 'caution', 'high'];
const UNSURE = RANKS.indexOf('unsure');

/** An offer in which no rule found a sign, or hints alone: filler hides none, it only outweighs them. */
function isPlainOffer({ kind, findings }: Assessment, { weights }: Ruleset): boolean {
  return (
    kind === 'advert' &&
    !findings.some(({ weight, quote }) => weight > weights.strengths.hint && quote !== null)
  );
}

function judge(advert: Advert, hits: Hits, ruleset: Ruleset): Assessment {
  const seen = { advert, hits, negations: ruleset.negations };
  const wording = ruleset.wording.read(advert, hits);
  const speechAct = actOf(ruleset, seen, wording);
  const evidence: Evidence = { ...seen, speechAct, wording, held: new Map() };

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
  const sum = sumOf(held, ruleset.weights, evidence.wording.advert, speechAct);
  const riskLevel = levelFor(kind, sum, ruleset.weights);
  const counts = riskLevel !== null;
  return frozen(advert, speechAct, {
    kind,
    riskLevel,
    score: counts ? scoreOf(sum.total) : 0,
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
      all.push({ rule, finding, points: pointsOfRule(rule, ruleset.weights) });
  }
  return all;
}

/** The first topic whose pattern holds. */
function topicOf(ruleset: Ruleset, evidence: Evidence): Topic | null {
  return ruleset.topics.find(pattern => holds(pattern.when, evidence, false) !== false)?.topic ?? null;
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
  const employer = employerQuoted(advert.facts.knownEmployers, judged.findings);
  return deepFreeze({ ...judged, identifiers, speechAct, facts: advert.facts, employer });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
