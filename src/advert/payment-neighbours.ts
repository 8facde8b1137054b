/**
 * Around a word of paying: who pays, and which costs are listed before or after it. Looks only within the clause
 * and a few words each way. Pure.
 */
import type { Payment } from '../assessment.js';
import { BREAKS, type Token } from './advert.js';
import { COSTS, PAYER_WORDS } from './payment-words.js';
import { beginsLine, lookUp } from './reading.js';

/** "perusahaan yang bayar", "calon PMI menanggung": the one who pays stands this near. */
const PAYER_REACH = 3;
const COST_REACH = 4;
const LISTED_COSTS_MAX = 8;

interface PayerAt {
  readonly payer: Payment['payer'];
  readonly at: number;
}

export function payerAfter(tokens: readonly Token[], at: number, reach = PAYER_REACH): PayerAt | null {
  for (let to = at + 1; to < tokens.length && to <= at + reach && !beginsLine(tokens[to]); to++) {
    if ((tokens[to] as Token).breakBefore === BREAKS.comma) return null;
    const payer = PAYER_WORDS.get((tokens[to] as Token).surface);
    if (payer) return { payer, at: to };
  }
  return null;
}

export function payerBefore(tokens: readonly Token[], at: number): PayerAt | null {
  for (let from = at - 1; from >= 0 && from >= at - PAYER_REACH; from--) {
    if ((tokens[from + 1] as Token).breakBefore >= BREAKS.comma) return null;
    const payer = PAYER_WORDS.get((tokens[from] as Token).surface);
    if (payer) return { payer, at: from };
  }
  return null;
}

interface CostList {
  readonly whats: readonly string[];
  /** First and last word of the list; the word of paying itself where no cost is named. */
  readonly from: number;
  readonly to: number;
}

/** Where the text names no cost. */
export const UNNAMED_COST = 'biaya';
/** Words that may stand inside a list of costs or between it and the word of paying. */
const LINKS: ReadonlySet<string> = new Set(
  'dan atau serta sama plus juga biaya uang ongkos pesawat kerja dll penuh full yang yg akan sudah di oleh'.split(
    ' ',
  ),
);

/** The costs listed right before word `at`: "tiket, visa, makan ditanggung". */
export function costsBefore(tokens: readonly Token[], at: number): CostList {
  const whats: string[] = [];
  let from = at;
  let nearest = -1;
  let gap = 0;
  for (let index = at - 1; index >= 0 && whats.length < LISTED_COSTS_MAX && gap <= COST_REACH; index--) {
    if (beginsLine(tokens[index + 1])) break;
    const token = tokens[index] as Token;
    const what = lookUp(token, COSTS);
    if (what !== undefined) {
      if (!whats.includes(what)) whats.unshift(what);
      from = index;
      if (nearest < 0) nearest = index;
      gap = 0;
    } else if (LINKS.has(token.surface) || whats.length === 0) gap++;
    else break;
  }
  return { whats: whats.length > 0 ? whats : [UNNAMED_COST], from, to: nearest < 0 ? at : nearest };
}

/** The costs named after word `at`: "biaya administrasi dan seragam". */
export function costsAfter(tokens: readonly Token[], at: number, reach = COST_REACH): CostList {
  const whats: string[] = [];
  let to = at;
  for (
    let index = at + 1;
    index < tokens.length && index <= to + reach && whats.length < LISTED_COSTS_MAX;
    index++
  ) {
    const token = tokens[index] as Token;
    if (beginsLine(token)) break;
    // "tidak ada biaya, mess tersedia": past a comma only a list goes on ("biaya: seragam, tiket").
    if (token.breakBefore === BREAKS.comma && whats.length === 0 && index > at + 1) break;
    const what = lookUp(token, COSTS);
    if (what === undefined) continue;
    if (!whats.includes(what)) whats.push(what);
    to = index;
  }
  return { whats: whats.length > 0 ? whats : [UNNAMED_COST], from: at, to };
}

/** The costs named after word `at`, else the one right before it: "MCU biaya sendiri". */
export function costsBeside(tokens: readonly Token[], at: number): CostList {
  const after = costsAfter(tokens, at);
  if (after.whats[0] !== UNNAMED_COST) return after;
  const before = costsBefore(tokens, at);
  return before.whats[0] !== UNNAMED_COST && at - before.to <= 2 ? { ...before, to: at } : after;
}
