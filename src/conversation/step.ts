/**
 * What every step of a conversation is made of: what it may use, what it comes to, and the few ways to say one thing.
 * Pure; the flows (`converse.ts`, `danger-flow.ts`, `report-flow.ts`) are built from it.
 */
import type { Assessment, RiskLevel, Span } from '../assessment.js';
import type { ReportDraft } from '../reports/report-draft.js';
import type { Outcome } from './outcome.js';
import type { AdvertCase, OpenCase, Session } from './session.js';
import type { NoticeSpeech, Speech, StandingAnswer } from './speech.js';

/** What a step may use besides what was said. */
export interface Aids {
  readonly assess: (text: string) => Assessment;
  /** A fresh name for a case. */
  readonly newCaseId: () => string;
  /** Cuts and masks a quotation for keeping and showing; null when nothing readable is left. */
  readonly quote: (text: string, span: Span) => string | null;
  /** What a report would keep; null where none is offered. */
  readonly draft: (
    text: string,
    assessment: Assessment & { readonly riskLevel: RiskLevel },
    typed: readonly Span[],
  ) => ReportDraft | null;
  readonly newReceipt: () => string;
  /** The ISO week of today, e.g. "2026-W48". */
  readonly week: string;
  /** False where one person cannot be told from another, so that reports do not count. */
  readonly countsReports: boolean;
}

/** How a step was arrived at, for the log: a code, nothing of the text. */
export interface ConversedOutcome extends Outcome {
  readonly isDanger: boolean;
}

/** Says one thing. */
export function said(session: Session, speech: Speech): ConversedOutcome {
  return { session, speeches: [speech], isDanger: false };
}

/** Said to somebody in danger, or to a family: its reply has the short life of such an answer. */
export function danger(session: Session, speech: Speech): ConversedOutcome {
  return { session, speeches: [speech], isDanger: true };
}

/** A short word on what can be done; where an advert answer still stands, its choices are shown again. */
export function notice(session: Session, name: NoticeSpeech): ConversedOutcome {
  const standing =
    name === 'choice_expired' || name === 'number_without_choices' ? standingOf(session.openCase) : null;
  return said(session, { say: 'notice', notice: name, ...(standing ? { standing } : {}) });
}

/** The advert answer whose choices still hold. */
export function standingOf(openCase: OpenCase | null): StandingAnswer | null {
  if (openCase?.flow === 'report') return answerOf(openCase.advert);
  return openCase?.flow === 'verdict' ? answerOf(openCase) : null;
}

/** A session of a former version holds no draft. */
export function answerOf({ flow: _, reasons: __, draft, ...standing }: AdvertCase): StandingAnswer {
  return { ...standing, mayReport: Boolean(draft) };
}
