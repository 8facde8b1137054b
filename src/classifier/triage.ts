/**
 * Finds a person in danger, or a family, before any advert is judged (`plea.ts` tells a plea). What it yields is who, how
 * urgent, where and at what stage; it carries no score.
 */
import type { Finding, Triage, TriageStage } from '../assessment.js';
import { type Evidence, holds } from './conditions.js';
import { makeFinding } from './findings.js';
import { DISTRESS_REASON, findPlea, type PleaRules } from './plea.js';
import type { DistressPattern, TriageCues } from './rule.js';
import { subjectOf } from './subject.js';
import { whereaboutsOf } from './whereabouts.js';
import type { Wording } from './wording.js';

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
/** Id of the finding where no pattern held and the wording alone tells the plea. */
const WORDING_ID = 'distress/wording';

/** What the triage runs on. */
interface TriageRules extends PleaRules {
  readonly wording: Wording;
}

export function findDanger(
  rules: TriageRules,
  evidence: Evidence,
): { readonly triage: Triage; readonly findings: readonly Finding[] } | null {
  const found = findPlea(rules, evidence);
  if (found === null) return null;
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
