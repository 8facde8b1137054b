/**
 * Phrases, compiled for looking up: every word item has a number, and every sequence of several is a short row of
 * numbers, cut at its rarest word (its anchor). A sequence that several phrases have is there once. A sequence of one word
 * is no more than its item: half of all places found are such, and most of them nobody asks for. Comes in: parsed
 * phrases; goes out: what `phrase-index.ts` walks over. Plain data, made by the build or at start.
 */
import { FACT_NAMES } from './fact-names.js';
import { type NumberRows, numberRows } from './number-rows.js';
import { type FactItem, type Item, type Sequence, type WordItem, wordItems } from './phrase.js';

/**
 * A sequence is `[its number, companion, n, …n steps before the anchor, m, …m steps after it]`, steps nearest to the anchor
 * first. A step is the number of a word item, a gap (−1 − its most words), or a fact (from `FACT_STEP` downwards). The
 * companion is its rarest item beside the anchor: in a text without it the sequence is not looked at.
 */
export type Programs = Int32Array;

/** Steps at or below this are facts. */
export const FACT_STEP = -1_000;

export function isFact(step: number): boolean {
  return step <= FACT_STEP;
}
export function gapMax(step: number): number {
  return -1 - step;
}

/**
 * What a word can be, by how it is written, by its stem and by how it begins: numbers of word items. The first numbers
 * are those of the facts, in the order of `FACT_NAMES`.
 */
export interface ItemNumbers {
  /** By word the place of its row in `ofWords`. */
  readonly byWord: ReadonlyMap<string, number>;
  readonly ofWords: NumberRows;
  readonly byStem: ReadonlyMap<string, readonly number[]>;
  /** By the first two letters. */
  readonly byBeginning: ReadonlyMap<string, readonly { readonly beginning: string; readonly item: number }[]>;
  readonly count: number;
}

/** Plain data: `files/kept-rules.ts` keeps it from one start to the next. */
export interface CompiledPhrases {
  readonly programs: Programs;
  readonly items: ItemNumbers;
  /** Items below this number are some phrase's single words (or a fact). */
  readonly singles: number;
  /** For each phrase the item of its single words; −1 where it has none. */
  readonly wordOf: Int32Array;
  /** The sequences of several words (or facts) of each phrase, and the phrases of each sequence. */
  readonly sequencesOf: NumberRows;
  readonly phrasesOf: NumberRows;
  /** Places in `programs` of the sequences with this item as their anchor. */
  readonly anchoredAt: NumberRows;
  /** The same for sequences that begin with a fact, by its place in `FACT_NAMES`. */
  readonly anchoredAtFact: readonly (readonly number[])[];
}

/** @param phrases sequences of each phrase; a phrase's number is its place in the list */
export function compilePhrases(phrases: readonly (readonly Sequence[])[]): CompiledPhrases {
  const commonness = itemCommonness(wordCommonness(phrases));
  const numbers = new ItemNumbering();
  const programs: number[] = [];
  const anchoredAt: number[][] = [];
  const anchoredAtFact: number[][] = FACT_NAMES.map(() => []);
  const stepOf = (item: Item): number =>
    item.kind === 'word'
      ? numbers.of(item)
      : item.kind === 'gap'
        ? -1 - item.max
        : FACT_STEP - FACT_NAMES.indexOf(item.name);
  const wordOf = Int32Array.from(phrases, sequences => {
    const words = sequences.flatMap(([first, ...others]) =>
      first?.kind === 'word' && others.length === 0 ? [first] : [],
    );
    return words.length > 0 ? numbers.of(union(words)) : -1;
  });
  const singles = numbers.count;
  const known = new Map<string, number>();
  const phrasesOf: number[][] = [];
  const compile = (sequence: Sequence, number: number): void => {
    const at = anchorOf(sequence, commonness);
    const anchor = sequence[at] as Item;
    if (anchor.kind === 'gap') return;
    if (anchor.kind === 'fact') anchoredAtFact[FACT_NAMES.indexOf(anchor.name)]?.push(programs.length);
    else {
      const item = numbers.of(anchor);
      const before = anchoredAt[item];
      if (before) before.push(programs.length);
      else anchoredAt[item] = [programs.length];
    }
    const companion = companionOf(sequence, at, commonness);
    const companionNumber =
      companion.kind === 'word' ? numbers.of(companion) : FACT_NAMES.indexOf(companion.name);
    const before = sequence.slice(0, at).reverse().map(stepOf);
    const after = sequence.slice(at + 1).map(stepOf);
    programs.push(number, companionNumber, before.length, ...before, after.length, ...after);
  };
  const sequencesOf = phrases.map((sequences, phrase) => {
    const own = new Set<number>();
    for (const sequence of sequences) {
      if (sequence.length === 1 && sequence[0]?.kind === 'word') continue;
      const steps = sequence.map(stepOf).join(' ');
      const number = known.get(steps) ?? known.size;
      if (number === known.size) {
        known.set(steps, number);
        phrasesOf.push([]);
        compile(sequence, number);
      }
      if (own.has(number)) continue;
      own.add(number);
      phrasesOf[number]?.push(phrase);
    }
    return [...own];
  });
  return {
    programs: Int32Array.from(programs),
    items: {
      byWord: new Map([...numbers.byWord.keys()].map((word, place) => [word, place])),
      ofWords: numberRows([...numbers.byWord.values()]),
      byStem: numbers.byStem,
      byBeginning: numbers.byBeginning,
      count: numbers.count,
    },
    singles,
    wordOf,
    sequencesOf: numberRows(sequencesOf),
    phrasesOf: numberRows(phrasesOf),
    anchoredAt: numberRows(anchoredAt, numbers.count),
    anchoredAtFact,
  };
}

