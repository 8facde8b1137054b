/**
 * Tells an offer from a warning that quotes one, from news, a question, a plea and plain talk. Points from
 * `rules/speech.yaml` are added up for each kind; the highest counts if it reaches the cut.
 */
import { SPEECH_ACTS, type SpeechAct } from '../assessment.js';
import { type Evidence, holds } from './conditions.js';
import type { Ruleset } from './ruleset.js';

export function speechActOf(ruleset: Ruleset, evidence: Omit<Evidence, 'speechAct' | 'held'>): SpeechAct {
  const points = new Map<SpeechAct, number>();
  const open: Evidence = { ...evidence, speechAct: 'chat', held: new Map() };
  for (const pattern of ruleset.speech) {
    if (holds(pattern.when, open, false) !== false)
      points.set(pattern.act, (points.get(pattern.act) ?? 0) + pattern.points);
  }
  let best: SpeechAct = 'chat';
  let most = ruleset.weights.speechAtLeast;
  // On equal points the earlier act in SPEECH_ACTS stands: an offer is judged rather than waved through.
  for (const act of SPEECH_ACTS) {
    const reached = points.get(act) ?? 0;
    if (reached > most || (reached === most && best === 'chat' && reached > 0)) {
      best = act;
      most = reached;
    }
  }
  return best;
}
