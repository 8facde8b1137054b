import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, originalSpan } from '../../src/advert/normalise.js';

describe('folding', () => {
  it.each([
    ['capitals', 'GAJI Besar', 'gaji besar'],
    ['styled letters', '𝐊𝐀𝐌𝐁𝐎𝐉𝐀 𝓰𝓪𝓳𝓲', 'kamboja gaji'],
    ['full-width letters', 'ｐａｓｐｏｒ', 'paspor'],
    ['circled and squared letters', 'ⓖⓐⓙⓘ 🅱🅾🆂', 'gaji bos'],
    ['Cyrillic look-alikes', 'Каmbоjа', 'kamboja'],
    ['Greek look-alikes', 'κamβοja', 'kamboja'],
    ['small capitals', 'ɢᴀᴊɪ', 'gaji'],
    ['zero-width characters', 'k\u200ba\u200cm\u200db\ufeffoja', 'kamboja'],
    ['bidi controls', '\u202dga\u200eji\u202c', 'gaji'],
    ['a word stored backwards and turned round', 'ke \u202eajobmak\u202c!', 'ke kamboja!'],
    ['other scripts', 'ꓗꓮꓟꓐꓳꓙꓮ ᗰYᗩᑎᗰᗩᖇ', 'kamboja myanmar'],
    ['indicators that spell a word', '🇰🇦🇲🇧🇴🇯🇦', 'kamboja'],
    ['indicators kept apart', '🇬\u200b🇦\u200b🇯\u200b🇮', 'gaji'],
    ['flags in a row', '🇰🇭🇲🇲', '🇰🇭🇲🇲'],
    [
      'a word all of whose pairs are flags, beside one of which they are not',
      '🇲🇪🇩🇮🇦 🇸🇴🇸🇮🇦🇱 🇮🇩',
      'media sosial 🇮🇩',
    ],
    ['combining marks', 'g\u0335a\u0301j\u0308i', 'gaji'],
    ['accents', 'gâjí', 'gaji'],
    ['a lone surrogate becomes a gap', 'gaji\ud800besar', 'gaji besar'],
    ['flags stay flags', '🇰🇭', '🇰🇭'],
    ['a ligature', 'ﬁnance', 'finance'],
  ])('%s', (_, text, folded) => {
    expect(fold(text).text).toBe(folded);
  });

  it('leads every folded unit back to where it stood', () => {
    const text = 'Ke 𝐊𝐀𝐌𝐁𝐎𝐉𝐀!';
    const folded = fold(text);
    const from = folded.text.indexOf('kamboja');
    const span = originalSpan(folded, from, from + 'kamboja'.length);
    expect(text.slice(span.start, span.end)).toBe('𝐊𝐀𝐌𝐁𝐎𝐉𝐀');
  });

  it('leaves the highest planes as they are, of which it remembers nothing', () => {
    const changed: string[] = [];
    for (let codePoint = 0x30000; codePoint <= 0x10ffff; codePoint += 5) {
      const character = String.fromCodePoint(codePoint);
      const plain = character.normalize('NFKD').toLowerCase().normalize('NFKC').replace(/\p{M}/gu, '');
      const kept = /\p{Default_Ignorable_Code_Point}/u.test(character) ? '' : plain;
      if (fold(character).text !== kept) changed.push(codePoint.toString(16));
    }
    expect(changed).toEqual([]);
  });

  it('takes any string, folds a folded text to itself and keeps offsets in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        const folded = fold(text);
        expect(folded.starts.length).toBe(folded.text.length);
        expect(fold(folded.text).text).toBe(folded.text);
        for (let index = 0; index < folded.text.length; index++) {
          const start = folded.starts[index] as number;
          const end = folded.ends[index] as number;
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          if (index > 0) expect(start).toBeGreaterThanOrEqual(folded.starts[index - 1] as number);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
