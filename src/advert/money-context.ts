/**
 * What the words beside an amount say: the time it is for (a month, a day …) and what it is (pay, a fee, a debt …).
 * Looks only within the clause, a few words each way; the nearest word wins. Pure.
 */
import type { MoneyRole, PayPeriod } from '../assessment.js';
import { BREAKS, type Token } from './advert.js';
import {
  JOB_BEFORE_WEAK,
  PER_WORDS,
  PERIOD_ALONE,
  PERIOD_WORDS,
  ROLE_PAIR_STARTS,
  ROLE_PAIRS,
  ROLE_WORDS,
  WEAK_ROLE_WORDS,
} from './money-words.js';
import { beginsLine, lookUp, type Reading } from './reading.js';

const PERIOD_REACH_AFTER = 4;
const ROLE_REACH_BEFORE = 8;
const ROLE_REACH_AFTER = 3;
/** A heading above ("Gaji:" and a line below the sum) is this near. */
const HEADING_REACH = 3;

/** @param from index of the amount's first word @param to index after its last */
export function periodOf({ text, tokens }: Reading, from: number, to: number): PayPeriod {
  for (let at = to; at < tokens.length && at < to + PERIOD_REACH_AFTER; at++) {
    const token = tokens[at] as Token;
    if (token.breakBefore > BREAKS.comma || (token.breakBefore === BREAKS.comma && !isBracketed(text, token)))
      break;
    if (startsWithDigit(token) && token.surface !== '1') break;
    const period = periodAt(text, tokens, at);
    if (period) return period;
    const glued = at === to && gluedPeriod((tokens[to - 1] as Token).surface);
    if (glued) return glued;
  }
  const glued = gluedPeriod((tokens[to - 1] as Token | undefined)?.surface ?? '');
  if (glued) return glued;
  return periodBefore(text, tokens, from) ?? 'unknown';
}

/** "gaji perbulan Rp 5 juta", "upah harian sekitar …": right before the amount, or one small word away. */
function periodBefore(text: string, tokens: readonly Token[], from: number): PayPeriod | null {
  const nearest = tokens[from - 1];
  if (nearest === undefined || beginsLine(tokens[from])) return null;
  const at = FILLERS.has(nearest.surface) && !beginsLine(nearest) ? from - 2 : from - 1;
  return at < 0 ? null : periodAt(text, tokens, at);
}
const FILLERS: ReadonlySet<string> = new Set(
  'minimal min sekitar mulai sebesar hingga sampai antara adalah kurang lebih cuma hanya rata rp'.split(' '),
);

function isBracketed(text: string, token: Token): boolean {
  return text.charAt(token.start - 1) === '(';
}

function periodAt(text: string, tokens: readonly Token[], at: number): PayPeriod | null {
  const token = tokens[at] as Token;
  const period = PERIOD_WORDS.get(token.surface);
  if (period === undefined) return null;
  if (PERIOD_ALONE.has(token.surface)) return period;
  const sign =
    text.charAt(token.start - 1) === ' ' ? text.charAt(token.start - 2) : text.charAt(token.start - 1);
  const before = tokens[at - 1];
  const isPer = sign === '/' || (before !== undefined && PER_WORDS.has(before.surface));
  return isPer ? period : null;
}

/** "4jtperbulan" */
function gluedPeriod(word: string): PayPeriod | null {
  const per = word.indexOf('per');
  const from = per >= 0 ? per : word.indexOf('se');
  return from > 0 ? (PERIOD_WORDS.get(word.slice(from)) ?? null) : null;
}

function startsWithDigit(token: Token): boolean {
  const unit = token.surface.charCodeAt(0);
  return unit >= 48 && unit <= 57;
}

