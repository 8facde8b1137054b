import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryName } from '../../src/replies/country-names.js';
import { maskMail } from '../../src/replies/mask-mail.js';
import { keepStart } from '../../src/replies/mask-names.js';
import { maskQueries } from '../../src/replies/mask-queries.js';
import { maskPersonalData } from '../../src/replies/masking.js';
import { cutWords } from '../../src/replies/quote.js';
import { visibleLength } from '../../src/replies/render-telegram.js';
import { COUNTRY_CODES } from '../fixtures/countries.js';
import { patternsBelow } from './find-patterns.js';

/** What stood in place of the code under test was slow on some texts; its answers were right and must stay. */
const FORMER = {
  mail: /((?:[\p{L}\p{N}_%+-]|(?:\.|\[\.\])){1,64})((?:@|\[@\])(?:[\p{L}\p{N}-]+(?:\.|\[\.\]))+\p{L}{2,})/gu,
  query: /(\p{L}\/?[^\s?]*)\?[^\s]{3,}/gu,
  country: /\s*\(.*\)$/,
  looseEnd: /[\s.,;:–-]+$/u,
  tag: /<[^>]*>/g,
  source: /^https:\/\/[^\s/]+\.[^\s]+( \([^)]+\))?$/,
  telephone: /^(?:item\d+\.)?TEL\b[^:\r\n]*:([^\r\n]+)/gim,
};
const RUNS = { numRuns: 5_000 };

/** Texts of pieces that the patterns look at, so that most of them nearly fit. */
function textOf(...pieces: readonly string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map(all => all.join(''));
}

/** The pattern that ships in `file` and begins so. */
function shippedPattern(file: string, beginning: string): RegExp {
  const found = patternsBelow(`${import.meta.dirname}/../../src`).literals.filter(
    literal => literal.file === file && literal.source.startsWith(beginning),
  );
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${file}: ${found.length} patterns`);
  return new RegExp(only.source, only.flags);
}

describe('code that took the place of a pattern', () => {
  it('masks the same e-mail addresses', () => {
    const text = textOf('@', '[@]', '.', '[.]', 'a', 'bc', 'com', '𝐚', '-', '_', '1', ' ', '[', ']');
    fc.assert(
      fc.property(text, words => {
        const before = words.replace(FORMER.mail, (_, name: string, host: string) => keepStart(name) + host);
        expect(maskMail(words)).toBe(before);
      }),
      RUNS,
    );
  });

  it('masks no more than the last 64 signs of a name, as before', () => {
    for (const length of [63, 64, 65, 200]) {
      for (const sign of ['a', '[.]', '𝐚']) {
        const words = `${sign.repeat(length)}@contoh.com`;
        const before = words.replace(FORMER.mail, (_, name: string, host: string) => keepStart(name) + host);
        expect(maskMail(words)).toBe(before);
      }
    }
  });

  it('masks the same queries', () => {
    const text = textOf('?', '??', 'a', 'wa.me/', '1', '/', ' ', '\n', '=', '😀', '𝐚');
    fc.assert(
      fc.property(text, words => {
        expect(maskQueries(words)).toBe(words.replace(FORMER.query, '$1?…'));
      }),
      RUNS,
    );
  });

  it('groups the same amounts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 999_999_999 }), thousands => {
        const amount = `${thousands}000`;
        const isAmount = /^[1-9]\d{0,5}000(?:000)?$/.test(amount);
        const grouped = amount.replace(/\B(?=(?:\d{3})+$)/g, '.');
        if (isAmount) expect(maskPersonalData(`gaji ${amount}`)).toBe(`gaji ${grouped}`);
      }),
      RUNS,
    );
  });

  it('cuts a quotation at the same place', () => {
    const text = textOf('kata', ' ', '.', ',', ';', ':', '–', '-', '\n', 'kerja ');
    fc.assert(
      fc.property(text, fc.integer({ min: 3, max: 20 }), (words, max) => {
        const cut = cutWords(words, max);
        if (cut === null || !cut.endsWith('…')) return;
        expect(cut.slice(0, -1)).toBe(cut.slice(0, -1).replace(FORMER.looseEnd, ''));
      }),
      RUNS,
    );
  });

  it('names every country the same in both languages', () => {
    for (const locale of ['id', 'en'] as const) {
      for (const code of COUNTRY_CODES) {
        const whole = new Intl.DisplayNames([locale], { type: 'region', style: 'short' }).of(code) ?? code;
        if (whole.length >= 4) expect(countryName(code, locale)).toBe(whole.replace(FORMER.country, ''));
      }
    }
  });
});

describe('a pattern that took the place of another', () => {
  it('counts the same letters in our markup', () => {
    const text = textOf('<b>', '</b>', '<blockquote>', '&lt;', '&amp;', '&gt;', 'a', '\n');
    fc.assert(
      fc.property(text, html => {
        const before = html.replace(FORMER.tag, '').replace(/&(?:lt|gt|amp);/g, ' ').length;
        expect(visibleLength(html)).toBe(before);
      }),
      RUNS,
    );
  });

  it('accepts the same sources of contacts', () => {
    const source = shippedPattern('files/contact-schema.ts', '^https:');
    const text = textOf('.', '/', 'a', 'kemlu', ' ', '(', ')', ' (note)').map(rest => `https://${rest}`);
    fc.assert(
      fc.property(text, address => {
        expect(source.test(address)).toBe(FORMER.source.test(address));
      }),
      RUNS,
    );
  });

  it('reads the same numbers from a shared contact', () => {
    const telephone = shippedPattern('channels/whatsapp/translate-message.ts', '^(?:item');
    const text = textOf('\r\n', '\n', 'item1.', 'TEL', ';waid=62', ':', '+62 811', 'FN', 'X');
    fc.assert(
      fc.property(text, card => {
        const numbersBy = (pattern: RegExp) => [...card.matchAll(pattern)].map(found => found[1]);
        expect(numbersBy(telephone)).toEqual(numbersBy(FORMER.telephone));
      }),
      RUNS,
    );
  });
});
