/**
 * `rules catalogue`: writes `rules/RULES.md`, one line for every rule and distress pattern, with what it does to a
 * level and how often it was found in the project's own texts. A ruleset and records come in, a page goes out, the same
 * byte for byte for the same files. No text of the corpus enters it.
 */
import { pointsOfRule } from '../classifier/level.js';
import type { Rule } from '../classifier/rule.js';
import type { Ruleset } from '../classifier/ruleset.js';
import { loadRuleset, PACKAGE_ROOT } from '../files/house.js';
import { sayShare } from './evaluation.js';
import { type GeneratedPage, keepPage, markdownTable } from './generated-page.js';
import { readCorpus } from './labelled-files.js';
import { byId, type Counts, type Records, type RuleRecord, recordsOf, sayCounts } from './rule-record.js';

/** Where the page lies, and what writes it. */
export const RULES_PAGE = 'rules/RULES.md';
export const RULES_PAGE_COMMAND = 'npm run --silent cekloker -- rules catalogue';

/** `rules catalogue`: writes the page, or looks whether it is stale. @returns the exit status */
export async function rulesCatalogue(
  options: { readonly check?: true },
  root: string = PACKAGE_ROOT,
): Promise<number> {
  const ruleset = await loadRuleset(root);
  return keepPage(rulesPage(ruleset, recordsOf(ruleset, await readCorpus(root))), root, options);
}

/** The whole page. */
export function rulesPage(ruleset: Ruleset, records: Records): GeneratedPage {
  const recordOf = new Map(records.records.map(record => [record.id, record]));
  const { rules, distress } = ruleset;
  const families = new Map<string, Rule[]>();
  for (const rule of [...rules].sort(byId)) {
    const family = rule.id.slice(0, rule.id.indexOf('/'));
    families.set(family, [...(families.get(family) ?? []), rule]);
  }
  const lines = [
    ...introduction(ruleset, records),
    ...[...families].flatMap(([family, members]) => [
      '',
      `## ${family}`,
      '',
      ...markdownTable(
        [...RULE_COLUMNS, ...recordColumns(records)],
        members.map(rule => [...ruleCells(rule, ruleset), ...recordCells(recordOf.get(rule.id), records)]),
        RULE_COLUMNS.length,
      ),
    ]),
    '',
    '## distress',
    '',
    ...markdownTable(
      [...PATTERN_COLUMNS, ...recordColumns(records)],
      [...distress]
        .sort(byId)
        .map(({ id, title, status, who, urgency, stage }) => [
          idCell(id),
          title,
          status,
          who,
          urgency,
          stage ?? '–',
          ...recordCells(recordOf.get(id), records),
        ]),
      PATTERN_COLUMNS.length,
    ),
  ];
  return { file: RULES_PAGE, text: `${lines.join('\n')}\n`, command: RULES_PAGE_COMMAND };
}

const RULE_COLUMNS = [
  'rule',
  'title',
  'status',
  'sign',
  'strength',
  'category',
  'reason',
  'effect',
  'points',
];
const PATTERN_COLUMNS = ['pattern', 'title', 'status', 'who', 'urgency', 'stage'];

function introduction({ rules, distress }: Ruleset, { groups }: Records): readonly string[] {
  return [
    '# Every rule and its record',
    '',
    `Written by \`${RULES_PAGE_COMMAND}\`; not edited by hand. ${rules.length} rules and ${distress.length} distress patterns. Which red`,
    'flag each of them looks for stands in [CATALOGUE.md](CATALOGUE.md), what became of them in [CHANGES.md](CHANGES.md),',
    'how to write one in [README.md](README.md).',
    '',
    '| word | means |',
    '| --- | --- |',
    '| effect `high` | may lift an advert to "high" together with other points |',
    '| effect `high, floor` | the same, and keeps it at least at "unsure", unless the text warns or reports |',
    '| effect `caution` | soft, or a draft: by such alone no advert gets to "high" |',
    '| effect `none alone` | about something missing: it adds points and cannot be quoted, so by itself it warns of nothing |',
    '| effect `lowers` | a sign of honesty: takes points off, never clears an advert |',
    '| points | what it adds to the sum that makes the level, as learnt, set by hand or by its strength |',
    `| ${recordColumns({ groups }).slice(0, -2).join(', ')} | found in so many bad texts / in so many good ones: alarm / quiet for a rule, danger / quiet for a pattern |`,
    '| right, 95 % | of the bad and good texts with it the bad ones in %, for a sign of honesty the good ones; Wilson interval |',
    '',
    ...groups.map(
      ({ name, danger, alarm, quiet }) =>
        `- \`test/corpus/${name}/\`: ${danger} danger, ${alarm} alarm, ${quiet} quiet.`,
    ),
    '',
    'Rules are written from the texts in `learn`, so only `held-out` is a fair judge. The texts are invented: the shares',
    'compare rules with each other, they are not those of real adverts.',
  ];
}

function recordColumns({ groups }: Pick<Records, 'groups'>): readonly string[] {
  return [...groups.map(({ name }) => name), 'right', '95 %'];
}

function recordCells(record: RuleRecord | undefined, { groups }: Records): readonly string[] {
  if (record === undefined) throw new Error('a rule without a record');
  return [
    ...groups.map(({ name }) => sayCounts(record.byGroup[name] as Counts)),
    ...sayShare(record.precision),
  ];
}

function ruleCells(rule: Rule, ruleset: Ruleset): readonly string[] {
  const { id, title, status, sign, strength, category, reason } = rule;
  return [
    idCell(id),
    title,
    status,
    sign,
    strength,
    category ?? '–',
    reason,
    effectOf(rule),
    pointsOfRule(rule, ruleset.weights).toFixed(2),
  ];
}

function idCell(id: string): string {
  return `[${id}](${id}.yaml)`;
}

/** How far a rule can take a level, in the words of the page's own table. */
export function effectOf({ sign, strength, status, isMissing }: Rule): string {
  if (sign === 'lowers') return 'lowers';
  if (isMissing) return 'none alone';
  if (status === 'draft' || strength === 'combo') return 'caution';
  return strength === 'alone' ? 'high, floor' : 'high';
}
