/**
 * What the operator of one installation adds to the directory of hotlines: lines of their own and the days on which
 * they dialled or opened a contact. Comes in: the directory that ships and the data folder; goes out: both together,
 * or every mistake by file and line. A check counts only for the number that was checked.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isProblems, type Problem } from '../errors.js';
import { type Contact, type ContactDirectory, wayOf } from '../replies/contacts.js';
import { type ContactCheck, readContactChecks } from './contact-checks-file.js';
import { checkEntries } from './contacts-file.js';
import { readYamlFile, type YamlFile } from './yaml-file.js';

/** In the data folder, in the form of locales/contacts.yaml; written by hand, need not be there. */
export const OWN_CONTACTS_FILE = 'contacts.own.yaml';

/** The directory as this installation uses it. Own lines go before others of the same rank. */
export function withOperatorContacts(
  shipped: ContactDirectory,
  dataDir: string,
): ContactDirectory | readonly Problem[] {
  const own = readOwnContacts(path.join(dataDir, OWN_CONTACTS_FILE), shipped);
  const checks = readContactChecks(dataDir);
  if (isProblems(own) || isProblems(checks)) {
    return [own, checks].flatMap(read => (isProblems(read) ? read : []));
  }
  const byId = new Map(checks.checks.map(check => [check.id, check]));
  const contacts = [...own.contacts, ...shipped.contacts].map(contact => {
    const check = byId.get(contact.id);
    return check === undefined ? contact : checkedBy(contact, check);
  });
  return Object.freeze({ contacts: Object.freeze(contacts) });
}

function checkedBy(contact: Contact, { date, reached }: ContactCheck): Contact {
  if (reached !== wayOf(contact)) return Object.freeze({ ...contact, otherChecked: date });
  const isNewer = contact.checked === null || date > contact.checked;
  return isNewer ? Object.freeze({ ...contact, checked: date }) : contact;
}

function readOwnContacts(file: string, shipped: ContactDirectory): ContactDirectory | readonly Problem[] {
  if (!existsSync(file)) return { contacts: [] };
  const read = readYamlFile(file, file);
  if (isProblems(read)) return read;
  const own = checkEntries(read);
  if (isProblems(own)) return own;
  const clashes = clashesWith(shipped, own.contacts, read);
  return clashes.length > 0 ? clashes : { contacts: own.contacts };
}

function clashesWith(shipped: ContactDirectory, own: readonly Contact[], file: YamlFile): readonly Problem[] {
  return own.flatMap((contact, index) => {
    const problem = (field: string, message: string): Problem => ({
      file: file.name,
      line: file.lineOf(['contacts', index, field]),
      message,
    });
    const sameId = shipped.contacts.find(({ id }) => id === contact.id);
    if (sameId) return [problem('id', `id "${contact.id}" is that of a contact that ships; choose another`)];
    const same = shipped.contacts.find(other => hasSameNumber(other, contact));
    return same ? [problem('id', `the same number or page ships already, as "${same.id}"`)] : [];
  });
}

function hasSameNumber(one: Contact, other: Contact): boolean {
  if (one.dial !== null) return one.dial === other.dial && one.country === other.country;
  return (one.e164 ?? one.url) !== null && wayOf(one) === wayOf(other);
}
