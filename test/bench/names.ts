/** What each judge is called in tables and charts. */
import type { RowName, TimedName } from './results.js';

export const ROW_NAMES: Readonly<Record<RowName, string>> = {
  cekloker: 'CekLoker',
  natural: 'natural, naive Bayes',
  wink: 'wink, naive Bayes',
  nlpjs: 'nlp.js, neural',
  'patterns-any': 'patterns in a loop, any one',
  'patterns-learnt': 'patterns in a loop, number learnt',
  majority: 'always the majority',
};

/** Only the loop is called otherwise than its rows. */
export const TIMED_NAMES: Readonly<Record<TimedName, string>> = {
  cekloker: ROW_NAMES.cekloker,
  natural: ROW_NAMES.natural,
  wink: ROW_NAMES.wink,
  nlpjs: ROW_NAMES.nlpjs,
  patterns: 'patterns in a loop',
};

export const ROWS = Object.keys(ROW_NAMES) as readonly RowName[];
export const TIMED = Object.keys(TIMED_NAMES) as readonly TimedName[];

/** Whose time stands beside a row of accuracy; deciding by the majority takes none. */
export function timedAs(row: RowName): TimedName | null {
  if (row === 'majority') return null;
  return row === 'patterns-any' || row === 'patterns-learnt' ? 'patterns' : row;
}

export const SET_NAMES = {
  'held-out': 'held-out texts of this repository',
  'cross-validation': 'further labelled texts, five folds',
} as const;
