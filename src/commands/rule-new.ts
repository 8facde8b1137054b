/**
 * `rules new`: begins a rule or a distress pattern as a whole file that passes `rules check`, adds its first line to
 * `rules/CHANGES.md` and says what to do next. Words of the command line come in; it asks nothing and never writes over
 * a file.
 */
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Document, type Pair, type Scalar, visit } from 'yaml';
import { z } from 'zod';
import { CATEGORIES, SIGNS, TRIAGE_STAGES } from '../assessment.js';
import { STRENGTHS } from '../classifier/rule.js';
import { type Clock, systemClock } from '../clock.js';
import { formatProblem, isProblems } from '../errors.js';
import { PACKAGE_ROOT } from '../files/house.js';
import { CHANGES_FILE, CHANGES_HEADING } from '../files/rule-changes.js';
import { loadTexts } from '../files/texts-file.js';

const EXIT_WRONG = 1;
const NEW_RULE_NAME = /^[a-z][a-z-]*\/[a-z][a-z0-9-]*$/;
const DISTRESS = 'distress/';

/** Where nothing is said, a soft sign: it does least harm while it is tried. */
const ruleOptions = z.strictObject({
  title: z.string().min(1).default('Satu kalimat: apa tandanya'),
  sign: z.enum(SIGNS).default('raises'),
  strength: z.enum(STRENGTHS).default('combo'),
  category: z.enum(CATEGORIES).optional(),
  reason: z.string().default('duties_vague'),
});
const patternOptions = z.strictObject({
  title: z.string().min(1).default('Satu kalimat: apa tandanya'),
  who: z.enum(['self', 'relative']).default('self'),
  urgency: z.enum(['now', 'soon']).default('soon'),
  stage: z.enum(TRIAGE_STAGES).optional(),
});

/** What may be said of a new rule, as words of the command line. */
export type NewRuleOptions = Readonly<Record<string, string>>;

/** Writes a rule file with good and bad examples in place. @returns the exit status */
export function rulesNew(
  id: string,
  options: NewRuleOptions = {},
  root: string = PACKAGE_ROOT,
  clock: Clock = systemClock,
): number {
  const refuse = (why: string): number => {
    process.stderr.write(`${why}\n`);
    return EXIT_WRONG;
  };
  if (!NEW_RULE_NAME.test(id))
    return refuse('write family/name in small letters, for example fees/upfront-fee');
  const file = path.join(root, 'rules', `${id}.yaml`);
  if (existsSync(file)) return refuse(`rules/${id}.yaml is there already`);
  const read = (id.startsWith(DISTRESS) ? patternOptions : ruleOptions).safeParse(options);
  if (!read.success) return refuse(read.error.issues.map(sayIssue).join('\n'));
  const fields = read.data;
  const problem = 'reason' in fields ? reasonProblem(fields.reason, root) : null;
  if (problem !== null) return refuse(problem);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, 'reason' in fields ? newRule(fields) : newPattern(fields));
  noteBegun(id, fields.title, root, clock);
  process.stdout.write(nextSteps(id));
  return 0;
}

function sayIssue({ path: where, message, code, ...rest }: z.core.$ZodIssue): string {
  const name = where.join('.');
  if (code === 'unrecognized_keys')
    return `${(rest as { keys: string[] }).keys.map(key => `--${key}`).join(', ')}: not for this kind; a rule takes ${named(ruleOptions)}, a distress pattern ${named(patternOptions)}`;
  return `--${name}: ${message}`;
}

function named({ shape }: z.ZodObject): string {
  return Object.keys(shape)
    .map(key => `--${key}`)
    .join(' ');
}

/** A reason that no text puts into words would leave a reply without its why. */
function reasonProblem(reason: string, root: string): string | null {
  const texts = loadTexts(path.join(root, 'locales'), 'locales');
  if (isProblems(texts)) return texts.map(formatProblem).join('\n');
  return texts.reasonKeys.has(reason)
    ? null
    : `--reason: "${reason}" has no text yet; add it under "reasons" in every file of locales/ first`;
}

function noteBegun(id: string, title: string, root: string, clock: Clock): void {
  const file = path.join(root, 'rules', CHANGES_FILE);
  if (!existsSync(file)) writeFileSync(file, CHANGES_HEADING);
  const day = new Date(clock.now()).toISOString().slice(0, 'YYYY-MM-DD'.length);
  appendFileSync(file, `- ${day} ${id}: begun as a draft: ${title}\n`);
}

function nextSteps(id: string): string {
  return [
    `rules/${id}.yaml written, and a line for it in rules/CHANGES.md`,
    '',
    'Now, in this order:',
    `1. Open rules/${id}.yaml and replace what stands there in capitals and every example. Say where the sign is known from.`,
    '2. npm run --silent cekloker -- rules check                       finds every mistake',
    '3. npm run --silent cekloker -- rules try "an advert with it"     shows what it does',
    '4. npm run --silent cekloker -- rules record                      shows what it finds in bad and in good texts',
    '5. Change "status: draft" to "test" once it is right, and say in rules/CHANGES.md why it is needed.',
    '6. npm run rules:pages                                            writes the pages that show the change',
    '',
  ].join('\n');
}

/** Words that no advert holds, so that what was begun and left lying does nothing. */
const FILLER = 'kata yang dicari aturan ini';
const BODY = {
  references: [{ source: 'WHERE THIS SIGN IS KNOWN FROM, with its address', date: '2026-01' }],
  false_positives: ['AN HONEST THING that looks the same'],
  when: [FILLER],
  unless: [],
  match: [`Contoh iklan dengan ${FILLER}`, `Satu lagi, ditulis lain: ${FILLER.toUpperCase()}`],
  no_match: ['Contoh jujur yang mirip', 'Satu lagi yang jujur'],
  known_miss: [],
};

/** What a caseworker wants to know beside each field. */
const BESIDE: Readonly<Record<string, string>> = {
  status: 'draft → test → stable; a draft never lifts a text above "waspada"',
  sign: 'raises or lowers',
  strength: 'alone: enough by itself · strong: with one more sign · combo: only with others',
  category: 'what it points to; leave it out if it points to nothing in particular',
  reason: 'key under "reasons" in locales/',
  urgency: 'now or soon',
  who: 'self or relative',
  stage: `${TRIAGE_STAGES.join(', ')} or null`,
  when: 'any one of these; how phrases are written stands in rules/README.md',
  unless: 'but not then',
  match: 'must be caught',
  no_match: 'must not be caught; one of them with the main word of the rule',
  known_miss: 'should be caught and is not yet',
};

function newRule({ title, sign, strength, category, reason }: z.infer<typeof ruleOptions>): string {
  return yamlOf({ title, status: 'draft', sign, strength, ...(category && { category }), reason, ...BODY });
}

function newPattern({ title, who, urgency, stage }: z.infer<typeof patternOptions>): string {
  return yamlOf({ title, status: 'draft', who, urgency, stage: stage ?? null, ...BODY });
}

function yamlOf(fields: object): string {
  const document = new Document(fields);
  visit(document, {
    Pair: (_, pair: Pair) => {
      const key = pair.key as Scalar<string>;
      const beside = BESIDE[key.value];
      if (beside !== undefined) key.commentBefore = ` ${beside}`;
    },
  });
  return document.toString({ lineWidth: 0 });
}
