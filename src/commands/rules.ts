/**
 * `rules check`: reads everything that people edit, runs every example and compares the rules with the list of their
 * changes. Mistakes fail the check; what is only odd (a stable rule that its record does not bear out) is a warning.
 */
import path from 'node:path';
import { type ExampleFailure, runExamples } from '../classifier/examples.js';
import type { Ruleset } from '../classifier/ruleset.js';
import { formatProblem, isProblems, type Problem, StartupError } from '../errors.js';
import { loadHouse, PACKAGE_ROOT } from '../files/house.js';
import { changesProblems } from '../files/rule-changes.js';
import { readYamlFile, type YamlPath } from '../files/yaml-file.js';
import { hasCorpus, readCorpus } from './labelled-files.js';
import { recordsOf } from './rule-record.js';
import { draftWarnings, recordWarnings } from './rule-warnings.js';

const EXIT_WRONG = 1;

/** Reads everything and runs every example. @returns the exit status */
export async function rulesCheck(root: string = PACKAGE_ROOT): Promise<number> {
  let problems: readonly Problem[];
  let warnings: readonly Problem[] = [];
  let counted = '';
  try {
    const { ruleset } = await loadHouse(root);
    problems = [
      ...runExamples(ruleset).map(failure => exampleProblem(failure, root)),
      ...changesProblems(path.join(root, 'rules')),
    ];
    warnings = await warningsOf(ruleset, root);
    counted = countedLine(ruleset);
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    problems = error.problems;
  }
  process.stdout.write(warnings.map(warning => `warning: ${formatProblem(warning)}\n`).join(''));
  if (problems.length === 0) {
    process.stdout.write(counted);
    return 0;
  }
  process.stdout.write(`${problems.map(formatProblem).join('\n')}\n${problems.length} to mend\n`);
  return EXIT_WRONG;
}

function countedLine({ rules, distress }: Ruleset): string {
  const examples = [...rules, ...distress].reduce(
    (sum, { examples: { match, noMatch, knownMiss } }) =>
      sum + match.length + noMatch.length + knownMiss.length,
    0,
  );
  return `${rules.length} rules, ${distress.length} distress patterns, ${examples} examples: all in order\n`;
}

/** An installed program has no texts to hold the rules against; there only the rules themselves are looked at. */
async function warningsOf(ruleset: Ruleset, root: string): Promise<readonly Problem[]> {
  const records = hasCorpus(root) ? recordsOf(ruleset, await readCorpus(root)) : null;
  return [...draftWarnings(ruleset), ...(records ? recordWarnings(records) : [])].map(
    ({ rule, field, message }) => problemIn(rule, [field], message, root),
  );
}

function exampleProblem(failure: ExampleFailure, root: string): Problem {
  const { rule, list, index, message } = failure;
  return problemIn(rule, [list, index], `${list} example ${index + 1} ${message}`, root);
}

function problemIn(rule: string, where: YamlPath, message: string, root: string): Problem {
  const name = `rules/${rule}.yaml`;
  const file = readYamlFile(path.join(root, name), name);
  return { file: name, line: isProblems(file) ? null : file.lineOf(where), message };
}
