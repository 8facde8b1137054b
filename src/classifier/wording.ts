/**
 * What the choice of words says, beside the patterns that rules look for: a small model over stems, pairs of stems,
 * parts of words and the word lists and facts that stand in a text (`rules/wording.json`, written by `npm run fit`). Its
 * scales are log odds: of a plea, of a plea for somebody else, of a plea that cannot wait, of an advert to be warned of, of
 * a text that warns or reports. It only ever adds to what rules found (`level.ts`, `triage.ts`, `speech-act.ts` say how
 * much). Pure; one look-up a word.
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

export const SCALES = ['plea', 'relative', 'now', 'advert', 'told'] as const;
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

export const SILENT: WordingPoints = { plea: 0, relative: 0, now: 0, advert: 0, told: 0 };
/** Knows nothing and says nothing. */
export const NO_WORDING: WordingTable = {
  features: new Uint32Array(0),
  weights: new Float32Array(0),
  bases: SILENT,
};

/**
 * What one word is to the model, as a row of numbers that lies in one place: a text has a hundred words, and what costs
 * time is to fetch what is known of each.
 */
const WORDED = {
  /** The word's own number, to pair it with the next; −1 for what is no word. */
  feature: 0,
  /** Place in the table, −1 where it is not there. */
  place: 1,
  /** In which text it was last counted: each word counts once a text. */
  countedIn: 2,
  /** How many of its parts are known, and from here on their weights, added up on each scale. */
  gramCount: 3,
  grams: 4,
} as const;

const STEP = SCALES.length;
const NOT_THERE = -1;
const NO_WORD = -1;
/** Eight times as many bits as there are features, or more: one pair in ten passes by chance at most. */
const SIEVE_BITS = 19;

export class Wording {
  readonly #weights: Float32Array;
  /** A feature and 1 + its place in the table, at a place that the feature says, or the next free one; 0: free. */
  readonly #slots: Uint32Array;
  /** One bit for the first bits of every feature that is there: most pairs are not, and this fits into a near memory. */
  readonly #sieve = new Uint32Array(2 ** (SIEVE_BITS - 5));
  readonly #signs: readonly { readonly set: number; readonly place: number }[];
  /** In which text a place was last counted. */
  readonly #countedIn: Uint32Array;
  /** Number of the text that is being read. */
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
    const slots = 2 ** Math.ceil(Math.log2(2 * features.length + 2));
    this.#slots = new Uint32Array(2 * slots);
    features.forEach((feature, place) => {
      let slot = feature & (slots - 1);
      while (this.#slots[2 * slot + 1] !== 0) slot = (slot + 1) & (slots - 1);
      this.#slots[2 * slot] = feature;
      this.#slots[2 * slot + 1] = place + 1;
      const bit = feature >>> (32 - SIEVE_BITS);
      this.#sieve[bit >> 5] = (this.#sieve[bit >> 5] as number) | (1 << (bit & 31));
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

  /** Whether a stem by itself says anything. */
  knows(stem: string): boolean {
    const feature = wordFeature(stem);
    return feature !== null && this.#placeOf(feature) !== NOT_THERE;
  }

  /** Whether two stems side by side say anything. */
  stand(first: string, second: string): boolean {
    const [before, after] = [wordFeature(first), wordFeature(second)];
    return before !== null && after !== null && this.#placeOf(pairFeature(before, after)) !== NOT_THERE;
  }

  #placeOf(feature: number): number {
    const bit = feature >>> (32 - SIEVE_BITS);
    if (((this.#sieve[bit >> 5] as number) & (1 << (bit & 31))) === 0) return NOT_THERE;
    const slots = this.#slots;
    const last = slots.length / 2 - 1;
    for (let slot = feature & last; slots[2 * slot + 1] !== 0; slot = (slot + 1) & last)
      if (slots[2 * slot] === feature) return (slots[2 * slot + 1] as number) - 1;
    return NOT_THERE;
  }

  /** Points of a whole text. */
  read({ tokens }: Advert, hits: Hits): WordingPoints {
    const text = ++this.#text;
    const [ofWords, ofGrams] = [this.#words.fill(0), this.#grams.fill(0)];
    let words = 0;
    let grams = 0;
    let before = NO_WORD;
    for (const token of tokens) {
      const worded = this.#worded(token.known);
      if (worded[WORDED.countedIn] !== text) {
        worded[WORDED.countedIn] = text;
        const place = worded[WORDED.place] as number;
        if (place !== NOT_THERE) words += this.#count(place, ofWords);
        grams += worded[WORDED.gramCount] as number;
        for (let scale = 0; scale < STEP; scale++)
          ofGrams[scale] = (ofGrams[scale] as number) + (worded[WORDED.grams + scale] as number);
      }
      const feature = worded[WORDED.feature] as number;
      if (before !== NO_WORD && feature !== NO_WORD && isPaired(token)) {
        const place = this.#placeOf(pairFeature(before, feature));
        if (place !== NOT_THERE) words += this.#count(place, ofWords);
      }
      before = feature;
    }
    for (const { set, place } of this.#signs) if (hits.hasSet(set)) words += this.#count(place, ofWords);
    if (words + grams === 0) return SILENT;
    const [shareOfWord, shareOfGram] = [shareOfWords(words), shareOfGrams(grams)];
    const pointsOn = (scale: ScaleName, at: number): number =>
      this.table.bases[scale] + (ofWords[at] as number) * shareOfWord + (ofGrams[at] as number) * shareOfGram;
    return {
      plea: pointsOn('plea', 0),
      relative: pointsOn('relative', 1),
      now: pointsOn('now', 2),
      advert: pointsOn('advert', 3),
      told: pointsOn('told', 4),
    };
  }

  /** @returns 1 where it counts, 0 where it was counted before */
  #count(place: number, sums: Float64Array): number {
    if (this.#countedIn[place] === this.#text) return 0;
    this.#countedIn[place] = this.#text;
    for (let scale = 0; scale < STEP; scale++)
      sums[scale] = (sums[scale] as number) + (this.#weights[place * STEP + scale] as number);
    return 1;
  }

  #worded(known: KnownWord): Float64Array {
    if (known.wordedBy === this) return known.worded;
    const feature = wordFeature(known.stem);
    const worded = new Float64Array(WORDED.grams + STEP);
    worded[WORDED.feature] = feature ?? NO_WORD;
    worded[WORDED.place] = feature === null ? NOT_THERE : this.#placeOf(feature);
    for (const gram of gramFeatures(known)) {
      const place = this.#placeOf(gram);
      if (place === NOT_THERE) continue;
      worded[WORDED.gramCount] = (worded[WORDED.gramCount] as number) + 1;
      for (let scale = 0; scale < STEP; scale++)
        worded[WORDED.grams + scale] =
          (worded[WORDED.grams + scale] as number) + (this.#weights[place * STEP + scale] as number);
    }
    known.wordedBy = this;
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
      consider(this.#worded(known)[WORDED.place] as number, { from: index, to: index + 1 });
    });
    for (const { set, place } of this.#signs) if (hits.hasSet(set)) consider(place, hits.inSet(set)[0]);
    return best;
  }
}
