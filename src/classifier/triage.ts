/**
 * Finds a person in danger, or a family, before any advert is judged. Two things speak for a plea: a distress pattern,
 * and how the whole text is worded (wording.ts). Either is enough where nothing speaks against it: a text that only
 * tells of others or of ordinary matters, or for a pattern a wording that sounds like anything but a plea. What it
 * yields is who, how urgent, where and at what stage; it carries no score.
 */
import type { Finding, SpeechAct, Triage, TriageStage } from '../assessment.js';
import { type Evidence, holds } from './conditions.js';
import { makeFinding } from './findings.js';
import type { DistressPattern, TriageCues, Weights } from './rule.js';
import { subjectOf } from './subject.js';
import { whereaboutsOf } from './whereabouts.js';
import type { Wording } from './wording.js';

/** Reports about others are no pleas, unless one of one's own stands beside them. */
const SELDOM_A_PLEA: ReadonlySet<SpeechAct> = new Set(['news', 'warning']);
/** The further along, the more it decides which help is right; `home` before `thinking` because it is past. */
const STAGES_BY_WEIGHT: readonly TriageStage[] = [
  'inside',
  'in_transit',
  'departing',
  'papers_handed',
  'paid',
  'home',
  'thinking',
];
/** Reason key of every distress finding: a plea is never argued with. */
const DISTRESS_REASON = 'distress';
/** Id of the finding where no pattern held and the wording alone tells the plea. */
const WORDING_ID = 'distress/wording';

/** A shorter text says too little for its wording alone: "nomor kbri malaysia" is no plea. */
export const WORDING_WORDS_MIN = 8;

/** What the triage runs on. */
interface TriageRules {
  readonly distress: readonly DistressPattern[];
  readonly triage: TriageCues;
  readonly weights: Weights;
  readonly wording: Wording;
}

/** A pattern that holds, and the words it holds on. */
interface HeldPattern {
  readonly pattern: DistressPattern;
  readonly finding: Finding;
}

export function findDanger(
  rules: TriageRules,
  evidence: Evidence,
): { readonly triage: Triage; readonly findings: readonly Finding[] } | null {
  const { plea } = rules.weights;
  const points = evidence.wording.plea;
  const isOwn = holds(rules.triage.ownPlea, evidence, false) !== false;
  const isTold = holds(rules.triage.notMeant, evidence, false) !== false;
  const isBelieved =
    !isTold && (isOwn || (points >= plea.besidePattern && !SELDOM_A_PLEA.has(evidence.speechAct)));
  const found = isBelieved ? heldPatterns(rules.distress, evidence) : [];
  const isHeard =
    evidence.advert.tokens.length >= WORDING_WORDS_MIN &&
    points >= plea.alone + (isTold ? plea.moreWhereTold : 0);
  if (found.length === 0 && !isHeard) return null;
  const patterns = found.map(({ pattern }) => pattern);
  const stage = stageOf(rules.triage, evidence, patterns);
  const { province } = evidence.advert.facts;
  return {
    triage: {
      who: subjectOf(
        rules.triage,
        evidence,
        patterns.map(({ who }) => who),
        evidence.wording.relative,
      ),
      urgency: urgencyOf(rules, evidence, patterns),
      country: whereaboutsOf(evidence.advert, stage),
      stage,
      ...(province !== undefined && { province }),
    },
    findings:
      found.length > 0 ? found.map(({ finding }) => finding) : [wordingFinding(rules.wording, evidence)],
  };
}

function heldPatterns(distress: readonly DistressPattern[], evidence: Evidence): readonly HeldPattern[] {
  return distress.flatMap(pattern => {
    if (pattern.status === 'draft') return [];
    const held = holds(pattern.when, evidence, pattern.negatable);
    if (held === false) return [];
    if (pattern.unless.some(exception => holds(exception.when, evidence, false) !== false)) return [];
    return [{ pattern, finding: makeFinding(evidence.advert, pattern.id, DISTRESS_REASON, held, 0) }];
  });
}

function wordingFinding(wording: Wording, { advert, hits }: Evidence): Finding {
  return makeFinding(advert, WORDING_ID, DISTRESS_REASON, wording.strongestOn('plea', advert, hits), 0);
}

function stageOf(
  cues: TriageCues,
  evidence: Evidence,
  patterns: readonly DistressPattern[],
): TriageStage | null {
  const cue = cues.stages.find(({ when }) => holds(when, evidence, false) !== false);
  if (cue) return cue.stage;
  return STAGES_BY_WEIGHT.find(stage => patterns.some(pattern => pattern.stage === stage)) ?? null;
}

/** Points of a plea of which nothing is known. */
const URGENCY_BASE = -0.3;
/** Points of one log odd by the choice of words. */
const WORDING_POINTS = 2;
/** Points of a pattern that is urgent by itself. */
const URGENT_PATTERN = 0.7;

/** What is told (triage.yaml), how it is worded (the scale `now` of wording.ts), and what the patterns say, added up. */
function urgencyOf(
  { triage }: TriageRules,
  evidence: Evidence,
  patterns: readonly DistressPattern[],
): Triage['urgency'] {
  const told = triage.urgency.filter(({ when }) => holds(when, evidence, false) !== false);
  const points =
    URGENCY_BASE +
    told.reduce((sum, cue) => sum + cue.points, 0) +
    (patterns.some(({ urgency }) => urgency === 'now') ? URGENT_PATTERN : 0) +
    WORDING_POINTS * evidence.wording.now;
  return points > 0 ? 'now' : 'soon';
}
