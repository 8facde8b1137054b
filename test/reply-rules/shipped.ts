/** What ships with the program, read once: texts, links of the contacts, and composers that use them. */

import { join } from 'node:path';
import { type KnownEmployers, officialSite } from '../../src/advert/known-employers.js';
import { isProblems } from '../../src/errors.js';
import { loadContacts } from '../../src/files/contacts-file.js';
import { readEmployers } from '../../src/files/employers-file.js';
import { loadTexts } from '../../src/files/texts-file.js';
import type { ReplyTools } from '../../src/replies/compose-tools.js';
import type { ContactDirectory } from '../../src/replies/contacts.js';
import { contactsFrom } from '../../src/replies/contacts-for.js';
import type { Locale } from '../../src/replies/text-keys.js';
import type { Texts } from '../../src/replies/texts.js';

const LOCALES_FOLDER = join(import.meta.dirname, '..', '..', 'locales');
/** Shortly after the contacts were gathered. */
export const NOW = Date.UTC(2026, 10, 23);

let texts: Texts | null = null;
/** The locales as they ship. */
export function textsThatShip(): Texts {
  if (texts !== null) return texts;
  const loaded = loadTexts(LOCALES_FOLDER, 'locales');
  if (isProblems(loaded))
    throw new Error(`the locales are broken: ${loaded.map(({ message }) => message).join('; ')}`);
  texts = loaded;
  return loaded;
}

let directory: ContactDirectory | null = null;
function contactsThatShip(): ContactDirectory {
  if (directory !== null) return directory;
  const loaded = loadContacts(join(LOCALES_FOLDER, 'contacts.yaml'), 'locales/contacts.yaml');
  if (isProblems(loaded)) throw new Error('the contacts are broken');
  directory = loaded;
  return loaded;
}

/** Ids of the offices that only people of their province are shown. */
export function provincialIds(): ReadonlySet<string> {
  const own = contactsThatShip().contacts.filter(({ province }) => province !== null);
  return new Set(own.map(({ id }) => id));
}

let employers: KnownEmployers | null = null;
/** The employers as they ship. */
export function employersThatShip(): KnownEmployers {
  if (employers !== null) return employers;
  const read = readEmployers(join(LOCALES_FOLDER, '..', 'rules', 'employers.yaml'), 'rules/employers.yaml');
  if (isProblems(read)) throw new Error('the employers are broken');
  employers = read as KnownEmployers;
  return employers;
}

/** Hosts of employers' own sites: the only addresses beside those of contacts that a reply may show. */
export function sitesThatShip(): ReadonlySet<string> {
  const { byId } = employersThatShip();
  return new Set([...byId.keys()].flatMap(id => officialSite(employersThatShip(), id)?.host ?? []));
}

/** Words of the names of employers, and of those who say where they announce: "PLN" is no shouting. */
export function employerNamesThatShip(): ReadonlySet<string> {
  const { byId } = employersThatShip();
  return new Set(
    [...byId.values()].flatMap(({ name, sources }) => `${name} ${sources[0]?.by}`.split(/[\s&]+/)),
  );
}

let links: ReadonlySet<string> | null = null;
/** Pages of contacts, and WhatsApp links of those that are on WhatsApp: the only links a reply may hold. */
export function linksThatShip(): ReadonlySet<string> {
  links ??= new Set(
    contactsThatShip().contacts.flatMap(({ url, wa, e164 }) => [
      ...(url === null ? [] : [url]),
      ...(wa && e164 !== null ? [`https://wa.me/${e164.slice(1)}`] : []),
    ]),
  );
  return links;
}

/** The composers as the program uses them, at a fixed time. */
export function toolsThatShip(locale: Locale, now = NOW): ReplyTools {
  const shipped = textsThatShip();
  const contactsFor = contactsFrom(contactsThatShip(), shipped, { now: () => now });
  return { texts: shipped, locale, contactsFor, siteOf: id => officialSite(employersThatShip(), id) };
}

/** The same with one contact that never ages: for tests of wording. */
export function steadyTools(locale: Locale): ReplyTools {
  const contact = {
    id: 'contoh',
    name: 'Kantor Contoh',
    number: '110',
    e164: null,
    dial: '110',
    url: null,
    waLink: null,
    seen: 'per Mei 2026',
  };
  return { ...toolsThatShip(locale), contactsFor: () => [contact] };
}
