import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutraliseQuote } from '../../src/replies/neutralise.js';
import { cutQuote, cutWords, QUOTE_LENGTH_MAX } from '../../src/replies/quote.js';

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
