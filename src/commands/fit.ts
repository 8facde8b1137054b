/**
 * `rules fit`: learns `rules/vocabulary.yaml` from labelled texts. Which words, signs and rules stand in texts of one
 * kind and not of the other is learnt by logistic regression with a penalty on large weights, all together, so that two
 * that always come together do not count twice. A rule never gets points against its own sign. Names of people and
 * places, and figures, teach nothing and are left out.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SPEECH_ACTS } from '../assessment.js';
import { heldRules } from '../classifier/assess.js';
import { readAdvert } from '../classifier/read-advert.js';
import type { Rule } from '../classifier/rule.js';
import type { Ruleset } from '../classifier/ruleset.js';
import { speechActOf } from '../classifier/speech-act.js';
import { shareOf, wordsForPoints } from '../classifier/vocabulary.js';
import { loadRuleset, PACKAGE_ROOT } from '../files/house.js';
import { readLabelled } from './evaluate.js';
import { groupOf, isSetAside, type LabelledText } from './evaluation.js';

/** A word from fewer sources says more about these than about their kind, and could give a text away. */
const SOURCES_WITH_WORD_MIN = 8;
const PENALTY = 1e-5;
const STEPS = 600;
const PACE = 0.08;
/** How far a rule or a speech act moves in a step, beside a word: it stands for a whole text, not for a part of it. */
const RULE_SHARE = 0.35;
/** Points of the scales for one unit of log odds. */
const POINTS_PER_LOG_ODDS = 2;
/** Rules that taught nothing keep their direction. */
const RULE_POINTS_MIN = 0.1;
/**
 * From these log odds on an offer is warned of: chosen on texts that were neither read nor learnt from, where most were
 * found at the false alarms allowed. The base is written so that this falls on the cut for caution of weights.yaml.
 */
const CAUTION_FROM_LOG_ODDS = 0.75;

/** What a scale tells apart. */
interface Task {
  /** Null: the text teaches nothing about it. */
  readonly isYes: (labelled: LabelledText) => boolean | null;
  /** The rules and the speech act are learnt with the words. */
  readonly withRules?: true;
  /** Word lists and facts teach nothing about it: triage.yaml has points for them. */
  readonly wordsOnly?: true;
  /** Instead of PENALTY, where the labels agree less. */
  readonly penalty?: number;
  /** Bounds that are set, not learnt; written beside the points. */
  readonly bounds?: Readonly<Record<string, number>>;
}

const TASKS: Readonly<Record<'plea' | 'relative' | 'urgency' | 'advert', Task>> = {
  plea: {
    isYes: ({ expect }) => (expect === 'scam' ? null : expect === 'danger'),
    bounds: { alone: 1, more_where_told: 3, beside_pattern: -1 },
  },
  relative: { isYes: ({ expect, category }) => (expect === 'danger' ? category === 'family' : null) },
  urgency: {
    isYes: ({ expect, urgency }) => (expect === 'danger' && urgency ? urgency === 'now' : null),
    wordsOnly: true,
    penalty: 1e-3,
  },
  advert: {
    isYes: ({ expect }) => (expect === 'alarm' ? true : expect === 'quiet' ? false : null),
    withRules: true,
  },
};

/** What stands in a text: stems and names of word lists and facts; rules and the speech act apart. */
interface Found {
  readonly words: readonly string[];
  readonly rules: readonly string[];
}

interface Example extends Found {
  readonly group: string;
  readonly isYes: boolean;
}

/**
 * @param wholeFiles learnt from to the last text
 * @param sharedFiles the fifth of their groups that `eval` reports apart is left out
 * @returns the exit status
 */
