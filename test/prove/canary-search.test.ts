/** The search of `canary.ts`: it finds every form of every kind of mark, and nothing where there is nothing. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CORED_KINDS, MarkBook, WHOLE_KINDS } from './canary-marks.js';
import { formsOf, testSight } from './canary-planted.js';
import { CanarySearch } from './canary-search.js';

const NOISE_BYTES = 1024 * 1024;

/** A run with three marks of each kind. */
function prepared(): { book: MarkBook; search: CanarySearch } {
  const search = new CanarySearch();
  const book = new MarkBook(mark => search.learn(mark));
  for (let count = 0; count < 3; count += 1) {
    for (const kind of CORED_KINDS) book.next(kind);
    for (const kind of WHOLE_KINDS) {
      book.note(kind, randomBytes(16));
      book.note(kind, randomBytes(16).toString('base64url'));
    }
  }
  return { book, search };
}

describe('the search for marks', () => {
  const { book, search } = prepared();

  for (const [what, clean] of [
    ['random bytes', randomBytes(NOISE_BYTES)],
    ['base64url without an end', Buffer.from(randomBytes(NOISE_BYTES).toString('base64url'))],
    ['hex without an end', Buffer.from(randomBytes(NOISE_BYTES).toString('hex'))],
  ] as const) {
    it(`finds nothing in ${what}`, () => {
      expect(search.find(clean)).toEqual([]);
    });

    it(`finds each form of each kind in the middle of ${what}`, () => {
      const { missed, planted } = testSight(search, book, clean);
      expect(missed).toEqual([]);
      expect(planted).toBeGreaterThan(1_000);
    });
  }

  it('finds each form alone, and says its kind and no other', () => {
    for (const mark of book.marks)
      for (const { name, bytes } of formsOf(mark)) {
        const found = search.find(Buffer.concat([Buffer.from('x.'), bytes, Buffer.from('.x')]));
        expect(new Set(found.map(({ kind }) => kind)), `${name} of ${mark.kind}`).toEqual(
          new Set([mark.kind]),
        );
      }
  });

  it('does not find the marks of nobody', () => {
    const words = 'nama saya Jexovanti, nomor saya 0813-9147-2001, 88047083, 2001:db8:7a3d:1::1';
    expect(search.find(Buffer.from(words))).toEqual([]);
  });
});
