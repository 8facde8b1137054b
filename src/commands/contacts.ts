/**
 * `contacts due | verified`: what the operator of an installation must dial or open, and where they note that they
 * did. Reads the directory as the next start would; the one file it writes lies in the data folder.
 */
import path from 'node:path';
import { systemClock } from '../clock.js';
import { readConfig } from '../config.js';
import { isProblems, StartupError } from '../errors.js';
import { CONTACT_CHECKS_FILE, checksText, readContactChecks } from '../files/contact-checks-file.js';
import { isDay } from '../files/contact-schema.js';
import { loadDirectory } from '../files/house.js';
import { contactsDue, type DueContact, type DueReason } from '../replies/contact-age.js';
import { type Contact, type ContactDirectory, wayOf } from '../replies/contacts.js';
import { writeSecretly } from '../store/private-files.js';

const EXIT_WRONG = 1;
const NEAR_IDS_MAX = 5;

const WHY: Readonly<Record<DueReason, string>> = {
  hidden: 'too old, or without a date: it is shown to nobody',
  old_national: 'old: it is shown as such, since an answer needs a hotline',
  ageing: 'ageing: it is shown as one that may have changed',
  number_changed: 'its number is not the one that was checked',
  unverified: 'never checked by you',
};

/** Prints every contact that wants a check, gravest first. */
export async function printDue(
  dataDir: string = readConfig().dataDir,
  now: number = systemClock.now(),
): Promise<void> {
  const directory = await loadDirectory(dataDir);
  const due = contactsDue(directory, now);
  const lines = due.length === 0 ? ['nothing to check today'] : due.map(dueLine);
  const gone = vanishedChecks(dataDir, directory);
  process.stdout.write(
    `${[
      ...lines,
      ...(due.length === 0
        ? []
        : [
            '',
            `${due.length} of ${directory.contacts.length} to check. Dial or open each; then: cekloker contacts verified ID`,
          ]),
      ...(gone.length === 0 ? [] : [`checked once and no longer listed: ${gone.join(', ')}`]),
    ].join('\n')}\n`,
  );
}

function dueLine({ contact, reasons, month, ageMonths }: DueContact): string {
  const age = month === null ? 'no date' : `${month}, ${ageMonths === 1 ? '1 month' : `${ageMonths} months`}`;
  return `${contact.id}\n  ${contact.name}: ${contact.international ?? wayOf(contact)}\n  ${age}; ${reasons.map(reason => WHY[reason]).join('; ')}`;
}

function vanishedChecks(dataDir: string, directory: ContactDirectory): readonly string[] {
  const known = new Set(directory.contacts.map(({ id }) => id));
  return checksIn(dataDir)
    .map(({ id }) => id)
    .filter(id => !known.has(id));
}

/** Notes that a contact was dialled or opened. @param day YYYY-MM-DD, today where it is left out @returns the exit status */
export async function noteVerified(
  id: string,
  day: string | undefined,
  dataDir: string = readConfig().dataDir,
  now: number = systemClock.now(),
): Promise<number> {
  const directory = await loadDirectory(dataDir);
  const contact = directory.contacts.find(known => known.id === id);
  if (contact === undefined) {
    const near = nearIds(id, directory.contacts);
    process.stderr.write(
      `no contact has the id ${id}${near.length > 0 ? `; did you mean ${near.join(', ')}?` : ''}\n`,
    );
    return EXIT_WRONG;
  }
  const today = localDay(now);
  const date = day ?? today;
  if (!isDay(date) || date > today) {
    process.stderr.write(`--date ${date} is no day up to today: write it as ${today}\n`);
    return EXIT_WRONG;
  }
  const check = { id, date, reached: wayOf(contact) };
  writeSecretly(path.join(dataDir, CONTACT_CHECKS_FILE), checksText(checksIn(dataDir), check), 'replace');
  process.stdout.write(
    `${contact.name}, ${contact.international ?? wayOf(contact)}: checked on ${date}. Replies say so from the next start on.\n`,
  );
  return 0;
}

function checksIn(dataDir: string) {
  const read = readContactChecks(dataDir);
  if (isProblems(read)) throw new StartupError(read);
  return read.checks;
}

/** The day on the operator's own calendar. */
function localDay(now: number): string {
  const date = new Date(now);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Ids that share a word with a mistyped one, or differ by a slip of the finger. */
function nearIds(wrong: string, contacts: readonly Contact[]): readonly string[] {
  const pairs = (text: string): Set<string> =>
    new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
  const given = pairs(wrong.toLowerCase());
  const likeness = (id: string): number => {
    const known = pairs(id);
    const shared = [...given].filter(pair => known.has(pair)).length;
    return (2 * shared) / (given.size + known.size || 1);
  };
  return contacts
    .map(({ id }) => ({ id, like: likeness(id) }))
    .filter(({ like }) => like >= 0.4)
    .sort((a, b) => b.like - a.like)
    .slice(0, NEAR_IDS_MAX)
    .map(({ id }) => id);
}
