/**
 * What is really said, in every country of the world and in each step with contacts: the contacts that were chosen all
 * stand in the answer, however little room there is, and the answer keeps its length.
 */
import { describe, expect, it } from 'vitest';
import { SITUATION_NUMBERS, type Speech } from '../../src/conversation/speech.js';
import { composeReply } from '../../src/replies/compose-reply.js';
import type { ReplyTools } from '../../src/replies/compose-tools.js';
import { renderPlain } from '../../src/replies/render-plain.js';
import type { ShownContact } from '../../src/replies/reply.js';
import { LOCALES } from '../../src/replies/text-keys.js';
import { later } from '../fixtures/contacts.js';
import { COUNTRY_CODES } from '../fixtures/countries.js';
import { toolsThatShip } from '../reply-rules/shipped.js';
import { assessed, CASE_ID } from '../reply-rules/speeches.js';

const GLANCE_MAX = 300;
const SCREEN_MAX = 1_000;

/** Everything said with contacts to one person, with the length it may have. */
function speechesFor(country: string | null, province?: string): readonly (readonly [Speech, number])[] {
  const from = province === undefined ? {} : { province };
  const self = { who: 'self', urgency: 'now', country, stage: 'inside', ...from } as const;
  const relative = { ...self, who: 'relative' } as const;
  const advert = {
    level: 'high',
    category: 'scam_compound',
    destination: country,
    caseId: CASE_ID,
    mayReport: true,
  } as const;
  const assessment = assessed('high', 'scam_compound', country, []);
  return [
    [{ say: 'danger', step: 'first', triage: self, caseId: CASE_ID }, GLANCE_MAX],
    [{ say: 'danger', step: 'situation', triage: self, caseId: CASE_ID }, GLANCE_MAX],
    ...SITUATION_NUMBERS.map(
      situation =>
        [
          { say: 'danger', step: 'situation_answer', situation, triage: self, caseId: CASE_ID },
          GLANCE_MAX,
        ] as const,
    ),
    [{ say: 'choice', choice: 'departed', reasons: [], ...advert }, GLANCE_MAX],
    [{ say: 'family', step: 'first', triage: relative, caseId: CASE_ID }, GLANCE_MAX],
    [{ say: 'family', step: 'in_danger', triage: relative, caseId: CASE_ID }, SCREEN_MAX],
    [{ say: 'family', step: 'prepare', triage: relative, caseId: CASE_ID }, SCREEN_MAX],
    [{ say: 'verdict', assessment, caseId: CASE_ID, messageCount: 1, mayReport: true }, SCREEN_MAX],
    [{ say: 'choice', choice: 'explain', reasons: [], ...advert, ...from }, SCREEN_MAX],
  ];
}

/** Which answers are too long, or leave out a contact that was chosen for them. */
function faultsIn(tools: ReplyTools, country: string | null, province?: string): readonly string[] {
  return speechesFor(country, province).flatMap(([speech, lengthMax]) => {
    const chosen: ShownContact[] = [];
    const listening: ReplyTools = {
      ...tools,
      contactsFor: (question, locale) => {
        const contacts = tools.contactsFor(question, locale);
        chosen.push(...contacts);
        return contacts;
      },
    };
    const reply = composeReply(speech, listening);
    const text = renderPlain(reply);
    const what = `${country} ${speech.say} ${'step' in speech ? speech.step : ''}`;
    const left = chosen.filter(({ id }) =>
      reply.blocks.every(block => block.type !== 'contact' || block.contact.id !== id),
    );
    return [
      ...(text.length > lengthMax ? [`${what}: ${text.length} characters`] : []),
      ...left.map(({ id }) => `${what}: ${id} left out`),
      ...(chosen.length === 0 ? [`${what}: no contact`] : []),
    ];
  });
}

/** Countries of which each has other contacts than those before it: only contacts can make an answer longer. */
function unlikeCountries(tools: ReplyTools): readonly (string | null)[] {
  const known = new Set<string>();
  return [...COUNTRY_CODES, null].filter(country => {
    const questions = (['danger', 'family', 'advert'] as const).map(need => {
      const from = need === 'danger' ? 'abroad' : 'indonesia';
      return tools.contactsFor({ country, from, need, max: 3 }, tools.locale).map(({ id }) => id);
    });
    const key = JSON.stringify(questions);
    return known.has(key) ? false : known.add(key);
  });
}

describe.each([0, 1, 2, 4])('%i years on, in every country', years => {
  it.each(LOCALES)('each answer in %s holds every contact chosen for it, within its length', locale => {
    const tools = toolsThatShip(locale, later(years));
    const faults = unlikeCountries(tools).flatMap(country => [
      ...faultsIn(tools, country),
      ...faultsIn(tools, country, 'Jawa Timur'),
      ...faultsIn(tools, country, 'DI Yogyakarta'),
    ]);
    expect(faults).toEqual([]);
  });
});

describe('the check above', () => {
  it('sees a contact that is left out and an answer that is too long', () => {
    const tools = toolsThatShip('id');
    const wordy: ReplyTools = {
      ...tools,
      contactsFor: (question, locale) =>
        tools
          .contactsFor(question, locale)
          .map(contact => ({ ...contact, brief: { name: 'x'.repeat(150), seen: contact.seen } })),
    };
    expect(faultsIn(wordy, 'HK').join('\n')).toContain('HK danger first: ');
    const silent: ReplyTools = { ...tools, contactsFor: () => [] };
    expect(faultsIn(silent, 'HK').join('\n')).toContain('HK danger first: no contact');
  });
});

describe('the office of the own province', () => {
  const prepared = (province?: string) => {
    const [speech] =
      speechesFor('HK', province).find(([said]) => 'step' in said && said.step === 'prepare') ?? [];
    return renderPlain(composeReply(speech as Speech, toolsThatShip('id')));
  };

  it('stands in the answer that a family keeps, after the mission and KP2MI', () => {
    const text = prepared('Jawa Timur');
    expect(text).toMatch(/KJRI Hong Kong[\s\S]*KP2MI[\s\S]*LTSA PMI Jawa Timur[\s\S]*Surabaya/);
    expect(prepared('DI Yogyakarta')).toContain('+62 851 6133 7403');
  });

  it('is shown to nobody from elsewhere', () => {
    expect(prepared()).not.toMatch(/Jawa Timur|Yogyakarta/);
    expect(prepared('DI Yogyakarta')).not.toContain('Jawa Timur');
  });
});
