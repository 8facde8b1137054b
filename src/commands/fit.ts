/**
 * `rules fit`: learns `rules/vocabulary.yaml` from labelled texts. Counts which words and signs stand in texts of one
 * kind and not of the other, by logistic regression with a penalty on large weights; the fifth of the groups that rule
 * writers do not read is left out here, too. Place names and figures teach nothing and are left out.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readAdvert } from '../classifier/read-advert.js';
import type { Ruleset } from '../classifier/ruleset.js';
import { shareOf, wordsForPoints } from '../classifier/vocabulary.js';
import { loadRuleset, PACKAGE_ROOT } from '../files/house.js';
import { readLabelled } from './evaluate.js';
import { groupOf, isSetAside, type LabelledText } from './evaluation.js';

/** A word from fewer sources says more about these than about their kind, and could give a text away. */
const SOURCES_WITH_WORD_MIN = 5;
const STEPS = 300;
/** From log odds to points of `weights.yaml`: what makes one step of a vocabulary as telling as one of a sign. */
const POINTS_PER_LOG_ODDS = 3.7;

/** What a scale tells apart, and how. */
interface Task {
  /** Null: the text teaches nothing about it. */
  readonly isYes: (labelled: LabelledText) => boolean | null;
  /** Weight of the squared points beside the mean loss. */
  readonly penalty: number;
  /** Bounds that are set, not learnt; written beside the points. */
  readonly bounds: Readonly<Record<string, number>>;
}

/** The bounds were chosen on texts that were neither read nor learnt from: most found at the false alarms allowed. */
const TASKS: Readonly<Record<'plea' | 'relative' | 'advert', Task>> = {
  plea: {
    isYes: ({ expect }) => (expect === 'scam' ? null : expect === 'danger'),
    penalty: 1e-4,
    bounds: { alone: 3.7, more_where_told: 4, beside_pattern: -1.8 },
  },
  relative: {
    isYes: ({ expect, category }) => (expect === 'danger' ? category === 'family' : null),
    penalty: 3e-4,
    bounds: {},
  },
  advert: {
    isYes: ({ expect }) => (expect === 'alarm' ? true : expect === 'quiet' ? false : null),
    penalty: 3e-4,
    bounds: { raises_at_most: 2.7, lowers_at_most: 5 },
  },
};

interface Example {
  readonly found: readonly string[];
  readonly group: string;
  readonly isYes: boolean;
}

export async function fitVocabulary(fileNames: readonly string[], root = PACKAGE_ROOT): Promise<number> {
  const ruleset = loadRuleset(root);
  const labelled = (await Promise.all(fileNames.map(readLabelled)))
    .flat()
    .filter(one => one.set !== 'retold' && !isSetAside(one));
  const read = [...labelled, ...distressExamples(ruleset)].map(one => ({
    one,
    found: foundIn(one.text, ruleset),
  }));
  const parts = Object.entries(TASKS).map(([name, task]) => {
    const examples = read.flatMap(({ one, found }): Example[] => {
      const isYes = task.isYes(one);
      return isYes === null ? [] : [{ found, group: groupOf(one), isYes }];
    });
    const fitted = learn(examples, task.penalty);
    process.stdout.write(`${name}: ${fitted.points.size} words and signs from ${examples.length} texts\n`);
    return [`${name}:`, ...yamlOf(fitted, task, examples).map(line => `  ${line}`)];
  });
  writeFileSync(path.join(root, 'rules', 'vocabulary.yaml'), [...HEADER, ...parts.flat(), ''].join('\n'));
  return 0;
}

const HEADER = [
  '# What the choice of words says, in points of weights.yaml. Written by `cekloker rules fit`; not edited by hand.',
  '# plea: how much a text sounds like somebody in danger. relative: how much a plea sounds like one for somebody else.',
  '# advert: how much a text sounds like an offer to be warned of; it never speaks alone, it makes the signs that rules',
  '# found weigh more or less.',
];

/** What the distress patterns must and must not catch is labelled as well; a pattern is one source. */
function distressExamples({ distress }: Ruleset): readonly LabelledText[] {
  return distress.flatMap(({ id, who, examples }) => {
    const labelled = (text: string, expect: LabelledText['expect']): LabelledText => ({
      id,
      text,
      expect,
      source: id,
      category: expect === 'danger' ? (who === 'relative' ? 'family' : 'distress') : 'chat',
    });
    return [
      ...[...examples.match, ...examples.knownMiss].map(text => labelled(text, 'danger')),
      ...examples.noMatch.map(text => labelled(text, 'quiet')),
    ];
  });
}

