/**
 * Reads the directory of hotlines and checks it. Comes in: locales/contacts.yaml, and the lines that an operator
 * added in the same form; goes out: the directory, or every mistake in it at once, by line. It never repairs an
 * entry and never lets one through that a person could not rely on: a wrong digit here sends somebody in danger to
 * a stranger.
 */
import { createHash } from 'node:crypto';
import { isProblems, type Problem } from '../errors.js';
import type { Contact, ContactDirectory } from '../replies/contacts.js';
import { internationalForm, numberProblems } from './contact-numbers.js';
import { type ContactFile, contactSchema, type EntryProblem, entryProblems } from './contact-schema.js';
import { directoryProblems } from './contacts-coverage.js';
import { readYamlFile, type YamlFile, type YamlPath } from './yaml-file.js';

/** Far above every Indonesian mission with all its lines. */
export const CONTACT_ENTRIES_MAX = 600;
const SEAL_LENGTH = 12;

/** Reads and checks the file that ships. `name` is how messages call it. */
export function loadContacts(absolutePath: string, name: string): ContactDirectory | readonly Problem[] {
  const file = readYamlFile(absolutePath, name);
  return isProblems(file) ? file : checkContacts(file);
}

/** Checks a directory that must serve by itself. @returns it, frozen, or every problem in it */
export function checkContacts(file: YamlFile): ContactDirectory | readonly Problem[] {
  const contacts = checkEntries(file);
  if (isProblems(contacts)) return contacts;
  // What is missing can only be told once every entry is readable; before that it would be noise.
  const problems = [
    ...sealProblems(file, contacts.entries),
    ...directoryProblems(contacts.contacts).map(message => ({ file: file.name, line: null, message })),
  ];
  return problems.length > 0 ? problems : Object.freeze({ contacts: Object.freeze(contacts.contacts) });
}

interface CheckedEntries {
  readonly contacts: readonly Contact[];
  /** As they stand in the file. */
  readonly entries: readonly unknown[];
}

/** Checks each entry and the entries against each other. @returns every problem where there is one */
export function checkEntries(file: YamlFile): CheckedEntries | readonly Problem[] {
  const entries = entriesOf(file.value);
  if (entries === null) {
    const message = `must hold the key "contacts" with a list of 1 to ${CONTACT_ENTRIES_MAX} entries, and no other key but "digits"`;
    return [problemAt(file, [], message)];
  }
  const problems: Problem[] = [];
  const contacts: Contact[] = [];
  for (const [index, entry] of entries.entries()) {
    const found = [...entryProblems(entry), ...numberProblems(entry)];
    problems.push(
      ...found.map(({ path, message }) => problemAt(file, ['contacts', index, ...path], message)),
    );
    const parsed = contactSchema.safeParse(entry);
    if (parsed.success) contacts.push(contactOf(parsed.data));
  }
  problems.push(
    ...repeated(entries).map(({ path, message }) => problemAt(file, ['contacts', ...path], message)),
  );
  return problems.length > 0 ? problems : { contacts, entries };
}

/**
 * What all digits of the entries come to, dates and addresses included. A number stands twice and shows a slip by
 * itself; for everything else this is the second place.
 */
export function digitsSeal(entries: readonly unknown[]): string {
  const digits = entries.map(digitsIn);
  return createHash('sha256').update(JSON.stringify(digits)).digest('hex').slice(0, SEAL_LENGTH);
}

function digitsIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(digitsIn);
  // In a fixed order: where a field stands in its entry changes nothing.
  if (isRecord(value))
    return Object.keys(value)
      .sort()
      .map(key => digitsIn(value[key]));
  return String(value).replaceAll(/\D/g, '');
}

function sealProblems(file: YamlFile, entries: readonly unknown[]): readonly Problem[] {
  const written = isRecord(file.value) ? file.value.digits : undefined;
  const seal = digitsSeal(entries);
  if (written === seal) return [];
  const message = `a digit below is not what it was. If you changed it on purpose, compare it with its source once more and write  digits: "${seal}"`;
  return [problemAt(file, ['digits'], message)];
}

function entriesOf(value: unknown): readonly unknown[] | null {
  if (!isRecord(value)) return null;
  const { contacts, digits: _, ...others } = value;
  if (Object.keys(others).length > 0) return null;
  return Array.isArray(contacts) && contacts.length > 0 && contacts.length <= CONTACT_ENTRIES_MAX
    ? contacts
    : null;
}

/** Ids and numbers must be there once: two entries for one number would age apart. */
function repeated(entries: readonly unknown[]): readonly EntryProblem[] {
  return ['id', 'e164', 'dial', 'url'].flatMap(field => {
    const first = new Map<string, number>();
    return entries.flatMap((entry, index) => {
      // The same short code may belong to two countries.
      const value = isRecord(entry) ? entry[field] : undefined;
      if (typeof value !== 'string') return [];
      const key = field === 'dial' && isRecord(entry) ? `${value} ${entry.country}` : value;
      const earlier = first.get(key);
      if (earlier === undefined) {
        first.set(key, index);
        return [];
      }
      return [
        { path: [index, field], message: `${field} "${value}" is already that of entry ${earlier + 1}` },
      ];
    });
  });
}

function contactOf(entry: ContactFile): Contact {
  return Object.freeze({
    id: entry.id,
    name: entry.name,
    shownAs: entry.shown_as ?? null,
    e164: entry.e164 ?? null,
    international: entry.e164 === undefined ? null : internationalForm(entry.e164),
    dial: entry.dial ?? null,
    url: entry.url ?? null,
    address: entry.address ?? null,
    wa: entry.wa,
    country: entry.country,
    alsoFor: entry.also_for,
    area: entry.area ?? null,
    province: entry.province ?? null,
    role: entry.role,
    reach: entry.reach,
    for: entry.for,
    grade: entry.grade,
    ship: entry.ship,
    source: entry.source,
    sourceDate: entry.source_date,
    checked: entry.checked ?? null,
    otherChecked: null,
  });
}

function problemAt(file: YamlFile, path: YamlPath, message: string): Problem {
  return { file: file.name, line: file.lineOf(path), message };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
