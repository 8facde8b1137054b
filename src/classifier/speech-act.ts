/**
 * Tells an offer from a warning that quotes one, from news, a question, a plea and plain talk. Points from
 * `rules/speech.yaml` are added up for each kind; the highest counts if it reaches the cut. Who warns of an offer or reports
 * on one quotes it word by word, in more ways than patterns know: there the choice of words goes before them.
 */
import type { Advert } from '../advert/advert.js';
import { SPEECH_ACTS, type SpeechAct } from '../assessment.js';
import { type Evidence, holds } from './conditions.js';
import type { Hit, Hits } from './hits.js';
import type { SpeechPattern } from './rule.js';
import type { Ruleset } from './ruleset.js';
import { SILENT, type WordingPoints } from './wording.js';

/** A pattern that holds, and where. */
export interface HeldSpeech {
  readonly pattern: SpeechPattern;
  /** Null when it holds on no words in particular. */
  readonly place: Hit | null;
}

/** What kind of text it is. To take a plea for a report, words must be twice as sure. */
export function actOf(
  ruleset: Ruleset,
  evidence: Omit<Evidence, 'speechAct' | 'wording' | 'held'>,
  wording: WordingPoints,
): SpeechAct {
  const act = speechActOf(ruleset, evidence);
  const cut = (act === 'plea' ? 2 : 1) * ruleset.weights.toldFrom;
  return act === 'news' || wording.told < cut ? act : 'warning';
}

/** The same by its patterns alone; plain talk where nothing reaches the cut. */
export function speechActOf(
  ruleset: Ruleset,
  evidence: Omit<Evidence, 'speechAct' | 'wording' | 'held'>,
): SpeechAct {
  const points = new Map<SpeechAct, number>();
  for (const { pattern } of heldSpeech(ruleset, evidence))
    points.set(pattern.act, (points.get(pattern.act) ?? 0) + pattern.points);
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

/** Every pattern that holds, in the order of `rules/speech.yaml`. */
export function heldSpeech(
  ruleset: Ruleset,
  evidence: Omit<Evidence, 'speechAct' | 'wording' | 'held'>,
): readonly HeldSpeech[] {
  const open: Evidence = { ...evidence, speechAct: 'chat', wording: SILENT, held: new Map() };
  const unquoted: Evidence = { ...open, hits: outsideQuotes(evidence.hits, evidence.advert) };
  const found: HeldSpeech[] = [];
  for (const pattern of ruleset.speech) {
    const place = holds(pattern.when, pattern.act === 'offer' ? unquoted : open, false);
    if (place !== false) found.push({ pattern, place });
  }
  return found;
}

/** Shorter stretches between marks are names and stressed words, longer ones a mark that was never closed. */
const QUOTED_WORDS_MIN = 4;
const QUOTED_WORDS_MAX = 120;
const QUOTED_SHARE_MAX = 0.8;

/** An advert that somebody quotes is not their own offer: hits inside quotation marks are left out. */
function outsideQuotes(hits: Hits, advert: Advert): Hits {
  const quoted = quotedStretches(advert);
  const words = quoted.reduce((sum, { from, to }) => sum + to - from, 0);
  // A text that is quoted as a whole is passed on: the message itself.
  if (words === 0 || words > advert.tokens.length * QUOTED_SHARE_MAX) return hits;
  const isInside = ({ from, to }: Hit): boolean =>
    quoted.some(stretch => from >= stretch.from && to <= stretch.to);
  return hits.without(isInside);
}

/** Words between a pair of double quotation marks, as token ranges. */
function quotedStretches({ text, tokens }: Advert): readonly Hit[] {
  const stretches: Hit[] = [];
  // Most texts quote nobody.
  if (!QUOTATION_MARKS_LISTED.some(mark => text.includes(mark))) return stretches;
  let open = -1;
  for (let at = 0; at <= tokens.length; at++) {
    const gap = text.slice(tokens[at - 1]?.end ?? 0, tokens[at]?.start ?? text.length);
    for (const mark of gap) {
      if (!QUOTATION_MARKS.has(mark)) continue;
      if (open >= 0 && at - open >= QUOTED_WORDS_MIN && at - open <= QUOTED_WORDS_MAX)
        stretches.push({ from: open, to: at });
      open = open < 0 ? at : -1;
    }
  }
  return stretches;
}
const QUOTATION_MARKS_LISTED = ['"', '“', '”', '„', '«', '»'] as const;
const QUOTATION_MARKS: ReadonlySet<string> = new Set(QUOTATION_MARKS_LISTED);
