/** Nothing that is a word is ruled out, and most of what is none is. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ANY_LETTERS, letterRowsOf, mayBeWordUpTo } from '../../src/advert/letter-rows.js';
import { BEGINNINGS, ENDINGS, isRealWord, roots } from '../../src/advert/stem.js';
import { Chance } from '../prove/chance.js';

const LEARN = path.join(import.meta.dirname, '../corpus/learn');
const language = letterRowsOf([]);
const cutShort = (words: Iterable<string>): string[] =>
  [...words].filter(word => isRealWord(word) && mayBeWordUpTo(language, word) !== word.length);

function corpusWords(): ReadonlySet<string> {
  const texts = readdirSync(LEARN).map(file => readFileSync(path.join(LEARN, file), 'utf8').toLowerCase());
  return new Set(texts.flatMap(text => text.match(/\b[a-z]{3,30}\b/g) ?? []));
}

describe('letters in a row', () => {
  it('rule out no word of the corpus, also with letters wrong, and no root', () => {
    const words = corpusWords();
    expect(words.size).toBeGreaterThan(5_000);
    const chance = new Chance(7);
    const slipped = [...words].map(word => {
      const at = Math.floor(chance.between(0, word.length));
      return word.slice(0, at) + chance.oneOf([...'aeioubdgklmnprst']) + word.slice(at + 1);
    });
    expect(cutShort([...words, ...slipped, ...roots()])).toEqual([]);
  });

  it('rule out no root with anything before and behind it', () => {
    const chance = new Chance(8);
    const some = (affixes: readonly string[]): string =>
      Array.from({ length: Math.floor(chance.between(0, 4)) }, () => chance.oneOf(affixes)).join('');
    const all = [...roots()].filter(root => /^[a-z]+$/.test(root));
    const formed = Array.from({ length: 8_000 }, (_, at) => {
      const root = chance.oneOf(all);
      const core = at % 2 === 0 ? root : root.slice(1);
      return some(BEGINNINGS) + core + some(ENDINGS);
    });
    expect(formed.filter(isRealWord).length).toBeGreaterThan(1_000);
    expect(cutShort(formed)).toEqual([]);
    expect(cutShort(['gerigi', 'telunjuk', 'gemuruh', 'kinerja', 'menyetujui', 'penyerahan'])).toEqual([]);
  });

  it('say how far something may be a word, and know the words they are given', () => {
    expect(mayBeWordUpTo(language, 'kerjaxqzv')).toBe(5);
    expect(mayBeWordUpTo(language, 'xqzvkerja')).toBe(3);
    expect(mayBeWordUpTo(letterRowsOf(['xqzv']), 'xqzvkerja')).toBe(4);
    expect(mayBeWordUpTo(language, 'xq')).toBe(2);
    expect(mayBeWordUpTo(language, 'kerja2xqzv')).toBe(10);
    expect(mayBeWordUpTo(ANY_LETTERS, 'xqzvxqzv')).toBe(8);
  });

  it('rule out nearly all that is written by chance', () => {
    const chance = new Chance(9);
    const byChance = Array.from({ length: 2_000 }, () =>
      Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(chance.between(0, 26)))).join(''),
    );
    const passed = byChance.filter(letters => mayBeWordUpTo(language, letters) === letters.length);
    expect(passed.length).toBeLessThan(20);
  });
});
