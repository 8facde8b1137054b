import { describe, expect, it } from 'vitest';
import { seenWords } from '../../src/replies/contacts-for.js';
import { countryName } from '../../src/replies/country-names.js';
import { textsThatShip, toolsThatShip } from '../reply-rules/shipped.js';

const texts = textsThatShip();

describe('the age of a contact', () => {
  it('is printed with month and year in the language of the reader', () => {
    expect(seenWords({ kind: 'fresh', month: '2026-09' }, texts, 'id')).toBe('per September 2026');
    expect(seenWords({ kind: 'ageing', month: '2025-12' }, texts, 'id')).toBe(
      'terakhir terlihat Desember 2025, mungkin sudah berubah',
    );
    expect(seenWords({ kind: 'old_national', month: '2022-03' }, texts, 'id')).toBe(
      'per Maret 2022, sudah lama',
    );
    expect(seenWords({ kind: 'fresh', month: '2026-09' }, texts, 'en')).toBe('as of September 2026');
    expect(seenWords({ kind: 'ageing', month: '2025-12' }, texts, 'id', 'short')).toBe(
      'terakhir terlihat Des 2025, mungkin sudah berubah',
    );
    expect(seenWords({ kind: 'ageing', month: null }, texts, 'id')).toBe('mungkin sudah berubah');
  });

  it('follows the clock that was handed in', () => {
    const question = { country: 'KH', from: 'abroad', need: 'danger', max: 1 } as const;
    const seen = (now: number) => toolsThatShip('id', now).contactsFor(question, 'id')[0]?.seen;
    expect(seen(Date.UTC(2028, 0, 1))).not.toBe(seen(Date.UTC(2026, 0, 1)));
  });
});

describe('the name of a country', () => {
  it.each([
    ['KH', 'Kamboja'],
    ['MM', 'Myanmar'],
    ['SA', 'Arab Saudi'],
    ['HK', 'Hong Kong'],
    ['AE', 'Uni Emirat Arab'],
    ['US', 'Amerika Serikat'],
    ['TW', 'Taiwan'],
  ])('%s is %s', (code, name) => {
    expect(countryName(code, 'id')).toBe(name);
  });

  it('is the code where there is none', () => {
    expect(countryName('nonsense', 'id')).toBe('nonsense');
  });
});
