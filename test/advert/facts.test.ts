import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../src/advert/facts.js';
import type { Facts, Span } from '../../src/assessment.js';
import { findIdentifiers } from '../../src/identifiers/find-identifiers.js';
import { employersOfTheRules, gazetteerOfTheRules, quoted, readText } from './read-text.js';

const gazetteer = gazetteerOfTheRules();
const employers = employersOfTheRules();

function facts(text: string): Facts {
  const reading = readText(text);
  return readFacts(reading, findIdentifiers(reading), gazetteer, employers);
}

function spansOf(found: Facts): Span[] {
  const lists = [...found.money, ...found.places, ...found.visas, ...found.payments];
  const single = [found.departure?.span, found.employer.span].filter(span => span != null);
  return [...lists.map(fact => fact.span), ...single];
}

describe('readFacts', () => {
  it('reads a whole offer', () => {
    const text =
      'DICARI CS kerja di Kamboja 🇰🇭\nGaji $900-1.200/bulan\nTiket & visa ditanggung bos, visa turis dulu\n' +
      'Besok langsung berangkat\nWA +855 10 000 000';
    const found = facts(text);
    expect(found.destination).toBe('KH');
    expect(found.money.map(money => [money.min, money.max, money.currency, money.period])).toEqual([
      [900, 1200, 'USD', 'month'],
    ]);
    expect(found.visas.map(visa => visa.kind)).toEqual(['tourist']);
    expect(found.payments.map(payment => `${payment.payer} ${payment.what}`)).toEqual([
      'employer tiket',
      'employer visa',
    ]);
    expect(found.departure?.days).toBe(0);
    expect(found.employer.kind).toBe('absent');
    expect(found.licence).toBe(false);
  });

  it('reads no money out of a telephone number and no place out of a link', () => {
    const found = facts('hub 081200000001, bit.ly/loker-taiwan');
    expect(found.money).toEqual([]);
    expect(found.places).toEqual([]);
  });

  it('finds nothing in an empty text', () => {
    expect(facts('')).toEqual({
      money: [],
      places: [],
      visas: [],
      payments: [],
      departure: null,
      employer: { kind: 'absent', name: null, span: null },
      knownEmployers: [],
      licence: false,
      writerIsMinor: false,
      destination: null,
    });
  });

  it('reads any text without failing, every span inside it, and the same each time', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        ...[
          'gaji ',
          '12-15jt',
          'Rp',
          '7.000.000',
          ' s/d ',
          '$',
          '2 digit ',
          'lima belas juta ',
          'kerja di ',
          'Kamboja',
          ' dan ',
          'via ',
          'visa ',
          'turis ',
          'tidak ',
          'biaya ',
          'bayar ',
          'ditanggung ',
          'gratis ',
          'besok ',
          '3 hari lagi ',
          'berangkat ',
          'PT ',
          'Toko Contoh ',
          'bahasa ',
          '🇰🇭',
          '\ud83c',
          '\n',
          '. ',
          '\u200b',
        ],
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const text = pieces.join('');
        const found = facts(text);
        for (const span of spansOf(found)) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.start).toBeLessThan(span.end);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(quoted(text, span)).not.toBe('');
        }
        for (const money of found.money) expect(money.min).toBeLessThanOrEqual(money.max);
        expect(facts(text)).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });
});
