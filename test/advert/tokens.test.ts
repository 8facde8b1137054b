import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BREAKS } from '../../src/advert/advert.js';
import { buildLexicon } from '../../src/advert/lexicon.js';
import { fold } from '../../src/advert/normalise.js';
import { tokenise } from '../../src/advert/tokens.js';

const lexicon = buildLexicon(
  new Map([
    ['gk', 'tidak'],
    ['brngkt', 'berangkat'],
  ]),
  new Set(['gaji', 'kamboja', 'paspor', 'lowongan', 'loker', 'tidak', 'berangkat', 'slot']),
);
const words = (text: string): string[] => tokenise(fold(text), lexicon).map(token => token.word);

describe('words of an advert', () => {
  it.each([
    ['slang becomes the standard word', 'gk brngkt', ['tidak', 'berangkat']],
    ['digits for letters', 'l0k3r k4mb0j4 sl07', ['loker', 'kamboja', 'slot']],
    ['l written as 1', 's1ot', ['slot']],
    ['stretched letters', 'gajiiiii kambooja', ['gaji', 'kamboja']],
    ['endings', 'gajinya pasporku pasporne', ['gaji', 'paspor', 'paspor']],
    ['letters spaced out', 'g a j i', ['gaji']],
    ['letters with dots between', 'k.a.m.b.o.j.a!', ['kamboja']],
    ['letters with dashes between', 'k-a-m-b-o-j-a', ['kamboja']],
    ['a doubled word is two words', 'jalan-jalan', ['jalan', 'jalan']],
    ['codes and grades stay', 'N4 B211 S1 15jt', ['n4', 'b211', 's1', '15jt']],
    ['unknown words stay', 'mangga', ['mangga']],
    ['single letters that spell nothing known stay', 'a b c d', ['a', 'b', 'c', 'd']],
    ['an apostrophe inside a word', "jum'at o'smach", ["jum'at", "o'smach"]],
  ])('%s', (_, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('fold under their host although the form with the ending is known too, unless it is a word of its own', () => {
    const both = buildLexicon(new Map(), new Set(['gaji', 'gajinya', 'kata', 'katanya']));
    expect(tokenise(fold('gajinya katanya'), both).map(token => token.word)).toEqual(['gaji', 'katanya']);
  });

  it.each([
    ['a space', 'satu dua', BREAKS.none],
    ['a comma', 'satu, dua', BREAKS.comma],
    ['a bracket', 'satu (dua)', BREAKS.comma],
    ['a line', 'satu\ndua', BREAKS.line],
    ['a picture', 'satu ✅ dua', BREAKS.line],
    ['an empty line', 'satu\n\ndua', BREAKS.sentence],
    ['a full stop', 'satu. Dua', BREAKS.sentence],
    ['a question mark', 'satu?dua', BREAKS.sentence],
    ['a dot inside a number', '15.000', BREAKS.none],
  ])('are separated by %s', (_, text, expected) => {
    expect(tokenise(fold(text))[1]?.breakBefore).toBe(expected);
  });

  it('lie in the text in order and never overlap, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        let before = 0;
        for (const token of tokenise(fold(text), lexicon)) {
          expect(token.start).toBeGreaterThanOrEqual(before);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.end).toBeLessThanOrEqual(text.length);
          before = token.end;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
