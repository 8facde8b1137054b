/** `rules check | try | new`: what a caseworker needs to change a rule and see what it does. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { Assessment, Finding } from '../assessment.js';
import { assess } from '../classifier/assess.js';
import { type ExampleFailure, runExamples } from '../classifier/examples.js';
import { pointsOfRule } from '../classifier/level.js';
import { readAdvert } from '../classifier/read-advert.js';
import type { Rule } from '../classifier/rule.js';
import type { Ruleset } from '../classifier/ruleset.js';
import { WORDING_WORDS_MIN } from '../classifier/triage.js';
import type { WordingPoints } from '../classifier/wording.js';
import { formatProblem, type Problem, StartupError } from '../errors.js';
import { loadHouse, loadRuleset, PACKAGE_ROOT } from '../files/house.js';
import { isProblems, readYamlFile } from '../files/yaml-file.js';

const EXIT_WRONG = 1;

/** Reads everything and runs every example. @returns the exit status */
export function rulesCheck(root: string = PACKAGE_ROOT): number {
  let problems: readonly Problem[];
  let counted = '';
  try {
    const house = loadHouse(root);
    problems = runExamples(house.ruleset).map(failure => exampleProblem(failure, root));
    const examples = [...house.ruleset.rules, ...house.ruleset.distress].reduce(
      (sum, { examples: { match, noMatch, knownMiss } }) =>
        sum + match.length + noMatch.length + knownMiss.length,
      0,
    );
    counted = `${house.ruleset.rules.length} rules, ${house.ruleset.distress.length} distress patterns, ${examples} examples: all in order\n`;
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    problems = error.problems;
  }
  if (problems.length === 0) {
    process.stdout.write(counted);
    return 0;
  }
  process.stdout.write(`${problems.map(formatProblem).join('\n')}\n${problems.length} to mend\n`);
  return EXIT_WRONG;
}

function exampleProblem(failure: ExampleFailure, root: string): Problem {
  const name = `rules/${failure.rule}.yaml`;
  const file = readYamlFile(path.join(root, name), name);
  const line = isProblems(file) ? null : file.lineOf([failure.list, failure.index]);
  return { file: name, line, message: `${failure.list} example ${failure.index + 1} ${failure.message}` };
}

