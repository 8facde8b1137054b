/**
 * Folds a text for matching: one lower-case alphabet, no invisible characters, styled and look-alike letters
 * undone, and for every folded unit the place in the original that it came from. Takes any string, lone
 * surrogates included; never throws, never changes what is quoted.
 */
import type { Folded } from './advert.js';
import { LOOK_ALIKES } from './look-alikes.js';

/** Characters that take part in no word: soft hyphen, zero-width, bidi controls, variation selectors, tags, fillers. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const MARK = /\p{M}/gu;
/** One code point never folds to more than this many units; NFKC has a few that would (U+FDFA gives 18). */
const FOLDED_UNITS_PER_CODE_POINT_MAX = 4;
/** Folding of one code point is remembered; beyond this many different ones it is worked out again each time. */
const CACHED_CODE_POINTS_MAX = 20_000;

const cache = new Map<number, string>();

/** What one code point becomes: '' when it is dropped. */
function foldCodePoint(codePoint: number): string {
  if (isOutlying(codePoint)) return String.fromCodePoint(codePoint);
  const known = cache.get(codePoint);
  if (known !== undefined) return known;
  const folded = workOut(codePoint);
  if (cache.size < CACHED_CODE_POINTS_MAX) cache.set(codePoint, folded);
  return folded;
}

function workOut(codePoint: number): string {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return ' ';
  const enclosed = enclosedLetter(codePoint);
  if (enclosed) return enclosed;
  const character = String.fromCodePoint(codePoint);
  if (INVISIBLE.test(character)) return '';
  const plain = character.normalize('NFKD').replace(MARK, '').toLowerCase().normalize('NFKC');
  let folded = '';
  for (const letter of plain) folded += LOOK_ALIKES.get(letter) ?? letter;
  // "½" would be two words in one place ("1⁄2"): what stands in one place is one word.
  const word = folded.replace(/[^\p{L}\p{N}]/gu, '');
  return (word === '' ? folded : word).slice(0, FOLDED_UNITS_PER_CODE_POINT_MAX);
}

/**
 * The highest planes hold rare ideographs, private and unassigned characters, of which none folds; only tags in plane
 * 14 are dropped. There are a million of them, too many to remember.
 */
function isOutlying(codePoint: number): boolean {
  return codePoint >= 0x30000 && codePoint >> 16 !== 0xe;
}

const SOS_SIGN = 0x1f198;

/** Letters in circles and squares that NFKC leaves alone. */
function enclosedLetter(codePoint: number): string | null {
  if (codePoint === SOS_SIGN) return 'sos';
  for (const first of [0x1f150, 0x1f170]) {
    if (codePoint >= first && codePoint < first + 26) return String.fromCharCode(97 + codePoint - first);
  }
  return null;
}

const PLAIN = /^[\n\r\t -~]*$/;

/** Folds `text`; the result is at most `FOLDED_UNITS_PER_CODE_POINT_MAX` times as long. */
export function fold(text: string): Folded {
  return PLAIN.test(text) ? foldPlain(text) : foldAny(text);
}

/** Most adverts, and every word of a rule, are plain ASCII: unit for unit. */
function foldPlain(text: string): Folded {
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  for (let index = 0; index < text.length; index++) {
    starts[index] = index;
    ends[index] = index + 1;
  }
  return { text: text.toLowerCase(), starts, ends };
}

/** The first character that is not plain ASCII. */
const NOT_PLAIN = /[^\n\r\t -~]/g;

