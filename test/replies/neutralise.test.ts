import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutraliseQuote } from '../../src/replies/neutralise.js';
import { liveLinks } from '../contracts/live-links.js';

describe('a quotation made harmless', () => {
  it.each([
    ['a scheme', 'buka https://contoh.com/daftar?a=1', 'buka contoh[.]com/daftar?a=1'],
    ['an address without scheme', 'buka contoh.co.id ya', 'buka contoh[.]co[.]id ya'],
    ['a chat link', 'wa.me/62000000001 t.me/contoh', 'wa[.]me/62000000001 t[.]me/contoh'],
    ['any other scheme', 'tg://resolve?domain=contoh', 'resolve?domain=contoh'],
    ['an address in other letters', 'контора.рф 例子。中国', 'контора[.]рф 例子[.]中国'],
    ['a full-width dot', 'contoh．com', 'contoh[.]com'],
    ['a numeric address', 'http://127.0.0.1:80/x', '127[.]0[.]0[.]1:80/x'],
    ['a mail address', 'surat@contoh.com', 'surat[@]contoh[.]com'],
    ['a command', 'balas /daftar atau gaji 5jt/bulan', 'balas / daftar atau gaji 5jt/bulan'],
    ['a name', 'hubungi @agen_contoh', 'hubungi [@]agen_contoh'],
    ['a sentence without a space', 'gaji besar.Tanpa syarat', 'gaji besar[.]Tanpa syarat'],
  ])('breaks %s', (_name, quote, expected) => {
    expect(neutraliseQuote(quote)).toBe(expected);
  });

  it.each([
    ['money', 'gaji Rp12.500.000 per bulan'],
    ['a thousand million', 'Rp1.000.000.000'],
    ['an abbreviation and a full stop', 'a.n. Contoh, dst. Lalu'],
    ['a time and a date', '08.30 tgl 1.2.2026'],
    ['an emoji of two signs', 'gaji ❤️ 💰'],
    ['a letter with its mark', 'Jose\u0301'],
    ['markup, which is for the renderers to escape', '<b>*tebal*</b> &amp; _x_'],
  ])('leaves %s alone', (_name, quote) => {
    expect(neutraliseQuote(quote)).toBe(quote);
  });

  it.each([
    ['text direction', '\u202Ekanan\u202C \u2066x\u2069\u200F', 'kanan x'],
    ['zero width', 'ter\u200Bsem\u200Dbunyi\uFEFF\u2060', 'tersembunyi'],
    ['soft hyphens and fillers', 'pas\u00ADpor\u3164\u115F', 'paspor'],
    ['tag letters', 'x\u{E0061}\u{E0062}', 'x'],
    ['a pile of marks', `z${'\u0336'.repeat(40)}`, 'z\u0336\u0336'],
    ['half an emoji', 'gaji \uD83D besar', 'gaji besar'],
    ['line breaks and tabs', 'satu\r\n\tdua\u2028tiga\u0085empat', 'satu dua tiga empat'],
    ['terminal commands', 'x\u001B[31mmerah\u0007', 'x [31mmerah'],
  ])('drops %s', (_name, quote, expected) => {
    expect(neutraliseQuote(quote)).toBe(expected);
  });

  it('hides a link from no trick: letters taken out do not put one together', () => {
    expect(neutraliseQuote('htt\u200Bps:\u200B//con\u200Btoh.\u200Bcom')).toBe('contoh[.]com');
  });

  const nasty = fc.constantFrom(
    ...[
      '.',
      '。',
      '．',
      '@',
      '://',
      'http',
      'com',
      'contoh',
      't.me/',
      '\u200B',
      '\u202E',
      '\n',
      ' ',
      '/',
      '-',
      '1',
      '255',
      '\uFE0F',
      '\u0301',
      'é',
      '😀',
      '<',
      '&',
    ],
  );

  it('is one line without a live link or a hidden letter, whatever it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { maxLength: 25 }), parts => {
        const line = neutraliseQuote(parts.join(''));
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u200B-\u200F\u202A-\u202E\u2060-\u2069]/u);
        expect(line).not.toMatch(/\p{Cs}/u);
        expect(liveLinks(line, [])).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('the finder of live links finds each kind of them', () => {
    for (const live of [
      'https://x',
      'contoh.com',
      'a@b',
      '@agen',
      '127.0.0.1',
      'контора.рф',
      'surat@contoh.com',
    ]) {
      expect(liveLinks(`lihat ${live} ya`, []), live).not.toEqual([]);
    }
    expect(liveLinks('lihat contoh[.]com [@]agen Rp12.500.000', [])).toEqual([]);
    expect(liveLinks('https://wa.me/1 dan https://wa.me/2', ['https://wa.me/1'])).toEqual([
      'https://wa.me/2',
    ]);
  });
});
