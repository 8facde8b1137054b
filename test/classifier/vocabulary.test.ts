import { describe, expect, it } from 'vitest';
import { assess } from '../../src/classifier/assess.js';
import { readAdvert } from '../../src/classifier/read-advert.js';
import { NO_VOCABULARY, wordingPoints } from '../../src/classifier/vocabulary.js';
import { loadRuleset } from '../../src/files/house.js';

const ruleset = loadRuleset();
const points = (text: string, words: Readonly<Record<string, number>>): number =>
  wordingPoints(readAdvert(text, ruleset), {
    points: new Map(Object.entries(words)),
    base: 0,
    raisesAtMost: 3,
    lowersAtMost: 5,
  });

describe('the points of words', () => {
  it('are nothing for words that nobody has counted', () => {
    expect(points('kursi meja lampu', { setor: 4 })).toBe(0);
    expect(wordingPoints(readAdvert('setor uang', ruleset), NO_VOCABULARY)).toBe(0);
  });

  it('count a word once, however often it stands', () => {
    expect(points('setor setor setor', { setor: 4 })).toBe(points('setor', { setor: 4 }));
  });

  it('stay within their bounds', () => {
    expect(points('setor', { setor: 400 })).toBe(3);
    expect(points('setor', { setor: -400 })).toBe(-5);
  });

  it('never speak alone: without a sign of its own a text stays quiet', () => {
    const loud = { ...ruleset, vocabulary: { ...ruleset.vocabulary, base: 3 } };
    const judged = assess(
      'Lowongan kasir di CV Sumber Rejeki Makmur Jombang, gaji 2 juta, antar ke toko',
      loud,
    );
    expect(judged.riskLevel).toBe('none');
  });
});

describe('quotation marks', () => {
  const advert = 'Loker Kamboja, gaji 15 juta, tiket ditanggung, berangkat minggu ini';
  it('make an advert inside them somebody else’s', () => {
    const judged = assess(`Hati-hati modus penipuan, jangan tergiur: "${advert}". Sebarkan ya`, ruleset);
    expect(judged.speechAct).toBe('warning');
    expect(judged.riskLevel).toBeNull();
  });
  it('change nothing around a whole message that is passed on', () => {
    expect(assess(`"${advert}"`, ruleset).riskLevel).toBe('high');
  });
});

describe('a question', () => {
  it('that retells an offer is judged like the offer', () => {
    const judged = assess(
      'Apakah ini benar kak, adik ditawari kerja restoran di Malaysia, masuknya pakai visa turis dulu, tiketnya dibelikan sponsor, tiga hari lagi terbang',
      ruleset,
    );
    expect(judged.riskLevel).toBe('high');
  });
  it('of a few words is only a question', () => {
    expect(assess('Visa turis boleh buat kerja tidak ya?', ruleset).riskLevel).toBeNull();
  });
});
