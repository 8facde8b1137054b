/**
 * Finds a person in danger, or a family, before any advert is judged. Runs the distress patterns only; carries
 * no score. What it yields is who, how urgent, where and at what stage.
 */
import type { Finding, SpeechAct, Triage, TriageStage } from '../assessment.js';
import { type Evidence, holds } from './conditions.js';
import { makeFinding } from './findings.js';
import type { DistressPattern, TriageCues } from './rule.js';
import { subjectOf } from './subject.js';
import { whereaboutsOf } from './whereabouts.js';

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

export function findDanger(
  rules: { readonly distress: readonly DistressPattern[]; readonly triage: TriageCues },
  evidence: Evidence,
): { readonly triage: Triage; readonly findings: readonly Finding[] } | null {
  if (SELDOM_A_PLEA.has(evidence.speechAct) && holds(rules.triage.ownPlea, evidence, false) === false)
    return null;
  const found = rules.distress.flatMap(pattern => {
    if (pattern.status === 'draft') return [];
    const held = holds(pattern.when, evidence, pattern.negatable);
    if (held === false) return [];
    if (pattern.unless.some(exception => holds(exception.when, evidence, false) !== false)) return [];
    return [{ pattern, finding: makeFinding(evidence.advert, pattern.id, DISTRESS_REASON, held, 0) }];
  });
  if (found.length === 0 || holds(rules.triage.notMeant, evidence, false) !== false) return null;
  const patterns = found.map(({ pattern }) => pattern);
  const stage = stageOf(rules.triage, evidence, patterns);
  const { province } = evidence.advert.facts;
  return {
    triage: {
      who: subjectOf(
        rules.triage,
        evidence,
        patterns.map(({ who }) => who),
      ),
      urgency: urgencyOf(rules.triage, evidence, patterns),
      country: whereaboutsOf(evidence.advert, stage),
      stage,
      ...(province !== undefined && { province }),
    },
    findings: found.map(({ finding }) => finding),
  };
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

function urgencyOf(
  cues: TriageCues,
  evidence: Evidence,
  patterns: readonly DistressPattern[],
): Triage['urgency'] {
  const cue = cues.urgency.find(({ when }) => holds(when, evidence, false) !== false);
  return cue?.urgency ?? (patterns.some(({ urgency }) => urgency === 'now') ? 'now' : 'soon');
}
