/**
 * What somebody does to an honest or a fraudulent text so that no program reads it: letters dropped, doubled and
 * swapped, pieces of other texts in between, other alphabets, hidden characters. Takes and gives strings, by chance.
 */
import type { Chance } from '../prove/chance.js';

type Mutation = (text: string, chance: Chance, other: () => string) => string;

const HIDDEN = ['\u200b', '\u00ad', '\u2060', '\ufe0f', '\u202e', '\u0301', '\u{e0061}'];
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  i: 'і',
  o: 'ο',
  p: 'р',
  c: 'с',
  k: 'κ',
  s: 'ѕ',
};
const LEET: Readonly<Record<string, string>> = {
  a: '4',
  e: '3',
  i: '1',
  o: '0',
  s: '5',
  g: '9',
  t: '7',
  b: '8',
};

const MUTATIONS: readonly Mutation[] = [
  (text, chance) => cutAt(text, chance, (before, _, after) => before + after),
  (text, chance) => cutAt(text, chance, (before, piece, after) => before + piece + piece + after),
  (text, chance) => cutAt(text, chance, (before, piece, after) => after + piece + before),
  (text, chance) =>
    cutAt(text, chance, (before, piece, after) => before + [...piece].reverse().join('') + after),
  (text, chance, other) => cutAt(text, chance, (before, _, after) => before + other().slice(0, 80) + after),
  (text, chance) => cutAt(text, chance, (before, piece, after) => before + piece.toUpperCase() + after),
  text => [...text].map((letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter)).join(''),
  text => text.replace(/\p{L}/gu, letter => `${letter} `),
  text => text.replace(/\p{L}/gu, letter => `${letter}.`),
  (text, chance) =>
    text.replace(/\p{L}/gu, letter => letter + (chance.happens(0.2) ? chance.oneOf(HIDDEN) : '')),
  (text, chance) => text.replace(/[aeiou]/g, letter => letter.repeat(1 + Math.floor(chance.between(0, 4)))),
  text => text.replace(/[a-z]/gi, letter => styled(letter)),
  text => text.replace(/[aeiopcks]/g, letter => LOOK_ALIKES[letter] ?? letter),
  text => text.replace(/[aeiosgtb]/g, letter => LEET[letter] ?? letter),
  text => text.replace(/ /g, '\n'),
  text => text.replace(/ /g, ''),
  text => text.normalize('NFD'),
  text => [...text].reverse().join(''),
];

/** One to three mutations on top of each other. @param other another text of the same collection */
export function mutated(text: string, chance: Chance, other: () => string): string {
  let result = text;
  for (let left = Math.floor(chance.between(1, 4)); left > 0; left--)
    result = chance.oneOf(MUTATIONS)(result, chance, other);
  return result;
}

/** Cuts anywhere, through the middle of a character as well. */
function cutAt(
  text: string,
  chance: Chance,
  join: (before: string, piece: string, after: string) => string,
): string {
  const from = Math.floor(chance.between(0, text.length + 1));
  const to = Math.min(text.length, from + Math.floor(chance.between(1, 30)));
  return join(text.slice(0, from), text.slice(from, to), text.slice(to));
}

/** Mathematical bold letters. */
function styled(letter: string): string {
  const isCapital = letter <= 'Z';
  return String.fromCodePoint((isCapital ? 0x1d400 - 65 : 0x1d41a - 97) + (letter.codePointAt(0) ?? 0));
}
