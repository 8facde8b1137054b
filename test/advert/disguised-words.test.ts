import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAdvert } from '../../src/classifier/read-advert.js';
import { loadRuleset } from '../../src/files/house.js';

const ruleset = await loadRuleset();
const disguised = (text: string): string[] =>
  (readAdvert(text, ruleset).facts.disguised ?? []).map(({ start, end }) => text.slice(start, end));

describe('words disguised on purpose', () => {
  it.each([
    ['letters of another script in a word', 'kerja di Kаmbоjа ya', 'Kаmbоjа'],
    ['hidden characters in a word', 'gaji di my\u200banmar', 'my\u200banmar'],
    ['stars', 'admin di k*mboja', 'k*mboja'],
    ['signs for letters', 'kirim p@spor dulu', 'p@spor'],
    ['digits for letters', 'kerja di k4mb0ja', 'k4mb0ja'],
    ['dots between the letters', 'ke k.a.m.b.o.j.a besok', 'k.a.m.b.o.j.a'],
    ['letters spaced out among words', 'kirim p a s p o r sekarang', 'p a s p o r'],
    ['enclosed letters among words', 'kirim 🅿🅰🆂🅿🅾🆁 sekarang', '🅿🅰🆂🅿🅾🆁'],
    ['indicators among words', 'kerja di 🇰🇦🇲🇧🇴🇯🇦 ya', '🇰🇦🇲🇧🇴🇯🇦'],
  ])('%s', (_, text, word) => {
    expect(disguised(text)).toEqual([word]);
  });

  it.each([
    ['emoji', '📢 Lowongan kasir 💰 gaji UMR ✈️ 🇮🇩'],
    ['a headline in styled letters', '𝗟𝗼𝘄𝗼𝗻𝗴𝗮𝗻 𝗞𝗲𝗿𝗷𝗮\nKasir toko di Solo'],
    ['a bold word', 'Gaji 𝗯𝗲𝘀𝗮𝗿 dan bonus'],
    ['a headline in enclosed letters', '🅻🅾🆆🅾🅽🅶🅰🅽\nKasir toko di Solo'],
    ['a headline in spaced letters', 'L O W O N G A N\nKasir toko di Solo'],
    ['stretched letters and SMS spelling', 'gajiiii bsr bgt krj brgkt skrg'],
    ['a typing mistake', 'perusahan kami mencari kasri'],
    ['Arabic', 'السلام عليكم lowongan guru ngaji'],
    ['Javanese script', 'ꦱꦸꦒꦼꦁ ꦫꦮꦸꦃ sugeng rawuh'],
    ['Russian', 'Привет, работа в Москве'],
    ['a link, a handle and an address', 'https://kerja.k4rir.id @k3rja admin@k3rja.co.id'],
    ['codes and numbers', 'grade S1, visa B211A, 15jt, N4, 24/7, 2x'],
    ['words with a hyphen or a slash', 'follow-up, back-end, mahasiswa/i, hp-nya, antar-jemput'],
    ['accents', 'kafé, naïve, São Paulo'],
    ['a soft hyphen', 'per\u00adusahaan'],
  ])('are not counted in %s', (_, text) => {
    expect(disguised(text)).toEqual([]);
  });

  it('lie in the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), text => {
        for (const { start, end } of readAdvert(text, ruleset).facts.disguised ?? []) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