export async function fitVocabulary(
  wholeFiles: readonly string[],
  sharedFiles: readonly string[],
  root = PACKAGE_ROOT,
): Promise<number> {
  const ruleset = loadRuleset(root, false);
  const textsOf = async (names: readonly string[]): Promise<LabelledText[]> =>
    (await Promise.all(names.map(readLabelled))).flat().filter(({ set }) => set !== 'retold');
  const labelled = [
    ...(await textsOf(wholeFiles)),
    ...(await textsOf(sharedFiles)).filter(one => !isSetAside(one)),
  ];
  const read = [...labelled, ...distressExamples(ruleset)].map(one => ({
    one,
    found: foundIn(one.text, ruleset),
  }));
  const parts = Object.entries(TASKS).map(([name, task]) => {
    const examples = read.flatMap(({ one, found }): Example[] => {
      const isYes = task.isYes(one);
      const words = task.wordsOnly ? found.words.filter(word => !isSign(word)) : found.words;
      return isYes === null ? [] : [{ ...found, words, group: groupOf(one), isYes }];
    });
    const fitted = learn(examples, task.withRules ? ruleset.rules : null, task.penalty ?? PENALTY);
    process.stdout.write(`${name}: ${fitted.words.size} words and signs from ${examples.length} texts\n`);
    return [`${name}:`, ...yamlOf(fitted, task, examples, ruleset).map(line => `  ${line}`)];
  });
  writeFileSync(path.join(root, 'rules', 'vocabulary.yaml'), [...HEADER, ...parts.flat(), ''].join('\n'));
  return 0;
}

const HEADER = [
  '# What the choice of words says, in points of weights.yaml. Written by `cekloker rules fit`; not edited by hand.',
  '# plea: how much a text sounds like somebody in danger. relative: how much a plea sounds like one for somebody else.',
  '# urgency: how much a plea sounds like one that cannot wait.',
  '# advert: how much an offer is one to be warned of; the rules have their points here, learnt together with the words.',
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

function foundIn(text: string, ruleset: Ruleset): Found {
  const advert = readAdvert(text, ruleset);
  const hits = ruleset.index.find(advert);
  const { places } = advert.facts;
  const inPlaces = new Set(
    advert.tokens
      .filter(({ start }) => places.some(({ span }) => start >= span.start && start < span.end))
      .map(({ stem }) => stem),
  );
  const seen = { advert, hits, negations: ruleset.negations };
  const speechAct = speechActOf(ruleset, seen);
  return {
    words: [
      ...[...wordsForPoints(advert)].filter(word => !inPlaces.has(word) && !ruleset.names.has(word)),
      ...[...ruleset.signs].filter(([, phrase]) => hits.has(phrase)).map(([name]) => name),
    ],
    rules: [
      speechAct,
      ...heldRules(ruleset, { ...seen, speechAct, held: new Map() }).map(({ rule }) => rule.id),
    ],
  };
}

/** Log odds of what was learnt. */
interface Fitted {
  /** By stem, or by name of a sign. */
  readonly words: ReadonlyMap<string, number>;
  /** By id, or by speech act. */
  readonly rules: ReadonlyMap<string, number>;
  readonly base: number;
}

/** One text: numbers of what stands in it, and how much each counts there. */
type Row = readonly { readonly at: number; readonly share: number }[];

/** @param rules null: neither they nor the speech act are learnt */
function learn(examples: readonly Example[], rules: readonly Rule[] | null, penalty: number): Fitted {
  const sources = new Map<string, Set<string>>();
  for (const { words, group } of examples)
    for (const word of words) sources.set(word, (sources.get(word) ?? new Set()).add(group));
  const words = [...sources]
    .filter(([, groups]) => groups.size >= SOURCES_WITH_WORD_MIN)
    .map(([word]) => word)
    .sort();
  const ruleNames = rules ? [...SPEECH_ACTS, ...rules.map(({ id }) => id)] : [];
  const numbers = new Map([...words, ...ruleNames].map((name, index) => [name, index]));
  const rows = examples.map((example): Row => {
    const known = example.words.flatMap(word => numbers.get(word) ?? []);
    const share = shareOf(known.length);
    return [
      ...known.map(at => ({ at, share })),
      ...example.rules.flatMap(name => numbers.get(name) ?? []).map(at => ({ at, share: RULE_SHARE })),
    ];
  });
  const signOf = new Map(
    rules?.map(({ id, sign }) => [numbers.get(id) as number, sign === 'raises' ? 1 : -1]),
  );
  const weights = descend(rows, examples, words.length + ruleNames.length, signOf, penalty);
  const weightOf = (name: string): number => weights[numbers.get(name) as number] as number;
  return {
    words: new Map(words.map(word => [word, weightOf(word)])),
    rules: new Map(ruleNames.map(name => [name, weightOf(name) * RULE_SHARE])),
    base: weights.at(-1) as number,
  };
}

/**
 * Adam (Kingma and Ba 2015) on the mean loss, both kinds of text counting the same. The last weight is the base.
 * @param signOf weights that may not change sides, by number
 */
function descend(
  rows: readonly Row[],
  examples: readonly Example[],
  size: number,
  signOf: ReadonlyMap<number, number>,
  penalty: number,
): Float64Array {
  const weights = new Float64Array(size + 1);
  const mean = new Float64Array(size + 1);
  const square = new Float64Array(size + 1);
  const share = examples.filter(({ isYes }) => isYes).length / examples.length;
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Float64Array(size + 1);
    rows.forEach((row, index) => {
      const { isYes } = examples[index] as Example;
      let sum = weights[size] as number;
      for (const one of row) sum += (weights[one.at] as number) * one.share;
      const error =
        ((1 / (1 + Math.exp(-sum)) - (isYes ? 1 : 0)) * (isYes ? 0.5 / share : 0.5 / (1 - share))) /
        rows.length;
      for (const one of row) gradient[one.at] = (gradient[one.at] as number) + error * one.share;
      gradient[size] = (gradient[size] as number) + error;
    });
    for (let at = 0; at <= size; at++) {
      const slope = (gradient[at] as number) + (at < size ? penalty * (weights[at] as number) : 0);
      mean[at] = 0.9 * (mean[at] as number) + 0.1 * slope;
      square[at] = 0.99 * (square[at] as number) + 0.01 * slope * slope;
      const pace = Math.sqrt((square[at] as number) / (1 - 0.99 ** step)) + 1e-6;
      const moved = (weights[at] as number) - (PACE * ((mean[at] as number) / (1 - 0.9 ** step))) / pace;
      const sign = signOf.get(at);
      weights[at] = sign === undefined ? moved : sign * Math.max(0, sign * moved);
    }
  }
  return weights;
}

