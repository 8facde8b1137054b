/**
 * Every text that the program may say, by key: what the files under locales/ must hold, and which `{{places}}`
 * of a text the code fills in. Data only; a key that is not here can be neither written nor asked for.
 */
import { CATEGORIES, type Category } from '../assessment.js';

/** Languages with a file of their own; the first is the one that people are answered in unless they ask. */
export const LOCALES = ['id', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = 'id';

/** What an advert can look like; `general` where no category could be told. */
export const LOOKS = [...CATEGORIES, 'general'] as const;
export type Look = Category | 'general';

const PLAIN_KEYS = [
  'page.title',
  'page.tagline',
  'page.lead',
  'page.label',
  'page.placeholder',
  'page.paste_hint',
  'page.number_hint',
  'page.submit',
  'page.working',
  'page.again',
  'page.you_sent',
  'page.answer',
  'page.choices',
  'page.skip_link',
  'page.privacy_title',
  'page.examples_title',
  'page.example_try',
  'page.how_title',
  'page.about_title',
  'page.error_empty',
  'page.error_too_long',
  'page.error_too_fast',
  'page.error_trouble',
  'page.error_expired',
  'page.error_late',
  'page.error_repeat',
  'page.emergency_title',
  'page.emergency_lead',
  'contact.seen_fresh',
  'contact.seen_ageing',
  'contact.seen_old',
  'contact.seen_undated',
  'contact.lead',
  'contact.lead_urgent',
  'contact.lead_more',
  'contact.lead_minor',
  'verdict.level.high',
  'verdict.level.caution',
  'verdict.level.unsure',
  'verdict.level.none',
  'verdict.act.unsure',
  'verdict.act.none',
  'verdict.look.unsure',
  'verdict.look.unsure_signs',
  'verdict.look.none',
  'verdict.reasons_title',
  'verdict.lowering_title',
  'verdict.missing_title',
  'verdict.missing.employer',
  'verdict.missing.place',
  'verdict.missing.pay',
  'verdict.missing.cost',
  'verdict.missing.contact',
  'verdict.do_title.high',
  'verdict.do_title.caution',
  'verdict.do_title.unsure',
  'verdict.do_title.none',
  'verdict.safe_abroad',
  'verdict.safe_home',
  'verdict.own_site',
  'verdict.may_be_wrong',
  'verdict.choose',
  'verdict.choice.departed',
  'verdict.choice.paid',
  'verdict.choice.sent_data',
  'verdict.choice.ask_recruiter',
  'verdict.choice.how_to_check',
  'verdict.choice.report',
  'verdict.choice.explain',
  'verdict.choice.explain_unsure',
  'verdict.choice.explain_none',
  'verdict.button.departed',
  'verdict.button.paid',
  'verdict.button.sent_data',
  'verdict.button.ask_recruiter',
  'verdict.button.how_to_check',
  'verdict.button.report',
  'verdict.button.explain',
  'verdict.button.explain_unsure',
  'verdict.button.explain_none',
  'danger.received',
  'danger.machine',
  'danger.machine_brief',
  'danger.can_read',
  'danger.situation_ask',
  'danger.situation_ask_brief',
  'danger.situation.confined',
  'danger.situation.passport',
  'danger.situation.hurt',
  'danger.situation.wants_home',
  'danger.answer_line',
  'danger.answer_line_brief',
  'danger.answer.confined',
  'danger.answer.passport',
  'danger.answer.hurt',
  'danger.answer.wants_home',
  'danger.answer_home.confined',
  'danger.answer_home.passport',
  'danger.answer_home.hurt',
  'danger.answer_home.wants_home',
  'danger.delete_hint',
  'danger.quiet',
  'danger.late',
  'danger.departed_line',
  'danger.departed_do',
  'danger.departed_ask',
  'family.worry',
  'family.machine',
  'family.in_danger_ask',
  'family.call_now',
  'family.tell',
  'family.tell_local',
  'family.before_title',
  'family.phone_hint',
  'family.prepare_title',
  'family.then_call',
  'law.destination.not_placement',
  'law.destination.forbidden_in_2025',
  'law.destination.no_channel',
  'law.work_visa',
  'law.contract',
  'law.placement_fee',
  'law.paid_hours',
  'law.state_jobs',
  'law.listed_is_no_proof',
  'choice.paid_line',
  'choice.paid_lead',
  'choice.sent_data_line',
  'choice.ask_line',
  'choice.ask_after',
  'choice.explain_line',
  'choice.explain_nothing',
  'choice.explain_after',
  'report.consent_line',
  'report.script_title',
  'report.no_script',
  'report.identifiers_title',
  'report.also_title',
  'report.also_signs',
  'report.also_level',
  'report.also_destination',
  'report.also_week',
  'report.also_tag',
  'report.also_web',
  'report.how_long',
  'report.limit',
  'report.own_data',
  'report.ask',
  'report.yes',
  'report.no',
  'report.yes_button',
  'report.no_button',
  'report.kept',
  'report.kept_then',
  'report.receipt_choice',
  'report.receipt_button',
  'report.receipt_line',
  'report.receipt_use',
  'report.receipt_hide',
  'report.not_kept',
  'report.withdrawn',
  'report.after',
  'check.line',
  'check.both',
  'check.after',
  'intent.greeting_advert',
  'intent.greeting_answer',
  'intent.greeting_after',
  'notice.choice_current',
] as const;

export type TextKey =
  | (typeof PLAIN_KEYS)[number]
  | `verdict.act.high.${Look}`
  | `verdict.act.caution.${Look}`
  | `verdict.look.${Look}`;

export const TEXT_KEYS: readonly TextKey[] = [
  ...PLAIN_KEYS,
  ...LOOKS.flatMap(
    look => [`verdict.act.high.${look}`, `verdict.act.caution.${look}`, `verdict.look.${look}`] as const,
  ),
];

/** Texts that count something: a file holds one for each plural form of its language (`…_one`, `…_other`). */
export const PLURAL_KEYS = ['page.unread', 'verdict.counted'] as const;
export type PluralKey = (typeof PLURAL_KEYS)[number];

export const INTENT_WORDS = [
  'greeting',
  'thanks',
  'who_are_you',
  'privacy',
  'help',
  'ok',
  'unclear',
  'bot_reply_returned',
] as const;
export const NOTICE_WORDS = [
  'picture_unread',
  'document_unread',
  'unsupported',
  'too_long',
  'choice_expired',
  'number_without_choices',
  'stopped',
  'deleted',
  'language_set',
  'short_on',
  'short_off',
  'slow_down',
  'trouble',
  'empty',
] as const;

const PLAIN_LISTS = [
  'page.privacy',
  'page.how',
  'page.about',
  'verdict.do.unsure',
  'verdict.do.none',
  'family.before',
  'family.prepare',
  'choice.paid',
  'choice.sent_data',
  'choice.ask_abroad',
  'choice.ask_home',
  'check.abroad',
  'check.home',
] as const;

export type ListKey =
  | (typeof PLAIN_LISTS)[number]
  | `verdict.do.${Look}`
  | `intent.${(typeof INTENT_WORDS)[number]}`
  | `notice.${(typeof NOTICE_WORDS)[number]}`;

/** Texts of several lines or items, in order. */
export const LIST_KEYS: readonly ListKey[] = [
  ...PLAIN_LISTS,
  ...LOOKS.map(look => `verdict.do.${look}` as const),
  ...INTENT_WORDS.map(intent => `intent.${intent}` as const),
  ...NOTICE_WORDS.map(notice => `notice.${notice}` as const),
];

/** The `{{places}}` that the code fills in; every other text must have none. */
export const PLACEHOLDERS = {
  'page.error_too_long': ['max'],
  'page.unread': ['count'],
  'verdict.counted': ['count'],
  'verdict.own_site': ['name', 'host', 'by', 'month'],
  'contact.seen_fresh': ['month'],
  'contact.seen_ageing': ['month'],
  'contact.seen_old': ['month'],
  'report.also_signs': ['count'],
  'report.also_level': ['level'],
  'report.also_destination': ['country'],
  'report.also_week': ['week', 'year'],
  'law.destination.not_placement': ['country'],
  'law.destination.forbidden_in_2025': ['country'],
  'law.destination.no_channel': ['country'],
} as const satisfies Partial<Record<TextKey | PluralKey, readonly string[]>>;

type Filled = keyof typeof PLACEHOLDERS;
/** The values that a text needs, by its key. */
export type Values<K> = K extends Filled
  ? [values: Readonly<Record<(typeof PLACEHOLDERS)[K][number], string | number>>]
  : [];

/** Adverts of our own making that a visitor of the page can try: `page.examples`, each with a title and a text. */
export const EXAMPLES_KEY = 'page.examples';
/** One clause for each reason that a rule may give: `reasons.<key>`. Open: the rules decide which are needed. */
export const REASONS_SECTION = 'reasons';