function foldAny(text: string): Folded {
  let starts = new Uint32Array(text.length + FOLDED_UNITS_PER_CODE_POINT_MAX);
  let ends = new Uint32Array(starts.length);
  let folded = '';
  const makeRoom = (units: number): void => {
    if (folded.length + units <= starts.length) return;
    const size = 2 * (folded.length + units);
    [starts, ends] = [starts, ends].map(old => {
      const larger = new Uint32Array(size);
      larger.set(old);
      return larger;
    }) as [Uint32Array<ArrayBuffer>, Uint32Array<ArrayBuffer>];
  };
  let isSpelt: boolean | null = null;
  const isSpelling = (): boolean => {
    isSpelt ??= spellsWithIndicators(text);
    return isSpelt;
  };
  const add = (piece: string, start: number, end: number): void => {
    makeRoom(piece.length);
    for (let at = folded.length; at < folded.length + piece.length; at++) {
      starts[at] = start;
      ends[at] = end;
    }
    folded += piece;
  };
  for (let index = 0; index < text.length; ) {
    NOT_PLAIN.lastIndex = index;
    const plainEnd = NOT_PLAIN.test(text) ? NOT_PLAIN.lastIndex - 1 : text.length;
    if (plainEnd > index) {
      makeRoom(plainEnd - index);
      const from = folded.length;
      for (let at = index; at < plainEnd; at++) {
        starts[from + at - index] = at;
        ends[from + at - index] = at + 1;
      }
      folded += text.slice(index, plainEnd).toLowerCase();
      index = plainEnd;
      continue;
    }
    const codePoint = text.codePointAt(index) ?? 0;
    const width = codePoint > 0xffff ? 2 : 1;
    if (isIndicator(codePoint)) {
      const end = endOfIndicators(text, index);
      const areFlags = areAllFlags(text.slice(index, end)) && (end - index <= FLAG_LENGTH || !isSpelling());
      for (let at = index; at < end; at += 2) {
        const letter = String.fromCharCode(97 + (text.codePointAt(at) ?? 0) - INDICATOR_A);
        add(areFlags ? text.slice(at, at + 2) : letter, at, at + 2);
      }
      index = end;
      continue;
    }
    const backwards = codePoint === OVERRIDE ? backwardsWord(text, index) : null;
    if (backwards !== null) {
      // All its letters lie in the whole of it, or the way back would run backwards, too.
      const end = index + backwards.length;
      for (const letter of [...backwards.slice(1, -1)].reverse())
        add(foldCodePoint(letter.codePointAt(0) ?? 0), index, end);
      index = end;
      continue;
    }
    add(foldCodePoint(codePoint), index, index + width);
    index += width;
  }
  return { text: folded, starts: starts.slice(0, folded.length), ends: ends.slice(0, folded.length) };
}

/** The 26 regional indicators: a pair of them draws a flag, alone each draws a letter. */
const INDICATOR_A = 0x1f1e6;
/** Two indicators of two units each. */
const FLAG_LENGTH = 4;
/** Regions that have a name have a flag. */
const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** True where every pair of indicators is a flag. */
function areAllFlags(indicators: string): boolean {
  const letters = [...indicators].map(one =>
    String.fromCharCode(65 + (one.codePointAt(0) ?? 0) - INDICATOR_A),
  );
  if (letters.length % 2 !== 0) return false;
  for (let at = 0; at < letters.length; at += 2)
    if (REGIONS.of(`${letters[at]}${letters[at + 1]}`) === undefined) return false;
  return true;
}

function isIndicator(codePoint: number): boolean {
  return codePoint >= INDICATOR_A && codePoint < INDICATOR_A + 26;
}

function endOfIndicators(text: string, from: number): number {
  let end = from;
  while (isIndicator(text.codePointAt(end) ?? 0)) end += 2;
  return end;
}

/** Rows that stand for more than one flag side by side. */
const INDICATORS = /[\u{1f1e6}-\u{1f1ff}]{3,}/gu;

/** A row in which one pair is no country's was written for its letters, and so were those beside it: "sosial" is 🇸🇴🇸🇮🇦🇱. */
function spellsWithIndicators(text: string): boolean {
  return (text.match(INDICATORS) ?? []).some(row => !areAllFlags(row));
}

/** From here on letters are drawn from right to left, up to the sign that ends it. */
const OVERRIDE = 0x202e;
/** One word stored backwards ("ajobmak"), with both its signs. */
const BACKWARDS_WORD = /\u202e[\p{L}\p{N}]{2,30}\u202c/uy;

function backwardsWord(text: string, index: number): string | null {
  BACKWARDS_WORD.lastIndex = index;
  return BACKWARDS_WORD.exec(text)?.[0] ?? null;
}

/** Original offsets of the folded stretch [from, to); the stretch must not be empty. */
export function originalSpan(folded: Folded, from: number, to: number): { start: number; end: number } {
  return { start: folded.starts[from] ?? 0, end: folded.ends[to - 1] ?? 0 };
}
