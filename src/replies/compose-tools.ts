/**
 * What every composer is handed, and the few shapes they share. Comes in: texts, a language, a way to contacts;
 * goes out: lines and blocks. No words stand here.
 */
import type { ContactQuestion } from './contact-choice.js';
import type { EmployerSites } from './employer-site.js';
import { renderPlain } from './render-plain.js';
import type { Block, Line, Reply, ReplyKind, ShownContact } from './reply.js';
import type { Locale, TextKey, Values } from './text-keys.js';
import type { Texts } from './texts.js';

/** Contacts for a question, in the order to be printed, worded in `locale`; `contacts-for.ts` makes one. */
export type ContactsFor = (question: ContactQuestion, locale: Locale) => readonly ShownContact[];

export interface ReplyTools {
  readonly texts: Texts;
  readonly locale: Locale;
  readonly contactsFor: ContactsFor;
  readonly siteOf: EmployerSites;
}

export function plain(text: string): Line {
  return [{ text, bold: false }];
}

export function bold(text: string): Line {
  return [{ text, bold: true }];
}

/** One block of the texts of these keys, a line each. */
export function linesOf(
  tools: ReplyTools,
  keys: readonly { [K in TextKey]: Values<K> extends [] ? K : never }[TextKey][],
): Block {
  return { type: 'lines', lines: keys.map(key => plain(sayText(tools, key))) };
}

/** A text that needs no values. */
export function sayText(
  { texts, locale }: ReplyTools,
  key: { [K in TextKey]: Values<K> extends [] ? K : never }[TextKey],
): string {
  return (texts.text as (locale: Locale, key: TextKey) => string)(locale, key);
}

export function listOf(title: Line | null, items: readonly string[]): Block {
  return { type: 'list', title, items: items.map(plain) };
}

/** Contacts as blocks; only the first carries the lead. */
export function contactBlocks(contacts: readonly ShownContact[], lead: string | null): readonly Block[] {
  return contacts.map((contact, index) => ({
    type: 'contact',
    lead: index === 0 && lead !== null ? plain(lead) : null,
    contact,
  }));
}

/** The same contacts without their WhatsApp links, where there is a number left to tap. */
export function withoutWaLinks(contacts: readonly ShownContact[]): readonly ShownContact[] {
  return contacts.map(contact => (contact.number === null ? contact : { ...contact, waLink: null }));
}

/** The same contacts in as few words as they can be told. */
export function inBrief(contacts: readonly ShownContact[]): readonly ShownContact[] {
  return withoutWaLinks(contacts).map(contact => ({ ...contact, ...contact.brief }));
}

/** A reply without level and choices. */
export function plainReply(kind: Exclude<ReplyKind, 'verdict'>, blocks: readonly Block[]): Reply {
  return { kind, level: null, blocks, choices: [], caseId: null };
}

/** UTF-16 units as a reader sees them; bold and buttons count nothing. */
export function replyLength(reply: Reply): number {
  return renderPlain(reply).length;
}

/** The first of `replies` that is no longer than `max`, the last one where none is. Each is only made when asked for. */
export function firstThatFits(replies: readonly (() => Reply)[], max: number): Reply {
  let reply = replies[0]!();
  for (const next of replies.slice(1)) {
    if (replyLength(reply) <= max) break;
    reply = next();
  }
  return reply;
}
