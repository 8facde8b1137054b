import { describe, expect, it } from 'vitest';
import type { Speech } from '../../src/conversation/speech.js';
import { composeReply } from '../../src/replies/compose-reply.js';
import type { ReplyTools } from '../../src/replies/compose-tools.js';
import { renderPlain } from '../../src/replies/render-plain.js';
import { steadyTools, toolsThatShip } from '../reply-rules/shipped.js';
import { CASE_ID } from '../reply-rules/speeches.js';

const tools = toolsThatShip('id');
const steady = steadyTools('id');
const text = (speech: Speech): string => renderPlain(composeReply(speech, tools));

describe('a danger answer', () => {
  const triage = { who: 'self', urgency: 'now', country: 'KH', stage: 'inside' } as const;

  it('starts neutral, gives the contact at once and asks one question', () => {
    const first = { say: 'danger', triage, caseId: CASE_ID, step: 'first' } as const;
    expect(text(first)).toContain('KBRI Phnom Penh');
    expect(renderPlain(composeReply(first, steady))).toBe(`Pesan diterima.

Kantor Contoh (per Mei 2026)
110

Ini mesin, tidak ada orang yang membaca. Hubungi nomor itu kalau bisa.
Bisa baca pesan sekarang? Balas Y (ya) atau T (tidak).`);
  });

  it('sends whoever has not left yet to offices in Indonesia', () => {
    const departing = { ...triage, stage: 'departing' } as const;
    const reply = text({ say: 'danger', triage: departing, caseId: CASE_ID, step: 'first' });
    expect(reply).not.toContain('KBRI');
    expect(reply).toContain('\n110\n');
  });

  it('after "T" is one short line that tells nobody anything', () => {
    expect(text({ say: 'danger', triage, caseId: CASE_ID, step: 'quiet_ok' })).toBe(
      'Baik. Boleh menulis lagi kapan saja.',
    );
  });

  it('tells two contacts briefly where they are long, and gives none of them up', () => {
    const chatty: ReplyTools = {
      ...tools,
      contactsFor: (question, locale) =>
        tools
          .contactsFor({ ...question, country: 'HK' }, locale)
          .map(contact => ({ ...contact, name: 'x'.repeat(60) })),
    };
    const reply = composeReply({ say: 'danger', triage, caseId: CASE_ID, step: 'first' }, chatty);
    expect(renderPlain(reply)).toMatch(/KJRI Hong Kong \(.*\n.*\n\nKP2MI \(/);
    expect(renderPlain(reply).length).toBeLessThanOrEqual(300);
  });

  it('leaves the last of two, which may stand alone, where even that is too long', () => {
    const long = 'x'.repeat(120);
    const crowded: ReplyTools = {
      ...tools,
      contactsFor: () =>
        [1, 2].map(number => ({
          id: `${number}`,
          name: long,
          number: '110',
          e164: null,
          dial: '110',
          url: null,
          waLink: null,
          seen: 'per Mei 2026',
        })),
    };
    const reply = composeReply({ say: 'danger', triage, caseId: CASE_ID, step: 'first' }, crowded);
    const shown = reply.blocks.flatMap(block => (block.type === 'contact' ? [block.contact.id] : []));
    expect(shown).toEqual(['2']);
    expect(renderPlain(reply).length).toBeLessThanOrEqual(300);
  });

  it('is given with its questions at once to whoever has left already', () => {
    const speech = {
      say: 'choice',
      choice: 'departed',
      level: 'high',
      category: null,
      destination: 'KH',
      mayReport: false,
      caseId: CASE_ID,
      reasons: [],
    } as const;
    const reply = composeReply(speech, tools);
    expect(reply.kind).toBe('danger');
    expect(reply.choices.map(({ number, buttonLabel }) => `${number}${buttonLabel}`)).toEqual([
      '11',
      '22',
      '44',
      '55',
    ]);
  });
});

describe('a family answer', () => {
  const triage = { who: 'relative', urgency: 'now', country: 'KH', stage: 'inside' } as const;

  it('names the worry, gives a contact at once, fits one small bubble', () => {
    const reply = text({ say: 'family', triage, caseId: CASE_ID, step: 'first' });
    expect(reply.split('\n')[0]).toBe('Khawatir soal keluarga? Hubungi nomor ini.');
    expect(reply).toContain('KBRI Phnom Penh');
    expect(reply.length).toBeLessThanOrEqual(300);
  });

  it.each(['in_danger', 'prepare'] as const)('says what not to do before an office was asked (%s)', step => {
    const reply = text({ say: 'family', triage, caseId: CASE_ID, step });
    expect(reply).toContain('- Jangan hubungi atau ancam perekrutnya.');
    expect(reply).toContain('- Jangan kirim uang tebusan atau denda.');
  });
});
