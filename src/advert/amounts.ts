/**
 * Reads one amount of money out of folded text at a digit: number, magnitude, currency on either side, and the
 * other end of a range. Character by character, without regular expressions that can backtrack. Knows nothing of
 * sentences; `money.ts` decides what counts.
 */
import type { Currency, Span } from '../assessment.js';
import {
  type Figure,
  isDigitAt,
  isSignUnit,
  readFigure,
  SPACES_MAX,
  skipSpaces,
  WORD_LENGTH_MAX,
  type Word,
  wordAfter,
} from './figures.js';
import {
  AMBIGUOUS_AMOUNT_MIN,
  AMBIGUOUS_SIGNS,
  CURRENCY_SIGNS,
  DOLLAR_OF,
  MAGNITUDE_TAILS,
  MAGNITUDES,
} from './money-words.js';

const PREFIX_ONLY: ReadonlySet<string> = new Set(['rp', 'rm', 'idr', '$', '€', '¥']);
/** Without a magnitude of its own the first number of "12-15 jt" takes that of the second, if it is this small. */
const SHARED_MAGNITUDE_BELOW = 1_000;

export interface Amount {
  /** Folded offsets, end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly min: number;
  readonly max: number;
  /** null where none is written. */
  readonly currency: Currency | null;
  /** 1 where none is written. */
  readonly magnitude: number;
  /** "k" and "m" stand for much else too. */
  readonly isLooseMagnitude: boolean;
  /** Written in thousands: 5.000.000. */
  readonly isGrouped: boolean;
  /** Digits after the decimal comma. */
  readonly decimalDigits: number;
}

/** An amount that may be money, as words `[from, to)` of the text. */
export interface MoneyCandidate {
  readonly min: number;
  readonly max: number;
  readonly currency: Currency | null;
  readonly span: Span;
  readonly from: number;
  readonly to: number;
  /** False: counts only with a role or a period. */
  readonly isSure: boolean;
  /** Counts only as pay by the month, in millions ("gaji 1,3 sebulan"). */
  readonly isImplied?: boolean;
}

interface Part extends Figure {
  readonly magnitude: number;
  readonly isLooseMagnitude: boolean;
  readonly currency: Currency | null;
}

