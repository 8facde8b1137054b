/**
 * Compiled rules in the form in which they are kept: what rules say as JSON, the words that phrases look for as one long
 * text. Both are read back several times as fast as the many small objects and tables that they stand for. What comes out
 * is what went in. Pure.
 */
import { numberRows, rowCount, rowOf } from '../classifier/number-rows.js';
import type { CompiledRules } from '../classifier/ruleset.js';

/** Plain data, and most of it. */
type Written = Pick<CompiledRules, 'rules' | 'distress' | 'speech' | 'topics' | 'triage'>;
/** Words by their place in the long text. */
type Words = Int32Array;

/** No word has a line break in it. */
const BETWEEN_WORDS = '\n';

export type PackedRules = ReturnType<typeof packRules>;

export function packRules(compiled: CompiledRules) {
  const { rules, distress, speech, topics, triage, phrases, sets, vocabulary, meant, ...rest } = compiled;
  const { items, ...others } = phrases;
  const { byWord, ...otherItems } = items;
  const written: Written = { rules, distress, speech, topics, triage };
  const places = new Map<string, number>();
  for (const word of [...meant.keys(), ...vocabulary, ...byWord.keys()])
    if (!places.has(word)) places.set(word, places.size);
  const wordsOf = (words: Iterable<string>): Words =>
    Int32Array.from(words, word => places.get(word) as number);
  return {
    rest,
    written: JSON.stringify(written),
    phrases: others,
    items: otherItems,
    sets: numberRows(sets),
    words: [...places.keys()].join(BETWEEN_WORDS),
    vocabulary: wordsOf(vocabulary),
    meant: { words: wordsOf(meant.keys()), numbers: Int32Array.from(meant.values()) },
    byWord: { words: wordsOf(byWord.keys()), numbers: Int32Array.from(byWord.values()) },
  };
}

export function unpackRules(packed: PackedRules): CompiledRules {
  const words = packed.words.split(BETWEEN_WORDS);
  const { rest, phrases, items, sets } = packed;
  return {
    ...rest,
    ...(JSON.parse(packed.written) as Written),
    phrases: { ...phrases, items: { ...items, byWord: unpackTable(packed.byWord, words) } },
    sets: Array.from({ length: rowCount(sets) }, (_, set) => [...rowOf(sets, set)]),
    vocabulary: new Set(Array.from(packed.vocabulary, place => words[place] as string)),
    meant: unpackTable(packed.meant, words),
  };
}

function unpackTable(
  packed: { readonly words: Words; readonly numbers: Int32Array },
  words: readonly string[],
): ReadonlyMap<string, number> {
  const table = new Map<string, number>();
  packed.words.forEach((place, at) => {
    table.set(words[place] as string, packed.numbers[at] as number);
  });
  return table;
}
