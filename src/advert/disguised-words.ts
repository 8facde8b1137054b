/**
 * Finds words that somebody disguised on purpose: letters of other scripts or hidden characters inside a word, stars,
 * digits and signs for letters, letters set apart, enclosed letters among plain ones. A text that was read goes in,
 * the places of such words come out. Decoration is none of it: emoji, a headline in styled or spaced letters, stretched
 * letters and SMS spelling; nor is a text in another script.
 */
import type { Span } from '../assessment.js';
import type { Token } from './advert.js';
import { overlapsAny, type Reading } from './reading.js';

/** More places add nothing to a judgement. */
const DISGUISED_MAX = 20;
const LENGTH_MIN = 4;
/** A shorter word with a digit in it is as often a code. */
const LEET_LENGTH_MIN = 5;

const PLAIN = /^[A-Za-z]+$/;
const PLAIN_WORD = /^[a-z]+$/;
const LATIN = /[A-Za-z]/;
/** Zero-width characters and controls of direction; a soft hyphen and a joiner of emoji come with honest texts. */
const HIDDEN_INSIDE =
  /[A-Za-z][\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+[A-Za-z]|\u202e/u;
const OTHER_SCRIPT =
  /[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}\p{sc=Cherokee}\p{sc=Lisu}\p{sc=Coptic}\p{sc=Canadian_Aboriginal}]/u;
const ENCLOSED = /[\u249c-\u24e9\u{1f110}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu;
/** After a plain letter: one styled letter at the head of a word is an initial. */
const STYLED_AMONG_PLAIN = /[A-Za-z][\u{1d400}-\u{1d7ff}\uff21-\uff5a]/u;
const SPACED = /^\p{L}(?:[ \t]+\p{L}){3,}$/u;
const STAR_OR_SIGN_INSIDE = /\p{L}[*#@$€|!]+\p{L}|\$\p{L}/u;
const SEPARATED = /^\p{L}(?:[-._*/~·•]\p{L}){3,}$/u;
const DIGIT_INSIDE = /\d\p{L}/u;
const PLAIN_WORD_IN_LINE = /(?<![\p{L}\p{M}])[A-Za-z]{3,}(?![\p{L}\p{M}])/u;

/** @param taken stretches that are links, handles and the like, in which signs and digits hide nothing */
export function findDisguised({ text, tokens }: Reading, taken: readonly Span[]): readonly Span[] {
  const found: Span[] = [];
  for (const token of tokens) {
    if (found.length >= DISGUISED_MAX) break;
    if (isDisguised(text, token) && !overlapsAny(token, taken))
      found.push({ start: token.start, end: token.end });
  }
  return found;
}

function isDisguised(text: string, token: Token): boolean {
  const { word } = token;
  const typed = text.slice(token.start, token.end);
  if (typed.length < LENGTH_MIN || PLAIN.test(typed) || word.length < LENGTH_MIN || !PLAIN_WORD.test(word))
    return false;
  if (HIDDEN_INSIDE.test(typed)) return true;
  if (LATIN.test(typed) && OTHER_SCRIPT.test(typed)) return true;
  // Letters with signs between them are one word only where they spell one.
  if (STAR_OR_SIGN_INSIDE.test(typed) || SEPARATED.test(typed)) return true;
  if (DIGIT_INSIDE.test(typed) && word.length >= LEET_LENGTH_MIN && LATIN.test(typed)) return true;
  const isAmongPlain =
    SPACED.test(typed) ||
    STYLED_AMONG_PLAIN.test(typed) ||
    (typed.match(ENCLOSED)?.length ?? 0) >= LENGTH_MIN;
  return isAmongPlain && PLAIN_WORD_IN_LINE.test(lineAround(text, token));
}

/** The line that a word stands in, without the word. */
function lineAround(text: string, { start, end }: Span): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  return `${text.slice(from, start)} ${text.slice(end, to < 0 ? text.length : to)}`;
}
