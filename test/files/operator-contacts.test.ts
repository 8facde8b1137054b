import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isProblems, type Problem } from '../../src/errors.js';
import { CONTACT_CHECKS_FILE, checksText } from '../../src/files/contact-checks-file.js';
import { OWN_CONTACTS_FILE, withOperatorContacts } from '../../src/files/operator-contacts.js';
import { contactAge, contactsDue } from '../../src/replies/contact-age.js';
import type { Contact, ContactDirectory } from '../../src/replies/contacts.js';
import { DIRECTORY, ids, NOW } from '../fixtures/contacts.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cekloker-data-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(path.join(dataDir, name), text);

function directory(): ContactDirectory {
  const read = withOperatorContacts(DIRECTORY, dataDir);
  if (isProblems(read)) throw new Error(read.map(({ message }) => message).join('\n'));
  return read;
}
function problems(): readonly Problem[] {
  const read = withOperatorContacts(DIRECTORY, dataDir);
  return isProblems(read) ? read : [];
}
const contact = (id: string): Contact => directory().contacts.find(known => known.id === id) as Contact;

/** An entry with an invented page; nothing here can be dialled. */
const OWN = `contacts:
  - id: laos_contoh
    name: KBRI Vientiane, halaman contoh
    url: https://contoh.kemlu.go.id
    country: LA
    role: mission
    reach: both
    for: [danger, family]
    grade: A
    ship: yes
    source: https://contoh.kemlu.go.id
    source_date: 2026-11-01
`;

describe('checks of the operator', () => {
  it('are not needed: without a file the directory is what ships', () => {
    expect(directory().contacts).toEqual(DIRECTORY.contacts);
  });

  it('make a contact fresh, and take it off the list of what is due', () => {
    write(
      CONTACT_CHECKS_FILE,
      'checked:\n  - { id: kemlu_pwni, date: 2026-11-20, reached: "+6281290070027" }\n',
    );
    expect(contactAge(contact('kemlu_pwni'), NOW)).toEqual({ kind: 'fresh', month: '2026-11' });
    expect(contactsDue(directory(), NOW).map(due => due.contact.id)).not.toContain('kemlu_pwni');
    expect(ids({ country: 'ZW', max: 1 }, directory())).toEqual(['kemlu_pwni']);
  });

  it('bring back a contact that was too old to be shown', () => {
    const number = contact('hong_kong_kjri_hotline_1').e164;
    write(
      CONTACT_CHECKS_FILE,
      `checked:\n  - { id: hong_kong_kjri_hotline_1, date: 2026-11-20, reached: "${number}" }\n`,
    );
    expect(ids({ country: 'HK', max: 2 }, directory())).toEqual([
      'hong_kong_kjri_hotline_1',
      'kp2mi_whatsapp',
    ]);
  });

  it('count only for the number that was checked', () => {
    write(CONTACT_CHECKS_FILE, 'checked:\n  - { id: polri_110, date: 2026-11-20, reached: "000" }\n');
    expect(contactAge(contact('polri_110'), NOW)?.month).toBe('2026-01');
    const due = contactsDue(directory(), NOW).find(({ contact: { id } }) => id === 'polri_110');
    expect(due?.reasons).toEqual(['number_changed']);
  });

  it('on a day to come do not count, or a slip of the pen would keep a dead number fresh', () => {
    write(
      CONTACT_CHECKS_FILE,
      'checked:\n  - { id: kemlu_pwni, date: 2062-11-20, reached: "+6281290070027" }\n',
    );
    expect(contactAge(contact('kemlu_pwni'), NOW)?.kind).toBe('ageing');
  });

  it('of a contact that is not listed any more change nothing', () => {
    write(CONTACT_CHECKS_FILE, 'checked:\n  - { id: vanished, date: 2026-11-20, reached: "1" }\n');
    expect(directory().contacts).toEqual(DIRECTORY.contacts);
  });

  it.each([
    ['no YAML', 'checked:\n  - { id: a', 2],
    ['another shape', 'checked: yes\n', 1],
    ['no such day', 'checked:\n  - { id: a, date: 2026-02-30, reached: "1" }\n', 2],
    ['a number without quotes', 'checked:\n  - id: a\n    date: 2026-02-01\n    reached: 110\n', 4],
    ['an unknown field', 'checked:\n  - { id: a, date: 2026-02-01, reached: "1", by: me }\n', 2],
    [
      'an id twice',
      'checked:\n  - { id: a, date: 2026-02-01, reached: "1" }\n  - { id: a, date: 2026-02-02, reached: "1" }\n',
      3,
    ],
  ])('in a file with %s stop the start, by file and line', (_what, text, line) => {
    write(CONTACT_CHECKS_FILE, text);
    expect(problems().map(problem => [problem.file, problem.line])).toContainEqual([
      path.join(dataDir, CONTACT_CHECKS_FILE),
      line,
    ]);
  });

  it('are written so that they are read again, each contact once, in order', () => {
    const first = checksText([], { id: 'polri_110', date: '2026-11-01', reached: '110' });
    write(CONTACT_CHECKS_FILE, first);
    expect(contact('polri_110').checked).toBe('2026-11-01');
    const again = checksText(
      [
        { id: 'polri_110', date: '2026-11-01', reached: '110' },
        { id: 'sapa129_phone', date: '2026-11-02', reached: '129' },
      ],
      { id: 'polri_110', date: '2026-11-20', reached: '110' },
    );
    write(CONTACT_CHECKS_FILE, again);
    expect(contact('polri_110').checked).toBe('2026-11-20');
    expect(contact('sapa129_phone').checked).toBe('2026-11-02');
    expect(again.match(/polri_110/g)).toHaveLength(1);
  });
});

