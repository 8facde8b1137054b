/**
 * The days on which an operator dialled or opened contacts, as a small file in the data folder. Comes in: the folder;
 * goes out: the checks, or every mistake by line, and the text of the file with one check more. It writes nothing.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { isProblems, type Problem } from '../errors.js';
import { isDay } from './contact-schema.js';
import { readYamlFile, validateYaml } from './yaml-file.js';

/** In the data folder; written by `contacts verified`, and readable and mendable by hand. */
export const CONTACT_CHECKS_FILE = 'contacts.checked.yaml';
const CHECKS_MAX = 2_000;
const WAY_LENGTH_MAX = 400;

const checksSchema = z.strictObject({
  checked: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'the id of a contact: small letters, digits and _ only'),
        date: z.string().refine(isDay, 'write the day as 2026-09-12'),
        reached: z.string('write the number in quotes, as it was dialled').min(1).max(WAY_LENGTH_MAX),
      }),
    )
    .max(CHECKS_MAX),
});

/** One check: which contact, when, and what its number or page was then. */
export interface ContactCheck {
  readonly id: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly reached: string;
}

/** @returns none where there is no file yet */
export function readContactChecks(
  dataDir: string,
): { readonly checks: readonly ContactCheck[] } | readonly Problem[] {
  const file = path.join(dataDir, CONTACT_CHECKS_FILE);
  if (!existsSync(file)) return { checks: [] };
  const read = readYamlFile(file, file);
  if (isProblems(read)) return read;
  const valid = validateYaml(read, checksSchema);
  if (isProblems(valid)) return valid;
  const { checked } = (valid as { readonly value: z.infer<typeof checksSchema> }).value;
  const twice = checked.flatMap(({ id }, index) =>
    checked.findIndex(other => other.id === id) < index
      ? [{ file, line: read.lineOf(['checked', index]), message: `the id "${id}" stands twice` }]
      : [],
  );
  return twice.length > 0 ? twice : { checks: checked };
}

/** The file with `check` in place of an earlier one of the same contact, in the order of the ids. */
export function checksText(checks: readonly ContactCheck[], check: ContactCheck): string {
  const checked = [...checks.filter(({ id }) => id !== check.id), check].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  return `# The day on which each contact was dialled or opened, and what its number or page was then.\n${stringify({ checked })}`;
}
