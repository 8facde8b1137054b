import { describe, expect, it } from 'vitest';
import type { Assessment, Finding, Triage } from '../../src/assessment.js';
import { converse } from '../../src/conversation/converse.js';
import {
  type AdvertCase,
  FRESH_SESSION,
  REMEMBERED_REASONS_MAX,
  type Session,
} from '../../src/conversation/session.js';
import { KEYWORDS } from '../../src/conversation/short-answers.js';
import { SITUATION_NUMBERS, verdictChoices } from '../../src/conversation/speech.js';
import type { Aids, ConversedOutcome } from '../../src/conversation/step.js';
import type { Intent } from '../../src/conversation/understand.js';
import { newReceipt } from '../../src/reports/receipt.js';
import type { ReportDraft } from '../../src/reports/report-draft.js';

const CASE_ID = 'bcdfgh';
const OTHER_CASE = 'jklmnp';
const quiet: Assessment = {
  kind: 'advert',
  riskLevel: 'none',
  score: 0,
  category: null,
  findings: [],
  identifiers: [],
  speechAct: 'offer',
  topic: null,
  facts: {
    money: [],
    places: [],
    visas: [],
    payments: [],
    departure: null,
    employer: { kind: 'absent', name: null, span: null },
    knownEmployers: [],
    licence: false,
    writerIsMinor: false,
    destination: null,
  },
  triage: null,
  employer: null,
};
const DRAFT: ReportDraft = {
  script: 'lowongan admin di kamboja gaji 15 juta',
  identifiers: [{ kind: 'phone', value: '+6281200001111' }],
  findings: ['journey/visa-tourist'],
  level: 'high',
  category: 'scam_compound',
  destination: 'KH',
};
const RECEIPT = newReceipt(size => new Uint8Array(size).fill(7));
/** A place where nothing readable is left. */
const HIDDEN = 9;
const triageOf = (who: Triage['who']): Triage => ({ who, urgency: 'now', country: 'KH', stage: 'inside' });
const findingOf = (reason: string, weight: number, start: number | null = 0): Finding => {
  const end = start === null ? null : start + 1;
  return { rule: `a/${reason}`, reason, quote: start === null ? null : 'x', start, end, weight };
};

/** One step; what is judged is given, what a text would be is not looked at. */
function step(intent: Intent, before: Session | null, judged: Partial<Assessment> = {}): ConversedOutcome {
  const aids: Aids = {
    assess: () => ({ ...quiet, ...judged }),
    newCaseId: () => CASE_ID,
    quote: (text, { start, end }) => (start === HIDDEN ? null : `“${text.slice(start, end)}”`),
    draft: () => DRAFT,
    newReceipt: () => RECEIPT,
    week: '2026-W48',
    countsReports: true,
  };
  return converse(intent, before, 2, aids);
}
const judge = (judged: Partial<Assessment>, before: Session | null = null) =>
  step({ kind: 'judge', text: 'x' }, before, judged);
const choice = (number: number | null, before: Session | null, caseId: string | null = null) =>
  step({ kind: 'choice', caseId, number }, before);
const yesNo = (yes: boolean, before: Session | null) => step({ kind: 'yes_no', yes }, before);
const keyword = (word: (typeof KEYWORDS)[number], before: Session | null = null) =>
  step({ kind: 'keyword', keyword: word }, before);

const verdict: AdvertCase = {
  flow: 'verdict',
  caseId: OTHER_CASE,
  level: 'high',
  category: 'scam_compound',
  destination: 'KH',
  reasons: [{ reason: 'visa_tourist', quote: 'visa turis' }],
  draft: DRAFT,
};
const offered: Session = { ...FRESH_SESSION, openCase: verdict };
const inDanger = (who: Triage['who'], asked: 'yes_no' | 'situation'): Session => ({
  ...FRESH_SESSION,
  openCase: { flow: 'danger', caseId: OTHER_CASE, triage: triageOf(who), asked },
});