/** Prints what a text triggers and how its level came about. */
export function rulesTry(text: string): void {
  const ruleset = loadRuleset();
  const assessment = assess(text, ruleset);
  const advert = readAdvert(text, ruleset);
  const wording = ruleset.wording.read(advert, ruleset.index.find(advert));
  const lines = [
    `kind ${assessment.kind} · speech act ${assessment.speechAct} · level ${assessment.riskLevel ?? 'none given'} · score ${assessment.score} · category ${assessment.category ?? '–'}`,
    ...(assessment.triage ? [`triage ${JSON.stringify(assessment.triage)}`] : []),
    '',
    'findings, strongest first',
    ...assessment.findings.map(findingLine),
    ...(assessment.findings.length === 0 ? ['  none'] : []),
    '',
    ...(assessment.kind === 'danger'
      ? pleaLines(ruleset, wording)
      : levelLines(assessment, ruleset, wording)),
    '',
    'identifiers',
    ...assessment.identifiers.map(found => `  ${found.kind} ${found.value}  "${found.quote}"`),
    '',
    'facts',
    ...Object.entries(assessment.facts).map(([name, value]) => `  ${name} ${JSON.stringify(value)}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function findingLine(finding: Finding): string {
  const place =
    finding.quote === null ? '(something missing)' : `[${finding.start}, ${finding.end}) "${finding.quote}"`;
  return `  ${finding.weight >= 0 ? '+' : '−'}${Math.abs(finding.weight)}  ${finding.rule}  ${finding.reason}  ${place}`;
}

function pleaLines({ weights }: Ruleset, { plea }: WordingPoints): string[] {
  const { alone, besidePattern } = weights.plea;
  return [
    'how the plea was found',
    `  the choice of words says ${round(plea)}; from ${alone} on it is enough (in ${WORDING_WORDS_MIN} words or more), below ${besidePattern} no pattern is believed`,
  ];
}

function levelLines(assessment: Assessment, ruleset: Ruleset, wording: WordingPoints): string[] {
  const { rules, weights } = ruleset;
  const byId = new Map(rules.map(rule => [rule.id, rule]));
  const drafts = new Set(rules.filter(({ status }) => status === 'draft').map(({ id }) => id));
  const points = assessment.findings.map(({ rule }) => pointsOfRule(byId.get(rule) as Rule, ruleset));
  const raises = points.reduce((sum, one) => sum + Math.max(0, one), 0);
  const lowers = points.reduce((sum, one) => sum + Math.max(0, -one), 0);
  const taken = Math.min(lowers, raises * weights.lowersAtMost);
  const act = weights.learnt.acts[assessment.speechAct];
  const byRules = weights.learnt.base + act + raises - taken;
  const total = weights.mix.rules * byRules + weights.mix.wording * wording.advert;
  const { unsure, caution, high } = weights.levels;
  return [
    'how the level came about',
    `  signs add up to ${round(raises)}, signs of honesty take off ${round(taken)} (of ${round(lowers)}, at most ${weights.lowersAtMost * 100} %): ${round(raises - taken)}`,
    ...assessment.findings.map(({ rule }, at) => `    ${round(points[at] as number)}  ${rule}`),
    `  before any sign ${round(weights.learnt.base)}, being "${assessment.speechAct}" ${round(act)}: the rules say ${round(byRules)}`,
    `  the choice of words says ${round(wording.advert)}: ${weights.mix.rules} × rules + ${weights.mix.wording} × words = ${round(total)} in all`,
    `  cuts: unsure ${unsure}, caution ${caution}, high ${high}; the words move what the rules say by one level at most`,
    ...(assessment.findings.some(({ rule }) => drafts.has(rule))
      ? ['  a rule among these is a draft, and what a draft adds never makes "high"']
      : []),
    ...(assessment.kind === 'other'
      ? ['  not an offer by its form: it has a level only from the cut for caution on']
      : []),
  ];
}

const round = (value: number): number => Number(value.toFixed(2));

const NEW_RULE_NAME = /^[a-z][a-z-]*\/[a-z][a-z0-9-]*$/;

/** Writes a rule file with one good and one bad example in place. @returns the exit status */
export function rulesNew(id: string, root: string = PACKAGE_ROOT): number {
  if (!NEW_RULE_NAME.test(id)) {
    process.stderr.write('write family/name in small letters, for example fees/upfront-fee\n');
    return EXIT_WRONG;
  }
  const file = path.join(root, 'rules', `${id}.yaml`);
  if (existsSync(file)) {
    process.stderr.write(`rules/${id}.yaml is there already\n`);
    return EXIT_WRONG;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, id.startsWith('distress/') ? newDistress() : newRule());
  process.stdout.write(
    `rules/${id}.yaml written; change it, then run: npm run --silent cekloker -- rules check\n`,
  );
  return 0;
}

const begun = {
  title: 'Satu kalimat: apa tandanya',
  status: 'draft',
  references: [{ source: 'where this sign is known from, with its address', date: '2026-01' }],
  false_positives: ['an honest thing that looks the same'],
};
const examples = { match: ['contoh kata yang dicari'], no_match: ['contoh lain yang jujur'], known_miss: [] };

function newRule(): string {
  return stringify({
    ...begun,
    sign: 'raises',
    strength: 'combo',
    reason: 'duties_vague',
    when: ['kata yang dicari'],
    ...examples,
  });
}

function newDistress(): string {
  return stringify({
    ...begun,
    who: 'self',
    urgency: 'soon',
    stage: null,
    when: ['kata yang dicari'],
    ...examples,
  });
}
