/**
 * `rules/CHANGES.md`: one line for each change of a rule, with its day and why, written by people. The text of the page
 * comes in, its lines or every mistake go out: a rule that no line names, a line that names no rule. Writes nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../errors.js';
import { isDay } from './contact-schema.js';
import { ruleFileNames } from './rule-file-names.js';

/** The page, below the rules folder and as messages name it. */
export const CHANGES_FILE = 'CHANGES.md';
const CHANGES_NAME = `rules/${CHANGES_FILE}`;

/** One change, of one rule or of several at once. */
export interface RuleChange {
  readonly line: number;
  readonly day: string;
  readonly ids: readonly string[];
  /** The files of these are no longer there. */
  readonly isRemoval: boolean;
  readonly what: string;
}

/** `- 2026-11-28 fees/upfront-fee: what and why`, ids apart by commas, `(removed)` after the last where they are gone. */
const CHANGE = /^- (\d{4}-\d{2}-\d{2}) ([^:()]+)( \(removed\))?: (\S.*)$/;

/** Every change on the page, in its order. Lines that do not begin with a dash are talk. */
export function readChanges(page: string): {
  readonly changes: readonly RuleChange[];
  readonly problems: readonly Problem[];
} {
  const changes: RuleChange[] = [];
  const problems: Problem[] = [];
  for (const [index, written] of page.split('\n').entries()) {
    if (!written.startsWith('-')) continue;
    const line = index + 1;
    const [, day = '', ids = '', removed, what = ''] = CHANGE.exec(written.trimEnd()) ?? [];
    if (what === '' || !isDay(day))
      problems.push(problem(line, 'write "- YYYY-MM-DD family/name: what was changed and why"'));
    else
      changes.push({
        line,
        day,
        ids: ids.split(',').map(id => id.trim()),
        isRemoval: removed !== undefined,
        what,
      });
  }
  return { changes, problems };
}

/** Everything wrong between the page and the rules that are there. A folder without the page has nothing wrong. */
export function changesProblems(rulesFolder: string): readonly Problem[] {
  const file = path.join(rulesFolder, CHANGES_FILE);
  if (!existsSync(file)) return [];
  const ids = ruleFileNames(rulesFolder).map(name => name.replace(/\.yaml$/, ''));
  return changesMistakes(readFileSync(file, 'utf8'), new Set(ids));
}

/** @param ids the rules that are there */
export function changesMistakes(page: string, ids: ReadonlySet<string>): readonly Problem[] {
  const { changes, problems } = readChanges(page);
  const removed = new Set(changes.filter(({ isRemoval }) => isRemoval).flatMap(change => change.ids));
  const named = new Set(changes.filter(({ isRemoval }) => !isRemoval).flatMap(change => change.ids));
  return [
    ...problems,
    ...changes.flatMap(change =>
      change.ids
        .filter(id => !ids.has(id) && !removed.has(id))
        .map(id =>
          problem(change.line, `there is no rule "${id}"; if it was taken out, add a line "${id} (removed)"`),
        ),
    ),
    ...[...ids]
      .filter(id => !named.has(id))
      .map(id => problem(null, `no line names ${id}; add "- YYYY-MM-DD ${id}: what it is for and why"`)),
  ];
}

function problem(line: number | null, message: string): Problem {
  return { file: CHANGES_NAME, line, message };
}

/** The page before its first line. */
export const CHANGES_HEADING = `# What was changed in the rules, when and why

One line for each change: the day, the rule (or several, with commas between), then what was changed and why, so that
somebody who was not there understands it. Newest last. \`rules new\` adds the first line of a rule by itself; a rule that
was taken out gets a line with \`(removed)\` after its name. \`rules check\` names a rule without a line, and a line without
a rule.

`;
