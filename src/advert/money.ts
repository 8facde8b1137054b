/**
 * Finds the amounts of money in a text: how much, in what, for how long a time, and what for as far as the words
 * beside it say. Years, ages, hours, counts, telephone and account numbers are no money. Pure.
 */
import type { Money, MoneyRole, PayPeriod, Span } from '../assessment.js';
import type { Token } from './advert.js';
import { type Amount, type MoneyCandidate, readAmount } from './amounts.js';
import { isDigitAt } from './figures.js';
import { periodOf, roleOf } from './money-context.js';
import { COUNTED } from './money-words.js';
import { originalSpan } from './normalise.js';
import { findSpelledMoney } from './number-words.js';
import { overlapsAny, type Reading, tokenIndexAt } from './reading.js';

/** A price list beyond this adds nothing. */
const MONEY_MAX = 40;
/** Without currency or magnitude a number is money only from here on, and only with a word beside it that says so. */
const BARE_AMOUNT_MIN = 100_000;
/** "5k" without a currency: in rupiah nobody is paid so little; it is a run, or followers. */
const LOOSE_AMOUNT_MIN = 10_000;
/** "gaji 1,3 sebulan" means millions: below this, with a decimal. */
const IMPLIED_MILLIONS_BELOW = 100;

/** @param taken stretches that are telephone numbers, accounts, links … */
export function findMoney(reading: Reading, taken: readonly Span[] = []): Money[] {
  const candidates = [...findWritten(reading), ...findSpelledMoney(reading)]
    .filter(candidate => !overlapsAny(candidate.span, taken))
    .sort((a, b) => a.span.start - b.span.start);
  const found: Money[] = [];
  for (const candidate of candidates) {
    if (found.length >= MONEY_MAX) break;
    const last = found.at(-1);
    if (last && candidate.span.start < last.span.end) continue;
    const money = judge(reading, candidate, last?.span.end ?? 0);
    if (money) found.push(money);
  }
  return found;
}

function judge(reading: Reading, candidate: MoneyCandidate, lastEnd: number): Money | null {
  const period = periodOf(reading, candidate.from, candidate.to);
  const role = roleOf(reading, candidate.from, candidate.to, period, lastEnd);
  if (candidate.isImplied) {
    if (role !== 'salary' || period === 'unknown') return null;
    return money(candidate, 1_000_000, period, role);
  }
  if (!candidate.isSure && role === 'unknown' && period === 'unknown') return null;
  return money(candidate, 1, period, role);
}

function money(candidate: MoneyCandidate, times: number, period: PayPeriod, role: MoneyRole): Money {
  return {
    min: candidate.min * times,
    max: candidate.max * times,
    currency: candidate.currency ?? 'IDR',
    period,
    role,
    span: candidate.span,
  };
}

/** Amounts written in digits. */
function findWritten(reading: Reading): MoneyCandidate[] {
  const text = reading.folded.text;
  const candidates: MoneyCandidate[] = [];
  for (
    let at = nextDigit(text, 0);
    at >= 0 && candidates.length < MONEY_MAX * 2;
    at = nextDigit(text, at + 1)
  ) {
    const amount = isInsideWord(text, at) ? null : readAmount(text, at);
    const candidate = amount && candidateOf(reading, amount);
    if (candidate) candidates.push(candidate);
    if (amount) at = Math.max(at, amount.to - 1);
    else while (isDigitAt(text, at + 1)) at++;
  }
  return candidates;
}

const DIGIT = /[0-9]/g;

/** Offset of the first digit at or after `from`, -1 without one. */
function nextDigit(text: string, from: number): number {
  DIGIT.lastIndex = from;
  return DIGIT.test(text) ? DIGIT.lastIndex - 1 : -1;
}

/** "n4", "covid19"; but "rp7" and "usd800" are amounts. */
function isInsideWord(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (Number.isNaN(before) || before < 97 || before > 122) return false;
  return !CURRENCY_GLUED.some(sign => text.startsWith(sign, at - sign.length));
}
const CURRENCY_GLUED = [
  'rp',
  'rm',
  'idr',
  'usd',
  'sgd',
  'sar',
  'myr',
  'ntd',
  'aed',
  'aud',
  'nt',
  'dp',
  'gaji',
  'eur',
  'hkd',
];

function candidateOf(reading: Reading, amount: Amount): MoneyCandidate | null {
  const sureness = surenessOf(amount);
  if (sureness === null) return null;
  const { tokens, folded } = reading;
  if (folded.text.charAt(amount.to) === '%' || folded.text.startsWith(' %', amount.to)) return null;
  const span = originalSpan(folded, amount.from, amount.to);
  const from = tokenIndexAt(tokens, span.start);
  // A lone "$" is no word: then the number's own tokens are the amount.
  const to = Math.max(tokenIndexAt(tokens, span.end - 1) + 1, from + 1);
  if (amount.currency === null && isCounted(tokens[to])) return null;
  return { min: amount.min, max: amount.max, currency: amount.currency, span, from, to, ...sureness };
}

/** Whether an amount counts by itself or only with a role or period; null for a number that is no money at all. */
function surenessOf(amount: Amount): Pick<MoneyCandidate, 'isSure' | 'isImplied'> | null {
  if (amount.max <= 0) return null;
  if (amount.currency !== null) return { isSure: true };
  if (amount.isLooseMagnitude && amount.max < LOOSE_AMOUNT_MIN) return null;
  if (amount.magnitude > 1) return { isSure: !amount.isLooseMagnitude };
  if (amount.min >= BARE_AMOUNT_MIN && amount.min % 100 === 0) return { isSure: false };
  const mayBeMillions = amount.decimalDigits === 1 && amount.max < IMPLIED_MILLIONS_BELOW;
  return mayBeMillions ? { isSure: false, isImplied: true } : null;
}

function isCounted(next: Token | undefined): boolean {
  return next !== undefined && next.breakBefore === 0 && COUNTED.has(next.surface);
}

/** Upah sehari is a 25th of the month's in a six-day week (PP 36/2021, article 17). */
const WORKING_DAYS_PER_MONTH = 25;
/** Upah sejam is a 173rd of the month's (Kepmenakertrans 102/2004, article 8). */
const WORKING_HOURS_PER_MONTH = 173;
const WEEKS_PER_MONTH = 52 / 12;
/**
 * An assumption, not a rate: rounded from the official kurs of 2025 (about 16 400). It only serves to compare
 * orders of magnitude ("is this many times a local wage?") and is never shown to anyone.
 */
export const RUPIAH_PER_USD_ASSUMED = 16_000;

/**
 * Roughly what an amount is per month in rupiah.
 * @returns null for other currencies, for payments made once, and for amounts that are no pay
 */
export function monthlyRupiah(amount: Money): { readonly min: number; readonly max: number } | null {
  const rate = amount.currency === 'IDR' ? 1 : amount.currency === 'USD' ? RUPIAH_PER_USD_ASSUMED : null;
  const times = timesPerMonth(amount.period);
  if (rate === null || times === null) return null;
  return { min: amount.min * rate * times, max: amount.max * rate * times };
}

/** An unnamed period is a month: that is how pay is told in Indonesia. */
function timesPerMonth(period: PayPeriod): number | null {
  switch (period) {
    case 'hour':
      return WORKING_HOURS_PER_MONTH;
    case 'day':
      return WORKING_DAYS_PER_MONTH;
    case 'week':
      return WEEKS_PER_MONTH;
    case 'year':
      return 1 / 12;
    case 'once':
      return null;
    case 'month':
    case 'unknown':
      return 1;
  }
}
