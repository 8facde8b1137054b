/**
 * Amounts spelled in words: "lima belas juta", "puluhan juta", "gaji dua digit". Word by word; a number word that
 * leads to no magnitude of money is left alone. Pure.
 */
import { BREAKS, type Token } from './advert.js';
import type { MoneyCandidate } from './amounts.js';
import {
  COUNTED,
  CURRENCY_SIGNS,
  MAGNITUDES,
  NOT_DIGITS_OF_MONEY,
  NUMBER_WORDS,
  ROUGH_WORDS,
} from './money-words.js';
import type { Reading } from './reading.js';
import { defineWordClass, nextOfClass, wordClasses } from './word-classes.js';

const WORDS_MAX = 8;
const CANDIDATES_MAX = 20;
/** "2 digit" of millions; nobody writes more than three. */
const DIGIT_COUNTS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['2', [10, 99]],
  ['dua', [10, 99]],
  ['two', [10, 99]],
  ['double', [10, 99]],
  ['3', [100, 999]],
  ['tiga', [100, 999]],
]);
const MILLION = 1_000_000;

const NUMBER_CLASS = defineWordClass([...DIGIT_COUNTS.keys(), ...NUMBER_WORDS.keys(), ...ROUGH_WORDS.keys()]);

export function findSpelledMoney({ tokens }: Reading): MoneyCandidate[] {
  const candidates: MoneyCandidate[] = [];
  const classes = wordClasses(tokens);
  const next = (from: number): number => nextOfClass(classes, NUMBER_CLASS, from);
  for (
    let index = next(0);
    index < tokens.length && candidates.length < CANDIDATES_MAX;
    index = next(index + 1)
  ) {
    const word = (tokens[index] as Token).surface;
    const candidate =
      DIGIT_COUNTS.has(word) && tokens[index + 1]?.surface === 'digit'
        ? digitCount(tokens, index)
        : NUMBER_WORDS.has(word) || ROUGH_WORDS.has(word)
          ? spelled(tokens, index)
          : null;
    if (!candidate) continue;
    candidates.push(candidate);
    index = candidate.to - 1;
  }
  return candidates;
}

function digitCount(tokens: readonly Token[], index: number): MoneyCandidate | null {
  const range = DIGIT_COUNTS.get((tokens[index] as Token).surface);
  if (!range || NOT_DIGITS_OF_MONEY.has(tokens[index + 2]?.surface ?? '')) return null;
  const hasMillion = MAGNITUDES.get(tokens[index + 2]?.surface ?? '') === MILLION;
  return makeCandidate(
    tokens,
    index,
    index + (hasMillion ? 3 : 2),
    [range[0] * MILLION, range[1] * MILLION],
    hasMillion,
  );
}

/** Number words from `index` on, up to a magnitude ("lima belas juta") or a currency ("lima ratus dolar"). */
function spelled(tokens: readonly Token[], index: number): MoneyCandidate | null {
  let low = 0;
  let high = 0;
  let total = 0;
  let magnitude = 1;
  let at = index;
  for (; at < tokens.length && at < index + WORDS_MAX; at++) {
    const token = tokens[at] as Token;
    if (at > index && token.breakBefore !== BREAKS.none) break;
    const word = token.surface;
    const value = NUMBER_WORDS.get(word);
    const rough = ROUGH_WORDS.get(word);
    const times = MAGNITUDES.get(word);
    if (value !== undefined) {
      if (value >= MILLION) magnitude = Math.max(magnitude, value);
      low += value;
      high += value;
    } else if (rough !== undefined) {
      if (rough[0] >= MILLION) magnitude = Math.max(magnitude, MILLION);
      low = rough[0];
      high = rough[1];
    } else if (word === 'belas') {
      low += 10;
      high += 10;
    } else if (word === 'puluh' || word === 'ratus') {
      const tens = low % 100 < 10 ? low % 10 : 0;
      const add = tens * (word === 'puluh' ? 9 : 99);
      low += add;
      high += add;
    } else if (times !== undefined && word !== 'k' && word !== 'm') {
      total += low * times;
      low = 0;
      high *= times;
      magnitude = Math.max(magnitude, times);
    } else break;
  }
  const sign =
    at < tokens.length && (tokens[at] as Token).breakBefore === BREAKS.none ? tokens[at] : undefined;
  const currency = sign && CURRENCY_SIGNS.get(sign.surface);
  const to = currency === undefined ? at : at + 1;
  if (magnitude === 1 && currency === undefined) return null;
  if (currency === undefined && COUNTED.has(sign?.surface ?? '')) return null;
  const min = total + low;
  const isRough = ROUGH_WORDS.has((tokens[index] as Token).surface);
  const isSure =
    currency !== undefined || (magnitude >= MILLION && (tokens[index] as Token).surface !== 'jutaan');
  const candidate = makeCandidate(tokens, index, to, [min, isRough ? Math.max(min, high) : min], isSure);
  return currency === undefined ? candidate : { ...candidate, currency };
}

function makeCandidate(
  tokens: readonly Token[],
  from: number,
  to: number,
  [min, max]: readonly [number, number],
  isSure: boolean,
): MoneyCandidate {
  const span = { start: (tokens[from] as Token).start, end: (tokens[to - 1] as Token).end };
  return { min, max, currency: null, span, from, to, isSure };
}
