/**
 * What became of each rule and distress pattern on labelled texts: in how many bad ones it was found and in how many
 * good ones. Texts and a ruleset come in, counts with intervals go out; nothing is judged right or wrong here. For a
 * rule an alarm is bad, for a pattern a danger; quiet texts are good, and the third kind is counted apart, because an
 * advert's sign in a plea speaks neither for the rule nor against it.
 */
import type { Sign } from '../assessment.js';
import { heldIn } from '../classifier/held-in.js';
import type { Status } from '../classifier/rule.js';
import type { Ruleset } from '../classifier/ruleset.js';
import { loadRuleset, PACKAGE_ROOT } from '../files/house.js';
import { type LabelledText, type Share, sayShare, wilson } from './evaluation.js';
import { type LabelledGroup, readCorpus, readFileGroups } from './labelled-files.js';

/** In how many texts of one kind something was found. */
export interface Counts {
  readonly bad: number;
  readonly good: number;
  /** For a rule pleas, for a pattern adverts to be warned of. */
  readonly other: number;
}

/** The record of one rule or pattern. */
export interface RuleRecord {
  readonly id: string;
  readonly kind: 'rule' | 'pattern';
  readonly status: Status;
  /** Null for a pattern: it always speaks for danger. */
  readonly sign: Sign | null;
  readonly all: Counts;
  /** By the name of the group. */
  readonly byGroup: Readonly<Record<string, Counts>>;
  /** Of the bad and good texts with it, those that its sign is right about: bad ones, for a sign of honesty good ones. */
  readonly precision: Share;
}

/** All records, and how many texts of each kind they were counted on. */
export interface Records {
  readonly groups: readonly {
    readonly name: string;
    readonly danger: number;
    readonly alarm: number;
    readonly quiet: number;
  }[];
  readonly records: readonly RuleRecord[];
}

type Kind = 'danger' | 'alarm' | 'quiet';
type Found = Record<Kind, number>;
const NOTHING: Readonly<Found> = { danger: 0, alarm: 0, quiet: 0 };
const kindOf = ({ expect }: LabelledText): Kind => (expect === 'scam' ? 'alarm' : expect);

/** Counts every rule and pattern over every text; sorted by id. */
export function recordsOf(ruleset: Ruleset, groups: readonly LabelledGroup[]): Records {
  const found = new Map<string, Found[]>();
  for (const [at, { texts }] of groups.entries())
    for (const labelled of texts)
      for (const id of heldIn(labelled.text, ruleset))
        countIn(found, id, groups.length, at, kindOf(labelled));
  const empty = groups.map(() => NOTHING);
  const named = groups.map(({ name }) => name);
  return {
    groups: groups.map(({ name, texts }) => ({ name, ...totalOf(texts) })),
    records: [
      ...ruleset.rules.map(({ id, status, sign }) =>
        recordOf({ id, status, sign, kind: 'rule' }, named, found.get(id) ?? empty),
      ),
      ...ruleset.distress.map(({ id, status }) =>
        recordOf({ id, status, sign: null, kind: 'pattern' }, named, found.get(id) ?? empty),
      ),
    ].sort(byId),
  };
}

function countIn(found: Map<string, Found[]>, id: string, groups: number, at: number, kind: Kind): void {
  const known = found.get(id) ?? Array.from({ length: groups }, () => ({ ...NOTHING }));
  (known[at] as Found)[kind]++;
  found.set(id, known);
}

function totalOf(texts: readonly LabelledText[]): Found {
  const total = { ...NOTHING };
  for (const labelled of texts) total[kindOf(labelled)]++;
  return total;
}

function recordOf(
  about: Pick<RuleRecord, 'id' | 'status' | 'sign' | 'kind'>,
  groups: readonly string[],
  found: readonly Found[],
): RuleRecord {
  const counts = found.map(({ danger, alarm, quiet }) =>
    about.kind === 'pattern'
      ? { bad: danger, good: quiet, other: alarm }
      : { bad: alarm, good: quiet, other: danger },
  );
  const sum = (which: keyof Counts): number => counts.reduce((all, one) => all + one[which], 0);
  const all = { bad: sum('bad'), good: sum('good'), other: sum('other') };
  return {
    ...about,
    all,
    byGroup: Object.fromEntries(groups.map((name, at) => [name, counts[at] as Counts])),
    precision: wilson(about.sign === 'lowers' ? all.good : all.bad, all.bad + all.good),
  };
}

/** By the letters of the id alone, the same on every machine. */
export function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return left.id < right.id ? -1 : Number(left.id > right.id);
}

/** `rules record`: prints the record of every rule on `files`, or on the own corpus without any. @returns the exit status */
export async function rulesRecord(
  files: readonly string[],
  options: { readonly json?: true },
  root: string = PACKAGE_ROOT,
): Promise<number> {
  const groups = files.length > 0 ? await readFileGroups(files) : await readCorpus(root);
  const records = recordsOf(await loadRuleset(root), groups);
  process.stdout.write(options.json ? `${JSON.stringify(records)}\n` : recordTable(records));
  return 0;
}

function recordTable({ groups, records }: Records): string {
  const widest = Math.max(...records.map(({ id }) => id.length), 'rule or pattern'.length);
  const line = (id: string, cells: readonly string[]): string =>
    [id.padEnd(widest), ...cells.map(cell => cell.padStart(CELL_WIDTH))].join(' ').trimEnd();
  return `${[
    'found in bad / in good texts (a rule: alarm / quiet; a pattern: danger / quiet), and in the third kind (other)',
    'right: of the bad and good texts with it, bad ones in %, for a sign of honesty good ones; with 95 % interval (Wilson)',
    ...groups.map(
      ({ name, danger, alarm, quiet }) => `${name}: ${danger} danger, ${alarm} alarm, ${quiet} quiet`,
    ),
    '',
    line('rule or pattern', ['status', ...groups.map(({ name }) => name), 'all', 'other', 'right', '95 %']),
    ...records.map(({ id, status, all, byGroup, precision }) =>
      line(id, [
        status,
        ...groups.map(({ name }) => sayCounts(byGroup[name] as Counts)),
        sayCounts(all),
        String(all.other),
        ...sayShare(precision),
      ]),
    ),
  ].join('\n')}\n`;
}
const CELL_WIDTH = 11;

/** "12 / 3": found in so many bad texts and so many good ones. */
export function sayCounts({ bad, good }: Counts): string {
  return `${bad} / ${good}`;
}
