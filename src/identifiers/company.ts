/**
 * Finds company names: "PT Maju Jaya", "Yayasan …", "… Sdn Bhd". Capitals say where a name ends, so the text as
 * given is read; the value is the name as written. Never asks whether the company exists.
 */
import type { Token } from '../advert/advert.js';
import { overlapsAny, type Reading } from '../advert/reading.js';
import { defineWordClass, nextOfClass, wordClasses } from '../advert/word-classes.js';
import type { Identifier, Span } from '../assessment.js';
import { COMPANY_GENERIC, COMPANY_STOP, DOCUMENT_AFTER, DOCUMENT_BEFORE } from './company-words.js';

const COMPANIES_MAX = 30;
const NAME_WORDS_MAX = 6;
/** Without capitals a name is guessed and kept short. */
const SMALL_NAME_WORDS_MAX = 3;

const PREFIXES: ReadonlySet<string> = new Set(
  'pt cv ud pd yayasan koperasi lpk lkp p3mi firma perum'.split(' '),
);
const ENDINGS: ReadonlySet<string> = new Set('ltd inc gmbh llc corp tbk bhd limited corporation'.split(' '));
/** Parts of an ending that stand before its last word. */
const ENDING_PARTS: ReadonlySet<string> = new Set('co pte sdn'.split(' '));
const CONNECTORS: ReadonlySet<string> = new Set('dan and of'.split(' '));
const LEGAL_TAILS: ReadonlySet<string> = new Set('tbk persero perkasa'.split(' ').slice(0, 2));

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
  if (tokens[index - 1]?.surface === 'dinas') return null;
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
    if (
      !isGap(text.slice((tokens[to - 1] as Token).end, token.start), false) ||
      COMPANY_STOP.has(token.surface)
    )
      break;
    if (CONNECTORS.has(token.surface)) {
      const next = tokens[to + 1];
      const isInside = next && startsWithCapital(text, next) && !COMPANY_STOP.has(next.surface);
      if (!isInside || text.slice(token.end, next.start) !== ' ') break;
    } else if (!startsWithCapital(text, token) && !/^\d{1,2}$/.test(token.surface)) break;
    to++;
  }
  return to;
}

function smallNameEnd({ text, tokens }: Reading, from: number): number {
  let to = from + 1;
  while (to < tokens.length && to - from < SMALL_NAME_WORDS_MAX) {
    const token = tokens[to] as Token;
    if (text.slice((tokens[to - 1] as Token).end, token.start) !== ' ') break;
    if (COMPANY_STOP.has(token.surface) || !/^[a-z]{3,}$/.test(token.surface)) break;
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
  let from = index;
  while (from > 0 && index - from <= NAME_WORDS_MAX) {
    const token = tokens[from - 1] as Token;
    const gap = text.slice(token.end, (tokens[from] as Token).start);
    const isPart = ENDING_PARTS.has(token.surface);
    if (token.start < notBefore || !(isGap(gap, isPart) || (/^[., ]{1,3}$/.test(gap) && from === index)))
      break;
    if (!isPart && (!startsWithCapital(text, token) || COMPANY_STOP.has(token.surface))) break;
    from--;
  }
  const isName = from < index && !ENDING_PARTS.has((tokens[from] as Token).surface);
  return isName ? { start: (tokens[from] as Token).start, end: end.end } : null;
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

function startsWithCapital(text: string, token: Token): boolean {
  const first = String.fromCodePoint(text.codePointAt(token.start) ?? 0);
  return first !== first.toLowerCase();
}

/** "kirim CV Anda": curriculum vitae. */
function isDocument(tokens: readonly Token[], index: number): boolean {
  return (
    DOCUMENT_BEFORE.has(tokens[index - 1]?.surface ?? '') ||
    DOCUMENT_AFTER.has(tokens[index + 1]?.surface ?? '')
  );
}
