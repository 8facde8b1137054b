/**
 * From an assessed text to what a report of it would keep. Comes in: the text, its assessment, which stretches the
 * person typed beside a forwarded advert; goes out: a draft, or null where nothing is left that would help anybody.
 * It runs before the text is forgotten, and what it drops is gone for good.
 */
import { fold } from '../advert/normalise.js';
import { overlapsAny, type Reading } from '../advert/reading.js';
import { tokenise } from '../advert/tokens.js';
import type { Assessment, Identifier, RiskLevel, Span } from '../assessment.js';
import { type OwnStretch, ownStretches } from './own-words.js';
import { isRecruiters, speaksOfPerson } from './recruiter-cues.js';
import { type KnownWords, redactedScript } from './redact.js';
import {
  REPORTED_FINDINGS_MAX,
  REPORTED_IDENTIFIERS_MAX,
  type ReportDraft,
  type ReportedIdentifier,
} from './report-draft.js';

/** A script of fewer words tells no recruiter from another. */
const SCRIPT_WORDS_MIN = 8;

/** @param typed see `ownStretches` */
export function draftReport(
  text: string,
  assessment: Assessment & { readonly riskLevel: RiskLevel },
  typed: readonly Span[],
  known: KnownWords,
): ReportDraft | null {
  const folded = fold(text);
  const reading = { text, folded, tokens: tokenise(folded, known.lexicon) };
  const own = ownStretches(reading, typed);
  const script = redactedScript(reading, assessment, own, known);
  const identifiers = recruiters(reading, assessment.identifiers, own, known);
  if (identifiers.length === 0 && wordCount(script) < SCRIPT_WORDS_MIN) return null;
  return {
    script,
    identifiers,
    findings: [...new Set(assessment.findings.map(({ rule }) => rule))].slice(0, REPORTED_FINDINGS_MAX),
    level: assessment.riskLevel,
    category: assessment.category,
    destination: assessment.facts.destination,
  };
}

/** Identifiers that are shown to be the recruiter's and stand outside the seeker's own stretches, each once. */
function recruiters(
  reading: Reading,
  identifiers: readonly Identifier[],
  own: readonly OwnStretch[],
  { names }: KnownWords,
): readonly ReportedIdentifier[] {
  const isAboutPerson = own.length > 0 || speaksOfPerson(reading);
  const dropping = own.filter(({ drops }) => drops === 'all');
  const found = new Map<string, ReportedIdentifier>();
  for (const identifier of identifiers) {
    const { kind, value, span } = identifier;
    if (overlapsAny(span, dropping) || isCurriculum(kind, value, names)) continue;
    if (!isRecruiters(reading, identifier, isAboutPerson)) continue;
    const key = `${kind} ${value}`;
    if (!found.has(key) && found.size < REPORTED_IDENTIFIERS_MAX) found.set(key, { kind, value });
  }
  return [...found.values()];
}

/** "CV Siti Aminah" is somebody's curriculum as often as a firm. */
function isCurriculum(kind: Identifier['kind'], value: string, names: ReadonlySet<string>): boolean {
  if (kind !== 'company' || !/^cv\b/i.test(value)) return false;
  return value
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some(word => names.has(word));
}

function wordCount(script: string): number {
  return script.split(/\s+/).filter(word => /^\p{L}/u.test(word)).length;
}
