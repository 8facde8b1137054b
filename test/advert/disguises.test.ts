import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDisguises } from '../../src/advert/disguises.js';
import { buildLexicon } from '../../src/advert/lexicon.js';
import { fold } from '../../src/advert/normalise.js';
import { tokenise } from '../../src/advert/tokens.js';

const WORDS = ['gaji', 'kamboja', 'paspor', 'lowongan', 'perusahaan', 'berangkat', 'lowongannya', 'disekap'];
const known = new Set(WORDS);
const uses = new Map(WORDS.map(word => [word, 20]));
const lexicon = buildLexicon(
  new Map(),
  known,
  undefined,
  buildDisguises(uses, word => (known.has(word) ? word : undefined), new Set(['kambela'])),
);
const words = (text: string): string[] => tokenise(fold(text), lexicon).map(token => token.word);

describe('a disguised word is read as what it stands for', () => {
  it.each([
    ['vowels dropped', 'kmbja kmbj pspor lwngan', ['kamboja', 'kamboja', 'paspor', 'lowongan']],
    ['a short word without its first vowel', 'gji', ['gaji']],
    ['neighbours swapped', 'kambjoa gaij', ['kamboja', 'gaji']],
    ['a letter missed', 'kambja peruahaan', ['kamboja', 'perusahaan']],
    ['a wrong letter in a long word', 'perusshaan', ['perusahaan']],
    ['stars', 'k*mboja k**boja g*ji', ['kamboja', 'kamboja', 'gaji']],
    ['signs for letters', 'g@ji p@$por kamboj@ $aya', ['gaji', 'paspor', 'kamboja', 'saya']],
    ['one sign inside', 'gaj-i pas.por kam_boja', ['gaji', 'paspor', 'kamboja']],
    ['an apostrophe inside', "kam'boja", ['kamboja']],
    ['dots between the letters', 'k.a.m.b.o.j.a', ['kamboja']],
    ['a word broken at the end of a line', 'perusa-\nhaan', ['perusahaan']],
    ['rn for m, I for l', 'karnboja Iowongan', ['kamboja', 'lowongan']],
    ['digits in a form that rules do not list', 'm3mb4yar', ['membayar']],
    ['letters of a word of the language, spaced out', 'm e m b a y a r', ['membayar']],
    ['indicators kept apart', '🇬 🇦 🇯 🇮', ['gaji']],
    ['several words spaced out in one row', 'g a j i p a s p o r', ['gaji', 'paspor']],
    ['a row that ends with its line', 'g a j i\nb e s a r', ['gaji', 'besar']],
    ['a row that ends before a name', 'g a j i J&T', ['gaji', 'j', 't']],
    ['a word that nobody knows, spaced out', 'b l u m e x', ['blumex']],
    ['a name that is kept, spaced out', 'k a m b e l a', ['kambela']],
    ['letters with signs between, of a word that nobody knows', 'b_l_u_m g.u.p.o', ['blum', 'gupo']],
  ])('%s', (_, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it.each([
    ['words of the language', 'gajah paksa kambing berangan'],
    ['a name that is kept', 'kambela'],
    ['abbreviations', 'ktp smk psp'],
    ['two words with a hyphen', 'antar-jemput'],
    ['an ending with a hyphen', 'hp-nya'],
    ['a handle', '@nak'],
    ['stars around a word', '*besar*'],
    ['a shout', 'seru!'],
    ['figures', '3.000 15.500'],
  ])('%s stay', (_, text) => {
    const tokens = tokenise(fold(text), lexicon);
    expect(tokens.map(token => token.word)).toEqual(tokenise(fold(text)).map(token => token.surface));
  });

  it('quotes the whole disguise', () => {
    const text = 'ke k.a.m.b.o.j.a, g@ji';
    expect(tokenise(fold(text), lexicon).map(({ start, end }) => text.slice(start, end))).toEqual([
      'ke',
      'k.a.m.b.o.j.a',
      'g@ji',
    ]);
  });

  it('takes a star for a letter before it takes it for nothing', () => {
    const one = new Map([['situs', 20]]);
    const disguises = buildDisguises(one, word => (one.has(word) ? word : undefined), new Set(['sits']));
    const read = buildLexicon(new Map(), new Set(one.keys()), undefined, disguises);
    expect(tokenise(fold('sit*s'), read).map(({ word }) => word)).toEqual(['situs']);
  });

  it('says so of a word that it mended, and of no other', () => {
    const mended = tokenise(fold('gaji kambjoa g4ji besar gajinya'), lexicon).filter(
      ({ known }) => known.isMended,
    );
    expect(mended.map(({ surface }) => surface)).toEqual(['kambjoa', 'g4ji']);
  });

  it('never guesses between two that are used alike', () => {
    const two = buildDisguises(
      new Map([
        ['kerja', 9],
        ['karaj', 9],
        ['karja', 9],
      ]),
      () => undefined,
    );
    expect(two.repaired('krja')).toBeUndefined();
  });

  it('gives words in order that lie in the text, the same each time, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        ...WORDS,
        'k*mboja',
        'g@ji',
        '🇰',
        '🇭',
        '\u202e',
        '\u202c',
        '-\n',
        '*',
        '@',
        '!',
        '.',
        ' ',
        'rn',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const text = pieces.join('');
        const tokens = tokenise(fold(text), lexicon);
        let before = 0;
        for (const token of tokens) {
          expect(token.start).toBeGreaterThanOrEqual(before);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.end).toBeLessThanOrEqual(text.length);
          before = token.end;
        }
        expect(tokenise(fold(text), lexicon)).toEqual(tokens);
        expect(fold(fold(text).text).text).toBe(fold(text).text);
      }),
      { numRuns: 1_000 },
    );
  });
});
