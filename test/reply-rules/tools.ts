/** The composers as the program uses them: the texts and contacts that ship, at a fixed time. */
import { join } from 'node:path';
import { loadContacts } from '../../src/files/contacts-file.js';
import { isProblems } from '../../src/files/yaml-file.js';
import type { ReplyTools } from '../../src/replies/compose-tools.js';
import { contactsFrom } from '../../src/replies/contacts-for.js';
import type { Locale } from '../../src/replies/text-keys.js';
import { textsThatShip } from './reply-rules.js';

/** Shortly after the contacts were gathered. */
export const NOW = Date.UTC(2026, 10, 23);
const CONTACTS = join(import.meta.dirname, '..', '..', 'locales', 'contacts.yaml');

export function toolsThatShip(locale: Locale, now = NOW): ReplyTools {
  const directory = loadContacts(CONTACTS, 'locales/contacts.yaml');
  if (isProblems(directory)) throw new Error('the contacts are broken');
  const texts = textsThatShip();
  return { texts, locale, contactsFor: contactsFrom(directory, texts, { now: () => now }) };
}