/** Stems, and the names of word lists and facts, that stand in a text. */
function foundIn(text: string, ruleset: Ruleset): readonly string[] {
  const advert = readAdvert(text, ruleset);
  const hits = ruleset.index.find(advert);
  const { places } = advert.facts;
  const inPlaces = new Set(
    advert.tokens
      .filter(({ start }) => places.some(({ span }) => start >= span.start && start < span.end))
      .map(({ stem }) => stem),
  );
  return [
    ...[...wordsForPoints(advert)].filter(word => !inPlaces.has(word)),
    ...[...ruleset.signs].filter(([, phrase]) => hits.has(phrase)).map(([name]) => name),
  ];
}

interface Fitted {
  /** By stem, or by name of a sign. */
  readonly points: ReadonlyMap<string, number>;
  readonly base: number;
}

function learn(examples: readonly Example[], penalty: number): Fitted {
  const sources = new Map<string, Set<string>>();
  for (const { found, group } of examples)
    for (const one of found) sources.set(one, (sources.get(one) ?? new Set()).add(group));
  const known = [...sources]
    .filter(([, groups]) => groups.size >= SOURCES_WITH_WORD_MIN)
    .map(([one]) => one)
    .sort();
  const numbers = new Map(known.map((one, index) => [one, index]));
  const rows = examples.map(({ found }) => found.flatMap(one => numbers.get(one) ?? []));
  const weights = descend(rows, examples, known.length, penalty);
  const points = (value: number): number => Number((value * POINTS_PER_LOG_ODDS).toFixed(1));
  return {
    points: new Map(known.map((one, index) => [one, points(weights[index] as number)])),
    base: points(weights[known.length] as number),
  };
}

/** Adam on the mean loss, both kinds of text counting the same. The last weight is the base. */
function descend(
  rows: readonly (readonly number[])[],
  examples: readonly Example[],
  size: number,
  penalty: number,
): Float64Array {
  const weights = new Float64Array(size + 1);
  const mean = new Float64Array(size + 1);
  const square = new Float64Array(size + 1);
  const share = examples.filter(({ isYes }) => isYes).length / examples.length;
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Float64Array(size + 1);
    rows.forEach((row, index) => {
      const each = shareOf(row.length);
      const { isYes } = examples[index] as Example;
      let sum = weights[size] as number;
      for (const word of row) sum += (weights[word] as number) * each;
      const error =
        ((1 / (1 + Math.exp(-sum)) - (isYes ? 1 : 0)) * (isYes ? 0.5 / share : 0.5 / (1 - share))) /
        rows.length;
      for (const word of row) gradient[word] = (gradient[word] as number) + error * each;
      gradient[size] = (gradient[size] as number) + error;
    });
    for (let word = 0; word <= size; word++) {
      const slope = (gradient[word] as number) + (word < size ? penalty * (weights[word] as number) : 0);
      mean[word] = 0.9 * (mean[word] as number) + 0.1 * slope;
      square[word] = 0.99 * (square[word] as number) + 0.01 * slope * slope;
      const pace = Math.sqrt((square[word] as number) / (1 - 0.99 ** step)) + 1e-6;
      weights[word] =
        (weights[word] as number) - (0.08 * ((mean[word] as number) / (1 - 0.9 ** step))) / pace;
    }
  }
  return weights;
}

function yamlOf({ points, base }: Fitted, { bounds }: Task, examples: readonly Example[]): string[] {
  const yes = examples.filter(({ isYes }) => isYes).length;
  const isSign = (name: string): boolean => /^[@<]/.test(name);
  return [
    `# learnt from ${yes} texts that are and ${examples.length - yes} that are not`,
    `base: ${base}`,
    ...Object.entries(bounds).map(([name, value]) => `${name}: ${value}`),
    'signs:',
    ...groupedByPoints([...points].filter(([name]) => isSign(name))),
    'words:',
    ...groupedByPoints([...points].filter(([name]) => !isSign(name))),
  ];
}

/** Most points first; what says nothing is left out. */
function groupedByPoints(points: readonly (readonly [string, number])[]): string[] {
  const groups = new Map<string, string[]>();
  for (const [name, value] of [...points].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))) {
    if (value !== 0) groups.set(value.toFixed(1), [...(groups.get(value.toFixed(1)) ?? []), name]);
  }
  return [...groups].map(([value, names]) => `  '${value}': ${JSON.stringify(names)}`);
}
