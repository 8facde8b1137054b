/**
 * What stands behind a number under an advert answer. Comes in: the choice and what the session remembers; goes
 * out: one bubble of at most 1,000 characters. Having left is answered like danger; everything else is plain help.
 */
import type { Speech } from '../conversation/speech.js';
import { composeDeparted } from './compose-danger.js';
import {
  bold,
  contactBlocks,
  linesOf,
  listOf,
  plain,
  plainReply,
  type ReplyTools,
  replyLength,
  sayText,
} from './compose-tools.js';
import { advertQuestion, VERDICT_LENGTH_MAX } from './compose-verdict.js';
import { type ShownReason, worded } from './reasons.js';
import type { Block, Reply } from './reply.js';

const MORE_CONTACTS = 3;

/** What the law says about a reason; said once, under the reasons. */
const LAW_OF_REASON = {
  visa_tourist: 'law.work_visa',
  visa_pilgrim: 'law.work_visa',
  contract_later: 'law.contract',
  placement_fee: 'law.placement_fee',
} as const;
const LAW_NOTES_MAX = 2;

type ChoiceSpeech = Extract<Speech, { say: 'choice' }>;

export function composeChoice(speech: ChoiceSpeech, tools: ReplyTools): Reply {
  switch (speech.choice) {
    case 'departed':
      return composeDeparted(speech, speech.caseId, tools);
    case 'paid':
      return moneyReply('paid', [linesOf(tools, ['law.paid_hours'])], tools);
    case 'sent_data':
      return moneyReply('sent_data', [], tools);
    case 'ask_recruiter':
      return askReply(speech, tools);
    case 'how_to_check':
      return checkReply(speech.destination, tools, speech.province);
    case 'explain':
      return explainReply(speech, tools);
  }
}

/** Steps after money or data are gone, with the office that can still stop something. */
function moneyReply(choice: 'paid' | 'sent_data', notes: readonly Block[], tools: ReplyTools): Reply {
  const { texts, locale } = tools;
  const contacts = tools.contactsFor({ country: null, from: 'indonesia', need: 'paid', max: 1 }, locale);
  return plainReply('intent', [
    linesOf(tools, [`choice.${choice}_line`]),
    listOf(null, texts.list(locale, `choice.${choice}`)),
    ...contactBlocks(contacts, sayText(tools, 'choice.paid_lead')),
    ...notes,
  ]);
}

function askReply({ destination }: ChoiceSpeech, tools: ReplyTools): Reply {
  const isAbroad = destination !== null && destination !== 'ID';
  const questions = tools.texts.list(tools.locale, isAbroad ? 'choice.ask_abroad' : 'choice.ask_home');
  return plainReply('intent', [
    listOf(bold(sayText(tools, 'choice.ask_line')), questions),
    linesOf(tools, ['choice.ask_after']),
  ]);
}

/** How a vacancy is checked; without a destination both ways are named. */
export function checkReply(destination: string | null, tools: ReplyTools, province?: string): Reply {
  const { texts, locale } = tools;
  const isAbroad = destination !== null && destination !== 'ID';
  // For a job at home the only line would be the police: theirs is not a line for "is this shop real?".
  const contacts =
    destination === 'ID' ? [] : tools.contactsFor(advertQuestion(null, destination, 1, province), locale);
  return plainReply('intent', [
    listOf(bold(sayText(tools, 'check.line')), texts.list(locale, isAbroad ? 'check.abroad' : 'check.home')),
    isAbroad
      ? linesOf(tools, ['law.listed_is_no_proof'])
      : linesOf(tools, destination === null ? ['law.state_jobs', 'check.both'] : ['law.state_jobs']),
    ...contactBlocks(contacts, sayText(tools, 'contact.lead_more')),
    linesOf(tools, ['check.after']),
  ]);
}

/** Every reason that fits, what the law says about them, and more contacts. */
function explainReply(speech: ChoiceSpeech, tools: ReplyTools): Reply {
  // Where no sign was recognised, the choice promised contacts only.
  const reasons = speech.level === 'none' ? [] : worded(speech.reasons, speech, tools);
  const contacts = tools.contactsFor(
    advertQuestion(speech.category, speech.destination, MORE_CONTACTS, speech.province),
    tools.locale,
  );
  const laws = reasons.flatMap(({ reason }) =>
    reason in LAW_OF_REASON ? [LAW_OF_REASON[reason as keyof typeof LAW_OF_REASON]] : [],
  );
  const replyWith = (shown: readonly ShownReason[]): Reply =>
    plainReply('intent', [
      ...(speech.level === 'none' ? [] : explained(shown, tools)),
      ...(laws.length > 0 ? [linesOf(tools, [...new Set(laws)].slice(0, LAW_NOTES_MAX))] : []),
      ...contactBlocks(contacts, sayText(tools, 'contact.lead_more')),
      linesOf(tools, ['choice.explain_after']),
    ]);
  let shown = reasons;
  while (shown.length > 1 && replyLength(replyWith(shown)) > VERDICT_LENGTH_MAX) shown = shown.slice(0, -1);
  return replyWith(shown);
}

function explained(reasons: readonly ShownReason[], tools: ReplyTools): readonly Block[] {
  if (reasons.length === 0) return [linesOf(tools, ['choice.explain_nothing'])];
  const title = bold(sayText(tools, 'choice.explain_line'));
  return [
    { type: 'reasons', title, reasons: reasons.map(({ clause, quote }) => ({ line: plain(clause), quote })) },
  ];
}
