/**
 * The wording of an advert with every word taken out that could name somebody. It keeps what it knows and drops what
 * it does not: words of the rules and of the language, amounts, places abroad, small numbers with their unit. So a
 * name, a street or an identity number cannot stand in a report, however it is written. Pure.
 */
import { BREAKS, type Token } from '../advert/advert.js';
import { FUNCTION_WORDS } from '../advert/function-words.js';
import type { Lexicon } from '../advert/lexicon.js';
import { overlapsAny, type Reading, startsWithCapital } from '../advert/reading.js';
import type { Assessment, IdentifierKind, Span } from '../assessment.js';
import { isGreeting, type OwnStretch } from './own-words.js';
import { wordSet } from './person-words.js';
import { SCRIPT_LENGTH_MAX } from './report-draft.js';

/** What the rules know about words: the only thing that decides what may be kept. */
export interface KnownWords {
  readonly lexicon: Lexicon;
  /** Given names, folded: never kept, whatever the rules know. */
  readonly names: ReadonlySet<string>;
}

const DROPPED = '…';
const SHOWN_AS: Readonly<Record<IdentifierKind, string>> = {
  phone: '[nomor]',
  handle: '[akun]',
  link: '[link]',
  email: '[email]',
  account: '[rekening]',
  company: '[perusahaan]',
  licence: '[izin]',
};
/** A number is kept only before one of these: "18 tahun", "8 jam", but no house, no date, no code. */
const UNITS = new Set(
  'tahun thn th hari jam minggu bulan bln orang org digit juta jt ribu rb k persen kali x usd dolar dollar'.split(
    ' ',
  ),
);
const NUMBER_DIGITS_MAX = 2;
/** Spelled out, a number is still a number: more than this many in a row are dropped. */
const SPELLED = wordSet('nol kosong satu dua tiga empat lima enam tujuh delapan sembilan');
const SPELLED_MAX = 3;

/** What follows is where somebody lives, words that the rules know included. */
const ADDRESS_WORDS = wordSet(
  `jl jln gg gang lr lorong desa ds dusun dsn dukuh dk kampung kp jorong nagari gampong huta banjar br kelurahan kel
   kecamatan kec perum perumda perumahan kavling kav komplek blok rt rw kos kost kosan pondok`,
);
/** A street's name and its number. */
const ADDRESS_REACHES_WORDS = 5;

/** One unit may stand two words on: "18 sampai 35 tahun". */
const UNIT_WITHIN_WORDS = 3;

/** @param own stretches that are dropped whole @returns at most `SCRIPT_LENGTH_MAX` units */
export function redactedScript(
  reading: Reading,
  assessment: Assessment,
  own: readonly OwnStretch[],
  known: KnownWords,
): string {
  const { tokens } = reading;
  const { facts, identifiers } = assessment;
  const kept: readonly Span[] = [
    ...facts.money.map(({ span }) => span),
    ...facts.places.filter(({ country }) => country !== 'ID').map(({ span }) => span),
  ];
  let script = '';
  let last = '';
  const add = (piece: string, token: Token): void => {
    if (piece === last && (piece === DROPPED || piece.startsWith('['))) return;
    const isNewLine = token.breakBefore >= BREAKS.line && script !== '';
    if (script.length + piece.length + 1 > SCRIPT_LENGTH_MAX) return;
    script += script === '' ? piece : `${isNewLine ? '\n' : ' '}${piece}`;
    last = piece;
  };
  tokens.forEach((token, index) => {
    if (overlapsAny(token, own) || isGreeting(tokens, index)) return;
    const identifier = identifiers.find(({ span }) => overlapsAny(token, [span]));
    if (identifier) add(SHOWN_AS[identifier.kind], token);
    else add(isKept(reading, index, kept, known) ? wordOf(token) : DROPPED, token);
  });
  return script;
}

function isKept(
  reading: Reading,
  index: number,
  kept: readonly Span[],
  { lexicon, names }: KnownWords,
): boolean {
  const { tokens } = reading;
  const token = tokens[index] as Token;
  if (isInAddress(tokens, index) || isSpelledNumber(tokens, index) || isNamed(token, names)) return false;
  if (followsName(reading, index, names)) return false;
  if (overlapsAny(token, kept)) return true;
  if (/\p{N}/u.test(token.word)) return isSmallNumber(token) && hasUnit(tokens, index);
  return lexicon.knows(token.word) || FUNCTION_WORDS.has(token.word);
}

/** "nol delapan lima tujuh …": part of a long row of digits in words. */
function isSpelledNumber(tokens: readonly Token[], index: number): boolean {
  const isDigit = (at: number): boolean => SPELLED.has(tokens[at]?.surface ?? '');
  if (!isDigit(index)) return false;
  let count = 1;
  for (let at = index - 1; isDigit(at) && count <= SPELLED_MAX; at--) count++;
  for (let at = index + 1; isDigit(at) && count <= SPELLED_MAX; at++) count++;
  return count > SPELLED_MAX;
}

/** The full stop of "Jl." ends no sentence; a comma or a line ends the address. */
function isInAddress(tokens: readonly Token[], index: number): boolean {
  for (let at = index; at >= Math.max(0, index - ADDRESS_REACHES_WORDS); at--) {
    const token = tokens[at] as Token;
    if (ADDRESS_WORDS.has(token.surface)) return true;
    if (token.breakBefore === BREAKS.comma || token.breakBefore === BREAKS.line) return false;
  }
  return false;
}

/** The standard word; an amount stands as it was typed. */
function wordOf({ word, surface }: Token): string {
  return /\p{N}/u.test(surface) ? surface : word;
}

function isNamed({ surface, word }: Token, names: ReadonlySet<string>): boolean {
  return names.has(surface) || names.has(word);
}

/** "Rizki Pantang": a capital right behind a given name is the rest of it. */
function followsName({ text, tokens }: Reading, index: number, names: ReadonlySet<string>): boolean {
  const before = tokens[index - 1];
  const token = tokens[index] as Token;
  if (before === undefined || token.breakBefore !== BREAKS.none || !isNamed(before, names)) return false;
  return startsWithCapital(text, token) && startsWithCapital(text, before);
}

function isSmallNumber({ word }: Token): boolean {
  return word.length <= NUMBER_DIGITS_MAX && /^\d+$/.test(word);
}

/** Only small numbers and little words may stand between a number and its unit. */
function hasUnit(tokens: readonly Token[], index: number): boolean {
  for (const token of tokens.slice(index + 1, index + 1 + UNIT_WITHIN_WORDS)) {
    if (token.breakBefore >= BREAKS.line) return false;
    if (UNITS.has(token.word)) return true;
    if (!isSmallNumber(token) && !FUNCTION_WORDS.has(token.word)) return false;
  }
  return false;
}
