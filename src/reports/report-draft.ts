/**
 * What a report would keep, before anybody said yes: the wording without personal data, what points at the recruiter,
 * and what was judged. Types and limits only; nothing in it can name who reports.
 */
import type { Category, Identifier, RiskLevel } from '../assessment.js';

/** The wording that is kept, UTF-16 units: enough to recognise a script, short enough to be shown before a yes. */
export const SCRIPT_LENGTH_MAX = 600;
/** More than any recruiter needs; what stands first counts. */
export const REPORTED_IDENTIFIERS_MAX = 8;
/** Rule ids, strongest first. */
export const REPORTED_FINDINGS_MAX = 20;

export type ReportedIdentifier = Pick<Identifier, 'kind' | 'value'>;

export interface ReportDraft {
  /** Words that the rules know; everything else stands as "…", an identifier as its kind in brackets. */
  readonly script: string;
  /** The recruiter's, in canonical form, none twice. */
  readonly identifiers: readonly ReportedIdentifier[];
  /** Ids of the rules that held. */
  readonly findings: readonly string[];
  readonly level: RiskLevel;
  readonly category: Category | null;
  /** ISO 3166 alpha-2. */
  readonly destination: string | null;
}
