/**
 * How well disguised texts are still read, over a fixed sample of the project's own texts. The floors lie a little
 * below what is reached, so that they go red when a change makes the reader blind to a disguise.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRuleset } from '../../src/files/house.js';
import { addedPoints, keptShare, type Labelled, measure } from './measuring.js';
import { seedOf } from './seeded.js';
import { disguised, TRANSFORMS, tripleOf } from './transforms.js';

const LEARN = path.join(import.meta.dirname, '../corpus/learn');
const SAMPLE = 150;

/** The same texts every time: those whose ids hash lowest. */
function sample(): readonly Labelled[] {
  const all = readdirSync(LEARN).flatMap(name =>
    readFileSync(path.join(LEARN, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Labelled),
  );
  return all.sort((a, b) => seedOf(a.id) - seedOf(b.id)).slice(0, SAMPLE);
}

describe('a disguise', () => {
  const text =
    'Lowongan admin di Kamboja, gaji besar, hubungi +62 812 0000 1234 atau https://contoh.example/loker';

  it('has a name of its own and says what it is', () => {
    expect(new Set(TRANSFORMS.map(({ name }) => name)).size).toBe(TRANSFORMS.length);
    for (const { what } of TRANSFORMS) expect(what.length).toBeGreaterThan(20);
  });

  it.each(TRANSFORMS)('$name is the same each time and changes something', transform => {
    const texts = Array.from({ length: 12 }, (_, key) =>
      disguised(`${text} Kirim uang sekarang`, transform, String(key)),
    );
    expect(texts).toEqual(
      texts.map((_, key) => disguised(`${text} Kirim uang sekarang`, transform, String(key))),
    );
    expect(texts.some(one => one !== `${text} Kirim uang sekarang`)).toBe(true);
  });

  it('comes in threes of different ones', () => {
    for (let key = 0; key < 50; key++) expect(new Set(tripleOf(String(key))).size).toBe(3);
  });
});

describe('of the sample', async () => {
  const { clean, rows } = measure(sample(), await loadRuleset(), 1);

  it('enough is found clean to measure by', () => {
    for (const { expect: kind, found, of } of clean) {
      expect(of).toBeGreaterThan(20);
      if (kind !== 'quiet') expect(found / of).toBeGreaterThan(0.8);
    }
  });

  it.each(rows)('under $name what was found is still found', row => {
    expect(row.caught).toBeGreaterThan(50);
    expect(keptShare(row)).toBeGreaterThanOrEqual(FLOORS[row.name] ?? 0.97);
  });

  it.each(rows)('under $name few quiet texts wake', row => {
    expect(addedPoints(row)).toBeLessThanOrEqual(6);
  });
});

/**
 * Disguises of which less than 97 % (of threes less than 90 %) is kept: a little below what is reached.
 * Short words with a letter missing could be several others, and filler is told from an advert by its words alone.
 */
const FLOORS: Readonly<Record<string, number>> = {
  'regional indicators': 0.95,
  leet: 0.93,
  'spaced letters': 0.92,
  'punctuation inside': 0.9,
  'repeated letters': 0.91,
  'dropped vowels': 0.87,
  typos: 0.85,
  'emoji for words': 0.93,
  'masked words': 0.88,
  'dialect and slang': 0.94,
  'read off a picture': 0.89,
  'hidden in filler': 0.6,
  '1 random triples': 0.83,
};
