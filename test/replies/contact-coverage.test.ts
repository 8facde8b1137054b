/**
 * Every country of the world, from every place, for every need and every number of contacts, today and 1, 2 and 4
 * years on: no answer without a contact that can be reached, and none that leans on a doubtful one.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { getCountries } from 'libphonenumber-js';
import { describe, expect, it } from 'vitest';
import { type ContactQuestion, chooseContacts, type Whereabouts } from '../../src/replies/contact-choice.js';
import {
  type ChosenContact,
  CONTACT_NEEDS,
  type Contact,
  type ContactDirectory,
} from '../../src/replies/contacts.js';
import { seenWords } from '../../src/replies/contacts-for.js';
import { countryName } from '../../src/replies/country-names.js';
import { faultsOf } from '../fixtures/contact-faults.js';
import {
  checkedOn,
  choose,
  DIRECTORY,
  invented,
  later,
  MISSION_COUNTRIES,
  NOW,
  withEntries,
} from '../fixtures/contacts.js';
import { COUNTRY_CODES } from '../fixtures/countries.js';
import { textsThatShip } from '../reply-rules/shipped.js';

const OUT = new URL('../out/', import.meta.url).pathname;
const YEARS_LATER = [0, 1, 2, 4] as const;
const COUNTRIES: readonly (string | null)[] = [...COUNTRY_CODES, null];
const PROVINCES = [undefined, 'Jawa Timur', 'DI Yogyakarta'] as const;
const PLACES: readonly Whereabouts[] = ['indonesia', 'abroad', 'unknown'];

/** Every question there is: country, place, need, and how many are wanted; who is at home may be from a province. */
function* everyQuestion(): Generator<ContactQuestion> {
  for (const country of COUNTRIES)
    for (const from of PLACES)
      for (const need of CONTACT_NEEDS)
        for (const max of [1, 2, 5])
          for (const province of PROVINCES)
            if (province === undefined) yield { country, from, need, max };
            else if (from === 'indonesia') yield { country, from, need, max, province };
}

function allFaults(directory: ContactDirectory, now: number): readonly string[] {
  return [...everyQuestion()].flatMap(question =>
    faultsOf(question, chooseContacts(question, directory, now)).map(
      fault => `${question.country} ${question.from} ${question.need} ${question.max}: ${fault}`,
    ),
  );
}

describe('every country of the world, every place, every need', () => {
  it.each(YEARS_LATER)(
    '%i years later, each answer is reachable, national and never a doubtful contact alone',
    years => {
      expect(allFaults(DIRECTORY, later(years))).toEqual([]);
    },
  );

  it('every country is one of ISO 3166, and no country with a telephone code is left out', () => {
    expect(COUNTRY_CODES).toHaveLength(249);
    // Ascension, Tristan da Cunha and Kosovo have a code and no entry.
    const missing = getCountries().filter(code => !COUNTRY_CODES.includes(code));
    expect(missing.sort()).toEqual(['AC', 'TA', 'XK']);
  });

  it('the same holds right after everything was checked, when lines of other countries are shown', () => {
    expect(allFaults(checkedOn('2026-11-20'), NOW)).toEqual([]);
    const shown = choose({ country: 'TH', max: 5 }, checkedOn('2026-11-20')).map(({ contact }) => contact.id);
    expect(shown).toContain('thailand_polisi_191');
    expect(shown.indexOf('thailand_polisi_191')).toBeGreaterThan(shown.indexOf('kp2mi_whatsapp'));
  });

  it('the same holds where a line of another country would be the best attested of all', () => {
    expect(allFaults(withEntries(invented({ id: 'local' })), NOW)).toEqual([]);
    expect(allFaults(withEntries(invented({ id: 'local', role: 'other', grade: 'A' })), NOW)).toEqual([]);
  });

  it('the check above sees a C that stands alone, a hidden contact, a foreign police first and a number out of reach', () => {
    const fresh = { kind: 'fresh', month: '2026-11' } as const;
    const question: ContactQuestion = { country: 'KH', from: 'abroad', need: 'danger', max: 2 };
    const planted = (contact: Contact, age: ChosenContact['age'] = fresh) =>
      faultsOf(question, [{ contact, age }]).join('\n');
    expect(planted(invented({ role: 'mission', grade: 'C' }))).toContain('stands alone');
    expect(planted(invented({ role: 'mission', grade: 'C' }))).toContain('without Kemlu');
    expect(planted(invented({ role: 'mission' }), { kind: 'old_national', month: null })).toContain('hidden');
    expect(planted(invented({}))).toContain('another country is first');
    expect(planted(invented({}))).toContain('no national contact');
    expect(planted(invented({ country: null, reach: 'indonesia' }))).toContain('not reachable');
    expect(planted(invented({ country: null, dial: '157', reach: 'both' }))).toContain('not reachable');
    expect(planted(invented({ country: null, province: 'Jawa Timur' }))).toContain('another province');
    expect(planted(invented({ country: 'TH', role: 'mission' }))).toContain('another country');
  });

  it('the check above sees a wrong order of roles, and a worse grade before a better one', () => {
    const fresh = { kind: 'fresh', month: '2026-11' } as const;
    const question: ContactQuestion = { country: 'KH', from: 'abroad', need: 'danger', max: 3 };
    const given = (...contacts: readonly Partial<Contact>[]) =>
      faultsOf(
        question,
        contacts.map((contact, at) => ({ contact: invented({ id: `c${at}`, ...contact }), age: fresh })),
      ).join('\n');
    const kp2mi = { country: null, role: 'kp2mi', reach: 'both', dial: null, e164: '+62' } as const;
    expect(given(kp2mi, { role: 'mission' })).toContain('c1 stands behind c0');
    expect(given({ role: 'mission', grade: 'B' }, { role: 'mission', grade: 'A' }, kp2mi)).toContain(
      'c1 is better',
    );
    expect(given({ role: 'mission' }, { role: 'mission', grade: 'B' }, kp2mi)).toBe('');
  });

  it('two years on no mission that nobody checked is shown any more, and the answers still hold', () => {
    for (const country of MISSION_COUNTRIES) {
      const chosen = choose({ country, max: 5 }, DIRECTORY, later(2));
      expect(chosen.some(({ contact }) => contact.role === 'mission')).toBe(country === 'KH');
      expect(chosen.length).toBeGreaterThan(1);
    }
  });

  it('four years on only national contacts of grade A are left, all marked old', () => {
    for (const { contact, age } of [...everyQuestion()].flatMap(question =>
      chooseContacts(question, DIRECTORY, later(4)),
    )) {
      expect(contact).toMatchObject({ country: null, grade: 'A' });
      expect(age.kind).toBe('old_national');
    }
  });

  it('the table of answers is written to test/out/contacts.txt', () => {
    const rows = YEARS_LATER.flatMap(years => tableOf(later(years)));
    mkdirSync(OUT, { recursive: true });
    writeFileSync(`${OUT}contacts.txt`, `${rows.join('\n')}\n`);
    for (const [title] of SITUATIONS)
      expect(rows.filter(row => row.startsWith(`${title}, 20`))).toHaveLength(YEARS_LATER.length);
    // Every country stands once under every heading, by name or in the list that has the same answer.
    const codes = rows.flatMap(row => row.match(/\b[A-Z]{2}\b(?=[,:])/g) ?? []);
    const times = YEARS_LATER.length * SITUATIONS.length;
    expect(COUNTRY_CODES.filter(code => codes.filter(found => found === code).length !== times)).toEqual([]);
  });
});

