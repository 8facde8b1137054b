/**
 * The small language in which a caseworker writes what to look for: words, not patterns. A phrase is parsed
 * once, at start, into plain sequences of items; matching one is a walk over the words of the advert that cannot
 * backtrack. `rules/README.md` explains the language to its writers.
 *
 *   visa turis          these words, next to each other
 *   ~bayar              any form of the word (membayar, dibayar, pembayaran)
 *   kambo*              any word that begins so
 *   (turis|wisata)      one of these; each may be several words
 *   sangat?             may be there or not
 *   ..   ...            up to 3, up to 8 words between, in the same sentence
 *   @paspor             one of the words or phrases of a list in rules/words.yaml
 *   <salary>            a fact that was read at this place
 */
import { fold } from '../advert/normalise.js';
import { FACT_NAMES, type FactName } from './fact-names.js';

/** Words that `..` and `...` may skip. */
export const SHORT_GAP_WORDS_MAX = 3;
export const LONG_GAP_WORDS_MAX = 8;
/** One phrase may spell out into this many sequences; a phrase that needs more is several phrases. */
export const SEQUENCES_PER_PHRASE_MAX = 400;
export const PHRASE_LENGTH_MAX = 400;

/** One word position: any of these words, stems or beginnings. */
export interface WordItem {
  readonly kind: 'word';
  readonly words: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  readonly beginnings: readonly string[];
}
export interface GapItem {
  readonly kind: 'gap';
  readonly max: number;
}
export interface FactItem {
  readonly kind: 'fact';
  readonly name: FactName;
}
export type Item = WordItem | GapItem | FactItem;
export type Sequence = readonly Item[];

/** Named lists of words or short phrases, as in `rules/words.yaml`. */
export type WordLists = ReadonlyMap<string, readonly string[]>;

/** A phrase that cannot be read; the message says what to do. */
export class PhraseError extends Error {}

/** Lists are named in many phrases; each is spelled out once. */
const spelledOut = new WeakMap<readonly string[], Sequence[]>();

/** Parses a phrase. @throws PhraseError */
export function parsePhrase(source: string, lists: WordLists): readonly Sequence[] {
  if (source.length > PHRASE_LENGTH_MAX)
    throw new PhraseError(`longer than ${PHRASE_LENGTH_MAX} characters; split it`);
  const parser = new Parser(splitSymbols(source), lists);
  const sequences = parser.sequences();
  parser.expectEnd();
  const merged = sequences.filter(sequence => sequence.length > 0);
  if (merged.length === 0) throw new PhraseError('empty; write at least one word');
  for (const sequence of merged) {
    if (sequence[0]?.kind === 'gap' || sequence.at(-1)?.kind === 'gap')
      throw new PhraseError('a phrase may not begin or end with ..');
  }
  return merged;
}

function splitSymbols(source: string): string[] {
  const symbols: string[] = [];
  const pattern = /\s+|\(|\)|\||\.{2,3}|<[a-z_:]+>|@[a-z_]+|[^\s()|]+/gy;
  for (let index = 0; index < source.length; ) {
    pattern.lastIndex = index;
    const found = pattern.exec(source)?.[0];
    if (found === undefined) throw new PhraseError(`cannot read "${source.slice(index, index + 12)}"`);
    if (found.trim() !== '') symbols.push(found);
    index += found.length;
  }
  return symbols;
}

class Parser {
  #next = 0;
  /** @param within lists that are being spelled out: one that names itself would never end */
  constructor(
    readonly symbols: readonly string[],
    readonly lists: WordLists,
    readonly within: readonly string[] = [],
  ) {}

