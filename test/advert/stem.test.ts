/** Stems are those of the stemmer, also where it is not asked. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import stemmer from 'natural/lib/natural/stemmers/indonesian/stemmer_id.js';
import { describe, expect, it } from 'vitest';
import { stemOf } from '../../src/advert/stem.js';

const LEARN = path.join(import.meta.dirname, '../corpus/learn');

function wordsOfCorpus(): readonly string[] {
  const words = new Set<string>();
  for (const file of readdirSync(LEARN))
    for (const word of readFileSync(path.join(LEARN, file), 'utf8')
      .toLowerCase()
      .match(/\b[a-z]{4,30}\b/g) ?? [])
      words.add(word);
  return [...words].filter((_, index) => index % 3 === 0);
}

describe('the stem of a word', () => {
  it('is what the stemmer gives, for the words of the corpus and for words with a slip in them', () => {
    const words = wordsOfCorpus();
    const slipped = words.map((word, index) => {
      const at = 1 + (index % (word.length - 1));
      return `${word.slice(0, at)}x${word.slice(at + 1)}`;
    });
    expect(words.length).toBeGreaterThan(3_000);
    const different = [...words, ...slipped].filter(word => stemOf(word) !== stemmer.stem(word));
    expect(different).toEqual([]);
  });

  it('is the word itself where nothing can be taken off', () => {
    expect(['kerja', 'xyzzyq', 'ab12'].map(stemOf)).toEqual(['kerja', 'xyzzyq', 'ab12']);
    expect(['bekerja', 'dikurung', 'menyetujui', 'finalisasi'].map(stemOf)).toEqual([
      'kerja',
      'kurung',
      'tuju',
      'final',
    ]);
  });
});
