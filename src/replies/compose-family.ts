/**
 * Answers to somebody who worries about a relative or a friend: the worry is named, a contact stands at once,
 * one question at a time. Comes in: the triage and the step; goes out: a reply without level, score or mark. It
 * never calls anybody a victim or a culprit and promises no rescue.
 */
import type { Triage, TriageStage } from '../assessment.js';
import type { Speech } from '../conversation/speech.js';
import { DANGER_LENGTH_MAX } from './compose-danger.js';
import {
  bold,
  contactBlocks,
  firstThatFits,
  inBrief,
  linesOf,
  listOf,
  plainReply,
  type ReplyTools,
  sayText,
  withoutWaLinks,
} from './compose-tools.js';
import type { ContactQuestion } from './contact-choice.js';
import type { Reply } from './reply.js';

/** The later answers hold what to do and what not to: one screen. */
const FAMILY_LENGTH_MAX = 800;

/** Beside the office of their own province stand a line that works today and a national one. */
const WITH_OWN_OFFICE = 2;

const NOT_YET_GONE: ReadonlySet<TriageStage> = new Set([
  'thinking',
  'paid',
  'papers_handed',
  'departing',
  'home',
]);

type FamilySpeech = Extract<Speech, { say: 'family' }>;

export function composeFamily({ triage, step }: FamilySpeech, tools: ReplyTools): Reply {
  const contacts = tools.contactsFor(familyQuestion(triage, step), tools.locale);
  const max = step === 'first' ? DANGER_LENGTH_MAX : FAMILY_LENGTH_MAX;
  return firstThatFits(
    [contacts, withoutWaLinks(contacts), inBrief(contacts)].map(
      shown => () => familyReply(step, shown, tools),
    ),
    max,
  );
}

function familyReply(
  step: FamilySpeech['step'],
  shown: Parameters<typeof contactBlocks>[0],
  tools: ReplyTools,
): Reply {
  const { texts, locale } = tools;
  const before = listOf(bold(sayText(tools, 'family.before_title')), texts.list(locale, 'family.before'));
  switch (step) {
    case 'first':
      return plainReply('family', [
        linesOf(tools, ['family.worry']),
        ...contactBlocks(shown, null),
        linesOf(tools, ['family.machine', 'family.in_danger_ask']),
      ]);
    case 'in_danger':
      return plainReply('family', [
        linesOf(tools, ['family.call_now']),
        ...contactBlocks(shown, null),
        linesOf(tools, ['family.tell', 'family.tell_local']),
        before,
        linesOf(tools, ['family.phone_hint']),
      ]);
    case 'prepare':
      return plainReply('family', [
        linesOf(tools, ['family.prepare_title']),
        listOf(null, texts.list(locale, 'family.prepare')),
        ...contactBlocks(shown, sayText(tools, 'family.then_call')),
        // The office in their own town: the door that a family can reach without a call abroad.
        linesOf(tools, ['family.tell_local']),
        before,
        linesOf(tools, ['family.phone_hint']),
      ]);
  }
}

/** The one who asks is in Indonesia; where the relative is decides who can help. */
function familyQuestion({ country, stage, province }: Triage, step: FamilySpeech['step']): ContactQuestion {
  const isHere = stage !== null && NOT_YET_GONE.has(stage);
  const question = { country: isHere ? 'ID' : country, from: 'indonesia', need: 'family' } as const;
  // The first answer is read at a glance; an office to walk to stands in the ones that are kept.
  if (step === 'first' || province === undefined) return { ...question, max: 1 };
  return { ...question, max: WITH_OWN_OFFICE, province };
}
