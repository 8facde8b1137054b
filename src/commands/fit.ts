/**
 * `rules fit`: learns `rules/vocabulary.yaml` from labelled texts. Counts which words stand in texts that must be
 * warned of and which in quiet ones, by logistic regression with a penalty on large weights; the fifth of the groups
 * that rule writers do not read is left out here, too. Place names and figures teach nothing and are left out.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readAdvert } from '../classifier/read-advert.js';
import { shareOf, wordsForPoints } from '../classifier/vocabulary.js';
import { loadRuleset, PACKAGE_ROOT } from '../files/house.js';
import { readLabelled } from './evaluate.js';
import { isSetAside } from './evaluation.js';

/** A word in fewer texts says more about those texts than about their kind. */
const TEXTS_WITH_WORD_MIN = 4;
const PENALTY = 7e-4;
const STEPS = 250;
/** From log odds to points of `weights.yaml`: what makes one step of a vocabulary as telling as one of a sign. */
const POINTS_PER_LOG_ODDS = 3.7;
const RAISES_AT_MOST = 2.7;
const LOWERS_AT_MOST = 5;

interface Example {
  readonly words: readonly string[];
  readonly isAlarm: boolean;
}

export async function fitVocabulary(fileNames: readonly string[], root = PACKAGE_ROOT): Promise<number> {
  const ruleset = loadRuleset(root);
  const labelled = (await Promise.all(fileNames.map(readLabelled))).flat();
  const examples = labelled
    .filter(({ expect, set }) => (expect === 'alarm' || expect === 'quiet') && set !== 'retold')
    .filter(one => !isSetAside(one))
    .map(({ text, expect }): Example => {
      const advert = readAdvert(text, ruleset);
      const places = new Set(
        advert.tokens
          .filter(({ start }) =>
            advert.facts.places.some(({ span }) => start >= span.start && start < span.end),
          )
          .map(({ stem }) => stem),
      );
      return {
        words: [...wordsForPoints(advert)].filter(word => !places.has(word)),
        isAlarm: expect === 'alarm',
      };
    });
  const fitted = learn(examples);
  writeFileSync(path.join(root, 'rules', 'vocabulary.yaml'), asYaml(fitted, examples));
  process.stdout.write(`${fitted.points.size} words from ${examples.length} texts\n`);
  return 0;
}

interface Fitted {
  readonly points: ReadonlyMap<string, number>;
  readonly base: number;
}

function learn(examples: readonly Example[]): Fitted {
  const counts = new Map<string, number>();
  for (const { words } of examples) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts]
    .filter(([, count]) => count >= TEXTS_WITH_WORD_MIN)
    .map(([word]) => word)
    .sort();
  const numbers = new Map(words.map((word, index) => [word, index]));
  const rows = examples.map(example => example.words.flatMap(word => numbers.get(word) ?? []));
  const weights = descend(rows, examples, words.length);
  const points = (value: number): number => Number((value * POINTS_PER_LOG_ODDS).toFixed(1));
  return {
    points: new Map(words.map((word, index) => [word, points(weights[index] as number)])),
    base: points(weights[words.length] as number),
  };
}

/** Adam on the mean loss, both kinds of text counting the same. The last weight is the base. */
function descend(
  rows: readonly (readonly number[])[],
  examples: readonly Example[],
  size: number,
): Float64Array {
  const weights = new Float64Array(size + 1);
  const mean = new Float64Array(size + 1);
  const square = new Float64Array(size + 1);
  const alarms = examples.filter(({ isAlarm }) => isAlarm).length / examples.length;
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Float64Array(size + 1);
    rows.forEach((row, index) => {
      const share = shareOf(row.length);
      const isAlarm = (examples[index] as Example).isAlarm;
      let sum = weights[size] as number;
      for (const word of row) sum += (weights[word] as number) * share;
      const error =
        ((1 / (1 + Math.exp(-sum)) - (isAlarm ? 1 : 0)) * (isAlarm ? 0.5 / alarms : 0.5 / (1 - alarms))) /
        rows.length;
      for (const word of row) gradient[word] = (gradient[word] as number) + error * share;
      gradient[size] = (gradient[size] as number) + error;
    });
    for (let word = 0; word <= size; word++) {
      const slope = (gradient[word] as number) + (word < size ? PENALTY * (weights[word] as number) : 0);
      mean[word] = 0.9 * (mean[word] as number) + 0.1 * slope;
      square[word] = 0.99 * (square[word] as number) + 0.01 * slope * slope;
      const pace = Math.sqrt((square[word] as number) / (1 - 0.99 ** step)) + 1e-6;
      weights[word] =
        (weights[word] as number) - (0.08 * ((mean[word] as number) / (1 - 0.9 ** step))) / pace;
    }
  }
  return weights;
}

function asYaml({ points, base }: Fitted, examples: readonly Example[]): string {
  const byPoints = new Map<string, string[]>();
  for (const [word, value] of [...points].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))) {
    if (value === 0) continue;
    byPoints.set(value.toFixed(1), [...(byPoints.get(value.toFixed(1)) ?? []), word]);
  }
  const alarms = examples.filter(({ isAlarm }) => isAlarm).length;
  return [
    '# What the choice of words says, in points of weights.yaml. Written by `cekloker rules fit`; not edited by hand.',
    `# Learnt from ${alarms} texts to be warned of and ${examples.length - alarms} quiet ones. It never speaks alone: it makes`,
    '# the signs that rules found weigh more or less, and a text without a sign stays quiet.',
    `base: ${base}`,
    `raises_at_most: ${RAISES_AT_MOST}`,
    `lowers_at_most: ${LOWERS_AT_MOST}`,
    'words:',
    ...[...byPoints].map(([value, words]) => `  '${value}': ${JSON.stringify(words)}`),
    '',
  ].join('\n');
}
