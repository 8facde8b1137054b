/**
 * The pieces that amounts are read from: a number as Indonesians write it, the word after it, digits and spaces.
 * Character by character over folded text; nothing here can backtrack.
 */

/** Digits beyond this are no amount; also keeps every value an exact integer. */
const NUMBER_DIGITS_MAX = 13;
export const SPACES_MAX = 2;
export const WORD_LENGTH_MAX = 14;

export interface Figure {
  readonly value: number;
  readonly to: number;
  readonly isGrouped: boolean;
  readonly decimalDigits: number;
}

/** The number itself: 12, 1.200, 4,8, 7.000.000,00, "5 koma 5"; after "Rp" also 7 000 000. */
export function readFigure(text: string, at: number, areSpacesAllowed: boolean): Figure | null {
  let to = digitsEnd(text, at);
  let digits = text.slice(at, to);
  let isGrouped = false;
  let decimals = '';
  const isGroupable = digits.length <= 3;
  while (
    isGroupable &&
    isGroupSign(text.charAt(to), areSpacesAllowed) &&
    digitsEnd(text, to + 1) === to + 4
  ) {
    digits += text.slice(to + 1, to + 4);
    to += 4;
    isGrouped = true;
  }
  const sign = text.charAt(to);
  const decimalsTo = digitsEnd(text, to + 1);
  if ((sign === ',' || sign === '.') && decimalsTo > to + 1 && decimalsTo <= to + 3) {
    decimals = text.slice(to + 1, decimalsTo);
    to = decimalsTo;
  } else if (text.startsWith(' koma ', to) && digitsEnd(text, to + 6) === to + 7) {
    decimals = text.charAt(to + 6);
    to += 7;
  }
  if (digits.length > NUMBER_DIGITS_MAX) return null;
  const value = Number(decimals === '' ? digits : `${digits}.${decimals}`);
  return { value, to, isGrouped, decimalDigits: decimals.length };
}

function isGroupSign(sign: string, areSpacesAllowed: boolean): boolean {
  return sign === '.' || sign === ',' || (areSpacesAllowed && sign === ' ');
}

function digitsEnd(text: string, at: number): number {
  let to = at;
  while (isDigitAt(text, to)) to++;
  return to;
}

export function isDigitAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 48 && unit <= 57;
}

export interface Word {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** The letters and currency signs after at most two spaces. */
export function wordAfter(text: string, at: number): Word | null {
  let from = at;
  while (from < at + SPACES_MAX && text.charAt(from) === ' ') from++;
  let to = from;
  while (to < from + WORD_LENGTH_MAX && isSignUnit(text, to)) to++;
  return to === from ? null : { word: text.slice(from, to), from, to };
}

export function isSignUnit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit >= 97 && unit <= 122) return true;
  const sign = text.charAt(at);
  return sign !== '' && '$€£¥₩฿₱'.includes(sign);
}

export function skipSpaces(text: string, at: number): number {
  let to = at;
  while (to < at + SPACES_MAX && text.charAt(to) === ' ') to++;
  return to;
}