/** @param at folded offset of the first digit @returns null when the digits are no number */
export function readAmount(text: string, at: number): Amount | null {
  const prefix = currencyBefore(text, at);
  const first = readPart(text, at, prefix?.currency ?? null);
  if (first === null) return null;
  const second = readRangeEnd(text, first.to, first.currency ?? prefix?.currency ?? null);
  const currency = prefix?.currency ?? first.currency ?? second?.currency ?? null;
  const sharedMagnitude =
    second && first.magnitude === 1 && !first.isGrouped && first.value < SHARED_MAGNITUDE_BELOW
      ? second.magnitude
      : first.magnitude;
  const min = round(first.value * sharedMagnitude);
  const max = second ? round(second.value * second.magnitude) : min;
  const isRange = second !== null && max >= min;
  return {
    from: prefix?.from ?? at,
    to: isRange ? second.to : first.to,
    min: isRange ? min : round(first.value * first.magnitude),
    max: isRange ? max : round(first.value * first.magnitude),
    currency: isRange ? currency : (prefix?.currency ?? first.currency),
    magnitude: isRange ? Math.max(sharedMagnitude, second.magnitude) : first.magnitude,
    isLooseMagnitude: first.isLooseMagnitude || (isRange && second.isLooseMagnitude),
    isGrouped: first.isGrouped,
    decimalDigits: first.decimalDigits,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Number, magnitude and currency from `at` on. */
function readPart(text: string, at: number, currency: Currency | null): Part | null {
  const figure = readFigure(text, at, currency === 'IDR');
  if (figure === null) return null;
  let { to, value } = figure;
  let magnitude = 1;
  let isLooseMagnitude = false;
  let word = wordAfter(text, to);
  if (word !== null && word.word === 'ratus') {
    value *= 100;
    to = word.to;
    word = wordAfter(text, to);
  }
  const named = word && magnitudeOf(word.word, currency);
  if (word && named) {
    magnitude = named.magnitude;
    isLooseMagnitude = named.isLoose;
    // "1.500 juta" is one and a half million, not fifteen hundred.
    if (figure.isGrouped && magnitude >= 1_000_000 && value >= 1_000 && value < 1_000_000) value /= 1_000;
    to = word.from + named.length;
    if (text.startsWith('-an', to)) to += 3;
    word = wordAfter(text, to);
  }
  const sign = word && signOf(text, word, value * magnitude);
  if (word && sign) to = sign.to;
  const { isGrouped, decimalDigits } = figure;
  return {
    value,
    to,
    isGrouped,
    decimalDigits,
    magnitude,
    isLooseMagnitude,
    currency: sign?.currency ?? null,
  };
}

function magnitudeOf(
  word: string,
  currency: Currency | null,
): { readonly magnitude: number; readonly length: number; readonly isLoose: boolean } | null {
  const known = MAGNITUDES.get(word);
  // "M" is a billion only after rupiah; else metres, men, minutes.
  if (known !== undefined)
    return word === 'm' && currency !== 'IDR'
      ? null
      : { magnitude: known, length: word.length, isLoose: word === 'k' };
  const first = word.charAt(0);
  if ((first !== 'j' && first !== 'r') || word.length < 4) return null;
  for (const length of [4, 3, 2]) {
    const magnitude = MAGNITUDES.get(word.slice(0, length));
    const tail = word.slice(length);
    const isTail = MAGNITUDE_TAILS.some(
      known => tail === known || (known.length > 2 && tail.startsWith(known)),
    );
    if (magnitude !== undefined && isTail)
      return { magnitude, length: tail === 'an' || tail === 'n' ? word.length : length, isLoose: false };
  }
  return null;
}

/** The currency after a number, with "dolar Singapura" read to its end. */
function signOf(
  text: string,
  word: Word,
  value: number,
): { readonly currency: Currency; readonly to: number } | null {
  const currency = CURRENCY_SIGNS.get(word.word);
  if (currency === undefined) return null;
  if (AMBIGUOUS_SIGNS.has(word.word) && value < AMBIGUOUS_AMOUNT_MIN) return null;
  // "7/2/2025 Rp16.411": the sign belongs to the number after it.
  if (
    PREFIX_ONLY.has(word.word) &&
    isDigitAt(text, skipSpaces(text, word.to + (text.charAt(word.to) === '.' ? 1 : 0)))
  )
    return null;
  if (currency !== 'USD') return { currency, to: word.to };
  const next = wordAfter(text, word.to);
  const country = next && DOLLAR_OF.get(next.word);
  return country ? { currency: country, to: next.to } : { currency, to: word.to };
}

/** The currency written right before the number; "Rp." and "Rp :" too. */
function currencyBefore(
  text: string,
  at: number,
): { readonly currency: Currency; readonly from: number } | null {
  let to = at;
  let spaces = 0;
  while (spaces < SPACES_MAX && text.charAt(to - 1) === ' ') {
    to--;
    spaces++;
  }
  if (text.charAt(to - 1) === '.' || text.charAt(to - 1) === ':') to--;
  while (text.charAt(to - 1) === ' ' && spaces < SPACES_MAX) {
    to--;
    spaces++;
  }
  let from = to;
  while (to - from < WORD_LENGTH_MAX && isSignUnit(text, from - 1)) from--;
  if (from === to || isDigitAt(text, from - 1)) return null;
  const word = text.slice(from, to);
  const currency = CURRENCY_SIGNS.get(word);
  if (currency !== undefined) {
    const isDoubtful =
      AMBIGUOUS_SIGNS.has(word) && (readFigure(text, at, false)?.value ?? 0) < AMBIGUOUS_AMOUNT_MIN;
    return isDoubtful ? null : { currency, from };
  }
  const sign = word.at(-1) ?? '';
  const bySign = '$€£¥₩฿₱'.includes(sign) ? CURRENCY_SIGNS.get(sign) : undefined;
  return bySign === undefined ? null : { currency: bySign, from: to - 1 };
}

const RANGE_DASHES = '-–—~';
/** Words between the two ends of a range, longest first. */
const RANGE_WORDS = ['sampai dengan', 'sampai', 'sampe', 'hingga', 's/d', 's.d.', 's.d', 'sd', 'smp', 'to'];
const RANGE_WORD_STARTS = 'sht';

function rangeSignLength(text: string, at: number): number {
  const first = text.charAt(at);
  if (first === '') return 0;
  if (RANGE_DASHES.includes(first)) return 1;
  if (!RANGE_WORD_STARTS.includes(first)) return 0;
  return RANGE_WORDS.find(known => text.startsWith(known, at))?.length ?? 0;
}

function readRangeEnd(text: string, at: number, currency: Currency | null): Part | null {
  let to = skipSpaces(text, at);
  const length = rangeSignLength(text, to);
  if (length === 0) return null;
  to = skipSpaces(text, to + length);
  if (isDigitAt(text, to)) return readPart(text, to, currency);
  const word = wordAfter(text, to);
  const written = word && CURRENCY_SIGNS.get(word.word);
  if (!word || written === undefined) return null;
  let number = skipSpaces(text, word.to);
  if (text.charAt(number) === '.') number = skipSpaces(text, number + 1);
  if (!isDigitAt(text, number)) return null;
  const part = readPart(text, number, written);
  return part && { ...part, currency: written };
}
