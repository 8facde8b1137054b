/**
 * Learns from labelled texts what signs (`learn-points.ts`) and the choice of words say: the scales of
 * `classifier/wording.ts`, of which those for adverts and pleas learn what the signs leave open. Comes in: labelled texts
 * and the rules; goes out: points and a table of numbers. Of a text only features that stand in at least `SOURCES_MIN`
 * sources are kept; names of people and places, and figures, teach nothing. It writes no file.
 */
import type { SpeechAct } from '../assessment.js';
import { heldRules } from '../classifier/assess.js';
import { pointsOfRule, sumOfRules } from '../classifier/level.js';
import { type PleaSigns, pleaPoints, pleaSigns } from '../classifier/plea.js';
import { readAdvert } from '../classifier/read-advert.js';
import type { LearntPoints, Rule, Weights } from '../classifier/rule.js';
import type { Ruleset } from '../classifier/ruleset.js';
import { speechActOf } from '../classifier/speech-act.js';
import { SCALES, type ScaleName, SILENT, type WordingTable } from '../classifier/wording.js';
import {
  gramFeatures,
  isPaired,
  pairFeature,
  shareOfGrams,
  shareOfWords,
  signFeature,
  wordFeature,
} from '../classifier/wording-features.js';
import { groupOf, type LabelledText } from './evaluation.js';
import { type Answered, learnAdvertPoints, learnPleaPoints, round } from './learn-points.js';
import { fitLogistic, type LogisticRow } from './logistic.js';

/** A feature from fewer sources says more about these than about their kind, and could give a text away. */
export const SOURCES_MIN = 5;
/** Parts of words are many and say little each. */
const GRAM_SOURCES_MIN = 25;
/** Weights below this are noise and are not kept. */
const WEIGHT_KEPT_MIN = 0.05;
/** A text from life counts as so many written for the project. */
const SHARED_WEIGHT = 6;
/** An offer is easily told from a plea; everyday talk is not, and has more to teach. */
const OFFER_WEIGHT_FOR_PLEA = 0.25;
const WORDS = { steps: 200, pace: 0.08 };
/** A plea is told by whole words: with parts of words everyday talk sounds like one four times as often. */
const WHOLE_WORDS_ONLY: ReadonlySet<ScaleName> = new Set(['plea']);
/** On large weights; larger where labels agree less. */
const PENALTIES: Readonly<Record<ScaleName, number>> = {
  plea: 1e-4,
  relative: 1e-5,
  now: 1e-3,
  advert: 2.5e-5,
  told: 2.5e-5,
};

/** One text with all that can be learnt from it. */
export interface Example {
  readonly labelled: LabelledText;
  readonly group: string;
  /** From a collection of real texts. */
  readonly isShared: boolean;
  readonly speechAct: SpeechAct;
  readonly rules: readonly Rule[];
  readonly plea: PleaSigns;
  /** In words. */
  readonly length: number;
  /** Each once. */
  readonly words: readonly number[];
  /** Once for each different word that holds it. */
  readonly grams: readonly number[];
}

export interface Learnt {
  readonly points: LearntPoints;
  readonly wording: WordingTable;
}

/** What each scale tells apart; null: the text teaches nothing about it. */
const ANSWERS: Readonly<Record<ScaleName, (labelled: LabelledText) => boolean | null>> = {
  plea: ({ expect }) => (expect === 'scam' ? null : expect === 'danger'),
  relative: ({ expect, category }) => (expect === 'danger' ? category === 'family' : null),
  now: ({ expect, urgency }) => (expect === 'danger' && urgency ? urgency === 'now' : null),
  advert: ({ expect }) => (expect === 'alarm' ? true : expect === 'quiet' ? false : null),
  told: ({ expect, category }) =>
    expect === 'scam' ? null : expect === 'quiet' && TOLD_CATEGORIES.has(category ?? ''),
};
/** Of quiet texts. */
const TOLD_CATEGORIES: ReadonlySet<string> = new Set(['warning_post', 'news']);

export function exampleOf(labelled: LabelledText, ruleset: Ruleset, isShared: boolean): Example {
  const advert = readAdvert(labelled.text, ruleset);
  const hits = ruleset.index.find(advert);
  const seen = { advert, hits, negations: ruleset.negations };
  const speechAct = speechActOf(ruleset, seen);
  const evidence = { ...seen, speechAct, wording: SILENT, held: new Map() };

  const { places } = advert.facts;
  const isName = ({ start, stem }: (typeof advert.tokens)[number]): boolean =>
    ruleset.names.has(stem) || places.some(({ span }) => start >= span.start && start < span.end);
  const words = new Set<number>();
  const grams: number[] = [];
  const seenWords = new Set<string>();
  let before: number | null = null;
  for (const token of advert.tokens) {
    const feature = isName(token) ? null : wordFeature(token.stem);
    if (feature !== null) {
      words.add(feature);
      if (before !== null && isPaired(token)) words.add(pairFeature(before, feature));
      if (!seenWords.has(token.surface)) grams.push(...gramFeatures(token.known));
      seenWords.add(token.surface);
    }
    before = feature;
  }
  for (const [name, set] of ruleset.signs) if (hits.hasSet(set)) words.add(signFeature(name));
  return {
    labelled,
    group: groupOf(labelled),
    isShared,
    speechAct,
    rules: heldRules(ruleset, evidence).map(({ rule }) => rule),
    plea: pleaSigns(ruleset, evidence),
    length: advert.tokens.length,
    words: [...words],
    grams,
  };
}

