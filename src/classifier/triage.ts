/**
 * Finds a person in danger, or a family, before any advert is judged. Runs the distress patterns only; carries
 * no score. What it yields is who, how urgent, where and at what stage.
 */

import { type Advert, BREAKS } from '../advert/advert.js';
import type { Finding, SpeechAct, Triage, TriageStage } from '../assessment.js';
import { type Evidence, holds } from './conditions.js';
import { makeFinding } from './findings.js';
import type { Hit } from './phrase-index.js';
import type { DistressPattern } from './rule.js';

/** Reports about others are not pleas. */
const NEVER_A_PLEA: ReadonlySet<SpeechAct> = new Set(['news', 'warning']);
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
  patterns: readonly DistressPattern[],
  evidence: Evidence,
): { readonly triage: Triage; readonly findings: readonly Finding[] } | null {
  if (NEVER_A_PLEA.has(evidence.speechAct)) return null;
  const found = patterns.flatMap(pattern => {
    if (pattern.status === 'draft') return [];
    const held = holds(pattern.when, evidence, pattern.negatable);
    if (held === false) return [];
    if (pattern.unless.some(exception => holds(exception.when, evidence, false) !== false)) return [];
    return [{ pattern, held, finding: makeFinding(evidence.advert, pattern.id, DISTRESS_REASON, held, 0) }];
  });
  if (found.length === 0) return null;
  const patternsFound = found.map(({ pattern }) => pattern);
  const { province } = evidence.advert.facts;
  return {
    triage: {
      who: whoIn(found, evidence.advert),
      urgency: patternsFound.some(pattern => pattern.urgency === 'now') ? 'now' : 'soon',
      country: countryOf(evidence.advert),
      stage: STAGES_BY_WEIGHT.find(stage => patternsFound.some(pattern => pattern.stage === stage)) ?? null,
      ...(province !== undefined && { province }),
    },
    findings: found.map(({ finding }) => finding),
  };
}

/** How people name themselves at the beginning of a clause. */
const WRITER: ReadonlySet<string> = new Set(['saya', 'aku', 'sy', 'gw', 'gue', 'kami', 'kita', 'i', 'we']);

/**
 * A relative when one is spoken of, unless a clause begins with the writer's own distress: "kabari ibu saya, saya
 * disekap" is the writer's plea, "adik saya disekap" is not.
 */
function whoIn(
  found: readonly { readonly pattern: DistressPattern; readonly held: Hit | null }[],
  { tokens }: Advert,
): Triage['who'] {
  const isRelative = found.some(({ pattern }) => pattern.who === 'relative');
  const isWriter = found.some(({ pattern, held }) => {
    const first = held && pattern.who === 'self' ? tokens[held.from] : undefined;
    return first !== undefined && first.breakBefore >= BREAKS.comma && WRITER.has(first.surface);
  });
  return isRelative && !isWriter ? 'relative' : 'self';
}

/** Where the person is, as far as the text says: a named scam place, else the destination, else a country spoken of. */
function countryOf(advert: Advert): string | null {
  const abroad = advert.facts.places.filter(place => place.country !== 'ID' && place.role !== 'transit');
  const scamPlace = abroad.find(place => place.kind === 'scam');
  const destination = advert.facts.destination === 'ID' ? null : advert.facts.destination;
  return scamPlace?.country ?? destination ?? abroad[0]?.country ?? null;
}
