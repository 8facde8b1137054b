/**
 * What is to be said, as neutral data: a flow of the conversation decides on a Speech, `replies/compose-reply.ts`
 * puts it into words. It holds no words, no address and no network; the numbers that a person may choose are
 * named here once, so that what a reply offers and what a number means cannot drift apart.
 */
import type { Assessment, Category, RiskLevel, Triage } from '../assessment.js';
import type { ReportDraft } from '../reports/report-draft.js';
import type { RememberedReason } from './session.js';

/** 3 is the report wherever it is offered, so nothing else ever gets that number. */
export type ChoiceNumber = 1 | 2 | 3 | 4 | 5;

/** What a number under an advert answer asks for. */
export const VERDICT_CHOICES = [
  'departed',
  'paid',
  'sent_data',
  'ask_recruiter',
  'how_to_check',
  'report',
  'explain',
] as const;
export type VerdictChoice = (typeof VERDICT_CHOICES)[number];

export interface OfferedChoice {
  readonly number: ChoiceNumber;
  readonly choice: VerdictChoice;
}

/** What decides which choices an advert answer offers: the same when it is given and when a number comes back. */
export interface AnsweredAdvert {
  readonly level: RiskLevel;
  readonly category: Category | null;
  /** ISO 3166 alpha-2; null when the text names none. */
  readonly destination: string | null;
  /** True where there is something that a report could keep. */
  readonly mayReport: boolean;
  /** Province of Indonesia that the seeker is from, as far as the text says. */
  readonly province?: string;
}

/** Nobody travels for these: "I have already left" would only confuse. */
const STAYS_AT_HOME: ReadonlySet<Category> = new Set([
  'fee_scam',
  'task_scam',
  'mlm',
  'gambling_promo',
  'phishing',
  'fake_recruitment',
  'other_scam',
]);

/** The choices under an advert answer, in order. */
export function verdictChoices(answered: AnsweredAdvert): readonly OfferedChoice[] {
  const { level, category, destination, mayReport } = answered;
  const report: readonly OfferedChoice[] = mayReport ? [{ number: 3, choice: 'report' }] : [];
  const explain: OfferedChoice = { number: 5, choice: 'explain' };
  if (level === 'unsure') return [{ number: 1, choice: 'ask_recruiter' }, ...report, explain];
  if (level === 'none') return [{ number: 1, choice: 'how_to_check' }, explain];
  const isAbroad = destination !== null && destination !== 'ID';
  const mayTravel = isAbroad || category === null || !STAYS_AT_HOME.has(category);
  return [
    ...(mayTravel ? [{ number: 1, choice: 'departed' } as const] : []),
    { number: 2, choice: category === 'phishing' ? 'sent_data' : 'paid' },
    ...report,
    explain,
  ];
}

/** May exactly this be kept? */
export const CONSENT_NUMBERS = { yes: 1, no: 2 } as const;
/** Under "it is kept": the code that withdraws it. */
export const RECEIPT_NUMBER = 1;

/** How a person in danger describes their place, by the number they answer with. */
export const SITUATIONS = { 1: 'confined', 2: 'passport', 4: 'hurt', 5: 'wants_home' } as const;
export type SituationNumber = keyof typeof SITUATIONS;
export const SITUATION_NUMBERS: readonly SituationNumber[] = [1, 2, 4, 5];

export const INTENT_SPEECHES = [
  'greeting',
  'thanks',
  'who_are_you',
  'privacy',
  'help',
  'how_to_check',
  'ok',
  'unclear',
  'bot_reply_returned',
] as const;
export type IntentSpeech = (typeof INTENT_SPEECHES)[number];

export const NOTICE_SPEECHES = [
  'picture_unread',
  'document_unread',
  'unsupported',
  'too_long',
  'choice_expired',
  'number_without_choices',
  'stopped',
  'deleted',
  'language_set',
  /** From now on an advert answer is its first line and one contact ("SINGKAT"), and whole again ("LENGKAP"). */
  'short_on',
  'short_off',
  'slow_down',
  /** Something broke: said with a hotline all the same. */
  'trouble',
  /** Stands in for a danger answer that could not be sent in time. */
  'danger_late',
  'empty',
] as const;
export type NoticeSpeech = (typeof NOTICE_SPEECHES)[number];

/** An advert answer that still stands: its choices are shown again where a number fits nothing. */
export interface StandingAnswer extends AnsweredAdvert {
  readonly caseId: string;
}

export type Speech =
  | {
      readonly say: 'verdict';
      /** With a level; `danger` and a text without a level are never said this way. */
      readonly assessment: Assessment & { readonly riskLevel: RiskLevel };
      readonly caseId: string;
      /** How many messages were read together. */
      readonly messageCount: number;
      /** Line 1 and the contact only. */
      readonly short?: boolean;
      readonly mayReport: boolean;
    }
  | {
      readonly say: 'danger';
      readonly triage: Triage;
      readonly caseId: string;
      /** `first`: can messages be read now, Y or T · `situation`: after Y · `quiet_ok`: after T, one short line. */
      readonly step: 'first' | 'situation' | 'quiet_ok';
    }
  | {
      readonly say: 'danger';
      readonly triage: Triage;
      readonly caseId: string;
      readonly step: 'situation_answer';
      readonly situation: SituationNumber;
    }
  | {
      readonly say: 'family';
      readonly triage: Triage;
      readonly caseId: string;
      /** `first`: is the person in danger now, Y or T · `in_danger`: after Y · `prepare`: after T. */
      readonly step: 'first' | 'in_danger' | 'prepare';
    }
  /** `departed` offers the numbers of `SITUATION_NUMBERS`, all the others none. */
  | ({
      readonly say: 'choice';
      readonly choice: Exclude<VerdictChoice, 'report'>;
      readonly caseId: string;
      readonly reasons: readonly RememberedReason[];
    } & AnsweredAdvert)
  /** What would be kept, whole, before anything is. */
  | {
      readonly say: 'report';
      readonly step: 'consent';
      readonly draft: ReportDraft;
      readonly caseId: string;
      /** ISO week, e.g. "2026-W48". */
      readonly week: string;
      /** False on the web page: nothing tells one visitor from another, so no such report is counted. */
      readonly isCounted: boolean;
    }
  | { readonly say: 'report'; readonly step: 'kept'; readonly caseId: string }
  | { readonly say: 'report'; readonly step: 'receipt'; readonly receipt: string }
  | { readonly say: 'report'; readonly step: 'not_kept' | 'withdrawn' }
  | { readonly say: 'intent'; readonly intent: IntentSpeech }
  | {
      readonly say: 'notice';
      readonly notice: NoticeSpeech;
      /** For `choice_expired` and `number_without_choices`: what can be chosen now. */
      readonly standing?: StandingAnswer;
    };
