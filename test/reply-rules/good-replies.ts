/** One good reply of each kind, made by the composers that ship; the broken ones are made of them. */
import { composeReply } from '../../src/replies/compose-reply.js';
import { toolsThatShip } from './shipped.js';
import { assessed, CASE_ID, finding } from './speeches.js';

const tools = toolsThatShip('id');
export const high = composeReply(
  {
    say: 'verdict',
    assessment: assessed('high', 'scam_compound', 'KH', [
      finding('visa_tourist', 'pakai visa turis dulu'),
      finding('employer_missing', null),
    ]),
    caseId: CASE_ID,
    messageCount: 1,
    mayReport: true,
  },
  tools,
);
export const none = composeReply(
  {
    say: 'verdict',
    assessment: assessed('none', null, null, []),
    caseId: CASE_ID,
    messageCount: 1,
    mayReport: false,
  },
  tools,
);
export const danger = composeReply(
  {
    say: 'danger',
    triage: { who: 'self', urgency: 'now', country: 'KH', stage: 'inside' },
    caseId: CASE_ID,
    step: 'situation',
  },
  tools,
);
export const family = composeReply(
  {
    say: 'family',
    triage: { who: 'relative', urgency: 'now', country: 'KH', stage: 'inside' },
    caseId: CASE_ID,
    step: 'first',
  },
  tools,
);
export const thanks = composeReply({ say: 'intent', intent: 'thanks' }, tools);
