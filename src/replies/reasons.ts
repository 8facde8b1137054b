/**
 * Which findings an answer gives as its reasons, and in which words. Comes in: an assessment, or what a session
 * remembered of one; goes out: clauses with their quotations, strongest first. No reason ever contradicts the
 * level: what lowers the risk is said at "unsure" and below only, what raises it nowhere below.
 */
import type { Assessment, Finding, RiskLevel } from '../assessment.js';
import type { RememberedReason } from '../conversation/session.js';
import type { ReplyTools } from './compose-tools.js';
import { DESTINATION_REASONS, destinationClause } from './destinations.js';
import { cutWords } from './quote.js';

export interface ShownReason {
  readonly reason: string;
  readonly clause: string;
  readonly quote: string | null;
}

/** Findings that argue for danger, the strongest of each reason; none where the answer says there is no sign. */
export function raisingFindings(assessment: Assessment, level: RiskLevel): readonly Finding[] {
  return level === 'none' ? [] : firstOfEach(assessment.findings.filter(finding => finding.weight > 0));
}

/** Findings that argue against danger; none where the answer warns. */
export function loweringFindings(assessment: Assessment, level: RiskLevel): readonly Finding[] {
  const isWarning = level === 'high' || level === 'caution';
  return isWarning ? [] : firstOfEach(assessment.findings.filter(finding => finding.weight < 0));
}

/** Puts reasons into words; one without a text is left out, two with the same words are said once. */
export function worded(
  reasons: readonly RememberedReason[],
  about: { readonly level: RiskLevel; readonly destination: string | null },
  tools: ReplyTools,
): readonly ShownReason[] {
  const seen = new Set<string>();
  return reasons.flatMap(({ reason, quote }) => {
    const statement = DESTINATION_REASONS.has(reason)
      ? destinationClause(about.destination, about.level, tools)
      : null;
    const clause = statement ?? tools.texts.reason(tools.locale, reason);
    if (clause === null || seen.has(clause)) return [];
    seen.add(clause);
    return [{ reason, clause, quote: quote === null ? null : cutWords(quote) }];
  });
}

function firstOfEach(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ reason }) => !seen.has(reason) && seen.add(reason));
}
