/** What the bot would say to one text, as plain text; nothing is kept. */

import { randomBytes } from 'node:crypto';
import { officialSite } from '../advert/known-employers.js';
import { assess } from '../classifier/assess.js';
import { systemClock } from '../clock.js';
import { newCaseId } from '../conversation/case-id.js';
import { converse } from '../conversation/converse.js';
import type { House } from '../files/house.js';
import { composeReply } from '../replies/compose-reply.js';
import { contactsFrom } from '../replies/contacts-for.js';
import { quoteAround } from '../replies/quote.js';
import { renderPlain } from '../replies/render-plain.js';
import { DEFAULT_LOCALE } from '../replies/text-keys.js';
import { draftReport } from '../reports/draft-report.js';
import { newReceipt } from '../reports/receipt.js';
import { isoWeekOf } from '../reports/week.js';

export function answerTo(text: string, { ruleset, texts, contacts }: House): string {
  const intent = text.trim() === '' ? ({ kind: 'nothing' } as const) : ({ kind: 'judge', text } as const);
  const { speeches } = converse(intent, null, 1, {
    assess: given => assess(given, ruleset),
    newCaseId: () => newCaseId(randomBytes),
    quote: quoteAround,
    draft: (given, assessment, typed) => draftReport(given, assessment, typed, ruleset),
    newReceipt: () => newReceipt(randomBytes),
    week: isoWeekOf(systemClock.now()),
    countsReports: false,
  });
  const tools = {
    texts,
    locale: DEFAULT_LOCALE,
    contactsFor: contactsFrom(contacts, texts, systemClock),
    siteOf: (id: string) => officialSite(ruleset.employers, id),
  };
  return speeches.map(speech => renderPlain(composeReply(speech, tools))).join('\n\n');
}
