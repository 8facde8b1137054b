/**
 * Finds every phrase of a ruleset in one walk over the words of an advert. Each sequence is filed under its rarest
 * word (its anchor) and, there, under the word that it wants beside it, so that "tidak boleh keluar" is only followed
 * where "keluar" stands behind "boleh", and only in a text that has its second rarest word (its companion). What a word
 * can be in a phrase is looked up once for each word of the language, not for each text.
 */
import type { Advert, Token } from '../advert/advert.js';
import { FACT_NAMES } from './fact-names.js';
import { type FactPlaces, factPlaces } from './fact-places.js';
import { Hits, type PhraseTable } from './hits.js';
import { LookedWords } from './looked-words.js';
import type { Sequence } from './phrase.js';
import { type CompiledPhrases, compilePhrases } from './phrase-program.js';
import { PhraseWalk, type PlacesByFact } from './phrase-walk.js';
import { TextMarks } from './text-marks.js';

export class PhraseIndex {
  readonly #table: PhraseTable;
  readonly #words: LookedWords;
  /** For each fact the record of the sequences that begin with it. */
  readonly #recordOfFact: readonly number[];
  /** Of the text that is being looked through: the record of each word. */
  #looked = new Int32Array(0);
  readonly #marks: TextMarks;
  readonly #walk: PhraseWalk;

  /** @param sets phrases that conditions ask for together; a set's number is its place in the list */
  constructor(compiled: CompiledPhrases, sets: readonly (readonly number[])[] = []) {
    const setsOf = setsByPhrase(sets);
    this.#table = { wordOf: compiled.wordOf, sequencesOf: compiled.sequencesOf, sets };
    this.#words = new LookedWords(compiled, setsOf);
    this.#recordOfFact = compiled.anchoredAtFact.map(programs => this.#words.file(programs));
    this.#marks = new TextMarks(compiled, setsOf, sets.length);
    this.#walk = new PhraseWalk(compiled.programs, this.#words, this.#marks);
  }

  /** @param phrases sequences of each phrase; a phrase's number is its place in the list */
  static of(
    phrases: readonly (readonly Sequence[])[],
    sets: readonly (readonly number[])[] = [],
  ): PhraseIndex {
    return new PhraseIndex(compilePhrases(phrases), sets);
  }

  /** @returns hits that are good until the next text */
  find(advert: Advert): Hits {
    const { tokens } = advert;
    const looked = this.#lookUp(tokens);
    const places = factsByNumber(factPlaces(advert));
    this.#marks.begin(looked, tokens.length, this.#words);
    places.forEach((found, fact) => {
      if (found) this.#marks.items.addFact(fact);
    });
    this.#walk.begin(tokens, places);
    for (let index = 0; index < tokens.length; index++)
      this.#walk.follow(looked[index] as number, index, index + 1);
    for (let fact = 0; fact < places.length; fact++) {
      const record = this.#recordOfFact[fact] as number;
      for (const [from, to] of places[fact] ?? NOWHERE) this.#walk.follow(record, from, to);
    }
    this.#walk.end();
    return new Hits(this.#table, this.#marks);
  }

  #lookUp(tokens: readonly Token[]): Int32Array<ArrayBuffer> {
    if (this.#looked.length < tokens.length) this.#looked = new Int32Array(2 * tokens.length);
    const looked = this.#looked;
    for (let index = 0; index < tokens.length; index++)
      looked[index] = this.#words.of((tokens[index] as Token).known);
    return looked;
  }
}

const NOWHERE: ReadonlyMap<number, number> = new Map();

function factsByNumber(places: FactPlaces): PlacesByFact {
  return FACT_NAMES.map(name => places.get(name));
}

function setsByPhrase(sets: readonly (readonly number[])[]): readonly (readonly number[] | undefined)[] {
  const byPhrase: number[][] = [];
  sets.forEach((phrases, set) => {
    for (const phrase of phrases) {
      const known = byPhrase[phrase];
      if (known) known.push(set);
      else byPhrase[phrase] = [set];
    }
  });
  return byPhrase;
}
