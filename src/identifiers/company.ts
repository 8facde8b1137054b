/**
 * Finds company names: "PT Maju Jaya", "Yayasan …", "… Sdn Bhd". Capitals say where a name ends, so the text as
 * given is read; the value is the name as written. Never asks whether the company exists.
 */
import type { Token } from '../advert/advert.js';
import { overlapsAny, type Reading, startsWithCapital } from '../advert/reading.js';
import { defineWordClass, nextOfClass, wordClasses } from '../advert/word-classes.js';
import type { Identifier, Span } from '../assessment.js';
import {
  CITY_AFTER_NAME,
  COMPANY_GENERIC,
  COMPANY_STOP,
  DOCUMENT_AFTER,
  DOCUMENT_BEFORE,
} from './company-words.js';

const COMPANIES_MAX = 30;
const NAME_WORDS_MAX = 6;
/** Without capitals a name is guessed and kept short. */
const SMALL_NAME_WORDS_MAX = 3;

const PREFIXES: ReadonlySet<string> = new Set(
  'pt cv ud pd yayasan koperasi lpk lkp p3mi firma perum'.split(' '),
);
const ENDINGS: ReadonlySet<string> = new Set(
  'ltd inc gmbh llc corp tbk bhd limited corporation co'.split(' '),
);
/** Parts of an ending that stand before its last word. */
const ENDING_PARTS: ReadonlySet<string> = new Set('co pte sdn'.split(' '));
const CONNECTORS: ReadonlySet<string> = new Set('dan and of'.split(' '));
const LEGAL_TAILS: ReadonlySet<string> = new Set(['tbk', 'persero']);

const COMPANY_CLASS = defineWordClass([...PREFIXES, ...ENDINGS]);

export function findCompanies(reading: Reading, claimed: readonly Span[]): Identifier[] {
  const { text, tokens } = reading;
  const companies: Identifier[] = [];
  const classes = wordClasses(tokens);
  const next = (from: number): number => nextOfClass(classes, COMPANY_CLASS, from);
  for (
    let index = next(0);
    index < tokens.length && companies.length < COMPANIES_MAX;
    index = next(index + 1)
  ) {
    const word = (tokens[index] as Token).surface;
    const last = companies.at(-1)?.span.end ?? 0;
    if ((tokens[index] as Token).start < last) continue;
    const span = PREFIXES.has(word)
      ? nameAfter(reading, index)
      : ENDINGS.has(word)
        ? nameBefore(reading, index, last)
        : null;
    if (span === null || overlapsAny(span, claimed)) continue;
    companies.push({ kind: 'company', value: text.slice(span.start, span.end).replace(/\s+/g, ' '), span });
  }
  return companies;
}

function nameAfter(reading: Reading, index: number): Span | null {
  const { text, tokens } = reading;
  const prefix = tokens[index] as Token;
  const first = tokens[index + 1];
  if (!first || !isGap(text.slice(prefix.end, first.start), true)) return null;
  if (COMPANY_GENERIC.has(first.surface) || COMPANY_STOP.has(first.surface)) return null;
  // "P3MI PT Contoh": the name begins at PT.
  if (tokens[index - 1]?.surface === 'dinas' || PREFIXES.has(first.surface)) return null;
  if (prefix.surface === 'cv' && isDocument(tokens, index)) return null;
  const isCapital = startsWithCapital(text, first);
  if (!isCapital && (prefix.surface !== 'pt' || !/^[a-z]{3,}$/.test(first.surface))) return null;
  const to = isCapital ? capitalNameEnd(reading, index + 1) : smallNameEnd(reading, index + 1);
  return { start: prefix.start, end: withLegalTail(reading, to) };
}