describe('lines of the operator’s own', () => {
  it('stand in the directory, before what ships, and can be checked like any other', () => {
    write(OWN_CONTACTS_FILE, OWN);
    expect(directory().contacts[0]?.id).toBe('laos_contoh');
    expect(directory().contacts).toHaveLength(DIRECTORY.contacts.length + 1);
    write(
      CONTACT_CHECKS_FILE,
      'checked:\n  - { id: laos_contoh, date: 2026-11-20, reached: "https://contoh.kemlu.go.id" }\n',
    );
    expect(contact('laos_contoh').checked).toBe('2026-11-20');
  });

  it.each([
    ['an id that ships', 'id: laos_contoh', 'id: polri_110', 2, 'is that of a contact that ships'],
    [
      'a page that ships',
      'url: https://contoh.kemlu.go.id\n',
      'url: https://peduliwni.kemlu.go.id\n',
      2,
      'ships already, as "peduli_wni"',
    ],
    [
      'a number that ships',
      '    url: https://contoh.kemlu.go.id\n    country: LA\n',
      '    shown_as: "110"\n    dial: "110"\n    country: null\n',
      2,
      'ships already, as "polri_110"',
    ],
    [
      'a page that is not official',
      'url: https://contoh.kemlu.go.id',
      'url: https://contoh.id',
      4,
      'official host',
    ],
    ['no source', '    source: https://contoh.kemlu.go.id\n', '', 2, 'source is missing'],
    ['grade D', 'grade: A', 'grade: D', 9, 'never goes out'],
  ])('with %s stop the start, by file and line', (_what, piece, replacement, line, message) => {
    const text = OWN.replace(piece, replacement).replace(
      'role: mission\n    reach: both',
      replacement.includes('null') ? 'role: police\n    reach: indonesia' : 'role: mission\n    reach: both',
    );
    write(OWN_CONTACTS_FILE, text);
    const found = problems();
    expect(found.map(problem => problem.message).join('\n')).toContain(message);
    expect(found.map(problem => [problem.file, problem.line])).toContainEqual([
      path.join(dataDir, OWN_CONTACTS_FILE),
      line,
    ]);
  });

  it('and a broken file of checks are told together', () => {
    write(OWN_CONTACTS_FILE, OWN.replace('grade: A', 'grade: D'));
    write(CONTACT_CHECKS_FILE, 'checked: 1\n');
    expect(new Set(problems().map(({ file }) => path.basename(file)))).toEqual(
      new Set([OWN_CONTACTS_FILE, CONTACT_CHECKS_FILE]),
    );
  });
});
