/**
 * Finds rules/ and locales/ and reads them together: what one file promises (a reason, a contact) is checked
 * against the other, and every mistake in all of them is reported at once.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ruleset } from '../classifier/ruleset.js';
import { type Problem, StartupError } from '../errors.js';
import type { ContactDirectory } from '../replies/contacts.js';
import type { Texts } from '../replies/texts.js';
import { loadContacts } from './contacts-file.js';
import { readRuleset } from './rule-files.js';
import { loadTexts } from './texts-file.js';
import { isProblems, readYamlFile } from './yaml-file.js';

/** The folder that holds rules/ and locales/: the package's own root, from src/ and from dist/ alike. */
export const PACKAGE_ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything that people edit: how adverts are judged, what is said, who can be called. */
export interface House {
  readonly ruleset: Ruleset;
  readonly texts: Texts;
  readonly contacts: ContactDirectory;
}

/** Reads and checks everything. @throws StartupError with every problem of every file */
export function loadHouse(root: string = PACKAGE_ROOT): House {
  const ruleset = readRuleset(path.join(root, 'rules'));
  const texts = loadTexts(path.join(root, 'locales'), 'locales');
  const contacts = loadContacts(path.join(root, 'locales', 'contacts.yaml'), 'locales/contacts.yaml');
  const problems = [ruleset, texts, contacts].flatMap(read => (isProblems(read) ? read : []));
  if (!isProblems(ruleset) && !isProblems(texts)) problems.push(...reasonsWithoutWords(ruleset, texts, root));
  if (problems.length > 0 || isProblems(ruleset) || isProblems(texts) || isProblems(contacts))
    throw new StartupError(problems);
  return { ruleset, texts, contacts };
}

/** The rules alone. @throws StartupError */
export function loadRuleset(root: string = PACKAGE_ROOT): Ruleset {
  const ruleset = readRuleset(path.join(root, 'rules'));
  if (isProblems(ruleset)) throw new StartupError(ruleset);
  return ruleset;
}

/** A rule whose reason no text puts into words would leave a reply without its why. */
function reasonsWithoutWords(ruleset: Ruleset, texts: Texts, root: string): Problem[] {
  return ruleset.rules
    .filter(rule => !texts.reasonKeys.has(rule.reason))
    .map(rule => {
      const name = `rules/${rule.id}.yaml`;
      const file = readYamlFile(path.join(root, name), name);
      const line = isProblems(file) ? null : file.lineOf(['reason']);
      return {
        file: name,
        line,
        message: `reason "${rule.reason}" has no text; add it under "reasons" in every file of locales/`,
      };
    });
}