describe('a text that was judged', () => {
  it('as a plea opens a case of danger, asks yes or no, and says nothing of a level', () => {
    for (const who of ['self', 'relative'] as const) {
      const outcome = judge({ kind: 'danger', riskLevel: null, triage: triageOf(who) }, offered);
      expect(outcome.isDanger).toBe(true);
      expect(outcome.session?.openCase).toEqual({
        flow: 'danger',
        caseId: CASE_ID,
        triage: triageOf(who),
        asked: 'yes_no',
      });
      expect(outcome.speeches).toMatchObject([{ say: who === 'self' ? 'danger' : 'family', step: 'first' }]);
    }
  });

  it('as an advert opens a case of its own in the place of the one before', () => {
    const outcome = judge(
      { riskLevel: 'caution', category: 'mlm', findings: [findingOf('mlm', 3)] },
      offered,
    );
    expect(outcome).toMatchObject({
      isDanger: false,
      session: { openCase: { flow: 'verdict', caseId: CASE_ID, level: 'caution', category: 'mlm' } },
      speeches: [{ say: 'verdict', caseId: CASE_ID, messageCount: 2, short: false }],
    });
  });

  it('as small talk says so and leaves what was offered before', () => {
    const outcome = judge({ kind: 'other', riskLevel: null, topic: 'thanks' }, offered);
    expect(outcome.session).toEqual(offered);
    expect(outcome.speeches).toEqual([{ say: 'intent', intent: 'thanks' }]);
    expect(judge({ kind: 'other', riskLevel: null }).speeches).toEqual([
      { say: 'intent', intent: 'unclear' },
    ]);
  });

  it('is remembered by its reasons: each once, cut, in order, none against the level, at most so many', () => {
    const reasonsOf = (level: Assessment['riskLevel'], findings: readonly Finding[]) => {
      const { openCase } = judge({ riskLevel: level, findings }).session as Session;
      return openCase?.flow === 'verdict' ? openCase.reasons : [];
    };
    const mixed = [
      findingOf('a', 6),
      findingOf('b', 3, null),
      findingOf('a', 2),
      findingOf('c', -1),
      findingOf('d', 1, HIDDEN),
    ];
    expect(reasonsOf('high', mixed)).toEqual([
      { reason: 'a', quote: '“x”' },
      { reason: 'b', quote: null },
      { reason: 'd', quote: null },
    ]);
    expect(reasonsOf('none', mixed).map(({ reason }) => reason)).toEqual(['c']);
    expect(reasonsOf('unsure', mixed).map(({ reason }) => reason)).toEqual(['a', 'b', 'c', 'd']);
    const many = Array.from({ length: 40 }, (_, n) => findingOf(`r${n}`, 1));
    expect(reasonsOf('high', many)).toHaveLength(REMEMBERED_REASONS_MAX);
  });

  it('is answered shortly to somebody who asked for that', () => {
    expect(judge({}, { ...FRESH_SESSION, isShort: true }).speeches).toMatchObject([{ short: true }]);
  });
});

describe('a number', () => {
  it('means what was offered under it', () => {
    for (const { number, choice: meant } of verdictChoices({ ...verdict, mayReport: true })) {
      if (meant === 'report') continue;
      const outcome = choice(number, offered, OTHER_CASE);
      expect(outcome.speeches).toMatchObject([{ say: 'choice', choice: meant, caseId: OTHER_CASE }]);
      expect(outcome.speeches).toEqual(choice(number, offered).speeches);
    }
  });

  it('of an old case is never taken for one of the new case', () => {
    for (const number of [1, 2, 5]) {
      const outcome = choice(number, offered, CASE_ID);
      expect(outcome.session).toEqual(offered);
      expect(outcome.speeches).toMatchObject([
        { say: 'notice', notice: 'choice_expired', standing: { caseId: OTHER_CASE, level: 'high' } },
      ]);
    }
  });

  it('of a case that is forgotten is said to be over; typed without any case, to fit nothing', () => {
    expect(choice(1, null, CASE_ID).speeches).toEqual([{ say: 'notice', notice: 'choice_expired' }]);
    expect(choice(1, null).speeches).toEqual([{ say: 'notice', notice: 'number_without_choices' }]);
  });

  it('that was not offered shows again what was', () => {
    for (const number of [4, null])
      expect(choice(number, offered).speeches).toMatchObject([
        { notice: 'number_without_choices', standing: { caseId: OTHER_CASE } },
      ]);
  });

  it('that says "I have left" opens a case of danger under the same name', () => {
    const outcome = choice(1, offered);
    expect(outcome.isDanger).toBe(true);
    expect(outcome.session?.openCase).toMatchObject({
      flow: 'danger',
      caseId: OTHER_CASE,
      asked: 'situation',
      triage: { who: 'self', country: 'KH', stage: 'in_transit' },
    });
  });

  it('after the question how it is names the situation, each of them', () => {
    for (const situation of SITUATION_NUMBERS)
      expect(choice(situation, inDanger('self', 'situation')).speeches).toMatchObject([
        { say: 'danger', step: 'situation_answer', situation },
      ]);
  });

  it('that fits no question in danger asks the same question again, with the contact', () => {
    for (const [asked, step] of [
      ['yes_no', 'first'],
      ['situation', 'situation'],
    ] as const)
      expect(choice(3, inDanger('self', asked))).toMatchObject({
        isDanger: true,
        speeches: [{ say: 'danger', step }],
      });
    expect(choice(1, inDanger('relative', 'yes_no')).speeches).toMatchObject([
      { say: 'family', step: 'first' },
    ]);
  });
});

