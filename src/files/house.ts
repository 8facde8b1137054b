/**
 * Finds rules/ and locales/ and reads them together: what one file promises (a reason, a contact) is checked
 * against the other, and every mistake in all of them is reported at once.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRuleset, type Ruleset } from '../classifier/ruleset.js';
import { type Problem, StartupError } from '../errors.js';
import type { ContactDirectory } from '../replies/contacts.js';
import type { Texts } from '../replies/texts.js';
import { loadContacts } from './contacts-file.js';
import { keepRules, readKeptRules } from './kept-rules.js';
import { withOperatorContacts } from './operator-contacts.js';
import { readRules } from './rule-files.js';
import { loadTexts } from './texts-file.js';
import { isProblems } from './yaml-file.js';

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
export function loadHouse(root: string = PACKAGE_ROOT, dataDir: string | null = null): House {
  const texts = loadTexts(path.join(root, 'locales'), 'locales');
  const ruleset = readRuleset(path.join(root, 'rules'), isProblems(texts) ? null : texts.reasonKeys, true);
  const contacts = readContacts(root, dataDir);
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
export function loadDirectory(dataDir: string, root: string = PACKAGE_ROOT): ContactDirectory {
  const contacts = readContacts(root, dataDir);
  if (isProblems(contacts)) throw new StartupError(contacts);
  return contacts;
}

function readContacts(root: string, dataDir: string | null): ContactDirectory | readonly Problem[] {
  const shipped = loadContacts(path.join(root, 'locales', 'contacts.yaml'), 'locales/contacts.yaml');
  return isProblems(shipped) || dataDir === null ? shipped : withOperatorContacts(shipped, dataDir);
}

/** The rules alone. @param withLearnt as in `readRules` @throws StartupError */
export function loadRuleset(root: string = PACKAGE_ROOT, withLearnt = true): Ruleset {
  const ruleset = readRuleset(path.join(root, 'rules'), null, withLearnt);
  if (isProblems(ruleset)) throw new StartupError(ruleset);
  return ruleset;
}

/** The rules as they were kept, where nothing has changed since; else read and checked. */
function readRuleset(
  rulesFolder: string,
  reasonKeys: ReadonlySet<string> | null,
  withLearnt: boolean,
): Ruleset | readonly Problem[] {
  const kept = withLearnt ? readKeptRules(rulesFolder, reasonKeys) : null;
  if (kept) return openRuleset(kept);
  const read = readRules(rulesFolder, reasonKeys, withLearnt);
  return isProblems(read) ? read : openRuleset(read);
}

/** Keeps the rules for the next start; part of the build. Rules with mistakes are not kept: the start names them. */
export function keepRulesOf(root: string = PACKAGE_ROOT, file?: string): void {
  const rulesFolder = path.join(root, 'rules');
  const rules = readRules(rulesFolder);
  if (!isProblems(rules)) keepRules(rules, rulesFolder, file);
}
