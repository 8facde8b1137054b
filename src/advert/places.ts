/**
 * Finds the places that a text names and how each stands in it: where the work is, on the way there, or only
 * spoken of. Names that are something else here (a street, a dish, a language, a flower) are left out by the
 * word lists of the gazetteer. Pure.
 */
import type { Place, Span } from '../assessment.js';
import { BREAKS, type Token } from './advert.js';
import type { Gazetteer, KnownPlace, PlaceName } from './gazetteer.js';
import { originalSpan } from './normalise.js';
import { type PlaceMatch, placeRole } from './place-role.js';
import { beginsLine, isOneOf, isSlipOfAnother, overlapsAny, type Reading } from './reading.js';

export type { Gazetteer } from './gazetteer.js';

/** A text that names more is a list of branches; the rest adds nothing. */
const PLACES_MAX = 60;

/** A name of so many letters may be left of another word; "laos" is one too often to be doubted. */
const SLIP_LENGTH_MAX = 3;

/** Words that carry "bahasa" over from one name to the next: "bahasa Jepang dan Korea". */
const JOINERS: ReadonlySet<string> = new Set(['dan', 'atau', 'maupun', 'serta', 'and', 'or', 'dn', 'n']);
/** Longest word with a full stop that is an abbreviation, not the end of a sentence: "jl.", "bhs." */
const ABBREVIATION_LENGTH_MAX = 3;

/** @param taken stretches that are something else (company names), in which no place is looked for */
export function findPlaces(reading: Reading, gazetteer: Gazetteer, taken: readonly Span[] = []): Place[] {
  const matches = matchNames(reading, gazetteer, taken);
  const places: Place[] = [];
  let before: { readonly match: PlaceMatch; readonly role: Place['role'] } | null = null;
  for (const match of matches) {
    const role = placeRole(reading, match, before);
    before = { match, role };
    const start = (reading.tokens[match.from] as Token).start;
    const end = (reading.tokens[match.to - 1] as Token).end;
    places.push({
      id: match.place.id,
      country: match.place.country,
      kind: match.place.kind,
      role,
      span: { start, end },
      ...(match.place.province !== null && { province: match.place.province }),
    });
  }
  places.push(...findFlags(reading, gazetteer));
  return places.sort((a, b) => a.span.start - b.span.start).slice(0, PLACES_MAX);
}

/** The country the work is in: abroad goes before home; null when no place stands as a destination. */
export function destinationOf(places: readonly Place[]): string | null {
  const destinations = places.filter(place => place.role === 'destination');
  const abroad = destinations.find(place => place.country !== 'ID');
  return (abroad ?? destinations[0])?.country ?? null;
}

/**
 * The province that the writer, or the person written about, is from: that of the places in Indonesia that are
 * neither where the work is nor on the way. Two provinces, or a place whose province is not known, leave it open.
 */
export function homeProvinceOf(places: readonly Place[]): string | null {
  const homes = places.filter(
    ({ country, kind, role }) => country === 'ID' && kind !== 'country' && role === 'mention',
  );
  const provinces = new Set(homes.map(({ province }) => province ?? null));
  return provinces.size === 1 ? ([...provinces][0] ?? null) : null;
}

function matchNames(reading: Reading, gazetteer: Gazetteer, taken: readonly Span[]): PlaceMatch[] {
  const { tokens } = reading;
  const matches: PlaceMatch[] = [];
  /** End index of a name that was no place here → where the words that made it none begin. */
  const ruledOut = new Map<number, number>();
  const nearWords = lazySurfaces(tokens);
  for (let index = 0; index < tokens.length && matches.length < PLACES_MAX; ) {
    const name = nameAt(tokens, index, gazetteer);
    if (name === null) {
      index++;
      continue;
    }
    const to = index + name.words.length;
    const span = { start: (tokens[index] as Token).start, end: (tokens[to - 1] as Token).end };
    if (isPlaceHere(reading, name.place, index, to, ruledOut, nearWords) && !overlapsAny(span, taken))
      matches.push({ place: name.place, from: index, to });
    else ruledOut.set(to - 1, index);
    index = to;
  }
  return matches;
}

function nameAt(tokens: readonly Token[], index: number, gazetteer: Gazetteer): PlaceName | null {
  const token = tokens[index] as Token;
  const names = gazetteer.byFirstWord.get(token.surface) ?? respelledNames(token, gazetteer);
  if (names === undefined) return null;
  for (const name of names) {
    if (name.words.every((word, offset) => offset === 0 || isNextWord(tokens[index + offset], word)))
      return name;
  }
  return null;
}

