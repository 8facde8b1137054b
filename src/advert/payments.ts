/**
 * Who pays what, as the text tells it: costs that the seeker is asked for, costs the employer bears, and costs that
 * nobody has. Reads one clause at a time; a negation turns the sense round. Pure.
 */
import type { Money, Payment } from '../assessment.js';
import type { Token } from './advert.js';
import { costsBefore } from './payment-neighbours.js';
import { type PaymentWords, readPayment } from './payment-readings.js';
import { PAYMENT_CUES } from './payment-words.js';
import { clauseEnd, clauseStart, lookUp, type Reading, tokenIndexAt } from './reading.js';
import { defineWordClass, nextOfClass, wordClasses } from './word-classes.js';

const PAYMENTS_MAX = 30;

/** Words around a sum that belong to it. */
const SUM_REACH = 4;

const CUE_CLASS = defineWordClass(PAYMENT_CUES.keys());

/** @param money what `findMoney` found in the same text */
export function findPayments(reading: Reading, money: readonly Money[]): Payment[] {
  const { tokens } = reading;
  const found: PaymentWords[] = [];
  const classes = wordClasses(tokens);
  const next = (from: number): number => nextOfClass(classes, CUE_CLASS, from);
  for (let at = next(0); at < tokens.length && found.length < PAYMENTS_MAX; at = next(at + 1)) {
    const cue = lookUp(tokens[at] as Token, PAYMENT_CUES);
    if (cue === undefined || found.some(payment => at >= payment.from && at < payment.to)) continue;
    const payment = readPayment(reading, at, cue, money);
    if (payment) found.push(payment);
  }
  for (const amount of money) {
    const payment = paymentOfMoney(reading, amount, found);
    if (payment) found.push(payment);
  }
  return found
    .flatMap(payment =>
      payment.whats.map(what => ({ payer: payment.payer, what, span: spanOf(tokens, payment) })),
    )
    .sort((a, b) => a.span.start - b.span.start)
    .slice(0, PAYMENTS_MAX);
}

function spanOf(tokens: readonly Token[], { from, to }: PaymentWords): Payment['span'] {
  // A sum may end in a sign that is no word ("Rp 500.000 $"), and the text with it.
  const last = tokens[Math.min(to, tokens.length) - 1] as Token;
  return { start: (tokens[from] as Token).start, end: last.end };
}

/** A sum called a fee or a deposit that no payment above speaks of is the seeker's. */
function paymentOfMoney(
  reading: Reading,
  amount: Money,
  found: readonly PaymentWords[],
): PaymentWords | null {
  if (amount.role !== 'fee' && amount.role !== 'deposit') return null;
  const { tokens } = reading;
  const from = tokenIndexAt(tokens, amount.span.start);
  const to = tokenIndexAt(tokens, amount.span.end - 1) + 1;
  const first = clauseStart(tokens, from, SUM_REACH);
  const last = clauseEnd(tokens, to - 1, SUM_REACH);
  if (found.some(payment => payment.from < last && first < payment.to)) return null;
  const costs = costsBefore(tokens, from);
  return {
    payer: 'seeker',
    whats: costs.whats,
    from: Math.min(costs.from, from),
    to: Math.max(to, from + 1),
  };
}
