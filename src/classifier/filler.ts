/**
 * Takes long talk about other things off the beginning and the end of a text, so that an offer hidden in it is judged by
 * its own words: filler thins out what the words say and brings in words that speak for something ordinary. An advert
 * goes in, the same with fewer words comes out; places in the text stay as they are. Never takes a line that holds a
 * fact or something to reach the recruiter by, and never the whole text.
 */
import { type Advert, BREAKS, type Token } from '../advert/advert.js';
import { FUNCTION_WORDS } from '../advert/function-words.js';
import { overlapsAny } from '../advert/reading.js';
import type { Finding, Span } from '../assessment.js';
import type { ScaleName, Wording } from './wording.js';

/** Fewer words of other talk are a greeting. */
const FILLER_WORDS_MIN = 48;
/** Log odds that a word of any talk has on one of the scales. */
const ANY_TALK_POINTS = 0.75;
/** So much of any talk in Indonesian are function words; what the points say of other languages is not worth judging by. */
const FUNCTION_WORDS_SHARE_MIN = 0.15;
/** What is left must be a text of its own. */
const LEFT_WORDS_MIN = 3;

/**
 * @param findings what rules found in the whole text: where one of them points is no filler
 * @returns the advert without filler, or as it was
 */
export function withoutFiller(
  advert: Advert,
  wording: Wording,
  findings: readonly Pick<Finding, 'start' | 'end'>[],
): Advert {
  const { tokens } = advert;
  if (tokens.length < FILLER_WORDS_MIN + LEFT_WORDS_MIN) return advert;
  const taken = [...placesOfFacts(advert), ...placesOfFindings(findings)];
  const lines = linesOf(tokens).map(line => ({
    words: line.length,
    common: line.filter(({ word }) => FUNCTION_WORDS.has(word)).length,
    weight: weightOf(line, taken, wording),
  }));
  const head = fillerBefore(lines);
  const tail = fillerBefore([...lines].reverse());
  const left = tokens.length - head - tail;
  if (left < LEFT_WORDS_MIN || left === tokens.length) return advert;
  return { ...advert, tokens: tokens.slice(head, tokens.length - tail) };
}

interface Line {
  readonly words: number;
  readonly common: number;
  /** Below zero for other talk. */
  readonly weight: number;
}

/** How many words of filler the lines begin with: up to where the sum of their weights is lowest. */
function fillerBefore(lines: readonly Line[]): number {
  let [words, common, sum, lowest, filler] = [0, 0, 0, 0, 0];
  for (const line of lines) {
    sum += line.weight;
    words += line.words;
    common += line.common;
    if (line.weight === Number.POSITIVE_INFINITY) break;
    if (sum < lowest && common >= words * FUNCTION_WORDS_SHARE_MIN) [lowest, filler] = [sum, words];
  }
  return filler >= FILLER_WORDS_MIN ? filler : 0;
}

function linesOf(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [];
  for (const token of tokens) {
    if (lines.length === 0 || token.breakBefore >= BREAKS.line) lines.push([]);
    lines.at(-1)?.push(token);
  }
  return lines;
}

function placesOfFindings(findings: readonly Pick<Finding, 'start' | 'end'>[]): readonly Span[] {
  return findings.flatMap(({ start, end }) => (start === null || end === null ? [] : [{ start, end }]));
}

function placesOfFacts({ facts, identifiers }: Advert): readonly Span[] {
  return [
    ...facts.money,
    ...facts.places,
    ...facts.visas,
    ...facts.payments,
    ...identifiers,
    ...(facts.departure ? [facts.departure] : []),
    ...(facts.employer.span ? [{ span: facts.employer.span }] : []),
  ].flatMap(({ span }) => (span ? [span] : []));
}

/** What the words of a line say for a plea or for an offer to be warned of, whichever is more, less what any talk says. */
function weightOf(line: readonly Token[], taken: readonly Span[], wording: Wording): number {
  const [first, last] = [line[0], line.at(-1)];
  if (first && last && overlapsAny({ start: first.start, end: last.end }, taken))
    return Number.POSITIVE_INFINITY;
  const sumOn = (scale: ScaleName): number =>
    line.reduce((sum, { known }) => sum + wording.weightOf(scale, known), 0);
  return Math.max(sumOn('plea'), sumOn('advert')) - ANY_TALK_POINTS * line.length;
}
