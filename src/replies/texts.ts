/**
 * The texts as the rest of the program asks for them: by key and language, with the values that a text needs.
 * `files/texts-file.ts` makes one from the locales and has checked every key before, so nothing is missing here.
 */
import {
  DEFAULT_LOCALE,
  type ListKey,
  LOCALES,
  type Locale,
  type PluralKey,
  type TextKey,
  type Values,
} from './text-keys.js';

/** An advert of our own making, for a first try on the page. */
export interface ExampleAdvert {
  readonly title: string;
  readonly text: string;
}

export interface Texts {
  text<K extends TextKey>(locale: Locale, key: K, ...values: Values<K>): string;
  /** The text of `key` in the plural form that the language wants for `count`. */
  plural(locale: Locale, key: PluralKey, count: number): string;
  list(locale: Locale, key: ListKey): readonly string[];
  /** The clause of a reason, null where no text has that key: the rules are checked against `reasonKeys` at start. */
  reason(locale: Locale, key: string): string | null;
  readonly reasonKeys: ReadonlySet<string>;
  examples(locale: Locale): readonly ExampleAdvert[];
  /** A text as it stands in the file, its `{{places}}` unfilled: for a page that fills them in itself. */
  unfilled(locale: Locale, key: TextKey): string;
  /** Keys of the texts about danger, family and law that no caseworker or lawyer has read, in any language. */
  readonly unread: readonly string[];
}

/** How many texts still wait for a caseworker or a lawyer. */
export function unreadCount(texts: Texts): number {
  return texts.unread.length;
}

/** True when a text holds the line that stands under every advert answer: a reply of ours, sent back. */
export function isOwnReply(text: string, texts: Texts): boolean {
  return LOCALES.some(locale => text.includes(texts.text(locale, 'verdict.may_be_wrong')));
}

/** The language of a session, the default one where there is no file for it. */
export function localeOf(wanted: string): Locale {
  return LOCALES.find(locale => locale === wanted) ?? DEFAULT_LOCALE;
}
