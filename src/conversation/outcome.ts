/** What a step of a conversation comes to: what is remembered, and what is to be said. */
import type { ReportDraft } from '../reports/report-draft.js';
import type { Session } from './session.js';
import type { Speech } from './speech.js';

/** A report that the person said yes to, twice. */
export interface NewReport {
  readonly draft: ReportDraft;
  readonly receipt: string;
}

export interface Outcome {
  /** null forgets the conversation. */
  readonly session: Session | null;
  readonly speeches: readonly Speech[];
  readonly report?: NewReport;
  /** Receipt code of a report that is to go. */
  readonly withdraw?: string;
}