/** Names by the standard word; with a clitic taken off only countries, else "serangan" would be Serang. */
function respelledNames(token: Token, gazetteer: Gazetteer): readonly PlaceName[] | undefined {
  if (token.word === token.surface) return undefined;
  const names = gazetteer.byFirstWord.get(token.word);
  if (names === undefined || !token.surface.startsWith(token.word)) return names;
  return names.filter(name => name.place.kind === 'country');
}

function isNextWord(token: Token | undefined, word: string): boolean {
  return (
    token !== undefined &&
    token.breakBefore === BREAKS.none &&
    (token.surface === word || token.word === word)
  );
}

function isPlaceHere(
  reading: Reading,
  place: KnownPlace,
  from: number,
  to: number,
  ruledOut: ReadonlyMap<number, number>,
  nearWords: () => ReadonlySet<string>,
): boolean {
  const { text, tokens } = reading;
  if (to === from + 1 && isSlipOfAnother(tokens[from] as Token, SLIP_LENGTH_MAX, reading)) return false;
  const next = tokens[to];
  if (next?.breakBefore === BREAKS.none && isOneOf(next, place.exceptBefore)) return false;
  const head = headIndex(tokens, from, ruledOut);
  const isHeadNear = head >= 0 && isJoined(text, tokens, head);
  if (isHeadNear && isOneOf(tokens[head], place.exceptAfter)) return false;
  if (place.onlyAfter && !(isHeadNear && isOneOf(tokens[head], place.onlyAfter))) return false;
  return place.onlyNear === null || intersects(place.onlyNear, nearWords());
}

/** The word that governs a name: over "dan" and over names that it already ruled out. */
function headIndex(tokens: readonly Token[], from: number, ruledOut: ReadonlyMap<number, number>): number {
  let head = from - 1;
  while (head >= 0 && !beginsLine(tokens[head + 1])) {
    const ruledOutFrom = ruledOut.get(head);
    if (ruledOutFrom !== undefined) head = ruledOutFrom - 1;
    else if (JOINERS.has((tokens[head] as Token).surface) && ruledOut.has(head - 1)) head--;
    else break;
  }
  return head;
}

/** True when no line or sentence ends between word `head` and the next; the stop of "jl." ends nothing. */
function isJoined(text: string, tokens: readonly Token[], head: number): boolean {
  const word = tokens[head] as Token;
  const next = tokens[head + 1] as Token;
  if (next.breakBefore < BREAKS.line) return true;
  const gap = text.slice(word.end, next.start);
  return gap.trim() === '.' && !gap.includes('\n') && word.surface.length <= ABBREVIATION_LENGTH_MAX;
}

function lazySurfaces(tokens: readonly Token[]): () => ReadonlySet<string> {
  let surfaces: ReadonlySet<string> | null = null;
  return () => {
    surfaces ??= new Set(tokens.map(token => token.surface));
    return surfaces;
  };
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const word of a) if (b.has(word)) return true;
  return false;
}

/** High surrogate of the 26 regional indicators, whose low surrogates run from A to Z. */
const INDICATOR_HIGH = '\ud83c';
const INDICATOR_LOW_A = 0xdde6;
/** A flag this far into the text decorates; before, it is the header of an advert. */
const HEADER_LINES = 2;

/** Flag emoji: two regional indicators that spell a country. */
function findFlags({ folded }: Reading, gazetteer: Gazetteer): Place[] {
  const flags: Place[] = [];
  const { text } = folded;
  let at = text.indexOf(INDICATOR_HIGH);
  while (at >= 0 && flags.length < PLACES_MAX) {
    const first = indicatorLetter(text, at);
    const second = first === null ? null : indicatorLetter(text, at + 2);
    const place =
      first === null || second === null ? undefined : gazetteer.countries.get(`${first}${second}`);
    if (place) {
      flags.push({
        id: place.id,
        country: place.country,
        kind: place.kind,
        role: linesBefore(text, at) < HEADER_LINES && place.country !== 'ID' ? 'destination' : 'mention',
        span: originalSpan(folded, at, at + 4),
      });
    }
    at = text.indexOf(INDICATOR_HIGH, at + (second === null ? 1 : 4));
  }
  return flags;
}

function indicatorLetter(text: string, at: number): string | null {
  if (text.charAt(at) !== INDICATOR_HIGH) return null;
  const letter = text.charCodeAt(at + 1) - INDICATOR_LOW_A;
  return letter >= 0 && letter < 26 ? String.fromCharCode(97 + letter) : null;
}

function linesBefore(text: string, at: number): number {
  let lines = 0;
  for (let index = text.indexOf('\n'); index >= 0 && index < at; index = text.indexOf('\n', index + 1))
    lines++;
  return lines;
}
