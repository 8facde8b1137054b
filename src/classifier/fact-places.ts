/**
 * Where in the text each named fact stands, in words rather than characters, so that a phrase can step over
 * "Rp 15.000.000" as one thing. Reads an advert; keeps nothing.
 */
import type { Advert, Token } from '../advert/advert.js';
import { tokenIndexAt } from '../advert/reading.js';
import type { Span } from '../assessment.js';
import { type FactName, NO_PLACEMENT_COUNTRIES } from './fact-names.js';

/** For each fact: index of its first word → index after its last. */
export type FactPlaces = ReadonlyMap<FactName, ReadonlyMap<number, number>>;

export function factPlaces(advert: Advert): FactPlaces {
  const places = new Map<FactName, Map<number, number>>();
  const put = (name: FactName, span: Span): void => {
    const { from, to } = wordsOfSpan(advert.tokens, span);
    if (to === from) return;
    const known = places.get(name) ?? new Map<number, number>();
    known.set(from, Math.max(to, known.get(from) ?? 0));
    places.set(name, known);
  };
  for (const money of advert.facts.money) {
    put('money', money.span);
    if (money.role !== 'salary') put('sum', money.span);
    if (money.role === 'salary') put('salary', money.span);
    if (money.role === 'fee' || money.role === 'deposit') put('fee', money.span);
    if (money.currency === 'USD') put('dollars', money.span);
  }
  for (const place of advert.facts.places) {
    put(place.country === 'ID' ? 'home_place' : 'abroad', place.span);
    if (place.kind === 'scam') put('scam_place', place.span);
    if (NO_PLACEMENT_COUNTRIES.has(place.country)) put('no_placement_country', place.span);
  }
  for (const employer of advert.facts.knownEmployers) {
    put('known_employer', employer.span);
    if (employer.isFirm) put('known_firm', employer.span);
  }
  for (const identifier of advert.identifiers) put(identifier.kind, identifier.span);
  for (const token of advert.tokens)
    if (isDigit(token.word.charCodeAt(0)) && /^\d+$/.test(token.word)) put('number', token);
  return places;
}

/** Asked of every word, before its other letters are looked at. */
function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** The words that a stretch of the text covers: token indices, `to` exclusive; empty when it covers none. */
export function wordsOfSpan(
  tokens: readonly Token[],
  span: Span,
): { readonly from: number; readonly to: number } {
  const from = tokenIndexAt(tokens, span.start);
  let to = from;
  while (to < tokens.length && (tokens[to] as Token).start < span.end) to++;
  return { from, to };
}