/** @param lastEnd original offset where the amount before this one ends */
export function roleOf(
  reading: Reading,
  from: number,
  to: number,
  period: PayPeriod,
  lastEnd: number,
): MoneyRole {
  const { tokens } = reading;
  const before = roleBefore(tokens, from);
  const after = roleAfter(tokens, to);
  // "gaji 5 jt + 2 jt komisi": a cue right after goes before one that belongs to the amount before.
  const isBeforeShared = before !== null && (tokens[before.at] as Token).end <= lastEnd;
  const own = isBeforeShared ? (weakBeside(tokens, from) ?? after) : null;
  const chosen = own ?? before ?? after;
  if (chosen === null) return period === 'unknown' || period === 'once' ? 'unknown' : 'salary';
  if (chosen.role === 'fee' && period !== 'unknown' && period !== 'once' && isWeak(tokens, chosen.at))
    return 'salary';
  return chosen.role;
}

/** "gaji 18 jt, asrama 500rb": the word right before the second amount is its own. */
function weakBeside(tokens: readonly Token[], from: number): Cue | null {
  const at = from - 1;
  if (at < 0 || beginsLine(tokens[from]) || !isWeak(tokens, at)) return null;
  const role = roleAt(tokens, at);
  return role === null ? null : { role, at };
}

interface Cue {
  readonly role: MoneyRole;
  readonly at: number;
}

function roleBefore(tokens: readonly Token[], from: number): Cue | null {
  let weak: Cue | null = null;
  let isAbove = false;
  let left = ROLE_REACH_BEFORE;
  for (let at = from - 1; at >= 0 && left > 0; at--, left--) {
    const next = tokens[at + 1] as Token;
    if (next.breakBefore === BREAKS.sentence && !isAbbreviationStop(tokens, at, from)) break;
    if (next.breakBefore === BREAKS.line) {
      // Only a sum that begins its line belongs to the heading above it.
      if (at + 1 !== from || isAbove) break;
      isAbove = true;
      left = HEADING_REACH;
    }
    const role = roleAt(tokens, at);
    if (role === null || isJob(tokens, at)) continue;
    if (!WEAK_ROLE_WORDS.has((tokens[at] as Token).surface)) return { role, at };
    weak ??= { role, at };
  }
  return weak;
}

/** "biaya adm. Rp …": the stop right before a sum after a short word ends no sentence. */
function isAbbreviationStop(tokens: readonly Token[], at: number, from: number): boolean {
  return at + 1 === from && (tokens[at] as Token).surface.length <= 3;
}

function roleAfter(tokens: readonly Token[], to: number): Cue | null {
  for (let at = to; at < tokens.length && at < to + ROLE_REACH_AFTER; at++) {
    const token = tokens[at] as Token;
    if (beginsLine(token) || token.breakBefore === BREAKS.comma || startsWithDigit(token)) return null;
    const role = roleAt(tokens, at);
    if (role !== null && !isWeak(tokens, at)) return { role, at };
  }
  return null;
}

function isJob(tokens: readonly Token[], at: number): boolean {
  return isWeak(tokens, at) && JOB_BEFORE_WEAK.has(tokens[at - 1]?.surface ?? '');
}

/** What word `at` says, alone or with a neighbour. */
function roleAt(tokens: readonly Token[], at: number): MoneyRole | null {
  const token = tokens[at] as Token;
  // "Kompensasi: AED 3.000" heads the pay; elsewhere it is the price of leaving.
  if (token.surface === 'kompensasi' && tokens[at + 1]?.breakBefore === BREAKS.comma) return 'salary';
  return (
    pairRole(tokens[at - 1], token) ??
    pairRole(token, tokens[at + 1]) ??
    lookUp(token, ROLE_WORDS) ??
    withoutNya(token) ??
    null
  );
}

/** "komisinya", "tebusannya". */
function withoutNya({ surface }: Token): MoneyRole | undefined {
  return surface.endsWith('nya') ? ROLE_WORDS.get(surface.slice(0, -3)) : undefined;
}

function pairRole(first: Token | undefined, second: Token | undefined): MoneyRole | undefined {
  if (first === undefined || second === undefined || !ROLE_PAIR_STARTS.has(first.surface)) return undefined;
  return ROLE_PAIRS.get(`${first.surface} ${second.surface}`);
}

function isWeak(tokens: readonly Token[], at: number): boolean {
  return WEAK_ROLE_WORDS.has((tokens[at] as Token).surface);
}
