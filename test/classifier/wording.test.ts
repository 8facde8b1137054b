import { describe, expect, it } from 'vitest';
import { SPEECH_ACTS } from '../../src/assessment.js';
import { assess } from '../../src/classifier/assess.js';
import { readAdvert } from '../../src/classifier/read-advert.js';
import type { Ruleset } from '../../src/classifier/ruleset.js';
import { NO_WORDING, SCALES, type ScaleName, Wording } from '../../src/classifier/wording.js';
import {
  gramFeatures,
  pairFeature,
  signFeature,
  wordFeature,
} from '../../src/classifier/wording-features.js';
import { loadRuleset } from '../../src/files/house.js';

const ruleset = await loadRuleset();
const read = (text: string) => {
  const advert = readAdvert(text, ruleset);
  return [advert, ruleset.index.find(advert)] as const;
};
const feature = (stem: string): number => wordFeature(stem) as number;

/** A model of a few features that knows one scale. */
function model(scale: ScaleName, features: ReadonlyMap<number, number>, base = 0): Wording {
  const at = SCALES.indexOf(scale);
  return new Wording(
    {
      features: Uint32Array.from(features.keys()),
      weights: Float32Array.from(
        [...features.values()].flatMap(value => SCALES.map((_, index) => (index === at ? value : 0))),
      ),
      bases: { ...NO_WORDING.bases, [scale]: base },
    },
    ruleset.signs,
  );
}
const words = (points: Readonly<Record<string, number>>): Map<number, number> =>
  new Map(Object.entries(points).map(([stem, value]) => [feature(stem), value]));
const advertPoints = (text: string, features: ReadonlyMap<number, number>): number =>
  model('advert', features).read(...read(text)).advert;

describe('the choice of words', () => {
  it('says nothing where nobody has counted the words', () => {
    expect(advertPoints('kursi meja lampu', words({ setor: 4 }))).toBe(0);
    expect(new Wording(NO_WORDING, ruleset.signs).read(...read('setor uang')).advert).toBe(0);
  });

  it('counts a word once, however often it stands, and anew in the next text', () => {
    const counted = model('advert', words({ setor: 4 }));
    const once = counted.read(...read('setor')).advert;
    expect(once).toBeGreaterThan(0);
    expect(counted.read(...read('setor setor setor')).advert).toBe(once);
    expect(counted.read(...read('setor')).advert).toBe(once);
  });

  it('knows two words next to each other, in one sentence', () => {
    const pair = new Map([[pairFeature(feature('meja'), feature('kursi')), 8]]);
    expect(advertPoints('meja kursi', pair)).toBeGreaterThan(0);
    expect(advertPoints('kursi meja', pair)).toBe(0);
    expect(advertPoints('ada meja. Kursi juga', pair)).toBe(0);
  });

  it('knows parts of words, with their beginning and end', () => {
    const [first] = gramFeatures({ surface: 'mejakursi', word: 'mejakursi', isMended: false }) as [number];
    expect(advertPoints('mejabundar', new Map([[first, 8]]))).toBeGreaterThan(0);
    expect(advertPoints('kursimeja', new Map([[first, 8]]))).toBe(0);
  });

  it('knows word lists and facts, each once', () => {
    const signs = new Map([
      [signFeature('<abroad>'), 8],
      [signFeature('@plea_locked'), 16],
    ]);
    const one = advertPoints('kerja di Kamboja', signs);
    expect(one).toBeGreaterThan(0);
    expect(advertPoints('kerja di Kamboja, bukan di Laos', signs)).toBe(one);
    expect(advertPoints('dikunci di Kamboja', signs)).toBeCloseTo(3 * one);
  });

  it('keeps its scales apart', () => {
    const only = model('plea', words({ meja: 4 })).read(...read('meja'));
    expect(only.plea).toBeGreaterThan(0);
    expect([only.relative, only.now, only.advert]).toEqual([0, 0, 0]);
  });

  it('quotes the word that says most, and nothing where none speaks for it', () => {
    const [advert, hits] = read('saya dikunci di Kamboja');
    const both = new Map([...words({ kunci: 2 }), [signFeature('<abroad>'), 8]]);
    const hit = model('plea', both).strongestOn('plea', advert, hits);
    expect(advert.tokens[hit?.from ?? -1]?.surface).toBe('kamboja');
    expect(model('plea', words({ kunci: -2 })).strongestOn('plea', advert, hits)).toBeNull();
  });

  it('lets each word count less, the more of them there are: a long text does not shout', () => {
    const text =
      'meja kursi lampu pintu jendela lantai atap dinding kasur bantal sapu ember piring gelas sendok garpu';
    const all = words(Object.fromEntries(read(text)[0].tokens.map(({ stem }) => [stem, 1])));
    expect(advertPoints(text, all)).toBeCloseTo(16 / Math.sqrt(16));
    expect(advertPoints('meja', all)).toBeCloseTo(1 / Math.sqrt(8));
  });
});

describe('the wording of a plea', () => {
  /** Signs say nothing, so the words alone decide. */
  const withPoints = (base: number): Ruleset => {
    const { learnt } = ruleset.weights;
    const acts = Object.fromEntries(SPEECH_ACTS.map(act => [act, 0])) as typeof learnt.plea.acts;
    const plea = { base: 0, acts, patterns: [], ownPlea: 0, notMeant: 0, length: [] };
    return {
      ...ruleset,
      weights: {
        ...ruleset.weights,
        plea: { from: 4, moreWhereTold: 0, alone: new Set<string>() },
        learnt: { ...learnt, plea },
      },
      wording: model('plea', words({ meja: 1 }), base),
    };
  };
  const plain = 'kursi dan meja di sana, lampu dan pintu di sini';

  it('is enough where no pattern holds, and is quoted', () => {
    expect(assess(plain, withPoints(3)).kind).toBe('other');
    const judged = assess(plain, withPoints(5));
    expect(judged.kind).toBe('danger');
    expect(judged.findings).toMatchObject([{ rule: 'distress/wording', quote: 'meja' }]);
  });

  it('says who is meant where no pattern does', () => {
    const about = (value: number): Ruleset => {
      const features = new Map([[feature('meja'), 0]]);
      const both = model('relative', features, value).table;
      const loud = { ...both, bases: { ...both.bases, plea: 5 } };
      return { ...withPoints(5), wording: ruleset.wording.with(loud) };
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

describe('words of a warning', () => {
  const OFFER = 'Lowongan CS di Poipet, gaji 900 dolar, tiket ditanggung, paspor dipegang kantor.';
  const telling = (points: number): Ruleset => ({
    ...ruleset,
    wording: model('told', words({ meja: points * 10 })),
  });

  it('make an offer that is quoted in them a warning, without a level', () => {
    expect(assess(`${OFFER} Meja`, telling(0))).toMatchObject({ kind: 'advert', riskLevel: 'high' });
    expect(assess(`${OFFER} Meja`, telling(9))).toMatchObject({ speechAct: 'warning', riskLevel: null });
  });

  it('count only from the cut on', () => {
    const just = { ...telling(9), weights: { ...ruleset.weights, toldFrom: 1_000 } };
    expect(assess(`${OFFER} Meja`, just)).toMatchObject({ kind: 'advert', riskLevel: 'high' });
  });

  it('leave a plea a plea', () => {
    const plea = 'tolong saya disekap di poipet, paspor saya diambil bos, meja';
    expect(assess(plea, telling(9)).kind).toBe('danger');
  });
});
