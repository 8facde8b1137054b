/**
 * What a code unit of a folded text is: part of a word, a picture, or something between words. Asked for every
 * character of every text, so the answer for each is kept in a table.
 */
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const PICTURE = /[\p{So}\p{Extended_Pictographic}]/u;

/** Per code unit of the basic plane: not asked yet, yes, no. */
const ASKED_NOT = 0;
const YES = 1;
const NO = 2;
const UNITS = 0x10000;
const wordUnits = new Uint8Array(UNITS);
const pictureUnits = new Uint8Array(UNITS);

/** Whether unit `index` belongs to a letter or a digit; both halves of a character beyond the basic plane do. */
export function isWordUnit(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  const known = wordUnits[unit] as number;
  if (known !== ASKED_NOT) return known === YES;
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return index > 0 && isHighHalf(text, index - 1) && isWordUnit(text, index - 1);
  return ask(LETTER_OR_DIGIT, wordUnits, text, index, unit);
}

/** Whether unit `index` begins a picture or another drawn sign. */
export function isPictureUnit(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  const known = pictureUnits[unit] as number;
  return known === ASKED_NOT ? ask(PICTURE, pictureUnits, text, index, unit) : known === YES;
}

function isHighHalf(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff;
}

function ask(pattern: RegExp, table: Uint8Array, text: string, index: number, unit: number): boolean {
  const answer = pattern.test(String.fromCodePoint(text.codePointAt(index) ?? unit));
  // Half a character says nothing by itself: it is asked again each time.
  if (unit < 0xd800 || unit > 0xdfff) table[unit] = answer ? YES : NO;
  return answer;
}
