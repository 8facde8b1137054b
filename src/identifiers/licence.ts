/**
 * Finds numbers of licences that an advert names for itself: SIP3MI, SIUP, NIB, "izin … no. …". The value is the
 * number as written; whether the licence exists is never judged here.
 */
import type { Token } from '../advert/advert.js';
import { overlapsAny, type Reading } from '../advert/reading.js';
import { defineWordClass, nextOfClass, wordClasses } from '../advert/word-classes.js';
import type { Identifier, Span } from '../assessment.js';

const LICENCES_MAX = 10;
const WORDS_BETWEEN_MAX = 6;
const NUMBER_LENGTH_MAX = 60;
const NIB_DIGITS = 13;

/** Licence words that make any number after them a licence number. */
const LICENCE_WORDS: ReadonlySet<string> = new Set(
  'sip3mi sippmi sipp3mi sipptki sippptki siupmi siup siujptki nib'.split(' '),
);
/** Everyday words; the number must be called one, or have the slashes of an official letter. */
const PERMIT_WORDS: ReadonlySet<string> = new Set('izin ijin sk perizinan'.split(' '));
const NUMBER_WORDS: ReadonlySet<string> = new Set('no nomor nmr nomer'.split(' '));
/** Words that stand between a permit and its number. */
const BETWEEN: ReadonlySet<string> = new Set([
  ...NUMBER_WORDS,
  ...(
    'kemnaker kemnakertrans kemenaker kemenakertrans menaker menteri bp2mi kp2mi bnp2tki disnaker dinas p3mi pptkis ' +
    'usaha operasional resmi ri lpk so tenaga kerja pendirian kemenkumham ahu kami dari perusahaan penempatan'
  ).split(' '),
]);

const LICENCE_CLASS = defineWordClass([...LICENCE_WORDS, ...PERMIT_WORDS]);

export function findLicences({ text, tokens }: Reading, claimed: readonly Span[]): Identifier[] {
  const licences: Identifier[] = [];
  const classes = wordClasses(tokens);
  const next = (from: number): number => nextOfClass(classes, LICENCE_CLASS, from);
  for (
    let index = next(0);
    index < tokens.length && licences.length < LICENCES_MAX;
    index = next(index + 1)
  ) {
    const word = (tokens[index] as Token).surface;
    const isLicence = LICENCE_WORDS.has(word);
    if (!isLicence && !PERMIT_WORDS.has(word)) continue;
    const number = numberAfter(text, tokens, index, isLicence, word === 'nib');
    if (number === null || overlapsAny(number, claimed)) continue;
    licences.push({ kind: 'licence', value: text.slice(number.start, number.end), span: number });
    while (index + 1 < tokens.length && (tokens[index + 1] as Token).start < number.end) index++;
  }
  return licences;
}

function numberAfter(
  text: string,
  tokens: readonly Token[],
  index: number,
  isLicence: boolean,
  isNib: boolean,
): Span | null {
  let isCalledNumber = false;
  for (let at = index + 1; at < tokens.length && at <= index + 1 + WORDS_BETWEEN_MAX; at++) {
    const token = tokens[at] as Token;
    const span = numberSpan(text, token.start);
    const written = text.slice(span.start, span.end);
    if (/\d/.test(written) && !BETWEEN.has(token.surface)) {
      const digits = written.replace(/\D/g, '').length;
      if (isNib) return digits === NIB_DIGITS ? span : null;
      const isOfficial = written.includes('/') && digits >= 2;
      const isEnough = isOfficial || (digits >= 3 && (isLicence || isCalledNumber));
      return isEnough && !/^(?:19|20)\d\d$/.test(written) ? span : null;
    }
    if (!BETWEEN.has(token.surface) && !written.includes('/')) return null;
    isCalledNumber ||= NUMBER_WORDS.has(token.surface);
  }
  return null;
}

/** The letters, digits and signs that run on from `start`, as in "KEP.123/MEN/IX/2019". */
function numberSpan(text: string, start: number): Span {
  let end = start;
  while (end < text.length && end - start < NUMBER_LENGTH_MAX && /[A-Za-z0-9./-]/.test(text.charAt(end)))
    end++;
  while (end > start && /[./-]/.test(text.charAt(end - 1))) end--;
  return { start, end };
}
