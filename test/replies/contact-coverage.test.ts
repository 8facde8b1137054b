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
  isLocalAbroad,
  isNational,
} from '../../src/replies/contacts.js';
import {
  choose,
  DIRECTORY,
  invented,
  later,
  MISSION_COUNTRIES,
  NOW,
  withEntries,
} from '../fixtures/contacts.js';

const OUT = new URL('../out/', import.meta.url).pathname;
const YEARS_LATER = [0, 1, 2, 4] as const;
const COUNTRIES: readonly (string | null)[] = [...getCountries(), null];
const PLACES: readonly Whereabouts[] = ['indonesia', 'abroad', 'unknown'];

/** Every question there is: country, place, need, and how many are wanted. */
function* everyQuestion(): Generator<ContactQuestion> {
  for (const country of COUNTRIES)
    for (const from of PLACES)
      for (const need of CONTACT_NEEDS) for (const max of [1, 2, 3, 5]) yield { country, from, need, max };
}

/** What is wrong with an answer by the rules that hold for every one of them; empty when nothing is. */
function faultsOf(question: ContactQuestion, chosen: readonly ChosenContact[]): readonly string[] {
  const faults: string[] = [];
  const others = (one: ChosenContact) => chosen.filter(other => other !== one).map(({ contact }) => contact);
  // One attested, recent mission line may stand alone where one contact is wanted.
  const isSureMission = ({ contact, age }: ChosenContact) =>
    contact.role === 'mission' && contact.grade !== 'C' && age.kind === 'fresh';
  const isOneSureMission = question.max === 1 && chosen.length === 1 && chosen.every(isSureMission);
  if (!isOneSureMission && !chosen.some(({ contact }) => isNational(contact)))
    faults.push('no national contact');
  if (chosen.length > Math.max(question.max, 2)) faults.push('more than wanted');
  if (new Set(chosen.map(({ contact }) => contact.id)).size < chosen.length) faults.push('the same twice');
  for (const one of chosen) {
    const { contact, age } = one;
    if (contact.reach === 'indonesia' && question.from !== 'indonesia')
      faults.push(`${contact.id} not reachable`);
    if (contact.reach === 'abroad' && question.from === 'indonesia')
      faults.push(`${contact.id} not reachable`);
    const isAnswered = others(one).some(isNational);
    if (contact.grade === 'C' && !isAnswered) faults.push(`${contact.id} is a C and stands alone`);
    // Where everything is old, a national contact makes do with any other beside it.
    const isAllOld =
      isNational(contact) && chosen.length > 1 && chosen.every(({ age }) => age.kind !== 'fresh');
    if (age.kind !== 'fresh' && !isAnswered && !isAllOld)
      faults.push(`${contact.id} is old and stands alone`);
    if (age.kind === 'old_national' && !isNational(contact)) faults.push(`${contact.id} should be hidden`);
    const askFor = others(one).some(({ role }) => role === 'kemlu' || role === 'kp2mi');
    if (contact.grade === 'C' && question.from !== 'indonesia' && !askFor)
      faults.push(`${contact.id} without Kemlu`);
  }
  if (chosen[0] && isLocalAbroad(chosen[0].contact)) faults.push('a foreign police is first');
  return faults;
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
      expect(COUNTRIES.length).toBeGreaterThan(240);
      expect(allFaults(DIRECTORY, later(years))).toEqual([]);
    },
  );

  it('the same holds once the police of another country is listed', () => {
    expect(allFaults(withEntries(invented({ id: 'local' })), NOW)).toEqual([]);
  });

  it('the check above sees a C that stands alone, a hidden contact, a foreign police first and a number out of reach', () => {
    const fresh = { kind: 'fresh', month: '2026-11' } as const;
    const question: ContactQuestion = { country: 'KH', from: 'abroad', need: 'danger', max: 2 };
    const planted = (contact: Contact, age: ChosenContact['age'] = fresh) =>
      faultsOf(question, [{ contact, age }]).join('\n');
    expect(planted(invented({ role: 'mission', grade: 'C' }))).toContain('stands alone');
    expect(planted(invented({ role: 'mission', grade: 'C' }))).toContain('without Kemlu');
    expect(planted(invented({ role: 'mission' }), { kind: 'old_national', month: null })).toContain('hidden');
    expect(planted(invented({}))).toContain('police is first');
    expect(planted(invented({}))).toContain('no national contact');
    expect(planted(invented({ country: null, reach: 'indonesia' }))).toContain('not reachable');
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
    expect(rows.length).toBeGreaterThan(YEARS_LATER.length * MISSION_COUNTRIES.length);
  });
});

/** Countries with the same answer share a row; two contacts wanted, as in the first answer to a person in danger. */
function tableOf(now: number): readonly string[] {
  const rows = [`\n== ${new Date(now).toISOString().slice(0, 10)}, two wanted ==`];
  for (const need of CONTACT_NEEDS)
    for (const from of PLACES) {
      const byAnswer = new Map<string, string[]>();
      for (const country of COUNTRIES) {
        const chosen = chooseContacts({ country, from, need, max: 2 }, DIRECTORY, now);
        const answer = chosen
          .map(({ contact, age }) => `${contact.id} (${age.kind} ${age.month})`)
          .join(' + ');
        byAnswer.set(answer, [...(byAnswer.get(answer) ?? []), country ?? 'unknown']);
      }
      for (const [answer, countries] of byAnswer) {
        const where = countries.length > 12 ? `${countries.length} others` : countries.join(' ');
        rows.push(`${need} from ${from}, ${where}: ${answer}`);
      }
    }
  return rows;
}
