/**
 * Reads `rules/CATALOGUE.md`, the page that names the rules of every red flag, and finds what is wrong with it.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';

const LAST_FLAGS: Readonly<Record<string, number>> = { C: 29, N: 13, F: 13, T: 8, D: 6, B: 6, S: 16 };

export const FLAGS: readonly string[] = Object.entries(LAST_FLAGS).flatMap(([family, last]) =>
  Array.from({ length: last }, (_, index) => `${family}${String(index + 1).padStart(2, '0')}`),
);

/** Every flag without a row, every row without a rule or a reason, and every rule that is not there. */
export function catalogueProblems(page: string, rulesFolder: string): readonly string[] {
  const rows = page
    .split('\n')
    .filter(line => /^\| [A-Z]\d\d \|/.test(line))
    .map(line => line.split('|').map(cell => cell.trim()));
  const seen = new Set(rows.map(row => row[1]));
  return [
    ...FLAGS.filter(flag => !seen.has(flag)).map(flag => `${flag} has no row`),
    ...rows.flatMap(([, flag = '', name = '', rules = '', cannot = '']) => [
      ...(FLAGS.includes(flag) ? [] : [`${flag} is no flag`]),
      ...(name === '' ? [`${flag} has no name`] : []),
      ...(rules === '' && cannot === '' ? [`${flag} names neither a rule nor why there is none`] : []),
      ...rules
        .split(',')
        .map(rule => rule.trim())
        .filter(rule => rule !== '' && !existsSync(path.join(rulesFolder, `${rule}.yaml`)))
        .map(rule => `${flag} names ${rule}, which is not there`),
      ...(flag.startsWith('S') && !rules.includes('distress/') ? [`${flag} names no distress pattern`] : []),
    ]),
  ];
}
