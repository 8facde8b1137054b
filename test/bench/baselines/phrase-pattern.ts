/**
 * A phrase of the rules as one regular expression, the way a bot without an index would look for it: words in a row,
 * gaps as so many characters of one sentence, facts as what they usually look like. Brackets stay brackets, so that an
 * expression is as short as its phrase allows, and every repetition stands over single characters, so that none is
 * nested in another. Source of a phrase in, RegExp out; never used by the program.
 */
import { fold } from '../../../src/advert/normalise.js';
import { FACT_NAMES, type FactName } from '../../../src/classifier/fact-names.js';
import { LONG_GAP_WORDS_MAX, SHORT_GAP_WORDS_MAX, type WordLists } from '../../../src/classifier/phrase.js';

/** An Indonesian word with the space behind it; what a gap of so many words comes to. */
const CHARACTERS_PER_WORD = 9;
/** Behind every word, up to the end of the sentence: with the `\b` before the next one it asks for at least one character. */
const SPACE = String.raw`\b[^\w.!?\n]*`;
const AMOUNT = String.raw`(?:rp|idr|usd|rm|\$)\W?\d[\d.,]*|\d[\d.,]*\s?(?:rb|ribu|jt|juta|k|usd|dolar|dollar|ringgit)\b`;

/** Names of places and employers by the fact that a phrase may ask for. */
export type KnownNames = Readonly<
  Record<
    'abroad' | 'home_place' | 'scam_place' | 'no_placement_country' | 'known_employer' | 'known_firm',
    readonly string[]
  >
>;

/** Turns phrases into expressions; lists that many phrases name are put together once. */
export class PhrasePatterns {
  readonly #lists = new Map<string, string>();

  constructor(
    readonly lists: WordLists,
    readonly names: KnownNames,
  ) {}

  /** The expression for a phrase, over folded text. */
  of(phrase: string): RegExp {
    return new RegExp(this.#alternatives(symbolsOf(phrase)));
  }

  /** Everything up to the bracket that closes this level, or the end; the bracket is left. */
  #alternatives(symbols: string[]): string {
    let source = '';
    while (symbols.length > 0 && !symbols[0]?.startsWith(')')) {
      const symbol = symbols.shift() as string;
      source += symbol === '|' ? '|' : this.#item(symbol, symbols);
    }
    return source;
  }

  #item(symbol: string, rest: string[]): string {
    if (symbol === '(') {
      const inner = this.#alternatives(rest);
      return `(?:${inner}${rest.shift() === ')?' ? '|' : ''})`;
    }
    if (symbol === '..') return gapSource(SHORT_GAP_WORDS_MAX);
    if (symbol === '...') return gapSource(LONG_GAP_WORDS_MAX);
    if (symbol.startsWith('<')) return `(?:${this.#fact(symbol.slice(1, -1))})\\W*`;
    if (symbol.startsWith('@')) return this.#list(symbol.slice(1));
    return symbol.endsWith('?') && symbol.length > 1
      ? `(?:${wordSource(symbol.slice(0, -1))}|)`
      : wordSource(symbol);
  }

  #list(name: string): string {
    const known = this.#lists.get(name);
    if (known !== undefined) return known;
    const entries = (this.lists.get(name) ?? []).map(entry => this.#alternatives(symbolsOf(entry)));
    const source = `(?:${[...new Set(entries)].join('|')})`;
    this.#lists.set(name, source);
    return source;
  }

  #fact(name: string): string {
    const fact = FACT_NAMES.find(known => known === name);
    if (fact === undefined) throw new Error(`there is no fact <${name}>`);
    return isNamed(fact) ? String.raw`\b(?:${this.names[fact].map(escaped).join('|')})\b` : LOOKS[fact];
  }
}

function symbolsOf(phrase: string): string[] {
  return phrase.match(/\(|\)\??|\||\.{2,3}|<[a-z_:]+>|@[a-z_]+|[^\s()|]+/g) ?? [];
}

function gapSource(words: number): string {
  return `[^.!?\\n]{0,${words * CHARACTERS_PER_WORD}}`;
}

/** A word, any form of it (`~bayar`) or a beginning (`kambo*`); "jalan-jalan" is two words. */
function wordSource(symbol: string): string {
  const parts = fold(symbol.replace(/^~/, '').replace(/\*$/, '')).text.match(/[\p{L}\p{N}'’]+/gu) ?? [];
  return parts
    .map((part, index) => {
      const isLast = index === parts.length - 1;
      if (isLast && symbol.startsWith('~')) return `\\b[a-z]{0,4}${escaped(part)}[a-z]{0,4}${SPACE}`;
      return `\\b${escaped(part)}${isLast && symbol.endsWith('*') ? '[a-z0-9]*' : ''}${SPACE}`;
    })
    .join('');
}

function isNamed(name: FactName): name is keyof KnownNames {
  return [
    'abroad',
    'home_place',
    'scam_place',
    'no_placement_country',
    'known_employer',
    'known_firm',
  ].includes(name);
}

const LOOKS: Readonly<Record<Exclude<FactName, keyof KnownNames>, string>> = {
  money: AMOUNT,
  sum: AMOUNT,
  salary: AMOUNT,
  fee: AMOUNT,
  dollars: String.raw`(?:usd|\$)\W?\d[\d.,]*|\d[\d.,]*\s?(?:usd|dolar|dollar)\b`,
  phone: String.raw`(?:\+|\b0)\d[\d -]{7,15}\d\b`,
  handle: '@[a-z0-9_]{4,32}',
  link: String.raw`https?:\/\/\S+|\b[a-z0-9-]{2,40}\.(?:com|net|org|id|me|xyz|site|online|link|top)\b`,
  email: String.raw`\b[a-z0-9._-]{1,40}@[a-z0-9-]{1,40}\.[a-z]{2,}`,
  account: String.raw`\b\d{8,16}\b`,
  company: String.raw`\b(?:pt|cv|ud)\W{1,2}[a-z]+`,
  licence: String.raw`\b\d{1,5}\/[a-z0-9./-]{2,30}`,
  number: String.raw`\d+`,
};

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
