import { describe, expect, it } from 'vitest';
import { PhraseError, parsePhrase, SEQUENCES_PER_PHRASE_MAX } from '../../src/classifier/phrase.js';

const lists = new Map([
  ['wisata', ['turis', 'wisata', 'jalan jalan']],
  ['dikurung', ['disekap', 'tidak (boleh|bisa) keluar', '@wisata paksa']],
  ['circle', ['a', '@round']],
  ['round', ['b @circle']],
]);
const shape = (source: string): string[] =>
  parsePhrase(source, lists).map(sequence =>
    sequence
      .map(item => {
        if (item.kind === 'gap') return `gap${item.max}`;
        if (item.kind === 'fact') return `<${item.name}>`;
        return [
          ...item.words,
          ...[...item.stems].map(stem => `~${stem}`),
          ...item.beginnings.map(b => `${b}*`),
        ].join('|');
      })
      .join(' '),
  );

describe('a phrase', () => {
  it.each([
    ['words', 'visa turis', ['visa turis']],
    ['words as people type them', 'VISA Turis', ['visa turis']],
    ['a hyphen is a space', 'jalan-jalan', ['jalan jalan']],
    ['a stem', '~bayar dulu', ['~bayar dulu']],
    ['a beginning', 'kambo*', ['kambo*']],
    ['gaps', 'bayar .. dulu ... berangkat', ['bayar gap3 dulu gap8 berangkat']],
    ['alternatives of one word are one place', '(turis|wisata) dulu', ['turis|wisata dulu']],
    [
      'alternatives of several words are spelled out',
      '(visa turis|voa) dulu',
      ['voa dulu', 'visa turis dulu'],
    ],
    ['something that may be missing', 'sangat? cepat', ['cepat', 'sangat cepat']],
    ['a group that may be missing', 'visa (untuk kerja)? turis', ['visa untuk kerja turis', 'visa turis']],
    ['a list', 'visa @wisata', ['visa turis|wisata', 'visa jalan jalan']],
    [
      'a list of phrases and of other lists',
      '@dikurung ..  saya',
      [
        'disekap gap3 saya',
        'tidak boleh|bisa keluar gap3 saya',
        'turis|wisata paksa gap3 saya',
        'jalan jalan paksa gap3 saya',
      ],
    ],
    ['a fact', 'gaji <dollars>', ['gaji <dollars>']],
  ])('may hold %s', (_, source, expected) => {
    expect(shape(source)).toEqual(expected);
  });

  it.each([
    ['an unknown list', '@tidakada', 'no list'],
    ['an unknown fact', '<uang>', 'no fact'],
    ['an open bracket', '(a|b', 'not closed'],
    ['a closing bracket too many', 'a)', 'unexpected'],
    ['a gap at the end', 'a ..', 'begin or end'],
    ['nothing', '  ', 'empty'],
    ['a list that names itself', '@circle', 'names itself'],
    ['too many alternatives', '(a b|c d|e f|g h) '.repeat(6).trim(), `more than ${SEQUENCES_PER_PHRASE_MAX}`],
  ])('is refused for %s, saying so', (_, source, message) => {
    expect(() => parsePhrase(source, lists)).toThrow(PhraseError);
    expect(() => parsePhrase(source, lists)).toThrow(message);
  });
});
