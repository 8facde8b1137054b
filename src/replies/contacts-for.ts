/**
 * The directory as the composers ask for it: a question in, contacts ready to print out, each with the month in
 * which it was last seen in the reader's language. It chooses by `contact-choice.ts` and adds only words.
 */
import type { Clock } from '../clock.js';
import type { ContactsFor } from './compose-tools.js';
import { chooseContacts } from './contact-choice.js';
import { type ContactAge, type ContactDirectory, shownContact } from './contacts.js';
import type { Locale } from './text-keys.js';
import type { Texts } from './texts.js';

/** Binds the directory, the texts and the time. */
export function contactsFrom(directory: ContactDirectory, texts: Texts, clock: Clock): ContactsFor {
  return (question, locale) =>
    chooseContacts(question, directory, clock.now()).map(chosen =>
      shownContact(chosen, {
        seen: seenWords(chosen.age, texts, locale),
        seenBriefly: seenWords(chosen.age, texts, locale, 'short'),
      }),
    );
}

const SEEN_KEYS = {
  fresh: 'contact.seen_fresh',
  ageing: 'contact.seen_ageing',
  old_national: 'contact.seen_old',
} as const;

/** "per September 2026", or that it may have changed. @param style of the month: "Sep 2026" where it is short */
export function seenWords(
  age: ContactAge,
  texts: Texts,
  locale: Locale,
  style: 'long' | 'short' = 'long',
): string {
  if (age.month === null) return texts.text(locale, 'contact.seen_undated');
  return texts.text(locale, SEEN_KEYS[age.kind], { month: monthWords(age.month, locale, style) });
}

/** "September 2026"; the year alone where no month is known. @param month as in "2026-09" or "2026" */
export function monthWords(month: string, locale: Locale, style: 'long' | 'short'): string {
  const [year, number] = month.split('-').map(Number);
  if (number === undefined) return month;
  const format = new Intl.DateTimeFormat(locale, { month: style, year: 'numeric', timeZone: 'UTC' });
  return format.format(Date.UTC(year ?? 0, number - 1));
}
