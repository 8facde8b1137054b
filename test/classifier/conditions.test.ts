import { describe, expect, it } from 'vitest';
import { assess } from '../../src/classifier/assess.js';
import { NEGATION_REACH_WORDS } from '../../src/classifier/conditions.js';
import { conditionHolds, smallRuleset } from './small-rules.js';

describe('a condition', () => {
  it.each([
    ['a phrase', 'visa turis', 'pakai visa turis', 'pakai visa kerja'],
    ['a list: any one of them', ['visa turis', 'paspor'], 'paspor saya', 'tiket saya'],
    ['any', { any: ['visa', 'paspor'] }, 'paspor saya', 'tiket saya'],
    ['all, in any order', { all: ['visa', 'paspor'] }, 'paspor lalu visa', 'paspor lalu tiket'],
    ['some: enough of them', { some: ['satu', 'dua', 'tiga'], at_least: 2 }, 'tiga satu', 'tiga tiga'],
    [
      'near: close enough',
      { near: ['paspor', 'tahan'], words: 3 },
      'tahan itu paspor',
      `paspor ${'x '.repeat(20)}tahan`,
    ],
    [
      'near: over the end of a sentence as well',
      { near: ['paspor', 'bos'], words: 4 },
      'Ini bos. Paspor di sana',
      `bos ${'x '.repeat(20)}paspor`,
    ],
    ['not', { all: ['paspor', { not: 'salinan' }] }, 'paspor saya', 'salinan paspor saya'],
    ['a list of words by its name', '@warna', 'baju biru tua', 'baju biru muda'],
    ['parts within parts', { all: [{ any: ['a', 'b'] }, { not: { all: ['c', 'd'] } }] }, 'b c', 'b c d'],
  ])('may be %s', (_, when, text, other) => {
    expect(conditionHolds(when, text)).toBe(true);
    expect(conditionHolds(when, other)).toBe(false);
  });

  it.each([
    [
      'destination in a list',
      { fact: 'destination', in: ['KH'] },
      'lowongan kerja di Kamboja',
      'lowongan kerja di Jepang',
    ],
    [
      'destination abroad',
      { fact: 'destination', is: 'abroad' },
      'lowongan kerja di Kamboja',
      'lowongan kerja di Surabaya',
    ],
    [
      'destination at home',
      { fact: 'destination', is: 'home' },
      'lowongan kerja di Surabaya',
      'lowongan kerja di Kamboja',
    ],
    [
      'destination unknown',
      { fact: 'destination', is: 'unknown' },
      'lowongan kerja',
      'lowongan kerja di Kamboja',
    ],
    ['a place spoken of', { fact: 'mentions', in: ['JP'] }, 'teman saya di Jepang', 'teman saya di Kamboja'],
    [
      'a place abroad spoken of',
      { fact: 'mentions', is: 'abroad' },
      'teman saya di Jepang',
      'teman saya di Surabaya',
    ],
    ['a scam place', { fact: 'mentions', is: 'scam_place' }, 'kerja di Sihanoukville', 'kerja di Tokyo'],
    ['a salary', { fact: 'salary' }, 'gaji 15 juta per bulan', 'kerja di toko'],
    ['a salary from', { fact: 'salary', at_least: 1e7 }, 'gaji 15 juta per bulan', 'gaji 5 juta per bulan'],
    ['a salary below', { fact: 'salary', below: 1e7 }, 'gaji 5 juta per bulan', 'gaji 15 juta per bulan'],
    [
      'a salary in dollars',
      { fact: 'salary', currency: 'USD' },
      'gaji 900 USD per bulan',
      'gaji 15 juta per bulan',
    ],
    ['a visa', { fact: 'visa', in: ['tourist'] }, 'masuk pakai visa turis', 'pakai visa kerja'],
    [
      'who pays',
      { fact: 'payment', payer: 'seeker' },
      'pelamar membayar biaya administrasi Rp 500.000',
      'toko buku di pasar',
    ],
    [
      'days to departure',
      { fact: 'departure', at_most_days: 3 },
      'berangkat besok',
      'berangkat 30 hari lagi',
    ],
    [
      'an employer that is named',
      { fact: 'employer', is: 'named' },
      'lowongan PT Contoh Sejahtera',
      'lowongan kasir',
    ],
    [
      'an employer that is absent',
      { fact: 'employer', is: 'absent' },
      'lowongan kasir',
      'lowongan PT Contoh Sejahtera',
    ],
    ['no licence', { fact: 'licence', is: false }, 'lowongan kasir', 'SIP3MI nomor 123/2024'],
    ['a phone at home', { fact: 'phone', country: 'home' }, 'wa 081200000000', 'wa +855 12 000 000'],
    ['a phone abroad', { fact: 'phone', country: 'abroad' }, 'wa +855 12 000 000', 'wa 081200000000'],
    ['an identifier', { fact: 'identifier', in: ['email'] }, 'kirim ke cv@contoh.co.id', 'datang langsung'],
    [
      'an identifier of a domain',
      { fact: 'identifier', in: ['email', 'link'], domain: ['go.id'] },
      'lihat https://kemnaker.go.id/x',
      'lihat https://go.id.contoh.com/x',
    ],
    ['a kind of speech', { fact: 'speech', in: ['offer'] }, 'lowongan kasir', 'apakah ini'],
    ['a least number of words', { fact: 'words', at_least: 3 }, 'satu dua tiga', 'satu dua'],
    ['a most number of words', { fact: 'words', at_most: 2 }, 'satu dua', 'satu dua tiga'],
  ])('may ask for %s', (_, when, text, other) => {
    expect(conditionHolds(when, text)).toBe(true);
    expect(conditionHolds(when, other)).toBe(false);
  });
});

