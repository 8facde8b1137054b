/**
 * Finds rules/ and locales/ and reads them together: what one file promises (a reason, a contact) is checked
 * against the other, and every mistake in all of them is reported at once. The readers, with all that they need, are
 * loaded where something is to be read: who judges by rules that were kept does not wait for them.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRuleset, type Ruleset } from '../classifier/ruleset.js';
import { isProblems, type Problem, StartupError } from '../errors.js';
import type { ContactDirectory } from '../replies/contacts.js';
import type { Texts } from '../replies/texts.js';
import { keepRules, readKeptRules } from './kept-rules.js';

/** The folder that holds rules/ and locales/: the package's own root, from src/ and from dist/ alike. */
export const PACKAGE_ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything that people edit: how adverts are judged, what is said, who can be called. */
export interface House {
  readonly ruleset: Ruleset;
  readonly texts: Texts;
  readonly contacts: ContactDirectory;
}

/**
 * Reads and checks everything. @throws StartupError with every problem of every file
 * @param dataDir the folder with what the operator added to the contacts; null for what ships alone
 */
export async function loadHouse(root: string = PACKAGE_ROOT, dataDir: string | null = null): Promise<House> {
  const { loadTexts } = await import('./texts-file.js');
  const texts = loadTexts(path.join(root, 'locales'), 'locales');
  const ruleset = await readRuleset(
    path.join(root, 'rules'),
    isProblems(texts) ? null : texts.reasonKeys,
    true,
  );
  const contacts = await readContacts(root, dataDir);
  if (isProblems(ruleset) || isProblems(texts) || isProblems(contacts)) {
    throw new StartupError([ruleset, texts, contacts].flatMap(read => (isProblems(read) ? read : [])));
  }
  const unknown = unknownProvinces(contacts, ruleset);
  if (unknown.length > 0) throw new StartupError(unknown);
  return { ruleset, texts, contacts };
}

/** An office of a province that no place names would never be offered to anybody. */
function unknownProvinces(contacts: ContactDirectory, { gazetteer }: Ruleset): readonly Problem[] {
  return contacts.contacts.flatMap(({ id, province }) =>
    province === null || gazetteer.provinces.has(province)
      ? []
      : [
          {
            file: 'rules/places.yaml',
            line: null,
            message: `no place has the province "${province}" of contact ${id}`,
          },
        ],
  );
}

/** The contacts alone. @throws StartupError */
export async function loadDirectory(dataDir: string, root: string = PACKAGE_ROOT): Promise<ContactDirectory> {
  const contacts = await readContacts(root, dataDir);
  if (isProblems(contacts)) throw new StartupError(contacts);
  return contacts;
}

async function readContacts(
  root: string,
  dataDir: string | null,
): Promise<ContactDirectory | readonly Problem[]> {
  const { loadContacts } = await import('./contacts-file.js');
  const shipped = loadContacts(path.join(root, 'locales', 'contacts.yaml'), 'locales/contacts.yaml');
  if (isProblems(shipped) || dataDir === null) return shipped;
  const { withOperatorContacts } = await import('./operator-contacts.js');
  return withOperatorContacts(shipped, dataDir);
}

/** The rules alone. @param withLearnt as in `readRules` @throws StartupError */
export async function loadRuleset(root: string = PACKAGE_ROOT, withLearnt = true): Promise<Ruleset> {
  const ruleset = await readRuleset(path.join(root, 'rules'), null, withLearnt);
  if (isProblems(ruleset)) throw new StartupError(ruleset);
  return ruleset;
}

/** The rules as they were kept, where nothing has changed since; else read and checked. */
async function readRuleset(
  rulesFolder: string,
  reasonKeys: ReadonlySet<string> | null,
  withLearnt: boolean,
): Promise<Ruleset | readonly Problem[]> {
  const kept = withLearnt ? readKeptRules(rulesFolder, reasonKeys) : null;
  if (kept) return openRuleset(kept);
  const { readRules } = await import('./rule-files.js');
  const read = readRules(rulesFolder, reasonKeys, withLearnt);
  return isProblems(read) ? read : openRuleset(read);
}

/** Keeps the rules for the next start; part of the build. Rules with mistakes are not kept: the start names them. */
export async function keepRulesOf(root: string = PACKAGE_ROOT, file?: string): Promise<void> {
  const { readRules } = await import('./rule-files.js');
  const rulesFolder = path.join(root, 'rules');
  const rules = readRules(rulesFolder);
  if (!isProblems(rules)) keepRules(rules, rulesFolder, file);
}