function yamlOf(fitted: Fitted, task: Task, examples: readonly Example[], ruleset: Ruleset): string[] {
  const yes = examples.filter(({ isYes }) => isYes).length;
  const points = (logOdds: number): number => Number((logOdds * POINTS_PER_LOG_ODDS).toFixed(1));
  const words = [...fitted.words].map(([name, value]): Named => [name, points(value)]);
  const toCut = ruleset.weights.levels.caution - CAUTION_FROM_LOG_ODDS * POINTS_PER_LOG_ODDS;
  return [
    `# learnt from ${yes} texts that are and ${examples.length - yes} that are not`,
    `base: ${(points(fitted.base) + (task.withRules ? toCut : 0)).toFixed(1)}`,
    ...Object.entries(task.bounds ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(task.withRules ? ruleLines(fitted, ruleset.rules, points) : []),
    ...section(
      'signs',
      words.filter(([name]) => isSign(name)),
    ),
    ...section(
      'words',
      words.filter(([name]) => !isSign(name)),
    ),
  ];
}

function ruleLines({ rules }: Fitted, all: readonly Rule[], points: (logOdds: number) => number): string[] {
  const pointsOf = (name: string): number => points(rules.get(name) ?? 0);
  return [
    `acts: { ${SPEECH_ACTS.map(act => `${act}: ${pointsOf(act)}`).join(', ')} }`,
    ...section(
      'rules',
      all.map(({ id, sign }): Named => {
        const size = Math.max(RULE_POINTS_MIN, Math.abs(pointsOf(id)));
        return [id, sign === 'raises' ? size : -size];
      }),
    ),
  ];
}

type Named = readonly [name: string, points: number];

function isSign(name: string): boolean {
  return /^[@<]/.test(name);
}

/** Most points first; what says nothing is left out. */
function section(title: string, named: readonly Named[]): string[] {
  const groups = new Map<string, string[]>();
  for (const [name, value] of [...named].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))) {
    if (value !== 0) groups.set(value.toFixed(1), [...(groups.get(value.toFixed(1)) ?? []), name]);
  }
  if (groups.size === 0) return [`${title}: {}`];
  return [`${title}:`, ...[...groups].map(([value, names]) => `  '${value}': ${JSON.stringify(names)}`)];
}