/** Who asks, from where and for what: the heading, and the question for one country. */
const SITUATIONS: readonly (readonly [string, (country: string | null) => ContactQuestion])[] = [
  ['SELF, HELD THERE', country => ({ country, from: 'abroad', need: 'danger', max: 1 })],
  ['RELATIVE AT HOME', country => ({ country, from: 'indonesia', need: 'family', max: 1 })],
  [
    'RELATIVE AT HOME, FROM EAST JAVA, after the first answer',
    country => ({ country, from: 'indonesia', need: 'family', max: 2, province: 'Jawa Timur' }),
  ],
  ['SEEKER AT HOME, advert', country => ({ country, from: 'indonesia', need: 'advert', max: 1 })],
  [
    'SEEKER AT HOME, FROM EAST JAVA, all reasons and more contacts',
    country => ({
      country,
      from: 'indonesia',
      need: 'advert',
      max: 3,
      ...(country !== 'ID' && { province: 'Jawa Timur' }),
    }),
  ],
];

/** Countries with the same answer stand together. */
function tableOf(now: number): readonly string[] {
  return SITUATIONS.flatMap(([title, questionFor]) => {
    const byAnswer = new Map<string, { chosen: readonly ChosenContact[]; countries: (string | null)[] }>();
    for (const country of COUNTRIES) {
      const chosen = chooseContacts(questionFor(country), DIRECTORY, now);
      const key = chosen.map(({ contact }) => contact.id).join();
      const group = byAnswer.get(key) ?? { chosen, countries: [] };
      group.countries.push(country);
      byAnswer.set(key, group);
    }
    return [
      '',
      `${title}, ${new Date(now).toISOString().slice(0, 10)}`,
      ...[...byAnswer.values()].flatMap(({ chosen, countries }) => [
        `  ${named(countries)}:`,
        ...chosen.map(printed),
      ]),
    ];
  });
}

function printed({ contact, age }: ChosenContact): string {
  const way = contact.international ?? contact.dial ?? contact.url ?? contact.address;
  return `      ${contact.name} · ${way} · ${seenWords(age, textsThatShip(), 'id')} · ${contact.grade}`;
}

/** Few by name, many by code. */
function named(countries: readonly (string | null)[]): string {
  if (countries.length > 12) return countries.map(country => country ?? 'unknown').join(', ');
  return countries
    .map(country => (country === null ? 'unknown' : `${countryName(country, 'id')} ${country}`))
    .join(', ');
}
