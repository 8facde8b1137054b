/**
 * Which words of a text can begin something that an extractor looks for. Every extractor names its words once, when
 * it is loaded; a text's words are then looked up once for all of them, and an extractor only stops where its
 * class is set. Without this each of a dozen extractors would look every word up by itself.
 */
import type { Token } from './advert.js';

/** Bits of a 32-bit integer that may be used without its sign. */
const CLASSES_MAX = 31;

const classesByWord = new Map<string, number>();
let defined = 0;

/** Names the words of one class. Called once per class, at load. @returns the bit of the class */
export function defineWordClass(words: Iterable<string>): number {
  if (defined >= CLASSES_MAX) throw new Error(`more than ${CLASSES_MAX} word classes`);
  const bit = 1 << defined;
  defined++;
  for (const word of words) classesByWord.set(word, (classesByWord.get(word) ?? 0) | bit);
  return bit;
}

const remembered = new WeakMap<readonly Token[], Int32Array>();

/** The classes of a word as typed and of its standard form. */
export function classesOf(surface: string, word: string): number {
  const classes = classesByWord.get(surface) ?? 0;
  return word === surface ? classes : classes | (classesByWord.get(word) ?? 0);
}

/** The classes of every token, as typed or in its standard form. */
export function wordClasses(tokens: readonly Token[]): Int32Array {
  const before = remembered.get(tokens);
  if (before !== undefined) return before;
  const classes = new Int32Array(tokens.length);
  for (let index = 0; index < tokens.length; index++) classes[index] = (tokens[index] as Token).known.classes;
  remembered.set(tokens, classes);
  return classes;
}

/** Index of the first token at or after `from` that is of the class; `classes.length` when there is none. */
export function nextOfClass(classes: Int32Array, bit: number, from: number): number {
  let index = from;
  while (index < classes.length && ((classes[index] as number) & bit) === 0) index++;
  return index;
}
