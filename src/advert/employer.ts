/**
 * Says whether a text names the employer: a company, a shop or a school by its own name, only "perusahaan besar",
 * or nobody at all. Reads capitals, so the text as given. Never asks whether the employer exists.
 */
import type { Employer, Identifier, KnownEmployerMention } from '../assessment.js';
import type { Token } from './advert.js';
import { EDUCATION, HOUSE_GENERIC, HOUSES, SCHOOLS, UNNAMED, UNNAMED_AFTER } from './employer-words.js';
import { beginsLine, isOneOf, type Reading, startsWithCapital, tokenIndexAt } from './reading.js';
import { defineWordClass, nextOfClass, wordClasses } from './word-classes.js';

const NAME_WORDS_MAX = 4;
/** A brand counts only in the header: further down it is as often a bank to pay into. */
const HEADER_LINES = 3;

const HOUSE_CLASS = defineWordClass(HOUSES);
const UNNAMED_CLASS = defineWordClass(UNNAMED);

/** @param known employers of the list that the same text names */
export function findEmployer(
  reading: Reading,
  identifiers: readonly Identifier[],
  known: readonly KnownEmployerMention[],
): Employer {
  const company = identifiers.find(identifier => identifier.kind === 'company');
  if (company) return { kind: 'named', name: company.value, span: company.span };
  return (
    namedHouse(reading) ??
    brand(reading, known) ??
    unnamed(reading) ?? { kind: 'absent', name: null, span: null }
  );
}

/** "Toko Contoh Jaya", "RS Contoh", "SMK Negeri 1 …". */
function namedHouse({ text, tokens }: Reading): Employer | null {
  const classes = wordClasses(tokens);
  for (
    let at = nextOfClass(classes, HOUSE_CLASS, 0);
    at + 1 < tokens.length;
    at = nextOfClass(classes, HOUSE_CLASS, at + 1)
  ) {
    const house = tokens[at] as Token;
    if (!HOUSES.has(house.surface)) continue;
    const first = tokens[at + 1] as Token;
    // In a line of capitals alone a capital says nothing.
    if (!isNextProper(text, house, first) || isAllCapitalLine(text, house)) continue;
    if (SCHOOLS.has(house.surface) && EDUCATION.has(tokens[at - 1]?.surface ?? '')) continue;
    let to = at + 2;
    while (to < tokens.length && to - at <= NAME_WORDS_MAX) {
      const token = tokens[to] as Token;
      if (!isNextProper(text, tokens[to - 1] as Token, token)) break;
      to++;
    }
    return named(text, house.start, (tokens[to - 1] as Token).end);
  }
  return null;
}

/** The next word of a name: a capital after one space; a number only after a school ("SMK Negeri 2"). */
function isNextProper(text: string, before: Token, token: Token): boolean {
  if (text.slice(before.end, token.start) !== ' ' || HOUSE_GENERIC.has(token.surface)) return false;
  if (startsWithCapital(text, token)) return true;
  return /^\d{1,2}$/.test(token.surface) && SCHOOLS.has(before.surface) && startsWithCapital(text, before);
}

/** Looks at the line of the word, no further than a bound each way. */
function isAllCapitalLine(text: string, token: Token): boolean {
  const before = text.slice(Math.max(0, token.start - LINE_LOOKED_AT_MAX), token.start);
  const after = text.slice(token.start, token.start + LINE_LOOKED_AT_MAX);
  const lineEnd = after.indexOf('\n');
  const line = before.slice(before.lastIndexOf('\n') + 1) + (lineEnd < 0 ? after : after.slice(0, lineEnd));
  return line === line.toUpperCase();
}
const LINE_LOOKED_AT_MAX = 150;

function brand({ text, tokens }: Reading, known: readonly KnownEmployerMention[]): Employer | null {
  const headerEnd = endOfHeader(tokens);
  const firm = known.find(({ isFirm, span }) => {
    const first = tokens[tokenIndexAt(tokens, span.start)];
    return isFirm && span.start < headerEnd && first !== undefined && startsWithCapital(text, first);
  });
  return firm ? named(text, firm.span.start, firm.span.end) : null;
}

/** Where the first word after the header begins. */
function endOfHeader(tokens: readonly Token[]): number {
  let lines = 0;
  const after = tokens.find((token, at) => at > 0 && beginsLine(token) && ++lines >= HEADER_LINES);
  return after?.start ?? Number.POSITIVE_INFINITY;
}

function named(text: string, start: number, end: number): Employer {
  return { kind: 'named', name: text.slice(start, end), span: { start, end } };
}

/** "perusahaan besar", "PT dirahasiakan", "kantor kami". */
function unnamed({ tokens }: Reading): Employer | null {
  const classes = wordClasses(tokens);
  for (
    let at = nextOfClass(classes, UNNAMED_CLASS, 0);
    at + 1 < tokens.length;
    at = nextOfClass(classes, UNNAMED_CLASS, at + 1)
  ) {
    const token = tokens[at] as Token;
    if (!UNNAMED.has(token.surface)) continue;
    for (let to = at + 1; to < tokens.length && to <= at + 3 && !beginsLine(tokens[to]); to++) {
      if (!isOneOf(tokens[to], UNNAMED_AFTER)) continue;
      return { kind: 'unnamed', name: null, span: { start: token.start, end: (tokens[to] as Token).end } };
    }
  }
  return null;
}
