import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutraliseQuote } from '../../src/replies/neutralise.js';
import { cutQuote, cutWords, QUOTE_LENGTH_MAX, quoteAround } from '../../src/replies/quote.js';

describe('a quotation', () => {
  it('is the matched words, widened to whole words', () => {
    const text = 'berangkat pakai visa turisnya dulu';
    const start = text.indexOf('isa');
    expect(cutQuote(text, { start, end: start + 'isa turis'.length })).toBe('visa turisnya');
  });

  it('never holds half a phone number', () => {
    const text = 'hub 081234567890 segera';
    expect(cutQuote(text, { start: 0, end: 10 })).toBe('hub 0812xxxxxx90');
  });

  it('is cut at the end of a word, with a mark, to 60 characters', () => {
    const quote = cutWords('gaji besar tanpa pengalaman langsung berangkat minggu depan semua ditanggung');
    expect(quote).toBe('gaji besar tanpa pengalaman langsung berangkat minggu depan…');
    expect(quote?.length).toBeLessThanOrEqual(QUOTE_LENGTH_MAX);
  });

  it('is one line without hidden letters, pictures or live links', () => {
    expect(cutWords('🚨🚨 visa\n\u202Eturis\u200B dulu 👉 https://contoh.com/a?b=cde')).toBe(
      'visa turis dulu contoh[.]com/a?…',
    );
  });

  it('is none where nothing readable is left', () => {
    expect(cutWords('\u200B\n ')).toBeNull();
    expect(cutWords('🚨🚨🚨')).toBeNull();
    expect(cutWords('***')).toBeNull();
  });

  it('cuts an endless word too', () => {
    expect(cutWords('x'.repeat(200))).toHaveLength(QUOTE_LENGTH_MAX);
  });

  it('is never too long, whatever stands in the advert, and stays as it is when it is cut or neutralised again', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(
        '0812 3456 7890 ',
        ' contoh.com ',
        '@nama_ku ',
        '🚨',
        '\n',
        '\u202E',
        'a.b.c',
        'Bu Siti ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), pieces => {
        const quote = cutWords(pieces.join(''));
        if (quote === null) return;
        expect(quote.length).toBeLessThanOrEqual(QUOTE_LENGTH_MAX);
        expect(quote).not.toMatch(/[\n\u202E\u200B]/);
        expect(neutraliseQuote(quote)).toBe(quote);
        expect(cutWords(quote)).toBe(quote);
      }),
      { numRuns: 3_000, seed: 20261123 },
    );
  });
});

describe('words around a match', () => {
  const around = (text: string, match: string): string | null =>
    quoteAround(text, { start: text.indexOf(match), end: text.indexOf(match) + match.length });

  it.each([
    [
      'its clause',
      'Berangkat besok pakai visa turis dulu, tiket kami urus',
      'visa turis',
      'Berangkat besok pakai visa turis dulu',
    ],
    ['never the next line', 'Gaji besar\nvisa turis\nmess gratis', 'visa turis', 'visa turis'],
    [
      'a mark where its clause goes on',
      'Dicari segera dua puluh orang CS online untuk penempatan kota pantai di sana',
      'CS',
      '…dua puluh orang CS online untuk penempatan…',
    ],
    ['a long match as it is, cut', 'a '.repeat(60), 'a '.repeat(60).trim(), `${'a '.repeat(29)}a…`],
  ])('are %s', (_, text, match, expected) => {
    expect(around(text, match)).toBe(expected);
  });

  it('show no number of anybody', () => {
    expect(around('Minat hubungi bos 081234567890 sekarang', 'bos')).not.toMatch(/\d{7}/);
  });

  it('are short, on one line and whole, whatever the text and the place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), fc.nat(119), fc.nat(119), (text, a, b) => {
        const span = { start: Math.min(a, b, text.length), end: Math.min(Math.max(a, b), text.length) };
        const quote = quoteAround(text, span);
        expect(quote === null || (quote.length <= QUOTE_LENGTH_MAX && !/[\n\r]/.test(quote))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
