/**
 * Compiled rules in the form in which they are kept: tens of thousands of short rows of numbers, and the words that they
 * belong to, become a few long rows and a few long texts, which are read back ten times as fast as so many small objects.
 * What comes out is what went in. Pure.
 */
import type { CompiledRules } from '../classifier/ruleset.js';

/** Rows of numbers end to end. */
interface PackedRows {
  /** Length of each row, −1 where the list has none at that place. */
  readonly lengths: Int32Array;
  readonly numbers: Int32Array;
}
type Rows = readonly (readonly number[])[];

/** No word has a line break in it. */
const BETWEEN_WORDS = '\n';

export type PackedRules = ReturnType<typeof packRules>;

export function packRules({ phrases, sets, vocabulary, meant, ...rest }: CompiledRules) {
  const { items, sequencesOf, phrasesOf, anchoredAt, ...others } = phrases;
  const { byWord, ...otherItems } = items;
  return {
    rest,
    phrases: others,
    items: otherItems,
    sequencesOf: packRows(sequencesOf),
    phrasesOf: packRows(phrasesOf),
    anchoredAt: packRows(anchoredAt),
    sets: packRows(sets),
    words: packWords(byWord.keys()),
    itemsOfWords: packRows([...byWord.values()]),
    vocabulary: packWords(vocabulary),
    meant: packWords(meant.keys()),
    uses: Int32Array.from(meant.values()),
  };
}

export function unpackRules(packed: PackedRules): CompiledRules {
  const itemsOfWords = unpackRows(packed.itemsOfWords);
  const byWord = new Map<string, readonly number[]>();
  unpackWords(packed.words).forEach((word, at) => {
    byWord.set(word, itemsOfWords[at] as readonly number[]);
  });
  const meant = new Map<string, number>();
  unpackWords(packed.meant).forEach((word, at) => {
    meant.set(word, packed.uses[at] as number);
  });
  return {
    ...packed.rest,
    phrases: {
      ...packed.phrases,
      items: { ...packed.items, byWord },
      sequencesOf: unpackRows(packed.sequencesOf),
      phrasesOf: unpackRows(packed.phrasesOf),
      anchoredAt: unpackRows(packed.anchoredAt),
    },
    sets: unpackRows(packed.sets),
    vocabulary: new Set(unpackWords(packed.vocabulary)),
    meant,
  };
}

function packRows(rows: Rows): PackedRows {
  // Array.from also visits the places where there is no row.
  return {
    lengths: Int32Array.from(Array.from(rows, row => row?.length ?? -1)),
    numbers: Int32Array.from(rows.flat()),
  };
}

function unpackRows({ lengths, numbers }: PackedRows): Rows {
  const rows: number[][] = [];
  let at = 0;
  for (let place = 0; place < lengths.length; place++) {
    const length = lengths[place] as number;
    if (length < 0) {
      rows.length = place + 1;
      continue;
    }
    const row: number[] = [];
    for (const end = at + length; at < end; at++) row.push(numbers[at] as number);
    rows[place] = row;
  }
  return rows;
}

function packWords(words: Iterable<string>): string {
  return [...words].join(BETWEEN_WORDS);
}

function unpackWords(packed: string): readonly string[] {
  return packed === '' ? [] : packed.split(BETWEEN_WORDS);
}
