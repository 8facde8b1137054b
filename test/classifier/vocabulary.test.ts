import { describe, expect, it } from 'vitest';
import { assess } from '../../src/classifier/assess.js';
import { readAdvert } from '../../src/classifier/read-advert.js';
import { NO_VOCABULARY, pointsOf, strongestOn } from '../../src/classifier/vocabulary.js';
import { loadRuleset } from '../../src/files/house.js';

const ruleset = loadRuleset();
const read = (text: string) => {
  const advert = readAdvert(text, ruleset);
  return [advert, ruleset.index.find(advert)] as const;
};
const scale = (words: Readonly<Record<string, number>>, signs: Readonly<Record<string, number>> = {}) => ({
  words: new Map(Object.entries(words)),
  signs: new Map(Object.entries(signs).map(([name, value]) => [ruleset.signs.get(name) as number, value])),
  base: 0,
});
const points = (text: string, words: Readonly<Record<string, number>>): number =>
  pointsOf(scale(words), ...read(text));

describe('the points of words', () => {
  it('are nothing for words that nobody has counted', () => {
    expect(points('kursi meja lampu', { setor: 4 })).toBe(0);
    expect(pointsOf(NO_VOCABULARY.advert, ...read('setor uang'))).toBe(0);
  });

  it('count a word once, however often it stands', () => {
    expect(points('setor setor setor', { setor: 4 })).toBe(points('setor', { setor: 4 }));
  });

  it('are given to signs as well: a word list or a fact, each once', () => {
    const signs = scale({}, { '<abroad>': 8, '@plea_locked': 16 });
    const one = pointsOf(signs, ...read('kerja di Kamboja'));
    expect(one).toBeGreaterThan(0);
    expect(pointsOf(signs, ...read('kerja di Kamboja, bukan di Laos'))).toBe(one);
    expect(pointsOf(signs, ...read('dikunci di Kamboja'))).toBeCloseTo(3 * one);
  });

  it('quote the words that say most, and nothing where none speaks for it', () => {
    const [advert, hits] = read('saya dikunci di Kamboja');
    const hit = strongestOn(scale({ kunci: 2 }, { '<abroad>': 8 }), advert, hits);
    expect(advert.tokens[hit?.from ?? -1]?.surface).toBe('kamboja');
    expect(strongestOn(scale({ kunci: -2 }), advert, hits)).toBeNull();
  });

  it('count less each, the more of them there are: a long text does not shout', () => {
    const text =
      'meja kursi lampu pintu jendela lantai atap dinding kasur bantal sapu ember piring gelas sendok garpu';
    const words = Object.fromEntries(text.split(' ').map(word => [word, 1]));
    expect(points(text, words)).toBeCloseTo(16 / Math.sqrt(16));
    expect(points('meja', words)).toBeCloseTo(1 / Math.sqrt(8));
  });

  it('never warn alone: without a sign that stands in it a text is at most unsure', () => {
    const { vocabulary } = ruleset;
    const loud = { ...ruleset, vocabulary: { ...vocabulary, advert: { ...vocabulary.advert, base: 30 } } };
    const judged = assess(
      'Lowongan kasir di CV Sumber Rejeki Makmur Jombang, gaji 2 juta, antar ke toko',
      loud,
    );
    expect(judged.riskLevel).toBe('unsure');
  });
});

describe('the wording of a plea', () => {
  const withPoints = (base: number) => ({
    ...ruleset,
    vocabulary: {
      ...NO_VOCABULARY,
      plea: { ...scale({ meja: 1 }), base, alone: 4, moreWhereTold: 3, besidePattern: -4 },
    },
  });
  const plain = 'kursi dan meja di sana, lampu dan pintu di sini';
  const soft = 'pagarnya digembok, dijaga satpam, kerja sampai subuh, utang nambah terus. meja';
  const own = 'saya disekap di Kamboja, tolong jemput saya. meja';

  it('is enough where no pattern holds, and is quoted', () => {
    expect(assess(plain, withPoints(3)).kind).toBe('other');
    const judged = assess(plain, withPoints(5));
    expect(judged.kind).toBe('danger');
    expect(judged.findings).toMatchObject([{ rule: 'distress/wording', quote: 'meja' }]);
  });

  it('is not enough in a line of a few words', () => {
    expect(assess('kursi dan meja di sana', withPoints(5)).kind).toBe('other');
  });

  it('speaks against a pattern only where it is clear', () => {
    expect(assess(soft, withPoints(-4)).kind).toBe('danger');
    expect(assess(soft, withPoints(-6)).kind).not.toBe('danger');
    expect(assess(own, withPoints(-6)).kind).toBe('danger');
  });

  it('says who is meant where no pattern does', () => {
    const about = (base: number) => {
      const quiet = withPoints(5);
      return { ...quiet, vocabulary: { ...quiet.vocabulary, relative: { ...scale({ meja: 1 }), base } } };
    };
    expect(assess(plain, about(2)).triage?.who).toBe('relative');
    expect(assess(plain, about(-2)).triage?.who).toBe('self');
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
  it('that retells an offer with many signs is warned of', () => {
    const judged = assess(
      'Apakah ini benar kak, adik ditawari kerja restoran di Malaysia, masuknya pakai visa turis dulu, tiketnya dibelikan sponsor, tiga hari lagi terbang',
      ruleset,
    );
    expect(['high', 'caution']).toContain(judged.riskLevel);
  });
  it('of a few words is only a question', () => {
    expect(assess('Visa turis boleh buat kerja tidak ya?', ruleset).riskLevel).toBeNull();
  });
});

describe('every example of a distress pattern', () => {
  it.each(ruleset.distress.flatMap(({ examples }) => examples.match))(
    'is heard by all together: %j',
    text => {
      expect(assess(text, ruleset).kind).toBe('danger');
    },
  );
});
