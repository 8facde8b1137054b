/**
 * Small talk, command words and mishaps: one or a few short lines, always with one way on. Comes in: which one;
 * goes out: a reply without level. Where something broke, a hotline is given all the same.
 */
import { type Speech, type StandingAnswer, verdictChoices } from '../conversation/speech.js';
import { checkReply } from './compose-choice.js';
import {
  bold,
  contactBlocks,
  linesOf,
  listOf,
  plain,
  plainReply,
  type ReplyTools,
  sayText,
} from './compose-tools.js';
import { choiceOf } from './compose-verdict.js';
import { LEVEL_MARKS } from './marks.js';
import type { Block, Reply } from './reply.js';
import type { ListKey } from './text-keys.js';

type IntentSpeechOf = Extract<Speech, { say: 'intent' }>;
type NoticeSpeechOf = Extract<Speech, { say: 'notice' }>;

export function composeIntent({ intent }: IntentSpeechOf, tools: ReplyTools): Reply {
  switch (intent) {
    case 'how_to_check':
      return checkReply(null, tools);
    case 'greeting':
      return greeting(tools);
    case 'help':
      return plainReply('intent', [said('intent.help', tools), ...hotline(tools)]);
    case 'privacy':
      return plainReply('intent', [listOf(null, tools.texts.list(tools.locale, 'intent.privacy'))]);
    default:
      return plainReply('intent', [said(`intent.${intent}`, tools)]);
  }
}

export function composeNotice({ notice, standing }: NoticeSpeechOf, tools: ReplyTools): Reply {
  switch (notice) {
    case 'trouble':
      return plainReply('notice', [said('notice.trouble', tools), ...hotline(tools)]);
    case 'danger_late':
      return plainReply('notice', [linesOf(tools, ['danger.late'])]);
    case 'choice_expired':
    case 'number_without_choices':
      return standing
        ? currentChoices(standing, tools)
        : plainReply('notice', [said(`notice.${notice}`, tools)]);
    default:
      return plainReply('notice', [said(`notice.${notice}`, tools)]);
  }
}

/** One invented advert and its answer: that shows more than any description. */
function greeting(tools: ReplyTools): Reply {
  const level = sayText(tools, 'verdict.level.high');
  const act = tools.texts.text(tools.locale, 'verdict.act.high.scam_compound');
  return plainReply('intent', [
    said('intent.greeting', tools),
    { type: 'lines', lines: [plain(sayText(tools, 'intent.greeting_advert'))] },
    {
      type: 'lines',
      lines: [plain(sayText(tools, 'intent.greeting_answer')), bold(`${LEVEL_MARKS.high} ${level}: ${act}`)],
    },
    linesOf(tools, ['intent.greeting_after']),
  ]);
}

/** The number fitted nothing, but there is something to choose: it is shown again. */
function currentChoices(standing: StandingAnswer, tools: ReplyTools): Reply {
  return {
    ...plainReply('notice', [linesOf(tools, ['notice.choice_current'])]),
    choices: verdictChoices(standing).map(offered => choiceOf(offered, standing.level, tools)),
    caseId: standing.caseId,
  };
}

function said(key: ListKey, { texts, locale }: ReplyTools): Block {
  return { type: 'lines', lines: texts.list(locale, key).map(plain) };
}

/** Works wherever the person is: nothing is known about them. */
function hotline(tools: ReplyTools): readonly Block[] {
  const contacts = tools.contactsFor(
    { country: null, from: 'unknown', need: 'danger', max: 1 },
    tools.locale,
  );
  return contactBlocks(contacts, sayText(tools, 'contact.lead_urgent'));
}
