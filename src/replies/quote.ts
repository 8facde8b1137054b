/**
 * Words of an advert as a reply may show them: one line, nothing hidden in it, personal data masked, links
 * broken, at most 60 characters cut at the end of a word. Comes in: the text and the stretch that a rule matched;
 * it never shows more of the advert than that stretch.
 */
import type { Span } from '../assessment.js';
import { maskPersonalData } from './masking.js';
import { neutraliseQuote } from './neutralise.js';

export const QUOTE_LENGTH_MAX = 60;
const CUT_MARK = '…';
/** A screen reader speaks the name of each: a row of sirens is a row of words. */
const PICTURES = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\uFE0F|\u20E3)+/gu;
const WORD_PART = /[\p{L}\p{N}\p{M}]/u;
/**
 * More of a stretch than this is not looked at: masking takes a time that grows with the square of the length, and
 * somebody may write one word of 15,000 letters. What is left of a number that is cut here is masked or too short.
 */
const MASKED_LENGTH_MAX = 400;

/** The words at `span`, widened to whole words; null when nothing readable is left. */
export function cutQuote(text: string, span: Span, max = QUOTE_LENGTH_MAX): string | null {
  const { start, end } = wholeWords(text, span);
  const visible = neutraliseQuote(text.slice(start, end).replace(PICTURES, ' '));
  const quote = cutAtWord(maskPersonalData(visible.slice(0, MASKED_LENGTH_MAX)), max);
  return WORD_PART.test(quote) ? quote : null;
}

/** A match shorter than this is shown with the words around it, so that a reader recognises the place. */
const CONTEXT_LENGTH_MAX = 44;
/** A quotation stays within its clause: what stands beyond a comma or a line is another thought. */
const CLAUSE_END = /[\n\r,.;:!?()•|]/;

/** The words at `span` with as many of their clause around them as make them readable; null when nothing readable is left. */
export function quoteAround(text: string, span: Span): string | null {
  let { start, end } = wholeWords(text, span);
  for (let grown = true; grown; ) {
    grown = false;
    const left = wordBefore(text, start);
    if (left !== null && end - left <= CONTEXT_LENGTH_MAX) {
      start = left;
      grown = true;
    }
    const right = wordAfter(text, end);
    if (right !== null && right - start <= CONTEXT_LENGTH_MAX) {
      end = right;
      grown = true;
    }
  }
  const quote = cutQuote(text, { start, end });
  if (quote === null) return null;
  const before = wordBefore(text, start) === null ? '' : CUT_MARK;
  const after = wordAfter(text, end) === null || quote.endsWith(CUT_MARK) ? '' : CUT_MARK;
  return quote.length + before.length + after.length > QUOTE_LENGTH_MAX ? quote : `${before}${quote}${after}`;
}

/** Where the word before `start` begins, null at the beginning of a clause. */
function wordBefore(text: string, start: number): number | null {
  let at = start;
  while (at > 0 && /\s/.test(text.charAt(at - 1)) && !CLAUSE_END.test(text.charAt(at - 1))) at--;
  const wordEnd = at;
  while (at > 0 && !/\s/.test(text.charAt(at - 1)) && !CLAUSE_END.test(text.charAt(at - 1))) at--;
  return at === wordEnd ? null : at;
}

/** Where the word after `end` ends, null at the end of a clause. */
function wordAfter(text: string, end: number): number | null {
  let at = end;
  while (at < text.length && /\s/.test(text.charAt(at)) && !CLAUSE_END.test(text.charAt(at))) at++;
  const wordStart = at;
  while (at < text.length && !/\s/.test(text.charAt(at)) && !CLAUSE_END.test(text.charAt(at))) at++;
  return at === wordStart ? null : at;
}

/** The same for words that have been taken out of their text already. */
export function cutWords(words: string, max = QUOTE_LENGTH_MAX): string | null {
  return cutQuote(words, { start: 0, end: words.length }, max);
}

/** Half a phone number masks badly and half a word reads badly. */
function wholeWords(text: string, { start, end }: Span): Span {
  let first = Math.max(0, start);
  let last = Math.min(text.length, end);
  while (first > 0 && WORD_PART.test(text[first - 1] ?? '') && WORD_PART.test(text[first] ?? '')) first -= 1;
  while (last < text.length && WORD_PART.test(text[last - 1] ?? '') && WORD_PART.test(text[last] ?? ''))
    last += 1;
  return { start: first, end: last };
}

/** Length is counted in UTF-16 units, the strictest way any network counts. */
function cutAtWord(words: string, max: number): string {
  if (words.length <= max) return words;
  const room = words.slice(0, max - CUT_MARK.length + 1);
  const atWord = room.lastIndexOf(' ');
  // A single endless word is cut where it must be, but never through the middle of an emoji.
  const kept = atWord > 0 ? room.slice(0, atWord) : room.slice(0, -1).replace(/[\uD800-\uDBFF]$/, '');
  let end = kept.length;
  while (end > 0 && LOOSE_END.test(kept.charAt(end - 1))) end--;
  return `${kept.slice(0, end)}${CUT_MARK}`;
}

/** What a cut leaves hanging at the end. */
const LOOSE_END = /[\s.,;:–-]/u;
