/**
 * What the choice of words says, beside the patterns that rules look for: a small model over stems, pairs of stems,
 * parts of words and the word lists and facts that stand in a text (`rules/wording.json`, written by `npm run fit`). Its
 * scales are log odds: of a plea, of a plea for somebody else, of a plea that cannot wait, of an advert to be warned of.
 * It only ever adds to what rules found (`level.ts`, `triage.ts` say how much). Pure; one look-up a word.
 */
import type { Advert, KnownWord } from '../advert/advert.js';
import type { Hit, Hits } from './hits.js';
import {
  gramFeatures,
  isPaired,
  pairFeature,
  shareOfGrams,
  shareOfWords,
  signFeature,
  wordFeature,
} from './wording-features.js';

export const SCALES = ['plea', 'relative', 'now', 'advert'] as const;
export type ScaleName = (typeof SCALES)[number];
/** Log odds of each scale; 0 where nothing in the text is known. */
export type WordingPoints = Readonly<Record<ScaleName, number>>;

export interface WordingTable {
  /** Number of each feature that has a weight, each once. */
  readonly features: Uint32Array;
  /** Weights of feature `i` at `i * SCALES.length`, in the order of `SCALES`. */
  readonly weights: Float32Array;
  /** Log odds before the first word. */
  readonly bases: WordingPoints;
}

export const SILENT: WordingPoints = { plea: 0, relative: 0, now: 0, advert: 0 };
/** Knows nothing and says nothing. */
export const NO_WORDING: WordingTable = {
  features: new Uint32Array(0),
  weights: new Float32Array(0),
  bases: SILENT,
};

/** What one word is to the model. */
interface Worded {
  readonly by: Wording;
  /** The word's own number, to pair it with the next. */
  readonly feature: number | null;
  /** Places in the table, −1 where it is not there. */
  readonly word: number;
  readonly grams: Int32Array;
}

const STEP = SCALES.length;
const NOT_THERE = -1;

export class Wording {
  readonly #weights: Float32Array;
  readonly #keys: Uint32Array;
  /** Place in the table by place in `#keys`. */
  readonly #places: Int32Array;
  readonly #signs: readonly { readonly set: number; readonly place: number }[];
  /** In which text a place was last counted: each counts once a text. */
  readonly #countedIn: Uint32Array;
  #text = 0;
  readonly #words = new Float64Array(STEP);
  readonly #grams = new Float64Array(STEP);

  /** @param signs word lists and facts by name: number of their set */
  constructor(
    readonly table: WordingTable,
    readonly signs: ReadonlyMap<string, number>,
  ) {
    const { features, weights } = table;
    this.#weights = weights;
    this.#countedIn = new Uint32Array(features.length);
    const size = 2 ** Math.ceil(Math.log2(2 * features.length + 2));
    this.#keys = new Uint32Array(size);
    this.#places = new Int32Array(size).fill(NOT_THERE);
    features.forEach((feature, place) => {
      let at = feature & (size - 1);
      while (this.#places[at] !== NOT_THERE) at = (at + 1) & (size - 1);
      this.#keys[at] = feature;
      this.#places[at] = place;
    });
    this.#signs = [...signs].flatMap(([name, set]) => {
      const place = this.#placeOf(signFeature(name));
      return place === NOT_THERE ? [] : [{ set, place }];
    });
  }

  /** The same with another table. */
  with(table: WordingTable): Wording {
    return new Wording(table, this.signs);
  }

  #placeOf(feature: number): number {
    const last = this.#keys.length - 1;
    for (let at = feature & last; this.#places[at] !== NOT_THERE; at = (at + 1) & last)
      if (this.#keys[at] === feature) return this.#places[at] as number;
    return NOT_THERE;
  }

  /** Points of a whole text. */
  read({ tokens }: Advert, hits: Hits): WordingPoints {
    this.#text++;
    this.#words.fill(0);
    this.#grams.fill(0);
    let words = 0;
    let grams = 0;
    let before: number | null = null;
    for (const token of tokens) {
      const worded = this.#worded(token.known);
      words += this.#count(worded.word, this.#words);
      if (before !== null && worded.feature !== null && isPaired(token))
        words += this.#count(this.#placeOf(pairFeature(before, worded.feature)), this.#words);
      before = worded.feature;
      for (let k = 0; k < worded.grams.length; k++)
        grams += this.#count(worded.grams[k] as number, this.#grams);
    }
    for (const { set, place } of this.#signs) if (hits.hasSet(set)) words += this.#count(place, this.#words);
    if (words + grams === 0) return SILENT;
    const [ofWord, ofGram] = [shareOfWords(words), shareOfGrams(grams)];
    const pointsOn = (scale: ScaleName, at: number): number =>
      this.table.bases[scale] + (this.#words[at] as number) * ofWord + (this.#grams[at] as number) * ofGram;
    return {
      plea: pointsOn('plea', 0),
      relative: pointsOn('relative', 1),
      now: pointsOn('now', 2),
      advert: pointsOn('advert', 3),
    };
  }

  /** @returns 1 where it counts, 0 where it is not in the table or was counted before */
  #count(place: number, sums: Float64Array): number {
    if (place === NOT_THERE || this.#countedIn[place] === this.#text) return 0;
    this.#countedIn[place] = this.#text;
    for (let scale = 0; scale < STEP; scale++)
      sums[scale] = (sums[scale] as number) + (this.#weights[place * STEP + scale] as number);
    return 1;
  }

  #worded(known: KnownWord): Worded {
    const before = known.worded as Worded | null;
    if (before !== null && before.by === this) return before;
    const feature = wordFeature(known.stem);
    const worded = {
      by: this,
      feature,
      word: feature === null ? NOT_THERE : this.#placeOf(feature),
      grams: Int32Array.from(
        gramFeatures(known.surface)
          .map(gram => this.#placeOf(gram))
          .filter(place => place !== NOT_THERE),
      ),
    };
    known.worded = worded;
    return worded;
  }

  /** The word, or the place of a word list or fact, that says most for a scale; null where nothing speaks for it. */
  strongestOn(scale: ScaleName, { tokens }: Advert, hits: Hits): Hit | null {
    const at = SCALES.indexOf(scale);
    let best: Hit | null = null;
    let most = 0;
    const consider = (place: number, hit: Hit | undefined): void => {
      const weight = place === NOT_THERE ? 0 : (this.#weights[place * STEP + at] as number);
      if (weight <= most || hit === undefined) return;
      best = hit;
      most = weight;
    };
    tokens.forEach(({ known }, index) => {
      consider(this.#worded(known).word, { from: index, to: index + 1 });
    });
    for (const { set, place } of this.#signs) if (hits.hasSet(set)) consider(place, hits.inSet(set)[0]);
    return best;
  }
}
