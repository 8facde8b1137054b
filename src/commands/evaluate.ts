/** `eval`: judges a file of labelled texts and prints how right the answers were. */
import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { TEXT_LENGTH_MAX } from '../assessment.js';
import { assess } from '../classifier/assess.js';
import type { Ruleset } from '../classifier/ruleset.js';
import { StartupError } from '../errors.js';
import { loadRuleset, PACKAGE_ROOT } from '../files/house.js';
import {
  isSetAside,
  type JudgedText,
  type LabelledText,
  type Row,
  rowOf,
  rowsBy,
  type Share,
  worstErrors,
} from './evaluation.js';
import { linesOf } from './json-lines.js';
import { type FieldRow, triageRows } from './triage-evaluation.js';

/** An older word for a stage stands in some files. */
const OLD_STAGE_NAMES: Readonly<Record<string, string>> = { passport_handed: 'papers_handed' };
const labelledSchema = z.object({
  id: z.string(),
  text: z.string().max(TEXT_LENGTH_MAX),
  expect: z.enum(['danger', 'alarm', 'scam', 'quiet']),
  category: z.string().optional(),
  country: z.string().nullish(),
  // Any value is taken: quiet texts carry some that no answer has.
  who: z.string().nullish(),
  urgency: z.string().nullish(),
  stage: z
    .string()
    .nullish()
    .transform(stage => OLD_STAGE_NAMES[stage ?? ''] ?? stage),
  set: z.string().optional(),
  source: z.string().optional(),
  pair: z.string().optional(),
});
/** Characters of a text shown beside an error. */
const SHOWN_TEXT_MAX = 90;

export interface EvaluateOptions {
  readonly json?: true;
  readonly without: readonly string[];
  readonly errors: string;
  readonly crossValidate?: true;
}

