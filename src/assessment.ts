/**
 * The waist of the hourglass: what was judged about one text. Everything left of it exists to produce an
 * Assessment, everything right of it is a view of one. It is frozen and serialisable and holds no address,
 * no clock and no function. This module never imports `message.ts`.
 */

/** Longer texts are refused at every door; UTF-16 units. Telegram's longest message is a quarter of it. */
export const TEXT_LENGTH_MAX = 16_384;
/** Of a longer text, half of this is read at its beginning and half at its end; UTF-16 units after folding. */
export const READ_UNITS_MAX = 8_192;

/** A stretch of the text as it was given: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const RISK_LEVELS = ['none', 'unsure', 'caution', 'high'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

export const CATEGORIES = [
  'scam_compound',
  'illegal_placement',
  'fee_scam',
  'task_scam',
  'mlm',
  'gambling_promo',
  'phishing',
  'fake_recruitment',
  'other_scam',
] as const;
export type Category = (typeof CATEGORIES)[number];

export const IDENTIFIER_KINDS = [
  'phone',
  'handle',
  'link',
  'email',
  'account',
  'company',
  'licence',
] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** Something that points at a recruiter, in canonical form. */
export interface Identifier {
  readonly kind: IdentifierKind;
  /** phone E.164 · handle `telegram:name` · link registrable domain and path · account `bank:digits` · as written otherwise. */
  readonly value: string;
  readonly span: Span;
  /** phone only: ISO 3166 alpha-2 of the number, null where it cannot be told. */
  readonly country?: string | null;
}

export const CURRENCIES = [
  'IDR',
  'USD',
  'MYR',
  'SGD',
  'JPY',
  'KRW',
  'TWD',
  'HKD',
  'SAR',
  'AED',
  'EUR',
  'THB',
  'CNY',
  'AUD',
  'PHP',
  'other',
] as const;
export type Currency = (typeof CURRENCIES)[number];
export const PAY_PERIODS = ['hour', 'day', 'week', 'month', 'year', 'once', 'unknown'] as const;
export type PayPeriod = (typeof PAY_PERIODS)[number];
/** What an amount is for, as far as the words beside it say. */
export const MONEY_ROLES = [
  'salary',
  'fee',
  'bonus',
  'deposit',
  'ransom',
  'debt',
  'advance',
  'unknown',
] as const;
export type MoneyRole = (typeof MONEY_ROLES)[number];

/** An amount of money in the text. `min` equals `max` for a single figure; "2 digit" is 10 to 99 million. */
export interface Money {
  readonly min: number;
  readonly max: number;
  readonly currency: Currency;
  readonly period: PayPeriod;
  readonly role: MoneyRole;
  readonly span: Span;
}

/** How a place stands in the text: where the work is, on the way, only spoken of. */
export const PLACE_ROLES = ['destination', 'transit', 'mention'] as const;
export type PlaceRole = (typeof PLACE_ROLES)[number];

export interface Place {
  /** Gazetteer id, e.g. `sihanoukville`, `kamboja`. */
  readonly id: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** `scam`: a place sources name as a site of scam compounds or the way there. */
  readonly kind: 'country' | 'city' | 'scam' | 'region';
  readonly role: PlaceRole;
  readonly span: Span;
  /** Province of Indonesia, for provinces whose offices are listed. */
  readonly province?: string;
}

export const VISA_KINDS = ['tourist', 'pilgrim', 'work', 'on_arrival', 'none'] as const;
export type VisaKind = (typeof VISA_KINDS)[number];
export interface Visa {
  readonly kind: VisaKind;
  readonly span: Span;
}

/** Time until departure, when the text promises one: "besok", "3 hari lagi berangkat". */
export interface Departure {
  readonly days: number;
  readonly span: Span;
}

export const EMPLOYER_KINDS = ['named', 'unnamed', 'absent'] as const;
/** `named`: a company one can look up · `unnamed`: "perusahaan besar" · `absent`: nobody is named at all. */
export interface Employer {
  readonly kind: (typeof EMPLOYER_KINDS)[number];
  readonly name: string | null;
  readonly span: Span | null;
}

export const EMPLOYER_CHANNELS = ['own_channel', 'other_channel', 'no_channel'] as const;
/**
 * `own_channel`: the text leads to a site or mailbox of this employer · `other_channel`: to something else, a
 * number or an account included · `no_channel`: to nothing at all.
 */
