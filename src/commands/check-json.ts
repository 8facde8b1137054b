/** The object that `check --json` and `POST /api/check` answer with: an assessment in its published shape. */
import type { Assessment } from '../assessment.js';

export interface CheckJson {
  readonly kind: Assessment['kind'];
  readonly riskLevel: Assessment['riskLevel'];
  readonly score: number;
  readonly category: Assessment['category'];
  readonly findings: Assessment['findings'];
  readonly identifiers: readonly { readonly kind: string; readonly value: string; readonly quote: string }[];
  readonly facts: Assessment['facts'] & { readonly speechAct: Assessment['speechAct'] };
  readonly triage: Assessment['triage'];
  readonly employer: Assessment['employer'];
}

export function checkJson(assessment: Assessment): CheckJson {
  const { kind, riskLevel, score, category, findings, identifiers, facts, speechAct, triage, employer } =
    assessment;
  return {
    kind,
    riskLevel,
    score,
    category,
    findings,
    identifiers: identifiers.map(({ kind: identifierKind, value, quote }) => ({
      kind: identifierKind,
      value,
      quote,
    })),
    facts: { ...facts, speechAct },
    triage,
    employer,
  };
}
