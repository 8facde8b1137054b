/**
 * What every extractor of facts and identifiers gets: the text as given, its folded form and its words. Holds the
 * few steps that all of them need to walk over words; judges nothing.
 */
import type { Span } from '../assessment.js';
import { type Advert, BREAKS, type Token } from './advert.js';

export type Reading = Pick<Advert, 'text' | 'folded' | 'tokens'>;

/** Index of the first token that ends after `offset` (of the original text); `tokens.length` when there is none. */
export function tokenIndexAt(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle] as Token).end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** True when token `index` begins a new line or sentence. */
export function beginsLine(token: Token | undefined): boolean {
  return token === undefined || token.breakBefore >= BREAKS.line;
}

/** True when the word as typed or its standard form is in `words`. */
export function isOneOf(token: Token | undefined, words: ReadonlySet<string>): boolean {
  if (token === undefined) return false;
  return words.has(token.surface) || (token.word !== token.surface && words.has(token.word));
}

/** What a table says about the word as typed, else about its standard form. */
export function lookUp<T>(token: Token, table: ReadonlyMap<string, T>): T | undefined {
  return table.get(token.surface) ?? (token.word === token.surface ? undefined : table.get(token.word));
}

/** Index of the first token after `index` that begins a new line or sentence, at most `limit` tokens on. */
export function clauseEnd(tokens: readonly Token[], index: number, limit: number): number {
  const last = Math.min(tokens.length, index + 1 + limit);
  for (let at = index + 1; at < last; at++) if (beginsLine(tokens[at])) return at;
  return last;
}

/** Index of the first token of the clause that holds `index`, at most `limit` tokens back. */
export function clauseStart(tokens: readonly Token[], index: number, limit: number): number {
  const first = Math.max(0, index - limit);
  let at = index;
  while (at > first && !beginsLine(tokens[at])) at--;
  return at;
}

/** Whether the word was typed with a capital; folding hides it, and names are told by it. */
export function startsWithCapital(text: string, token: Token): boolean {
  const first = String.fromCodePoint(text.codePointAt(token.start) ?? 0);
  return first !== first.toLowerCase();
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

export function overlapsAny(span: Span, others: readonly Span[]): boolean {
  return others.some(other => overlaps(span, other));
}

/** Words that turn what follows into its opposite; formal, SMS, Javanese, Sundanese, English. */
const NEGATIONS: ReadonlySet<string> = new Set(
  (
    'tidak tdk tak gak ga gk nggak ngga enggak engga kagak ndak nda tanpa tnp bukan jangan jgn belum blm ' +
    'ora mboten boten gausah gaperlu ojo teu henteu moal no not never without dont zero nol'
  ).split(' '),
);

/** Index of the negation among the `reach` words before `index` in the same clause, -1 without one. */
export function negationBefore(tokens: readonly Token[], index: number, reach: number): number {
  for (let at = index - 1; at >= 0 && at >= index - reach; at--) {
    if (beginsLine(tokens[at + 1])) return -1;
    if (isOneOf(tokens[at], NEGATIONS)) return at;
  }
  return -1;
}

export function isNegated(tokens: readonly Token[], index: number, reach: number): boolean {
  return negationBefore(tokens, index, reach) >= 0;
}

/**
 * Whether a word that is a name as it stands may be a slip of another: a short one, not in capitals, in a text that is
 * full of slips ("pssi" of "posisi", "kai" of "kami", "usa" of "usia").
 * @param lengthMax longest name that other words are easily cut down to
 */
export function isSlipOfAnother(token: Token, lengthMax: number, reading: Reading): boolean {
  const typed = reading.text.slice(token.start, token.end);
  return token.surface.length <= lengthMax && typed !== typed.toUpperCase() && hasManySlips(reading);
}

/** Of so many words one is mended where a text was typed in haste or disguised. */
const WORDS_PER_SLIP = 12;
const SLIPS_MIN = 3;
const MASKED = /\p{L}[*#_]\p{L}/u;

function hasManySlips({ tokens, text }: Reading): boolean {
  const slips = tokens.filter(
    ({ known, start, end }) => known.isMended || MASKED.test(text.slice(start, end)),
  ).length;
  return slips >= SLIPS_MIN && slips * WORDS_PER_SLIP >= tokens.length;
}
