/**
 * One text, read: its words with their places in the original, the identifiers in it and the facts that
 * code could read. Pure data; `read-advert.ts` makes it, the classifier judges it.
 */
import type { Facts, Identifier, Span } from '../assessment.js';

/** What stands between a token and the one before it, in rising order of separation. */
export const BREAKS = { none: 0, comma: 1, line: 2, sentence: 3 } as const;
export type Break = (typeof BREAKS)[keyof typeof BREAKS];

/**
 * A word as a lexicon knows it. The same object stands for it wherever it is typed, as long as the lexicon remembers
 * it: what can be said of a word by itself is worked out once and not in every text.
 */
export interface KnownWord {
  /** Folded as typed: lower case, look-alike letters and styled letters undone. */
  readonly surface: string;
  /** The standard word for `surface` where the lexicon knows one (`gpp` → `tidak apa-apa` is not one word: `gk` → `tidak`), else `surface`. */
  readonly word: string;
  /** Stem of `word` (natural's Indonesian stemmer); equal to `word` where nothing can be taken off. */
  readonly stem: string;
  /** `word` is what a disguise or a slip in `surface` hides; other ways of typing (`gk`) are no such thing. */
  readonly isMended: boolean;
  /** Bits of `word-classes.ts`. */
  readonly classes: number;
  /** A name of a foreign place with "di" or "d" glued to it: so many letters are the preposition; else 0. */
  readonly prepositionLength: number;
  /** Which phrase index has looked it up, and where that keeps what it found; no one else reads or writes these. */
  lookedBy: object | null;
  looked: number;
  /** The same for the model of the choice of words. */
  wordedBy: object | null;
  worded: Float64Array;
}

/** One word or number of the text. Spans point into the text as it was given. */
export interface Token extends Span, Pick<KnownWord, 'surface' | 'word' | 'stem'> {
  readonly breakBefore: Break;
  readonly known: KnownWord;
}

/**
 * The folded text and the way back. `starts[i]`/`ends[i]` are the original offsets of the code unit that folded
 * unit `i` came from, so folded [a, b) lies at original [starts[a], ends[b - 1]).
 */
export interface Folded {
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

export interface Advert {
  /** The text as given, but for the middle of a very long one: that is blank lines. */
  readonly text: string;
  /** Where that middle stood, see `windows.ts`; null where all was read. */
  readonly unread: Span | null;
  readonly folded: Folded;
  readonly tokens: readonly Token[];
  readonly identifiers: readonly Identifier[];
  readonly facts: Facts;
}