export type EmployerChannel = (typeof EMPLOYER_CHANNELS)[number];

/** An employer of `rules/employers.yaml`, named in the text. */
export interface KnownEmployerMention {
  /** Null for a name that is borrowed, too, but whose own address no source shows. */
  readonly id: string | null;
  /** False for bodies and programmes of the state. */
  readonly isFirm: boolean;
  /** False for a short name with no word of work near it: it may be anything. */
  readonly isSure: boolean;
  readonly channel: EmployerChannel;
  readonly span: Span;
}

export const SPEECH_ACTS = ['offer', 'warning', 'news', 'question', 'plea', 'chat'] as const;
export type SpeechAct = (typeof SPEECH_ACTS)[number];

/** Who is asked to pay, and who pays: the first version tells the seeker from everybody else. */
export interface Payment {
  readonly payer: 'seeker' | 'employer' | 'nobody';
  /** The word that names the cost, e.g. `administrasi`, `tiket`. */
  readonly what: string;
  readonly span: Span;
}

/** Typed facts that code, not rules, reads out of a text. Lists are in order of appearance. */
export interface Facts {
  readonly money: readonly Money[];
  readonly places: readonly Place[];
  readonly visas: readonly Visa[];
  readonly payments: readonly Payment[];
  readonly departure: Departure | null;
  readonly employer: Employer;
  readonly knownEmployers: readonly KnownEmployerMention[];
  readonly licence: boolean;
  /** The writer says that they are under 18. */
  readonly writerIsMinor: boolean;
  /** Country the work is in, ISO 3166 alpha-2; null when the text does not say or says Indonesia only by silence. */
  readonly destination: string | null;
  /** Province of Indonesia that people in the text are from, where its offices are listed and the text says so. */
  readonly province?: string;
}

/** Whether a rule argues for danger or against it. */
export const SIGNS = ['raises', 'lowers'] as const;
export type Sign = (typeof SIGNS)[number];

/** One rule that held for this text, with its own why: a reply never guesses a reason. */
export interface Finding {
  /** `family/id` of the rule file. */
  readonly rule: string;
  /** Key under `reasons` in the locales. */
  readonly reason: string;
  /** The words of the text as given, null when the finding is about something missing. */
  readonly quote: string | null;
  readonly start: number | null;
  readonly end: number | null;
  /** What it adds to the sum; negative for a rule that lowers, 0 for a distress pattern. */
  readonly weight: number;
}

export const TRIAGE_STAGES = [
  'thinking',
  'paid',
  'papers_handed',
  'departing',
  'in_transit',
  'inside',
  'home',
] as const;
export type TriageStage = (typeof TRIAGE_STAGES)[number];

/** A person in danger, or a family: found before any advert is judged. */
export interface Triage {
  readonly who: 'self' | 'relative';
  readonly urgency: 'now' | 'soon';
  readonly country: string | null;
  readonly stage: TriageStage | null;
  /** As in Facts. */
  readonly province?: string;
}

/** What a short text that is neither offer nor plea is about; found so that the bot can answer in a line. */
export const TOPICS = [
  'greeting',
  'thanks',
  'who_are_you',
  'privacy',
  'help',
  'how_to_check',
  'ok',
  'paid',
  'departed',
] as const;
export type Topic = (typeof TOPICS)[number];

/** The whole answer for one text. */
export interface Assessment {
  /** `danger`: a plea, no advert score at all · `advert`: an offer of work · `other`: anything else. */
  readonly kind: 'danger' | 'advert' | 'other';
  /** null for danger, and for a text that is no advert and shows nothing. */
  readonly riskLevel: RiskLevel | null;
  /** 0 to 1; 0 where there is none. */
  readonly score: number;
  readonly category: Category | null;
  /** Strongest first. */
  readonly findings: readonly Finding[];
  readonly identifiers: readonly (Identifier & { readonly quote: string })[];
  readonly speechAct: SpeechAct;
  /** Only where `kind` is `other` and there is no level. */
  readonly topic: Topic | null;
  readonly facts: Facts;
  readonly triage: Triage | null;
  /** Id of the employer in `rules/employers.yaml` whose name the text borrows, where a finding quotes it. */
  readonly employer: string | null;
}
