/**
 * The one door from "what is to be said" to words: a Speech in, a neutral Reply out, by the rules of order,
 * length and tone that `test/reply-rules/` checks over every reply. It decides nothing and reads no clock.
 */
import type { Speech } from '../conversation/speech.js';
import { composeChoice } from './compose-choice.js';
import { composeDanger } from './compose-danger.js';
import { composeFamily } from './compose-family.js';
import { composeIntent, composeNotice } from './compose-notice.js';
import { composeReport } from './compose-report.js';
import type { ReplyTools } from './compose-tools.js';
import { composeVerdict } from './compose-verdict.js';
import type { Reply } from './reply.js';

/** Puts a speech into words in the language of `tools`. */
export function composeReply(speech: Speech, tools: ReplyTools): Reply {
  switch (speech.say) {
    case 'verdict':
      return composeVerdict(speech, tools);
    case 'danger':
      return composeDanger(speech, tools);
    case 'family':
      return composeFamily(speech, tools);
    case 'report':
      return composeReport(speech, tools);
    case 'choice':
      return composeChoice(speech, tools);
    case 'intent':
      return composeIntent(speech, tools);
    case 'notice':
      return composeNotice(speech, tools);
  }
}
