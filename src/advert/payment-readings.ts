/**
 * One word of paying, read with the words beside it: "ditanggung", "gratis", "dipungut", "bayar" and the rest, each
 * with its own habits. What comes out are word positions; `payments.ts` turns them into facts. Pure.
 */
import type { Money, Payment } from '../assessment.js';
import { BREAKS, type Token } from './advert.js';
import {
  costsAfter,
  costsBefore,
  costsBeside,
  payerAfter,
  payerBefore,
  UNNAMED_COST,
} from './payment-neighbours.js';
import {
  CLEAR_CHARGES,
  FEES,
  FREE_OF,
  MONTHS,
  MUST,
  NO_COST_LINKS,
  NOT_YET,
  NOTHING,
  OWN,
  type PaymentCue,
  SALES,
  UP_FRONT,
  WAGE,
} from './payment-words.js';
import {
  beginsLine,
  clauseEnd,
  clauseStart,
  isNegated,
  negationBefore,
  type Reading,
  tokenIndexAt,
} from './reading.js';

const CLAUSE_REACH = 12;
/** "tidak akan pernah dipungut biaya" */
const NEGATION_REACH = 3;
const COST_REACH = 4;

type Payer = Payment['payer'];

/** A payment as words [from, to). */
export interface PaymentWords {
  readonly payer: Payer;
  readonly whats: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Reads the cue at word `at`; null when the words beside it make it no payment. */
export function readPayment(
  reading: Reading,
  at: number,
  cue: PaymentCue,
  money: readonly Money[],
): PaymentWords | null {
  const { tokens } = reading;
  switch (cue) {
    case 'borne':
      return borne(tokens, at);
    case 'bears':
      return bears(tokens, at);
    case 'free':
      return free(tokens, at);
    case 'charged':
      return charged(tokens, at);
    case 'pays':
      return pays(reading, at, money);
    case 'cut':
      return cut(tokens, at);
    case 'without':
      return without(tokens, at);
    case 'cost':
      return ownCost(tokens, at);
  }
}

/** "tiket dan visa ditanggung [perusahaan]", "tidak ditanggung". */
function borne(tokens: readonly Token[], at: number): PaymentWords {
  // Not the one before: "saya dibelikan tiket" names the one who gets it.
  const payer = payerAfter(tokens, at) ?? { payer: 'employer' as const, at };
  const isDenied = isNegated(tokens, at, NEGATION_REACH);
  const list = costsBefore(tokens, at);
  return {
    payer: isDenied ? opposite(payer.payer) : payer.payer,
    whats: list.whats,
    from: Math.min(list.from, at),
    to: Math.max(payer.at, at) + 1,
  };
}

/** "peserta menanggung biaya", "tauke tanggung"; never "tanggung jawab". */
function bears(tokens: readonly Token[], at: number): PaymentWords | null {
  const next = tokens[at + 1];
  if (next && /^jawab/.test(next.surface)) return null;
  const payer = payerAfter(tokens, at, 1) ?? payerBefore(tokens, at);
  if (payer === null) return null;
  const before = costsBefore(tokens, at);
  const whats = before.whats[0] === UNNAMED_COST ? costsAfter(tokens, at) : before;
  return {
    payer: isNegated(tokens, at, NEGATION_REACH) ? opposite(payer.payer) : payer.payer,
    whats: whats.whats,
    from: Math.min(before.from, at, payer.at),
    to: Math.max(whats.to, at, payer.at) + 1,
  };
}

/** "gratis", "free"; "tidak gratis" costs. */
function free(tokens: readonly Token[], at: number): PaymentWords | null {
  const next = tokens[at + 1];
  // "beli 6 gratis 6" is a shop's offer.
  if (next && next.breakBefore === BREAKS.none && /^\d/.test(next.surface)) return null;
  if (FREE_OF.has(tokens[at - 1]?.surface ?? '')) return null;
  const before = costsBefore(tokens, at);
  const costs = before.whats[0] === UNNAMED_COST ? costsAfter(tokens, at, 1) : before;
  return {
    payer: isNegated(tokens, at, 1) ? 'seeker' : 'nobody',
    whats: costs.whats,
    from: Math.min(before.from, at),
    to: Math.max(costs.to, at) + 1,
  };
}

/** "tidak dipungut biaya" against "dipungut biaya"; without the word for cost only where it is denied. */
function charged(tokens: readonly Token[], at: number): PaymentWords | null {
  const end = clauseEnd(tokens, at, NEGATION_REACH);
  let fee = at + 1;
  while (fee < end && !FEES.has((tokens[fee] as Token).surface)) fee++;
  const isDenied = isNegated(tokens, at, NEGATION_REACH);
  const isClear = isDenied && CLEAR_CHARGES.has((tokens[at] as Token).surface);
  if (fee === end && !isClear) return null;
  const last = fee < end ? fee : at;
  const costs = costsAfter(tokens, last);
  return {
    payer: isDenied ? 'nobody' : 'seeker',
    whats: costs.whats,
    from: negationStart(tokens, at),
    to: Math.max(costs.to, last) + 1,
  };
}

/** "bayar", "transfer", "setor": a payment only with a sum, a cost or "dulu" beside it. */
function pays(reading: Reading, at: number, money: readonly Money[]): PaymentWords | null {
  const { tokens } = reading;
  const negation = negationBefore(tokens, at, NEGATION_REACH);
  if (negation >= 0) return NOT_YET.has((tokens[negation] as Token).surface) ? null : unpaid(tokens, at);
  if (isAboutPay(tokens, at)) return null;
  const end = clauseEnd(tokens, at, COST_REACH + 2);
  const upTo = (tokens[end - 1] as Token).end;
  const start = (tokens[at] as Token).start;
  const sum = money.find(
    amount => amount.span.start >= start && amount.span.start < upTo && amount.role !== 'salary',
  );
  const costs = costsBeside(tokens, at);
  const isMust = hasWord(tokens, Math.max(0, at - 3), at, MUST);
  const isUpFront = isMust || hasWord(tokens, at + 1, end, UP_FRONT);
  if (!sum && costs.whats[0] === UNNAMED_COST && !isUpFront) return null;
  // "kami harus bayar": whoever must is not the employer.
  const payer = isMust ? null : payerBefore(tokens, at);
  const sumEnd = sum ? tokenIndexAt(tokens, sum.span.end - 1) : at;
  return {
    payer: payer?.payer ?? 'seeker',
    whats: costs.whats,
    from: Math.min(at, costs.from, payer?.at ?? at),
    to: Math.max(costs.to, sumEnd, at) + 1,
  };
}

/** "gaji transfer tiap tanggal 1", "melayani pelanggan bayar": no cost of the seeker's. */
function isAboutPay(tokens: readonly Token[], at: number): boolean {
  return (
    hasWord(tokens, Math.max(clauseStart(tokens, at, CLAUSE_REACH), at - 3), at, SALES) ||
    /^gaji|^upah/.test(tokens[at + 1]?.surface ?? '')
  );
}

function unpaid(tokens: readonly Token[], at: number): PaymentWords {
  const costs = costsAfter(tokens, at);
  return {
    payer: 'nobody',
    whats: costs.whats,
    from: negationStart(tokens, at),
    to: Math.max(costs.to, at) + 1,
  };
}

/** "potong gaji 9 bulan", "gaji dipotong", "potongan agensi". */
function cut(tokens: readonly Token[], at: number): PaymentWords | null {
  const near = [tokens[at - 2], tokens[at - 1], tokens[at + 1], tokens[at + 2]];
  const wage = near.findIndex(token => token !== undefined && WAGE.has(token.surface));
  if (wage < 0) return cutForMonths(tokens, at);
  const wageAt = at + ([-2, -1, 1, 2][wage] as number);
  return {
    payer: isNegated(tokens, Math.min(at, wageAt), NEGATION_REACH) ? 'nobody' : 'seeker',
    whats: ['gaji'],
    from: Math.min(at, wageAt),
    to: Math.max(at, wageAt) + 1,
  };
}

/** "potongan 7 bulan": so many months' pay. */
function cutForMonths(tokens: readonly Token[], at: number): PaymentWords | null {
  const isMonths = MONTHS.has(tokens[at + 2]?.surface ?? '') && clauseEnd(tokens, at, 3) > at + 2;
  return isMonths ? { payer: 'seeker', whats: ['gaji'], from: at, to: at + 3 } : null;
}

/** "tanpa biaya", "bebas biaya", "no fee", "zero cost"; the word before the cost. */
function without(tokens: readonly Token[], at: number): PaymentWords | null {
  for (let to = at + 1; to <= at + 2 && to < tokens.length && !beginsLine(tokens[to]); to++) {
    const token = tokens[to] as Token;
    if (!FEES.has(token.surface)) continue;
    const costs = costsAfter(tokens, to);
    return { payer: 'nobody', whats: costs.whats, from: at, to: Math.max(costs.to, to) + 1 };
  }
  return null;
}

/** "biaya: gratis" is read at "gratis"; here "biaya sendiri", "biaya nol", "tidak ada biaya". */
function ownCost(tokens: readonly Token[], at: number): PaymentWords | null {
  const costs = costsBeside(tokens, at);
  const negation = negationBefore(tokens, at, NEGATION_REACH);
  if (negation >= 0) {
    // "belum termasuk biaya hidup" does not say that there is none.
    for (let between = negation + 1; between < at; between++)
      if (!NO_COST_LINKS.has((tokens[between] as Token).surface)) return null;
    if (NOT_YET.has((tokens[negation] as Token).surface)) return null;
    return {
      payer: 'nobody',
      whats: costs.whats,
      from: negationStart(tokens, at),
      to: Math.max(costs.to, at) + 1,
    };
  }
  const end = clauseEnd(tokens, at, COST_REACH);
  for (let to = at + 1; to < end; to++) {
    const token = tokens[to] as Token;
    if (NOTHING.has(token.surface)) return { payer: 'nobody', whats: costs.whats, from: at, to: to + 1 };
    if (token.surface === 'tidak' && tokens[to + 1]?.surface === 'ada')
      return { payer: 'nobody', whats: costs.whats, from: at, to: to + 2 };
    if (OWN.has(token.surface))
      return { payer: 'seeker', whats: costs.whats, from: Math.min(costs.from, at), to: to + 1 };
  }
  return null;
}

function opposite(payer: Payer): Payer {
  return payer === 'seeker' ? 'nobody' : 'seeker';
}

function negationStart(tokens: readonly Token[], at: number): number {
  let from = at;
  while (
    from > 0 &&
    at - from < NEGATION_REACH &&
    !beginsLine(tokens[from]) &&
    isNegated(tokens, from, NEGATION_REACH)
  )
    from--;
  return from;
}

function hasWord(tokens: readonly Token[], from: number, to: number, wanted: ReadonlySet<string>): boolean {
  for (let at = from; at < to; at++) if (wanted.has(tokens[at]?.surface ?? '')) return true;
  return false;
}
