/**
 * Learns from labelled texts what rules, speech acts and the choice of words say: log odds of an advert to be warned of
 * from the rules that hold (the sign of each rule fixed), and the scales of `classifier/wording.ts` from words. Comes in:
 * labelled texts and the rules; goes out: points and a table of numbers. Of a text only features that stand in at least
 * `SOURCES_MIN` sources are kept; names of people and places, and figures, teach nothing. It writes no file.
 */
import { SPEECH_ACTS, type SpeechAct } from '../assessment.js';
import { heldRules } from '../classifier/assess.js';
import { readAdvert } from '../classifier/read-advert.js';
import type { LearntPoints, Rule } from '../classifier/rule.js';
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
import { fitLogistic, type LogisticRow } from './logistic.js';

/** A feature from fewer sources says more about these than about their kind, and could give a text away. */
export const SOURCES_MIN = 5;
/** Parts of words are many and say little each. */
const GRAM_SOURCES_MIN = 25;
/** Weights below this are noise and are not kept. */
const WEIGHT_KEPT_MIN = 0.05;
/** A text from life counts as so many written for the project. */
const SHARED_WEIGHT = 6;
const WORDS = { steps: 200, pace: 0.08 };
/** On large weights; larger where labels agree less. */
const PENALTIES: Readonly<Record<ScaleName, number>> = {
  plea: 1e-5,
  relative: 1e-5,
  now: 1e-3,
  advert: 1e-5,
};
const RULES = { penalty: 3e-5, steps: 400, pace: 0.03 };
/** A rule that taught nothing keeps its direction. */
const RULE_POINTS_MIN = 0.05;

/** One text with all that can be learnt from it. */
export interface Example {
  readonly labelled: LabelledText;
  readonly group: string;
  /** From a collection of real texts. */
  readonly isShared: boolean;
  readonly speechAct: SpeechAct;
  readonly rules: readonly string[];
  readonly words: readonly number[];
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
};

export function exampleOf(labelled: LabelledText, ruleset: Ruleset, isShared: boolean): Example {
  const advert = readAdvert(labelled.text, ruleset);
  const hits = ruleset.index.find(advert);
  const seen = { advert, hits, negations: ruleset.negations };
  const speechAct = speechActOf(ruleset, seen);
  const held = heldRules(ruleset, { ...seen, speechAct, wording: SILENT, held: new Map() });
  const { places } = advert.facts;
  const isName = ({ start, stem }: (typeof advert.tokens)[number]): boolean =>
    ruleset.names.has(stem) || places.some(({ span }) => start >= span.start && start < span.end);
  const words = new Set<number>();
  const grams = new Set<number>();
  let before: number | null = null;
  for (const token of advert.tokens) {
    const feature = isName(token) ? null : wordFeature(token.stem);
    if (feature !== null) {
      words.add(feature);
      if (before !== null && isPaired(token)) words.add(pairFeature(before, feature));
      for (const gram of gramFeatures(token.surface)) grams.add(gram);
    }
    before = feature;
  }
  for (const [name, set] of ruleset.signs) if (hits.hasSet(set)) words.add(signFeature(name));
  return {
    labelled,
    group: groupOf(labelled),
    isShared,
    speechAct,
    rules: held.map(({ rule }) => rule.id),
    words: [...words],
    grams: [...grams],
  };
}

export function learn(examples: readonly Example[], rules: readonly Rule[]): Learnt {
  return { points: learnPoints(examples, rules), wording: learnWording(examples) };
}

/** Both kinds of text count the same in all. */
function weighted(
  examples: readonly Example[],
  isYesOf: (labelled: LabelledText) => boolean | null,
): readonly { readonly example: Example; readonly isYes: boolean; readonly weight: number }[] {
  const answered = examples.flatMap(example => {
    const isYes = isYesOf(example.labelled);
    return isYes === null ? [] : [{ example, isYes, weight: example.isShared ? SHARED_WEIGHT : 1 }];
  });
  const sumOf = (isYes: boolean): number =>
    answered.filter(one => one.isYes === isYes).reduce((sum, { weight }) => sum + weight, 0);
  const [yes, no] = [sumOf(true), sumOf(false)];
  return answered.map(one => ({ ...one, weight: (0.5 * one.weight) / (one.isYes ? yes : no) }));
}

function learnPoints(examples: readonly Example[], rules: readonly Rule[]): LearntPoints {
  const columns = new Map<string, number>(SPEECH_ACTS.map((act, at) => [act, at]));
  for (const { id } of rules) columns.set(id, columns.size);
  const signs = new Int8Array(columns.size);
  for (const { id, sign } of rules) signs[columns.get(id) as number] = sign === 'raises' ? 1 : -1;
  const rows = weighted(examples, ANSWERS.advert).map(({ example, isYes, weight }): LogisticRow => {
    const names = [example.speechAct, ...example.rules].flatMap(name => columns.get(name) ?? []);
    return {
      columns: Int32Array.from(names),
      values: new Float32Array(names.length).fill(1),
      isYes,
      weight,
    };
  });
  const { weights, base } = fitLogistic(rows, columns.size, { ...RULES, signs });
  const pointsOf = (name: string): number => round(weights[columns.get(name) as number] as number);
  return {
    base: round(base),
    acts: Object.fromEntries(SPEECH_ACTS.map(act => [act, pointsOf(act)])) as Record<SpeechAct, number>,
    rules: new Map(
      rules.map(({ id, sign }) => {
        const size = Math.max(RULE_POINTS_MIN, Math.abs(pointsOf(id)));
        return [id, sign === 'raises' ? size : -size];
      }),
    ),
  };
}

function round(logOdds: number): number {
  return Number(logOdds.toFixed(2));
}

function learnWording(examples: readonly Example[]): WordingTable {
  const words = inSources(examples, ({ words }) => words, SOURCES_MIN);
  const grams = inSources(examples, ({ grams }) => grams, GRAM_SOURCES_MIN);
  const features = [...new Set([...words, ...grams])].sort((a, b) => a - b);
  const columns = new Map(features.map((feature, at) => [feature, at]));
  const rowOf = new Map(examples.map(example => [example, columnsOf(example, columns)]));
  const models = SCALES.map(scale =>
    fitLogistic(
      weighted(examples, ANSWERS[scale]).map(({ example, isYes, weight }) => ({
        ...(rowOf.get(example) as Pick<LogisticRow, 'columns' | 'values'>),
        isYes,
        weight,
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
  const all = Int32Array.from([...ofWords, ...ofGrams]);
  const values = new Float32Array(all.length).fill(shareOfWords(ofWords.length));
  values.fill(shareOfGrams(ofGrams.length), ofWords.length);
  return { columns: all, values };
}
