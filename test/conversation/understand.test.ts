import { describe, expect, it } from 'vitest';
import type { Triage } from '../../src/assessment.js';
import type { Case } from '../../src/conversation/case.js';
import { type AdvertCase, FRESH_SESSION, type Session } from '../../src/conversation/session.js';
import { isShortAnswer, understand } from '../../src/conversation/understand.js';
import { newReceipt } from '../../src/reports/receipt.js';

const given = (text: string, more: Partial<Case> = {}): Case => ({
  text,
  typed: [],
  messageCount: 1,
  press: null,
  unread: null,
  ...more,
});
const triage: Triage = { who: 'self', urgency: 'now', country: 'KH', stage: 'inside' };
const asked = (question: 'yes_no' | 'situation'): Session => ({
  ...FRESH_SESSION,
  openCase: { flow: 'danger', caseId: 'bcdfgh', triage, asked: question },
});
const verdict: AdvertCase = {
  flow: 'verdict',
  caseId: 'bcdfgh',
  level: 'high',
  category: null,
  destination: 'KH',
  reasons: [],
  draft: null,
};
const offered: Session = { ...FRESH_SESSION, openCase: verdict };

describe('what is meant while a report is asked about', () => {
  const draft = {
    script: 'x',
    identifiers: [],
    findings: [],
    level: 'high',
    category: null,
    destination: null,
  } as const;
  const asking: Session = {
    ...FRESH_SESSION,
    openCase: { flow: 'report', caseId: 'jklmnp', draft, advert: { ...verdict, draft } },
  };
  it.each<[string, unknown]>([
    ['ya', { kind: 'yes_no', yes: true }],
    ['T', { kind: 'yes_no', yes: false }],
    ['1', { kind: 'choice', caseId: null, number: 1 }],
    ['masih', { kind: 'judge', text: 'masih' }],
    ['HAPUS', { kind: 'keyword', keyword: 'HAPUS' }],
  ])('by %s', (text, intent) => {
    expect(understand(given(text), asking)).toEqual(intent);
  });

  it('by a receipt code is always its withdrawal', () => {
    const receipt = newReceipt(size => new Uint8Array(size).fill(9));
    for (const session of [null, offered, asking, asked('yes_no')])
      expect(understand(given(receipt.toLowerCase()), session)).toEqual({ kind: 'withdraw', receipt });
    expect(isShortAnswer(receipt)).toBe(true);
  });
});

describe('what a case means', () => {
  it('is the choice that was pressed, with the case it was offered for', () => {
    const press = { caseId: 'jklmnp', number: 2 };
    expect(understand(given('', { press }), offered)).toEqual({
      kind: 'choice',
      caseId: 'jklmnp',
      number: 2,
    });
  });

  it.each([
    ['2', 2],
    ['no 2', 2],
    ['2️⃣', 2],
    ['dua', 2],
    ['7', null],
  ])('is a choice when nothing but a number is typed: %j', (text, number) => {
    for (const session of [null, offered, asked('situation'), asked('yes_no')])
      expect(understand(given(text), session)).toEqual({ kind: 'choice', caseId: null, number });
  });

  it.each([
    ['Y', true],
    ['ya kak', true],
    ['tidak', false],
    ['T', false],
  ])('is yes or no while that was asked, and a text to judge otherwise: %j', (text, yes) => {
    expect(understand(given(text), asked('yes_no'))).toEqual({ kind: 'yes_no', yes });
    for (const session of [null, offered])
      expect(understand(given(text), session)).toEqual({ kind: 'judge', text });
    // It answers no "which situation?"; that is asked once more.
    expect(understand(given(text), asked('situation'))).toEqual({
      kind: 'choice',
      caseId: null,
      number: null,
    });
  });

  it('is a word that works in any state, whatever was asked', () => {
    for (const session of [null, offered, asked('yes_no'), asked('situation')])
      expect(understand(given(' Hapus. '), session)).toEqual({ kind: 'keyword', keyword: 'HAPUS' });
  });

  it('is something to judge when more than a short answer stands there, whatever was asked', () => {
    for (const text of ['ya saya disekap di poipet', '2 orang dicari untuk Kamboja', 'hapus nomor saya dong'])
      expect(understand(given(text), asked('yes_no'))).toEqual({ kind: 'judge', text });
  });

  it.each(['👍', '...', '🙏🙏', '?!'])('is a nod where no word stands in it: %j', text => {
    for (const session of [null, offered, asked('yes_no')])
      expect(understand(given(text), session)).toEqual({ kind: 'nod' });
  });

  it("is the bot's own reply where its words stand in it, unless it is a short answer", () => {
    const isOwn = (text: string): boolean => text.includes('bisa');
    expect(understand(given('Bot ini bisa salah.'), null, isOwn)).toEqual({
      kind: 'own_reply',
      text: 'Bot ini bisa salah.',
    });
    expect(understand(given('bisa'), asked('yes_no'), isOwn)).toEqual({ kind: 'yes_no', yes: true });
    expect(understand(given('Loker Kamboja'), null, isOwn)).toMatchObject({ kind: 'judge' });
  });

  it('is the text that came with a file, and else the file that nobody read', () => {
    expect(understand(given('Loker Kamboja', { unread: 'picture' }), null)).toMatchObject({ kind: 'judge' });
    for (const what of ['picture', 'document', 'unsupported'] as const)
      expect(understand(given('', { unread: what }), offered)).toEqual({ kind: 'unread', what });
  });

  it.each(['', '   ', '\n\n'])('is nothing when nothing came: %j', text => {
    expect(understand(given(text), offered)).toEqual({ kind: 'nothing' });
  });

  it('is taken without the spaces around it', () => {
    expect(understand(given('\n Loker Kamboja \n'), null)).toEqual({ kind: 'judge', text: 'Loker Kamboja' });
  });
});

describe('a short answer', () => {
  it.each(['1', '9', 'Y', 'tidak', 'STOP', '/start', 'dua'])('is answered at once: %j', text => {
    expect(isShortAnswer(text)).toBe(true);
  });
  it.each(['ini bagaimana?', 'Loker Kamboja', '', 'ya gajinya 15 juta'])('is none: %j', text => {
    expect(isShortAnswer(text)).toBe(false);
  });
});
