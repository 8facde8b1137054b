/**
 * Finds what a text is about when long talk about other things stands before or after it, so that an offer or a plea
 * hidden in it is judged by its own words: filler thins out what the words say and brings in words that speak for
 * something ordinary. An advert goes in, the same with fewer words comes out; places in the text stay as they are. What
 * a text is about is told by how densely its words are words that rules look for. Linear in the text.
 */
import { type Advert, BREAKS, type Token } from '../advert/advert.js';
import { FUNCTION_WORDS } from '../advert/function-words.js';
import { tokenIndexAt } from '../advert/reading.js';
import type { Finding, Span } from '../assessment.js';
import type { Hits } from './hits.js';

/** Fewer words of other talk are a greeting. */
const FILLER_WORDS_MIN = 40;
/** `Hits.coverage` of a word in the middle between other talk (about 1.0) and offers or pleas (about 2.1). */
const DENSITY_MIN = 1.35;
/** So much of any talk in Indonesian are function words; other languages have few words that rules look for. */
const FUNCTION_WORDS_SHARE_MIN = 0.15;
/** What is left must be a text of its own. */
const LEFT_WORDS_MIN = 3;

type Places = readonly Pick<Finding, 'start' | 'end'>[];

/**
 * @param findings what rules found in the whole text
 * @returns what may be the text proper, the likeliest first: at most two, none where nothing is filler
 */
export function coresOf(advert: Advert, hits: Hits, findings: Places): readonly Advert[] {
  if (advert.tokens.length < FILLER_WORDS_MIN + LEFT_WORDS_MIN) return [];
  const marked = markedWords(advert, findings);
  const covered = hits.coverage();
  // Whoever pastes an offer among other talk leaves it its own lines; only a text of one line is cut between sentences.
  for (const parts of [linesOf(advert), sentencesOf(advert)]) {
    const lines = linesFrom(parts, covered, marked);
    const [held, dense] = [aroundMarked(lines), densest(lines)];
    const isSame = held[0] === dense[0] && held[1] === dense[1];
    // What is dropped of the lines that hold something must be talk like the rest: an advert may go on in English.
    const isCut = !isSame && isTalk(outside(lines, dense, held));
    const cores = (isCut ? [held, dense] : [held]).filter(stretch => leavesFiller(lines, stretch));
    if (cores.length > 0)
      return cores.map(([from, to]) => ({
        ...advert,
        tokens: parts.slice(from, to).flat(),
      }));
  }
  return [];
}

interface Line {
  readonly words: number;
  readonly common: number;
  /** Holds a fact, a finding or an address. */
  readonly isMarked: boolean;
  /** How much its words are looked for, beyond what other talk would be. */
  readonly weight: number;
}
/** Lines from the first number up to, without, the second. */
type Stretch = readonly [number, number];

function linesFrom(
  parts: readonly (readonly Token[])[],
  covered: Uint8Array,
  marked: Uint8Array,
): readonly Line[] {
  let at = 0;
  return parts.map(part => {
    const [from, to] = [at, at + part.length];
    at = to;
    let weight = -DENSITY_MIN * part.length;
    for (let word = from; word < to; word++) weight += (covered[word] as number) + (marked[word] as number);
    return {
      words: part.length,
      common: part.filter(({ word }) => FUNCTION_WORDS.has(word)).length,
      isMarked: marked.subarray(from, to).includes(1),
      weight,
    };
  });
}

/** Every line that is marked and what stands out beside them; the densest stretch where none is. */
function aroundMarked(lines: readonly Line[]): Stretch {
  const first = lines.findIndex(({ isMarked }) => isMarked);
  if (first < 0) return densest(lines);
  const last = lines.findLastIndex(({ isMarked }) => isMarked);
  const weights = lines.map(({ weight }) => weight);
  return [first - reachOf(weights.slice(0, first).reverse()), last + 1 + reachOf(weights.slice(last + 1))];
}