/** The same rules with what was learnt elsewhere. */
export function withLearnt(ruleset: Ruleset, { points, wording }: Learnt): Ruleset {
  return {
    ...ruleset,
    weights: { ...ruleset.weights, learnt: points },
    wording: ruleset.wording.with(wording),
  };
}

export function learn(
  examples: readonly Example[],
  { rules, weights }: Pick<Ruleset, 'rules' | 'weights'>,
): Learnt {
  const learntRules = rules.filter(({ strength }) => strength !== 'hint');
  const points = {
    advert: learnAdvertPoints(answersTo('advert', examples), learntRules),
    plea: learnPleaPoints(answersTo('plea', examples)),
  };
  return { points, wording: learnWording(examples, { ...weights, asked: 0, learnt: points }) };
}

/** What signs say of an example on each scale, before its choice of words. */
const KNOWN: Readonly<Record<ScaleName, (example: Example, weights: Weights) => number>> = {
  advert: ({ rules, speechAct }, weights) =>
    sumOfRules(
      rules.map(rule => ({ rule, points: pointsOfRule(rule, weights) })),
      weights,
      speechAct,
    ),
  plea: ({ plea, speechAct, length }, { learnt }) => pleaPoints(learnt.plea, plea, speechAct, length),
  relative: () => 0,
  now: () => 0,
  told: () => 0,
};

/** Texts that answer what a scale asks; both answers count the same in all. */
function answersTo(scale: ScaleName, examples: readonly Example[]): readonly Answered[] {
  const answered = examples.flatMap(example => {
    const isYes = ANSWERS[scale](example.labelled);
    return isYes === null ? [] : [{ example, isYes, weight: weightOf(scale, example, isYes) }];
  });
  const sumOf = (isYes: boolean): number =>
    answered.filter(one => one.isYes === isYes).reduce((sum, { weight }) => sum + weight, 0);
  const [yes, no] = [sumOf(true), sumOf(false)];
  return answered.map(one => ({ ...one, weight: (0.5 * one.weight) / (one.isYes ? yes : no) }));
}

function weightOf(scale: ScaleName, { isShared, speechAct }: Example, isYes: boolean): number {
  const isEasy = scale === 'plea' && !isYes && speechAct === 'offer';
  return (isShared ? SHARED_WEIGHT : 1) * (isEasy ? OFFER_WEIGHT_FOR_PLEA : 1);
}

function learnWording(examples: readonly Example[], signWeights: Weights): WordingTable {
  const words = inSources(examples, ({ words }) => words, SOURCES_MIN);
  const grams = inSources(examples, ({ grams }) => grams, GRAM_SOURCES_MIN);
  const features = [...new Set([...words, ...grams])].sort((a, b) => a - b);
  const columns = new Map(features.map((feature, at) => [feature, at]));
  const rowOf = new Map(examples.map(example => [example, columnsOf(example, columns)]));
  const wholeRowOf = new Map(
    examples.map(example => [example, columnsOf({ ...example, grams: [] }, columns)]),
  );
  const models = SCALES.map(scale =>
    fitLogistic(
      answersTo(scale, examples).map(({ example, isYes, weight }) => ({
        ...((WHOLE_WORDS_ONLY.has(scale) ? wholeRowOf : rowOf).get(example) as Pick<
          LogisticRow,
          'columns' | 'values'
        >),
        isYes,
        weight,
        offset: signWeights.besideWords * KNOWN[scale](example, signWeights),
      })),
      features.length,
      { ...WORDS, penalty: PENALTIES[scale] },
    ),
  );
  const kept = features.flatMap((_, at) =>
    models.some(({ weights }) => Math.abs(weights[at] as number) >= WEIGHT_KEPT_MIN) ? [at] : [],
  );
  return {
    features: Uint32Array.from(kept, at => features[at] as number),
    weights: Float32Array.from(kept.flatMap(at => models.map(({ weights }) => weights[at] as number))),
    bases: Object.fromEntries(SCALES.map((scale, at) => [scale, round(models[at]?.base ?? 0)])) as Record<
      ScaleName,
      number
    >,
  };
}

/** Features that stand in texts of so many sources. */
function inSources(
  examples: readonly Example[],
  featuresOf: (example: Example) => readonly number[],
  least: number,
): readonly number[] {
  const sources = new Map<number, Set<string>>();
  for (const example of examples) {
    for (const feature of featuresOf(example)) {
      const known = sources.get(feature);
      if (known === undefined) sources.set(feature, new Set([example.group]));
      else if (known.size < least) known.add(example.group);
    }
  }
  return [...sources].filter(([, groups]) => groups.size >= least).map(([feature]) => feature);
}

function columnsOf(
  { words, grams }: Example,
  columns: ReadonlyMap<number, number>,
): Pick<LogisticRow, 'columns' | 'values'> {
  const ofWords = words.flatMap(feature => columns.get(feature) ?? []);
  const ofGrams = grams.flatMap(feature => columns.get(feature) ?? []);
  const times = new Map<number, number>();
  for (const column of ofGrams) times.set(column, (times.get(column) ?? 0) + 1);
  const shares = [...times.values()].map(count => count * shareOfGrams(ofGrams.length));
  return {
    columns: Int32Array.from([...ofWords, ...times.keys()]),
    values: Float32Array.from([...ofWords.map(() => shareOfWords(ofWords.length)), ...shares]),
  };
}