describe('yes and no', () => {
  it('of somebody in danger: yes is asked how it is, no is let be in one line', () => {
    const yes = yesNo(true, inDanger('self', 'yes_no'));
    expect(yes.speeches).toMatchObject([{ say: 'danger', step: 'situation' }]);
    expect(yes.session?.openCase).toMatchObject({ asked: 'situation' });
    const no = yesNo(false, inDanger('self', 'yes_no'));
    expect(no).toMatchObject({
      isDanger: true,
      speeches: [{ step: 'quiet_ok' }],
      session: { openCase: null },
    });
  });

  it('of a family lead to what to do now, and to how to be ready', () => {
    expect(yesNo(true, inDanger('relative', 'yes_no')).speeches).toMatchObject([{ step: 'in_danger' }]);
    expect(yesNo(false, inDanger('relative', 'yes_no')).speeches).toMatchObject([{ step: 'prepare' }]);
  });

  it('to no question are taken kindly', () => {
    for (const before of [null, offered])
      expect(yesNo(true, before).speeches).toEqual([{ say: 'intent', intent: 'ok' }]);
  });
});

describe('a word that works in any state', () => {
  it('gives an answer, each of them, in every state', () => {
    for (const word of KEYWORDS)
      for (const before of [null, offered, inDanger('self', 'yes_no')])
        expect(keyword(word, before).speeches).toHaveLength(1);
  });
  it('HAPUS forgets everything, the language as well', () => {
    expect(keyword('HAPUS', { ...offered, locale: 'en' }).session).toBeNull();
  });
  it('STOP forgets what was offered and keeps the language', () => {
    expect(keyword('STOP', { ...offered, locale: 'en' }).session).toEqual({ ...FRESH_SESSION, locale: 'en' });
  });
  it('BAHASA changes the language and back; SINGKAT and LENGKAP the length', () => {
    const english = keyword('BAHASA', offered).session as Session;
    expect(english).toEqual({ ...offered, locale: 'en' });
    expect(keyword('BAHASA', english).session?.locale).toBe('id');
    expect(keyword('SINGKAT').session?.isShort).toBe(true);
    expect(keyword('LENGKAP', { ...FRESH_SESSION, isShort: true }).session?.isShort).toBe(false);
  });
});

describe("the bot's own reply, sent back", () => {
  const returned = (judged: Partial<Assessment>) => step({ kind: 'own_reply', text: 'x' }, offered, judged);
  it('is called that, and what was offered stands', () => {
    const quietly = returned({ riskLevel: 'unsure' });
    expect(quietly.speeches).toEqual([{ say: 'intent', intent: 'bot_reply_returned' }]);
    expect(quietly.session).toEqual(offered);
  });
  it('hides neither a plea nor an advert that stands beside it', () => {
    const plea = returned({ kind: 'danger', riskLevel: null, triage: triageOf('self') });
    expect(plea).toMatchObject({ isDanger: true, speeches: [{ say: 'danger', step: 'first' }] });
    expect(returned({ riskLevel: 'high' }).speeches).toMatchObject([{ say: 'verdict', caseId: CASE_ID }]);
  });
});