/** The stretch of lines with the highest sum (Kadane); in a text that is thin throughout, against its own mean. */
function densest(lines: readonly Line[]): Stretch {
  const weights = lines.map(({ weight }) => weight);
  if (weights.some(weight => weight > 0)) return highestStretch(weights);
  const mean = sumOf(lines, 'weight') / sumOf(lines, 'words');
  return highestStretch(lines.map(({ weight, words }) => weight - mean * words));
}

function highestStretch(weights: readonly number[]): Stretch {
  let [sum, from, highest] = [0, 0, 0];
  let best: Stretch = [0, weights.length];
  weights.forEach((weight, index) => {
    if (sum <= 0) [sum, from] = [0, index];
    sum += weight;
    if (sum > highest) [highest, best] = [sum, [from, index + 1]];
  });
  return best;
}

/** How many of the first of `weights` have the highest sum. */
function reachOf(weights: readonly number[]): number {
  let [sum, highest, reach] = [0, 0, 0];
  weights.forEach((weight, index) => {
    sum += weight;
    if (sum > highest) [highest, reach] = [sum, index + 1];
  });
  return reach;
}

/** Whether what stands outside the stretch is long talk, and something is left inside. */
function leavesFiller(lines: readonly Line[], stretch: Stretch): boolean {
  const filler = outside(lines, stretch);
  return (
    sumOf(filler, 'words') >= FILLER_WORDS_MIN &&
    isTalk(filler) &&
    sumOf(lines.slice(...stretch), 'words') >= LEFT_WORDS_MIN
  );
}

function isTalk(lines: readonly Line[]): boolean {
  return sumOf(lines, 'common') >= sumOf(lines, 'words') * FUNCTION_WORDS_SHARE_MIN;
}

/** The lines that are not in the stretch, of those within the other. */
function outside(
  lines: readonly Line[],
  [from, to]: Stretch,
  [first, end]: Stretch = [0, lines.length],
): readonly Line[] {
  return [
    ...lines.slice(first, Math.max(first, Math.min(from, end))),
    ...lines.slice(Math.max(first, to), Math.max(to, end)),
  ];
}

function sumOf(lines: readonly Line[], what: 'words' | 'common' | 'weight'): number {
  return lines.reduce((sum, line) => sum + line[what], 0);
}

function linesOf({ tokens, text }: Advert): Token[][] {
  return partsOf(
    tokens,
    (token, before) => token.breakBefore >= BREAKS.line && text.slice(before.end, token.start).includes('\n'),
  );
}

function sentencesOf({ tokens }: Advert): Token[][] {
  return partsOf(tokens, token => token.breakBefore >= BREAKS.line);
}

function partsOf(tokens: readonly Token[], begins: (token: Token, before: Token) => boolean): Token[][] {
  const parts: Token[][] = [];
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    if (before === undefined || begins(token, before)) parts.push([]);
    parts.at(-1)?.push(token);
  });
  return parts;
}

/** 1 for each word of a fact, of an address or of a finding. One that runs over a line belongs to neither line. */
function markedWords({ tokens, text, facts, identifiers }: Advert, findings: Places): Uint8Array {
  const marked = new Uint8Array(tokens.length);
  const spans = [
    ...[...facts.money, ...facts.places, ...facts.visas, ...facts.payments, ...identifiers].map(
      ({ span }) => span,
    ),
    facts.departure?.span,
    facts.employer.span,
    ...findings.map(({ start, end }) => (start === null || end === null ? null : { start, end })),
  ].filter((span): span is Span => span !== null && span !== undefined);
  for (const { start, end } of spans) {
    if (text.slice(start, end).includes('\n')) continue;
    for (let word = tokenIndexAt(tokens, start); word < tokens.length; word++) {
      if ((tokens[word] as Token).start >= end) break;
      marked[word] = 1;
    }
  }
  return marked;
}