  expectEnd(): void {
    if (this.#next < this.symbols.length) throw new PhraseError(`unexpected "${this.symbols[this.#next]}"`);
  }

  /** Alternatives at this level, each spelled out. */
  sequences(): Sequence[] {
    const branches: Sequence[] = [];
    do branches.push(...this.#branch());
    while (this.#take('|'));
    return mergeSingleWords(branches);
  }

  #branch(): Sequence[] {
    let all: Sequence[] = [[]];
    while (this.#next < this.symbols.length && !['|', ')'].includes(this.symbols[this.#next] ?? '')) {
      all = product(all, this.#item());
    }
    return all;
  }

  #take(symbol: string): boolean {
    if (this.symbols[this.#next] !== symbol) return false;
    this.#next++;
    return true;
  }

  #item(): Sequence[] {
    const symbol = this.symbols[this.#next++] ?? '';
    if (symbol === '(') {
      const inner = this.sequences();
      const close = this.symbols[this.#next++];
      if (close === ')?' || (close === ')' && this.#take('?'))) return [...inner, []];
      if (close !== ')') throw new PhraseError('a bracket is not closed');
      return inner;
    }
    if (symbol === '..') return [[{ kind: 'gap', max: SHORT_GAP_WORDS_MAX }]];
    if (symbol === '...') return [[{ kind: 'gap', max: LONG_GAP_WORDS_MAX }]];
    if (symbol.startsWith('<')) return [[factItem(symbol)]];
    if (symbol.startsWith('@')) return this.#list(symbol.slice(1));
    if (symbol.endsWith('?') && symbol.length > 1)
      return [...wordSequences(symbol.slice(0, -1), this.lists), []];
    return wordSequences(symbol, this.lists);
  }

  #list(name: string): Sequence[] {
    const entries = this.lists.get(name);
    if (!entries) throw new PhraseError(`there is no list "${name}" in rules/words.yaml`);
    const known = spelledOut.get(entries);
    if (known) return known;
    if (this.within.includes(name)) throw new PhraseError(`list "${name}" names itself`);
    const sequences = mergeSingleWords(
      entries.flatMap(entry => {
        const parser = new Parser(splitSymbols(entry), this.lists, [...this.within, name]);
        const read = parser.sequences();
        parser.expectEnd();
        return read;
      }),
    );
    spelledOut.set(entries, sequences);
    return sequences;
  }
}

function factItem(symbol: string): FactItem {
  const name = symbol.slice(1, -1);
  if (!(FACT_NAMES as readonly string[]).includes(name)) {
    throw new PhraseError(
      `there is no fact ${symbol}; known are ${FACT_NAMES.map(known => `<${known}>`).join(' ')}`,
    );
  }
  return { kind: 'fact', name: name as FactName };
}

/** The words of some lists' phrases: most are written in many phrases, and each is read once. */
const wordsRead = new WeakMap<WordLists, Map<string, Sequence[]>>();

function wordSequences(symbol: string, lists: WordLists): Sequence[] {
  const known = wordsRead.get(lists) ?? new Map<string, Sequence[]>();
  wordsRead.set(lists, known);
  const sequences = known.get(symbol) ?? readWord(symbol);
  known.set(symbol, sequences);
  return sequences;
}

/** A word as written in a rule; "jalan-jalan" is two words, as in the advert. */
function readWord(symbol: string): Sequence[] {
  const mark = symbol.startsWith('~') ? 'stem' : symbol.endsWith('*') ? 'beginning' : 'word';
  const bare = fold(symbol.replace(/^~/, '').replace(/\*$/, '')).text;
  const parts = bare.split(/[^\p{L}\p{N}'’]+/u).filter(part => part !== '');
  if (parts.length === 0) throw new PhraseError(`"${symbol}" holds no word`);
  return [
    parts.map((part, index): WordItem => {
      const kind = index === parts.length - 1 ? mark : 'word';
      return {
        kind: 'word',
        words: new Set(kind === 'word' ? [part] : []),
        stems: new Set(kind === 'stem' ? [part] : []),
        beginnings: kind === 'beginning' ? [part] : [],
      };
    }),
  ];
}

function product(left: readonly Sequence[], right: readonly Sequence[]): Sequence[] {
  // A list that stands alone is as long as it is; only what multiplies is limited.
  if (left.length === 1 && left[0]?.length === 0) return [...right];
  if (left.length * right.length > SEQUENCES_PER_PHRASE_MAX) {
    throw new PhraseError(
      `spells out into more than ${SEQUENCES_PER_PHRASE_MAX} sequences; split it into several phrases`,
    );
  }
  return left.flatMap(before => right.map(after => [...before, ...after]));
}

/** Alternatives of one word each become one item, so that a long list is looked up, not tried one by one. */
function mergeSingleWords(sequences: readonly Sequence[]): Sequence[] {
  const single: WordItem[] = [];
  const rest: Sequence[] = [];
  for (const sequence of sequences) {
    const only = sequence.length === 1 ? sequence[0] : undefined;
    if (only?.kind === 'word') single.push(only);
    else rest.push(sequence);
  }
  if (single.length === 0) return rest;
  const merged: WordItem = {
    kind: 'word',
    words: new Set(single.flatMap(item => [...item.words])),
    stems: new Set(single.flatMap(item => [...item.stems])),
    beginnings: single.flatMap(item => [...item.beginnings]),
  };
  return [[merged], ...rest];
}

/** The word items of phrases with the number of sequences that hold each: a list is one item in hundreds of them. */
export function wordItems(phrases: readonly (readonly Sequence[])[]): ReadonlyMap<WordItem, number> {
  const uses = new Map<WordItem, number>();
  for (const sequences of phrases)
    for (const sequence of sequences)
      for (const item of sequence) if (item.kind === 'word') uses.set(item, (uses.get(item) ?? 0) + 1);
  return uses;
}