/** @returns the exit status */
export async function evaluate(fileName: string, options: EvaluateOptions): Promise<number> {
  const ruleset = await loadRuleset();
  const texts = (await readLabelled(fileName)).filter(({ set }) => !options.without.includes(set ?? ''));
  const judged = options.crossValidate
    ? await judgedByOthers(texts)
    : texts.map(labelled => ({ labelled, assessment: assess(labelled.text, ruleset) }));
  const most = Math.max(0, Number.parseInt(options.errors, 10) || 0);
  const tables = tablesOf(judged);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(asJson(tables, judged, most, ruleset))}\n`
      : asText(tables, judged, most, ruleset),
  );
  return 0;
}

/** What is shipped is left aside and learnt anew for each fifth; takes minutes. */
async function judgedByOthers(texts: readonly LabelledText[]): Promise<JudgedText[]> {
  const { crossValidated } = await import('./cross-validation.js');
  const { ownExamples } = await import('./fit.js');
  const { exampleOf } = await import('./learn.js');
  const ruleset = await loadRuleset(PACKAGE_ROOT, false);
  return crossValidated(
    texts.map(labelled => exampleOf(labelled, ruleset, true)),
    await ownExamples(ruleset),
    ruleset,
    (fold, of) => process.stderr.write(`learning without part ${fold} of ${of} …\n`),
  );
}

/** @throws StartupError naming every line that cannot be read */
export async function readLabelled(fileName: string): Promise<LabelledText[]> {
  const texts: LabelledText[] = [];
  const problems: { file: string; line: number; message: string }[] = [];
  let line = 0;
  try {
    for await (const source of linesOf(createReadStream(fileName))) {
      line++;
      if (source?.trim() === '') continue;
      const checked = labelledSchema.safeParse(parsed(source));
      if (checked.success) texts.push(checked.data);
      else
        problems.push({
          file: fileName,
          line,
          message: checked.error.issues.map(sayIssue).join('; '),
        });
    }
  } catch {
    throw new StartupError([{ file: fileName, line: null, message: 'cannot be read' }]);
  }
  if (problems.length > 0) throw new StartupError(problems);
  return texts;
}

function parsed(source: string | null): unknown {
  try {
    return JSON.parse(source ?? '');
  } catch {
    return null;
  }
}

function sayIssue({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? 'not a JSON object' : `${path.join('.')}: ${message}`;
}

interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
}

function tablesOf(judged: readonly JudgedText[]): readonly Table[] {
  const withoutRetold = judged.filter(one => one.labelled.set !== 'retold');
  return [
    { title: 'by expectation (without set "retold")', rows: rowsBy(withoutRetold, () => undefined) },
    { title: 'by category', rows: rowsBy(judged, labelled => labelled.category ?? '–') },
    { title: 'by country', rows: rowsBy(judged, labelled => labelled.country ?? '–') },
    { title: 'by set', rows: rowsBy(judged, labelled => labelled.set ?? '–') },
    { title: 'all', rows: [rowOf('all', judged)] },
  ];
}

const percent = (share: Share): string =>
  share.of === 0 ? '–' : `${((100 * share.count) / share.of).toFixed(1)}`;
const interval = (share: Share): string =>
  share.of === 0 ? '–' : `${(100 * share.low).toFixed(1)}–${(100 * share.high).toFixed(1)}`;

function asText(
  tables: readonly Table[],
  judged: readonly JudgedText[],
  most: number,
  ruleset: Ruleset,
): string {
  const lines = [
    `${judged.length} texts, ${ruleset.rules.length} rules, ${ruleset.distress.length} distress patterns`,
    'right: danger found · alarm at high or caution · quiet neither danger, high nor caution; in %, with 95 % interval (Wilson)',
    'read / aside: the same over the texts rule writers may read, and over the fifth of the groups they may not',
  ];
  for (const table of tables) {
    lines.push('', table.title, header());
    for (const row of table.rows) lines.push(rowText(row));
  }
  lines.push(
    '',
    'triage: pleas found, quiet texts called one; of those found: is it right who, how urgently, where (or left open),',
    'where (named, of those whose text names a place abroad), at what stage',
    fieldHeader(),
  );
  for (const row of triageRows(judged, ruleset.gazetteer)) lines.push(fieldText(row));
  if (most > 0) lines.push('', `worst errors (at most ${most}; texts set aside are named by id only)`);
  for (const { labelled, assessment } of worstErrors(judged, most)) {
    const level = assessment.riskLevel ?? '–';
    const shown = labelled.text.replace(/\s+/g, ' ').slice(0, SHOWN_TEXT_MAX);
    lines.push(
      `${labelled.id}  expected ${labelled.expect}, got ${assessment.kind}/${level}  ${isSetAside(labelled) ? '' : shown}`.trimEnd(),
    );
  }
  return `${lines.join('\n')}\n`;
}

const WIDTHS = [36, 6, 8, 6, 8, 7, 7, 12, 7, 7];
function cells(values: readonly string[]): string {
  return inColumns(values, WIDTHS);
}
function inColumns(values: readonly string[], widths: readonly number[]): string {
  return values
    .map((value, index) =>
      index === 0 ? value.padEnd(widths[0] as number) : value.padStart(widths[index] ?? 8),
    )
    .join(' ');
}
function header(): string {
  return cells(['group', 'texts', 'danger', 'high', 'caution', 'unsure', 'right', '95 %', 'read', 'aside']);
}
function rowText(row: Row): string {
  return cells([
    row.group,
    String(row.texts),
    percent(row.danger),
    percent(row.high),
    percent(row.caution),
    percent(row.unsure),
    percent(row.right),
    interval(row.right),
    percent(row.rightRead),
    percent(row.rightAside),
  ]);
}

function fieldHeader(): string {
  return fieldCells(['field', 'texts', 'right', '95 %', 'read', 'aside']);
}
function fieldText({ field, right, rightRead, rightAside }: FieldRow): string {
  return fieldCells([
    field,
    String(right.of),
    percent(right),
    interval(right),
    percent(rightRead),
    percent(rightAside),
  ]);
}
const FIELD_WIDTHS = [36, 6, 7, 12, 7, 7];
function fieldCells(values: readonly string[]): string {
  return inColumns(values, FIELD_WIDTHS);
}

function asJson(
  tables: readonly Table[],
  judged: readonly JudgedText[],
  most: number,
  ruleset: Ruleset,
): object {
  return {
    texts: judged.length,
    tables,
    triage: triageRows(judged, ruleset.gazetteer),
    worst: worstErrors(judged, most).map(({ labelled, assessment }) => ({
      id: labelled.id,
      expect: labelled.expect,
      kind: assessment.kind,
      riskLevel: assessment.riskLevel,
      score: assessment.score,
    })),
  };
}
