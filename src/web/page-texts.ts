/**
 * The words of the page in one language, taken from the locales once at the start. The names are the keys under
 * `page` there, so that a translator finds in the code what is written in the file. Data only.
 */

import { TEXT_LENGTH_MAX } from '../assessment.js';
import { LOCALES, type Locale } from '../replies/text-keys.js';
import { type ExampleAdvert, type Texts, unreadCount } from '../replies/texts.js';

const LINES = [
  'title',
  'tagline',
  'lead',
  'label',
  'placeholder',
  'paste_hint',
  'number_hint',
  'submit',
  'working',
  'again',
  'you_sent',
  'answer',
  'choices',
  'skip_link',
  'privacy_title',
  'examples_title',
  'example_try',
  'how_title',
  'about_title',
  'error_empty',
  'error_too_fast',
  'error_trouble',
  'error_expired',
  'error_late',
  'error_repeat',
  'emergency_title',
  'emergency_lead',
] as const;
const LISTS = ['privacy', 'how', 'about'] as const;

export type PageTexts = Readonly<Record<(typeof LINES)[number], string>> &
  Readonly<Record<(typeof LISTS)[number], readonly string[]>> & {
    /** For the `lang` attribute. */
    readonly lang: Locale;
    readonly error_too_long: string;
    readonly examples: readonly ExampleAdvert[];
    /** How many texts no caseworker or lawyer has read; null when none is left. */
    readonly unread: string | null;
  };

/** The page in `lang`, the default being the first language of the program. */
export function readPageTexts(texts: Texts, lang: Locale = LOCALES[0]): PageTexts {
  const unread = unreadCount(texts);
  return {
    ...(Object.fromEntries(LINES.map(name => [name, texts.text(lang, `page.${name}`)])) as Record<
      (typeof LINES)[number],
      string
    >),
    ...(Object.fromEntries(LISTS.map(name => [name, texts.list(lang, `page.${name}`)])) as Record<
      (typeof LISTS)[number],
      readonly string[]
    >),
    lang,
    error_too_long: texts.text(lang, 'page.error_too_long', { max: TEXT_LENGTH_MAX }),
    examples: texts.examples(lang),
    unread: unread === 0 ? null : texts.plural(lang, 'page.unread', unread),
  };
}
