/**
 * How often the triage says rightly who is in danger, how urgently, where and at what stage. Comes in: judged
 * texts; counted are those of danger that were found and that carry the label. Missed texts are no part of it:
 * they are counted as missed elsewhere. Pure.
 */
import type { Triage } from '../assessment.js';
import { isSetAside, type JudgedText, type Share, wilson } from './evaluation.js';

/** What a plea says beside the danger itself, in the order in which it is shown. */
export const TRIAGE_FIELDS = ['who', 'urgency', 'country', 'stage'] as const;
export type TriageField = (typeof TRIAGE_FIELDS)[number];

/** How often one field is right: over all, over the texts rule writers may read, over those they may not. */
export interface FieldRow {
  readonly field: TriageField;
  readonly right: Share;
  readonly rightRead: Share;
  readonly rightAside: Share;
}

export function triageRows(judged: readonly JudgedText[]): readonly FieldRow[] {
  const found = judged.filter(
    ({ labelled, assessment }) => labelled.expect === 'danger' && assessment.triage,
  );
  return TRIAGE_FIELDS.map(field => {
    // `null` is a label, too: the text does not say, and neither may the answer.
    const counted = found.filter(({ labelled }) => labelled[field] !== undefined);
    const share = (among: readonly JudgedText[]): Share =>
      wilson(among.filter(one => isFieldRight(one, field)).length, among.length);
    return {
      field,
      right: share(counted),
      rightRead: share(counted.filter(({ labelled }) => !isSetAside(labelled))),
      rightAside: share(counted.filter(({ labelled }) => isSetAside(labelled))),
    };
  });
}

function isFieldRight({ labelled, assessment }: JudgedText, field: TriageField): boolean {
  const said: Triage | null = assessment.triage;
  return said !== null && said[field] === labelled[field];
}