function union(items: readonly WordItem[]): WordItem {
  const [only] = items;
  if (only !== undefined && items.length === 1) return only;
  return {
    kind: 'word',
    words: new Set(items.flatMap(({ words }) => [...words])),
    stems: new Set(items.flatMap(({ stems }) => [...stems])),
    beginnings: items.flatMap(({ beginnings }) => beginnings),
  };
}

/** Items with the same words have the same number, in whatever list they were written. */
class ItemNumbering {
  readonly byWord = new Map<string, number[]>();
  readonly byStem = new Map<string, number[]>();
  readonly byBeginning = new Map<string, { readonly beginning: string; readonly item: number }[]>();
  readonly #byContent = new Map<string, number>();
  readonly #known = new Map<WordItem, number>();
  count: number = FACT_NAMES.length;

  of(item: WordItem): number {
    const before = this.#known.get(item);
    if (before !== undefined) return before;
    const content = `${[...item.words].join(' ')}~${[...item.stems].join(' ')}*${item.beginnings.join(' ')}`;
    const number = this.#byContent.get(content) ?? this.#add(item, content);
    this.#known.set(item, number);
    return number;
  }

  #add(item: WordItem, content: string): number {
    const number = this.count++;
    this.#byContent.set(content, number);
    for (const word of item.words) push(this.byWord, word, number);
    for (const stem of item.stems) push(this.byStem, stem, number);
    for (const beginning of new Set(item.beginnings))
      push(this.byBeginning, beginning.slice(0, 2), { beginning, item: number });
    return number;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** How many sequences look for a word: what many rules speak of stands in many adverts. */
function wordCommonness(phrases: readonly (readonly Sequence[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [{ words, stems }, times] of wordItems(phrases)) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + times);
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + times);
  }
  return counts;
}

/** Commonness of an item as a whole; each is summed up once, however many sequences hold it. */
function itemCommonness(counts: ReadonlyMap<string, number>): (item: WordItem) => number {
  const known = new Map<WordItem, number>();
  return item => {
    const before = known.get(item);
    if (before !== undefined) return before;
    let sum = item.beginnings.length * BEGINNING_COMMONNESS;
    for (const word of item.words) sum += counts.get(word) ?? 0;
    for (const stem of item.stems) sum += counts.get(stem) ?? 0;
    known.set(item, sum);
    return sum;
  };
}

/** A beginning may fit any number of words; it is an anchor only where there is nothing better. */
const BEGINNING_COMMONNESS = 1_000;

/** Place of the item to file a sequence under. Facts are only followed forwards, so it lies before any of them. */
function anchorOf(sequence: Sequence, commonness: (item: WordItem) => number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let place = 0; place < sequence.length; place++) {
    const item = sequence[place] as Item;
    if (item.kind === 'fact') break;
    if (item.kind === 'gap') continue;
    const sum = commonness(item);
    if (sum < least) {
      best = place;
      least = sum;
    }
  }
  return best;
}

/** A fact is read in many texts: a word says more, unless it may be nearly any. */
const FACT_COMMONNESS = 500;

/** The rarest item beside the anchor; of a sequence that is one fact, that fact. */
function companionOf(
  sequence: Sequence,
  anchor: number,
  commonness: (item: WordItem) => number,
): WordItem | FactItem {
  let best: WordItem | FactItem | null = null;
  let least = Number.POSITIVE_INFINITY;
  sequence.forEach((item, place) => {
    if (place === anchor || item.kind === 'gap') return;
    const sum = item.kind === 'fact' ? FACT_COMMONNESS : commonness(item);
    if (sum >= least) return;
    best = item;
    least = sum;
  });
  return best ?? (sequence[anchor] as WordItem | FactItem);
}
