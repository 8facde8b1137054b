/**
 * Reads the directory of hotlines and checks it. Comes in: locales/contacts.yaml; goes out: the directory, or
 * every mistake in it at once, by line. It never repairs an entry and never lets one through that a person could
 * not rely on: a wrong digit here sends somebody in danger to a stranger.
 */
import type { Problem } from '../errors.js';
import type { Contact, ContactDirectory } from '../replies/contacts.js';
import { internationalForm, numberProblems } from './contact-numbers.js';
import { type ContactFile, contactSchema, type EntryProblem, entryProblems } from './contact-schema.js';
import { directoryProblems } from './contacts-coverage.js';
import { isProblems, readYamlFile, type YamlFile, type YamlPath } from './yaml-file.js';

/** Far above every Indonesian mission with all its lines. */
export const CONTACT_ENTRIES_MAX = 600;

/** Reads and checks the file. `name` is how messages call it. */
export function loadContacts(absolutePath: string, name: string): ContactDirectory | readonly Problem[] {
  const file = readYamlFile(absolutePath, name);
  return isProblems(file) ? file : checkContacts(file);
}

/** Checks a file that is already read. @returns the directory, frozen, or every problem in it */
export function checkContacts(file: YamlFile): ContactDirectory | readonly Problem[] {
  const entries = entriesOf(file.value);
  if (entries === null) {
    return [
      problemAt(
        file,
        [],
        `must hold the one key "contacts" with a list of 1 to ${CONTACT_ENTRIES_MAX} entries`,
      ),
    ];
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
  // What is missing can only be told once every entry is readable; before that it would be noise.
  if (contacts.length === entries.length) {
    problems.push(...directoryProblems(contacts).map(message => ({ file: file.name, line: null, message })));
  }
  return problems.length > 0 ? problems : Object.freeze({ contacts: Object.freeze(contacts) });
}

function entriesOf(value: unknown): readonly unknown[] | null {
  if (!isRecord(value) || Object.keys(value).join() !== 'contacts') return null;
  const entries = value.contacts;
  return Array.isArray(entries) && entries.length > 0 && entries.length <= CONTACT_ENTRIES_MAX
    ? entries
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
