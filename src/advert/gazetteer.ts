/**
 * The list of places in the form in which a text is searched: every spelling under its first word, flags by
 * country. Built once from plain entries; never reads the disk and knows no text.
 */
import type { Place } from '../assessment.js';
import { fold } from './normalise.js';
import { isRealWord } from './stem.js';
import { wordsIn } from './tokens.js';

/** One place as a caseworker writes it in `rules/places.yaml`. */
export interface PlaceEntry {
  readonly id: string;
  readonly country: string;
  readonly kind: Place['kind'];
  /** Province of Indonesia that it lies in, where that matters to anybody. */
  readonly province?: string;
  readonly names: readonly string[];
  /** No place right after (before) one of these words. */
  readonly exceptAfter?: readonly string[];
  readonly exceptBefore?: readonly string[];
  /** A place only right after one of these words. */
  readonly onlyAfter?: readonly string[];
  /** A place only when one of these words is somewhere in the text. */
  readonly onlyNear?: readonly string[];
}

export interface KnownPlace {
  readonly id: string;
  readonly country: string;
  readonly kind: Place['kind'];
  readonly province: string | null;
  readonly exceptAfter: ReadonlySet<string>;
  readonly exceptBefore: ReadonlySet<string>;
  readonly onlyAfter: ReadonlySet<string> | null;
  readonly onlyNear: ReadonlySet<string> | null;
}

/** One spelling: its words in order, the first of which is the key it is filed under. */
export interface PlaceName {
  readonly words: readonly string[];
  readonly place: KnownPlace;
}

export interface Gazetteer {
  /** First word → spellings that begin with it, longest first. */
  readonly byFirstWord: ReadonlyMap<string, readonly PlaceName[]>;
  /** ISO 3166 alpha-2 in lower case → the country. */
  readonly countries: ReadonlyMap<string, KnownPlace>;
  /** Every province that some place names. */
  readonly provinces: ReadonlySet<string>;
}

interface GazetteerParts {
  readonly places: readonly PlaceEntry[];
  /** Words after (before) which no name at all is a place. */
  readonly exceptAfter: readonly string[];
  readonly exceptBefore: readonly string[];
}

/** Words of a name, folded and split in the way texts are. */
export function wordsOfName(name: string): readonly string[] {
  return wordsIn(fold(name));
}

export function buildGazetteer(parts: GazetteerParts): Gazetteer {
  const byFirstWord = new Map<string, PlaceName[]>();
  const wordSet = sharedWordSets();
  const countries = new Map<string, KnownPlace>();
  for (const entry of parts.places) {
    const place: KnownPlace = {
      id: entry.id,
      country: entry.country,
      kind: entry.kind,
      province: entry.province ?? null,
      exceptAfter: wordSet([...parts.exceptAfter, ...(entry.exceptAfter ?? [])]),
      exceptBefore: wordSet([...parts.exceptBefore, ...(entry.exceptBefore ?? [])]),
      onlyAfter: entry.onlyAfter ? wordSet(entry.onlyAfter) : null,
      onlyNear: entry.onlyNear ? wordSet(entry.onlyNear) : null,
    };
    if (entry.kind === 'country' && !countries.has(entry.country.toLowerCase()))
      countries.set(entry.country.toLowerCase(), place);
    const names = entry.names.map(wordsOfName);
    const slips = entry.kind === 'scam' ? names.flatMap(words => slipsOfName(words)) : [];
    for (const words of [...names, ...slips]) {
      const first = words[0];
      if (first === undefined) continue;
      const filed = byFirstWord.get(first) ?? [];
      filed.push({ words, place });
      byFirstWord.set(first, filed);
    }
  }
  for (const filed of byFirstWord.values()) filed.sort((a, b) => b.words.length - a.words.length);
  const provinces = new Set(parts.places.flatMap(({ province }) => province ?? []));
  return { byFirstWord, countries, provinces };
}

/** A shorter name with two letters swapped may be any word. */
const SLIP_LENGTH_MIN = 6;

/** "poiept": where people are held is written in haste. Names of one word with two neighbouring letters swapped, never the first. */
function slipsOfName(words: readonly string[]): readonly (readonly string[])[] {
  const [word = ''] = words;
  if (words.length !== 1 || word.length < SLIP_LENGTH_MIN) return [];
  const slips = new Set<string>();
  for (let at = 1; at < word.length - 1; at++)
    slips.add(word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2));
  return [...slips].filter(slip => slip !== word && !isRealWord(slip)).map(slip => [slip]);
}

/** Nearly all places have the same words around them: one set for all that do. */
function sharedWordSets(): (words: readonly string[]) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return words => {
    const folded = words.map(word => fold(word).text);
    const key = folded.join('\n');
    const set = known.get(key) ?? new Set(folded);
    known.set(key, set);
    return set;
  };
}
