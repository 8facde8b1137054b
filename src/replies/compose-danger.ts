/**
 * Answers to somebody in danger, or who has left: one small bubble, nothing alarming in line 1, a contact at
 * once, one question. Comes in: the triage and the step; goes out: a reply without level, score, mark or button
 * words. It never quotes the person, promises nothing and stores nothing.
 */
import type { Triage, TriageStage } from '../assessment.js';
import { type AnsweredAdvert, SITUATION_NUMBERS, SITUATIONS, type Speech } from '../conversation/speech.js';
import {
  contactBlocks,
  firstThatFits,
  inBrief,
  linesOf,
  plainReply,
  type ReplyTools,
  sayText,
  withoutWaLinks,
} from './compose-tools.js';
import type { ContactQuestion } from './contact-choice.js';
import type { Block, Choice, Reply, ShownContact } from './reply.js';

/** One bubble that is read at a glance and scrolls nowhere. */
export const DANGER_LENGTH_MAX = 300;

/** Stages in which the person is still, or again, in Indonesia, whatever country the text names. */
const IN_INDONESIA: ReadonlySet<TriageStage> = new Set([
  'thinking',
  'paid',
  'papers_handed',
  'departing',
  'home',
]);

type DangerSpeech = Extract<Speech, { say: 'danger' }>;

export function composeDanger(speech: DangerSpeech, tools: ReplyTools): Reply {
  const contacts = tools.contactsFor(dangerQuestion(speech.triage), tools.locale);
  switch (speech.step) {
    case 'first':
      return fitted(contacts, (shown, isBrief) =>
        dangerReply([
          linesOf(tools, ['danger.received']),
          ...contactBlocks(shown, null),
          linesOf(tools, [isBrief ? 'danger.machine_brief' : 'danger.machine', 'danger.can_read']),
        ]),
      );
    case 'situation':
      return fitted(contacts, (shown, isBrief) =>
        situationReply(
          [
            linesOf(tools, [isBrief ? 'danger.situation_ask_brief' : 'danger.situation_ask']),
            ...contactBlocks(shown, null),
          ],
          speech.caseId,
          tools,
        ),
      );
    case 'situation_answer': {
      const place = isInIndonesia(speech.triage) ? 'answer_home' : 'answer';
      const answer = `danger.${place}.${SITUATIONS[speech.situation]}` as const;
      return fitted(contacts, (shown, isBrief) =>
        dangerReply([
          linesOf(tools, [isBrief ? 'danger.answer_line_brief' : 'danger.answer_line']),
          ...contactBlocks(shown, null),
          linesOf(tools, [answer, 'danger.delete_hint']),
        ]),
      );
    }
    case 'quiet_ok':
      // Whoever cannot read now is watched: one line that says nothing.
      return plainReply('notice', [linesOf(tools, ['danger.quiet'])]);
  }
}

/** "I have already left": the same care, with the questions at once. */
export function composeDeparted({ destination }: AnsweredAdvert, caseId: string, tools: ReplyTools): Reply {
  const question: ContactQuestion =
    destination === 'ID'
      ? { country: 'ID', from: 'indonesia', need: 'danger', max: 1 }
      : { country: destination, from: 'abroad', need: 'danger', max: 1 };
  const contacts = tools.contactsFor(question, tools.locale);
  return fitted(contacts, (shown, isBrief) => {
    const ask = linesOf(
      tools,
      isBrief ? ['danger.departed_ask'] : ['danger.departed_do', 'danger.departed_ask'],
    );
    return situationReply(
      [linesOf(tools, ['danger.departed_line']), ...contactBlocks(shown, null), ask],
      caseId,
      tools,
    );
  });
}

function dangerQuestion(triage: Triage): ContactQuestion {
  if (isInIndonesia(triage)) return { country: 'ID', from: 'indonesia', need: 'danger', max: 1 };
  const from = triage.country === null ? 'unknown' : 'abroad';
  return { country: triage.country, from, need: 'danger', max: 1 };
}

function isInIndonesia({ country, stage }: Triage): boolean {
  return country === 'ID' || (stage !== null && IN_INDONESIA.has(stage));
}

function dangerReply(blocks: readonly Block[]): Reply {
  return plainReply('danger', blocks);
}

function situationReply(blocks: readonly Block[], caseId: string, tools: ReplyTools): Reply {
  return { ...dangerReply(blocks), choices: situationChoices(tools), caseId };
}

function situationChoices(tools: ReplyTools): readonly Choice[] {
  return SITUATION_NUMBERS.map(number => ({
    number,
    label: sayText(tools, `danger.situation.${SITUATIONS[number]}`),
    // A button with words on it tells the story to whoever looks at the screen.
    buttonLabel: String(number),
  }));
}

/**
 * The reply within its length: first the WhatsApp links go (the number itself is a link in every chat program),
 * then names and months are told briefly, then what can be left unsaid. Of two contacts none goes, since one of them may be
 * dead; only where an operator's own names are too long for both, the one that may stand alone is left, which is the last.
 */
function fitted(
  contacts: readonly ShownContact[],
  replyWith: (shown: readonly ShownContact[], isBrief: boolean) => Reply,
): Reply {
  const brief = inBrief(contacts);
  return firstThatFits(
    [
      () => replyWith(contacts, false),
      () => replyWith(withoutWaLinks(contacts), false),
      () => replyWith(brief, false),
      () => replyWith(brief, true),
      () => replyWith(brief.slice(-1), true),
    ],
    DANGER_LENGTH_MAX,
  );
}