describe('a word of negation', () => {
  const words = Array.from({ length: NEGATION_REACH_WORDS - 1 }, () => 'itu').join(' ');
  it.each([
    ['right before the phrase undoes it', 'tidak bayar', false],
    ['within its reach', `tidak ${words} bayar`, false],
    ['beyond its reach does not', `tidak ${words} itu bayar`, true],
    ['before a comma does not', 'tidak, bayar', true],
    ['in the sentence before does not', 'Tidak. Bayar', true],
    ['after the phrase does not', 'bayar tidak', true],
    ['undoes one place and not the other', 'tidak bayar ya, lalu bayar', true],
  ])('%s', (_, text, holds) => {
    expect(conditionHolds('bayar', text)).toBe(holds);
  });

  it('counts for nothing in a rule that says so', () => {
    expect(conditionHolds('bayar', 'tidak bayar', { negation: 'counts' })).toBe(true);
  });

  it('does not undo an exception', () => {
    const unless = [{ because: 'a test', when: 'gratis' }];
    expect(conditionHolds('bayar', 'bayar', { unless })).toBe(true);
    expect(conditionHolds('bayar', 'bayar, tidak gratis', { unless })).toBe(false);
  });
});

describe('the words that a condition holds on', () => {
  /** What the only finding quotes. */
  const quoted = (when: unknown, text: string): string | null | undefined =>
    assess(text, smallRuleset({ 'uji/aturan': { when, strength: 'alone' } })).findings[0]?.quote;

  it.each([
    ['of a phrase: the first place', 'visa turis', 'lowongan visa turis', 'visa turis'],
    ['of any: the first part that holds', { any: ['paspor', 'visa'] }, 'lowongan visa paspor', 'paspor'],
    ['of all: the first part', { all: ['paspor', 'visa'] }, 'lowongan visa paspor', 'paspor'],
    [
      'of all: the part with words, whatever stands beside it',
      { all: [{ fact: 'speech', in: ['offer'] }, 'paspor'] },
      'lowongan: paspor',
      'paspor',
    ],
    [
      'of near: from the first part to the last',
      { near: ['paspor', 'bos'], words: 4 },
      'lowongan paspor di bos',
      'paspor di bos',
    ],
    [
      'of a fact: where it stands',
      { fact: 'visa', in: ['tourist'] },
      'lowongan pakai visa turis',
      'visa turis',
    ],
  ])('are those %s', (_, when, text, expected) => {
    expect(quoted(when, text)).toBe(expected);
  });

  it('are none for something that has no place, so that no finding is shown that nobody can check', () => {
    const when = { fact: 'speech', in: ['offer'] };
    const judged = (about: string) =>
      assess('lowongan', smallRuleset({ 'uji/aturan': { when, strength: 'alone', about } }));
    expect(judged('present').findings).toEqual([]);
    expect(judged('missing').findings).toMatchObject([
      { rule: 'uji/aturan', quote: null, start: null, end: null },
    ]);
  });
});
