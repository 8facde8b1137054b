/** The shape of results.json: counts and times as measured; everything else is worked out from them when it is shown. */
import type { ContestantName } from './contestants.js';
import type { Confusion } from './figures.js';

/** A row of a table of accuracy: the loop of patterns has two, before and after it learnt its one number. */
export type RowName = Exclude<ContestantName, 'patterns'> | 'patterns-any' | 'patterns-learnt';

export const LABELS = ['danger', 'alarm', 'quiet'] as const;
export type Label = (typeof LABELS)[number];
/** Expected → answered → texts. */
export type ThreeWay = Readonly<Record<Label, Readonly<Record<Label, number>>>>;

/** One set of texts, all judges over it. */
export interface AccuracySet {
  readonly name: 'held-out' | 'cross-validation';
  readonly texts: number;
  readonly learntFrom: number;
  /** Texts of the file that have no right answer here and were left out. */
  readonly leftOut: number;
  readonly rows: Readonly<Record<RowName, Confusion>>;
  readonly threeWay: ThreeWay;
}

export interface SpeedRow {
  readonly textsPerSecond: readonly number[];
  readonly rssMb: number;
}

export type TimedName = Exclude<ContestantName, 'majority'>;

/** Times of CekLoker alone, in milliseconds. */
export interface OwnTimes {
  readonly latency: {
    readonly texts: number;
    readonly p50: number;
    readonly p99: number;
    readonly max: number;
  };
  readonly coldStart: {
    readonly runs: number;
    readonly importMs: number;
    readonly loadMs: number;
    readonly firstTextMs: number;
  };
  readonly memory: {
    readonly emptyRssMb: number;
    readonly loadedRssMb: number;
    readonly loadedHeapMb: number;
    /** After so many texts. */
    readonly texts: number;
    readonly rssMb: number;
    readonly heapMb: number;
  };
  readonly byLength: readonly { readonly characters: number; readonly ms: number }[];
  readonly byRules: readonly {
    readonly rules: number;
    readonly share: 'half' | 'all' | 'twice';
    readonly ms: number;
  }[];
  readonly hostile: readonly { readonly kind: string; readonly ms: number }[];
}

export interface Results {
  readonly measured: {
    readonly date: string;
    readonly node: string;
    readonly cores: number;
    /** Processes that wanted a core in the minute before: above the number of cores others slowed everybody down. */
    readonly load?: number;
    readonly mode: 'full' | 'quick';
    readonly rules: number;
    readonly phrases: number;
  };
  readonly accuracy: readonly AccuracySet[];
  readonly speed: {
    readonly adverts: number;
    readonly rounds: number;
    readonly rows: Readonly<Record<TimedName, SpeedRow>>;
    readonly own: OwnTimes;
  } | null;
}