/** Index after the last capitalised word of a name that begins at `from`. */
function capitalNameEnd({ text, tokens }: Reading, from: number): number {
  let to = from + 1;
  while (to < tokens.length && to - from < NAME_WORDS_MAX) {
    const token = tokens[to] as Token;
    if (LEGAL_TAILS.has(token.surface) || isNewStyle(text, tokens, from, to)) break;
    if (!isGap(text.slice((tokens[to - 1] as Token).end, token.start), false) || isStop(token)) break;
    if (CONNECTORS.has(token.surface)) {
      const next = tokens[to + 1];
      const isInside = next && startsWithCapital(text, next) && !isStop(next);
      if (!isInside || text.slice(token.end, next.start) !== ' ') break;
    } else if (!startsWithCapital(text, token) && !/^\d{1,2}$/.test(token.surface)) break;
    to++;
  }
  return to;
}

/** "PT CONTOH MEGAH We are …": after two words in capitals alone a word in small letters is the next sentence. */
function isNewStyle(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  if (to - from < 2) return false;
  const isAllCapital = (token: Token): boolean => {
    const typed = text.slice(token.start, token.end);
    return typed === typed.toUpperCase();
  };
  return tokens.slice(from, to).every(isAllCapital) && !isAllCapital(tokens[to] as Token);
}

function smallNameEnd({ text, tokens }: Reading, from: number): number {
  let to = from + 1;
  while (to < tokens.length && to - from < SMALL_NAME_WORDS_MAX) {
    const token = tokens[to] as Token;
    if (text.slice((tokens[to - 1] as Token).end, token.start) !== ' ') break;
    if (isStop(token) || !/^[a-z]{3,}$/.test(token.surface)) break;
    to++;
  }
  return to;
}

/** End offset with "Tbk" and "(Persero)" taken in. */
function withLegalTail({ text, tokens }: Reading, to: number): number {
  let end = (tokens[to - 1] as Token).end;
  for (let at = to; at < to + 2 && at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (!LEGAL_TAILS.has(token.surface) || !/^[ ,.(]{1,3}$/.test(text.slice(end, token.start))) break;
    end = text.charAt(token.end) === ')' ? token.end + 1 : token.end;
  }
  return end;
}

/** "Zhenshi Holding Co., Ltd": capitalised words before a foreign ending. */
function nameBefore({ text, tokens }: Reading, index: number, notBefore: number): Span | null {
  const end = tokens[index] as Token;
  // "Co., Ltd" is read from its last word; "co" in small letters is no company.
  if (end.surface === 'co' && (isCoLtd(tokens, index) || !startsWithCapital(text, end))) return null;
  let from = index;
  while (from > 0 && index - from <= NAME_WORDS_MAX) {
    const token = tokens[from - 1] as Token;
    const gap = text.slice(token.end, (tokens[from] as Token).start);
    const isPart = ENDING_PARTS.has(token.surface);
    if (token.start < notBefore || !(isGap(gap, isPart) || (/^[., ]{1,3}$/.test(gap) && from === index)))
      break;
    if (!isPart && (!startsWithCapital(text, token) || isStop(token))) break;
    from--;
  }
  const isName = from < index && !ENDING_PARTS.has((tokens[from] as Token).surface);
  return isName ? { start: (tokens[from] as Token).start, end: end.end } : null;
}

function isCoLtd(tokens: readonly Token[], co: number): boolean {
  const next = tokens[co + 1]?.surface;
  return next === 'ltd' || next === 'limited';
}

/** What may stand between two words of one name; after "PT" and "Co" also a full stop. */
function isGap(gap: string, isStopAllowed: boolean): boolean {
  if (gap.length > 3 || gap.includes('\n')) return false;
  const sign = gap.trim();
  return (
    sign === '' ||
    sign === '&' ||
    sign === '-' ||
    (sign === '.' && isStopAllowed) ||
    (sign === '.,' && isStopAllowed)
  );
}

/** Cities follow a name more often than they are part of it; a name may begin with one ("PT Surabaya …"). */
function isStop(token: Token): boolean {
  return COMPANY_STOP.has(token.surface) || CITY_AFTER_NAME.has(token.surface);
}

/** "kirim CV Anda": curriculum vitae. */
function isDocument(tokens: readonly Token[], index: number): boolean {
  return (
    DOCUMENT_BEFORE.has(tokens[index - 1]?.surface ?? '') ||
    DOCUMENT_AFTER.has(tokens[index + 1]?.surface ?? '')
  );
}