describe('a report', () => {
  const asking = choice(3, offered).session as Session;
  const consent = { say: 'report', step: 'consent', draft: DRAFT, caseId: CASE_ID, week: '2026-W48' };

  it('is first shown whole, and nothing is kept by asking for it', () => {
    const outcome = choice(3, offered);
    expect(outcome.speeches).toMatchObject([consent]);
    expect(outcome.report).toBeUndefined();
    expect(outcome.session?.openCase).toMatchObject({ flow: 'report', caseId: CASE_ID, draft: DRAFT });
  });

  it.each<[string, ConversedOutcome]>([
    ['yes', yesNo(true, asking)],
    ['the number', choice(1, asking)],
    ['the button', choice(1, asking, CASE_ID)],
  ])('is kept after a second yes: %s', (_, outcome) => {
    expect(outcome.report).toEqual({ draft: DRAFT, receipt: RECEIPT });
    expect(outcome.speeches).toMatchObject([{ say: 'report', step: 'kept' }]);
    expect(JSON.stringify(outcome.speeches)).not.toContain(RECEIPT);
  });

  it.each<[string, ConversedOutcome]>([
    ['no', yesNo(false, asking)],
    ['the number', choice(2, asking)],
  ])('is not kept after %s, and the advert answer stands again', (_, outcome) => {
    expect(outcome.report).toBeUndefined();
    expect(outcome.speeches).toEqual([{ say: 'report', step: 'not_kept' }]);
    expect(outcome.session?.openCase).toEqual(verdict);
  });

  it('is asked about again where a number is neither, and a button of the advert answer works on', () => {
    expect(choice(5, asking).speeches).toMatchObject([consent]);
    expect(choice(5, asking, OTHER_CASE).speeches).toMatchObject([{ say: 'choice', choice: 'explain' }]);
    expect(choice(1, asking, OTHER_CASE)).toMatchObject({ isDanger: true });
    expect(choice(1, asking, OTHER_CASE).report).toBeUndefined();
  });

  it('gives its code only on asking', () => {
    const kept = yesNo(true, asking).session as Session;
    expect(choice(1, kept).speeches).toEqual([{ say: 'report', step: 'receipt', receipt: RECEIPT }]);
    expect(choice(2, kept).speeches).toMatchObject([{ notice: 'number_without_choices' }]);
  });

  it('is withdrawn by its code in any state, and the answer tells nobody whether there was one', () => {
    for (const before of [null, offered, asking, inDanger('self', 'yes_no')]) {
      const outcome = step({ kind: 'withdraw', receipt: RECEIPT }, before);
      expect(outcome.withdraw).toBe(RECEIPT);
      expect(outcome.speeches).toEqual([{ say: 'report', step: 'withdrawn' }]);
    }
  });

  it('gives way to a plea and to a new advert', () => {
    const plea = judge({ kind: 'danger', riskLevel: null, triage: triageOf('self') }, asking);
    expect(plea.session?.openCase).toMatchObject({ flow: 'danger' });
    expect(judge({ riskLevel: 'caution' }, asking).session?.openCase).toMatchObject({ flow: 'verdict' });
  });

  it('is not offered where no sign was recognised, nor to somebody under 18', () => {
    const draftOf = (judged: Partial<Assessment>) => {
      const { openCase } = judge(judged).session as Session;
      return openCase?.flow === 'verdict' ? openCase.draft : undefined;
    };
    expect(draftOf({ riskLevel: 'high' })).toEqual(DRAFT);
    expect(draftOf({ riskLevel: 'unsure' })).toEqual(DRAFT);
    expect(draftOf({ riskLevel: 'none' })).toBeNull();
    expect(draftOf({ riskLevel: 'high', facts: { ...quiet.facts, writerIsMinor: true } })).toBeNull();
  });
});

describe('every step', () => {
  const intents: Intent[] = [
    { kind: 'judge', text: 'x' },
    { kind: 'choice', caseId: null, number: 1 },
    { kind: 'choice', caseId: OTHER_CASE, number: null },
    { kind: 'yes_no', yes: false },
    { kind: 'unread', what: 'picture' },
    { kind: 'unread', what: 'document' },
    { kind: 'unread', what: 'unsupported' },
    { kind: 'unread', what: 'too_long' },
    { kind: 'nod' },
    { kind: 'withdraw', receipt: RECEIPT },
    { kind: 'own_reply', text: 'x' },
    { kind: 'nothing' },
  ];
  const sessions = [
    null,
    offered,
    inDanger('self', 'yes_no'),
    inDanger('self', 'situation'),
    inDanger('relative', 'yes_no'),
  ];
  it('says exactly one thing and changes nothing of what it was given', () => {
    for (const intent of intents)
      for (const session of sessions) {
        const before = structuredClone(session);
        expect(step(intent, session).speeches).toHaveLength(1);
        expect(session).toEqual(before);
      }
  });
  it('to a file that nobody can read keeps what was offered', () => {
    expect(step({ kind: 'unread', what: 'picture' }, offered)).toMatchObject({
      session: offered,
      speeches: [{ notice: 'picture_unread' }],
    });
  });
});

describe('words beside a picture that nobody read', () => {
  const beside = (judged: Partial<Assessment>) =>
    step({ kind: 'judge', text: 'x', unread: 'picture' }, null, judged);

  it('never get "no sign": the advert may stand in the picture', () => {
    for (const riskLevel of ['none', null] as const)
      expect(beside({ riskLevel }).speeches).toMatchObject([{ say: 'notice', notice: 'picture_unread' }]);
  });

  it('are answered by what they say themselves when they show something', () => {
    expect(beside({ riskLevel: 'high' }).speeches).toMatchObject([{ say: 'verdict' }]);
  });
});
