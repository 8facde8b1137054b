/**
 * What is remembered of a conversation, and for how long: enough to understand the next "1" or "Y", sealed,
 * 30 minutes, then gone. It never holds the advert, only what the last answer offered and, where a report was offered,
 * what that would keep.
 */
import type { Category, RiskLevel, Triage } from '../assessment.js';
import type { ReportDraft } from '../reports/report-draft.js';

/** A session lives this long after the last message of the person. */
export const SESSION_TTL_MS = 30 * 60_000;

/** A reason that was or could be shown: cut and masked like any quotation, at most `REMEMBERED_REASONS_MAX` of them. */
export interface RememberedReason {
  readonly reason: string;
  readonly quote: string | null;
}
export const REMEMBERED_REASONS_MAX = 12;

/** What the last case offered, so that a number can be tied to it. */
export type OpenCase =
  | AdvertCase
  /** Asked whether exactly this may be kept; a choice of the advert answer still counts. */
  | {
      readonly flow: 'report';
      readonly caseId: string;
      readonly draft: ReportDraft;
      readonly advert: AdvertCase;
    }
  /** Kept; the code that withdraws it is shown only on asking. */
  | { readonly flow: 'reported'; readonly caseId: string; readonly receipt: string }
  | {
      readonly flow: 'danger';
      readonly caseId: string;
      readonly triage: Triage;
      /** Which question was asked last: Y or T, or which situation. */
      readonly asked: 'yes_no' | 'situation';
    };

export interface AdvertCase {
  readonly flow: 'verdict';
  readonly caseId: string;
  readonly level: RiskLevel;
  readonly category: Category | null;
  readonly destination: string | null;
  /** Province that the seeker is from, as far as the text says. */
  readonly province?: string;
  readonly reasons: readonly RememberedReason[];
  /** null where no report is offered. */
  readonly draft: ReportDraft | null;
}

export interface Session {
  readonly openCase: OpenCase | null;
  /** Locale the person asked for, e.g. `id`. */
  readonly locale: string;
  /** The person asked for short answers: line 1 and the contact only. */
  readonly isShort: boolean;
}

/** What a person starts with. */
export const FRESH_SESSION: Session = { openCase: null, locale: 'id', isShort: false };
