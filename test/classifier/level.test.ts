/** How signs, speech act and words make a level, on a few rules of the test's own. */
import { describe, expect, it } from 'vitest';
import type { RiskLevel } from '../../src/assessment.js';
import { assess } from '../../src/classifier/assess.js';
import { heldIn } from '../../src/classifier/held-in.js';
import { pointsOfRule, pointsOfRules, type RulePoints } from '../../src/classifier/level.js';
import type { Ruleset } from '../../src/classifier/ruleset.js';
import { NO_WORDING, SCALES } from '../../src/classifier/wording.js';
import { wordFeature } from '../../src/classifier/wording-features.js';
import { SMALL_WEIGHTS, smallRuleset } from './small-rules.js';

const rules = smallRuleset({
  'a/alone': { when: ['tanda1'], strength: 'alone' },
  'a/strong': { when: ['tanda2'], strength: 'strong' },
  'a/soft': { when: ['tanda3'], strength: 'combo' },
  'a/draft': { when: ['tanda4'], strength: 'alone', status: 'draft' },
  'honesty/named': { when: ['jujur1'], sign: 'lowers', strength: 'combo' },
});

/** The same rules with words that say so much. */
function saying(points: number, ruleset: Ruleset = rules): Ruleset {
  const features = Uint32Array.of(wordFeature('meja') as number);
  const weights = Float32Array.from(SCALES, scale => (scale === 'advert' ? points * Math.sqrt(8) : 0));
  return { ...ruleset, wording: ruleset.wording.with({ ...NO_WORDING, features, weights }) };
}
const levelOf = (text: string, ruleset: Ruleset = rules): RiskLevel | null =>
  assess(`lowongan meja ${text}`, ruleset).riskLevel;

describe('the choice of words', () => {
  it('lifts what the rules say by one level at most', () => {
    expect(levelOf('tanda3', saying(0))).toBe('unsure');
    expect(levelOf('tanda3', saying(100))).toBe('caution');
    expect(levelOf('tanda2', saying(0))).toBe('caution');
    expect(levelOf('tanda2', saying(100))).toBe('high');
  });

  it('lowers it by one level at most', () => {
    expect(levelOf('tanda2', saying(-100))).toBe('unsure');
    expect(levelOf('tanda1', saying(-100))).toBe('caution');
  });

  it('says nothing without a sign that stands in the text', () => {
    expect(levelOf('', saying(100))).toBe('none');
    expect(levelOf('jujur1', saying(100))).toBe('none');
  });

  it('never makes "high" of soft signs, nor of what a draft adds', () => {
    expect(levelOf('tanda3 tanda3', saying(100))).toBe('caution');
    expect(levelOf('tanda4', saying(100))).toBe('caution');
  });
});

describe('a text that warns or reports', () => {
  it('gets no level for what it quotes, whatever it quotes', () => {
    expect(assess('waspada meja tanda1 tanda2 tanda3', saying(100)).riskLevel).toBeNull();
    expect(assess('dilaporkan meja tanda1 tanda2 tanda3', saying(100)).riskLevel).toBeNull();
  });
});

describe('a sign that stands alone', () => {
  it('is not talked down to nothing', () => {
    const heavy = { ...rules, weights: { ...rules.weights, lowersAtMost: 100 } };
    expect(levelOf('tanda1 jujur1', saying(-100, heavy))).not.toBe('none');
  });
});

describe('a hint', () => {
  it('tips what rules and words add up to, and does not hold against the words', () => {
    const hinting = smallRuleset({
      'a/strong': { when: ['tanda2'], strength: 'strong' },
      'a/hint': { when: ['isyarat1'], strength: 'hint' },
    });
    const caution = SMALL_WEIGHTS.strengths.strong + SMALL_WEIGHTS.strengths.hint / 2;
    const cut = (points: number): Ruleset => ({
      ...saying(points, hinting),
      weights: {
        ...hinting.weights,
        besideWords: 1,
        levels: { ...hinting.weights.levels, unsure: -50, caution, high: 50 },
      },
    });
    const total = assess('lowongan meja tanda2 isyarat1', cut(0)).riskLevel;
    expect(total).toBe('caution');
    expect(assess('lowongan meja tanda2', cut(0)).riskLevel).toBe('unsure');
    expect(assess('lowongan meja tanda2 isyarat1', cut(-100)).riskLevel).toBe('none');
  });
});

describe('how many signs there are', () => {
  const steps = { signs: [0.5, 2], firm: [1], honest: [-1, -3] };
  const counting = smallRuleset(
    {
      'a/one': { when: ['tanda1'], strength: 'strong' },
      'a/two': { when: ['tanda2'], strength: 'combo' },
      'a/three': { when: ['tanda3'], strength: 'combo' },
      'a/hint': { when: ['isyarat1'], strength: 'hint' },
      'honesty/one': { when: ['jujur1'], sign: 'lowers', strength: 'combo' },
      'honesty/two': { when: ['jujur2'], sign: 'lowers', strength: 'combo' },
    },
    {
      learnt: {
        ...SMALL_WEIGHTS.learnt,
        advert: { ...SMALL_WEIGHTS.learnt.advert, counts: { offer: steps, other: {} } },
      },
    },
  );
  const pointsOf = (text: string): RulePoints => {
    const held = counting.rules
      .filter(({ id }) => heldIn(text, counting).includes(id))
      .map(rule => ({ rule, points: pointsOfRule(rule, counting.weights) }));
    return pointsOfRules(held, counting.weights, text.includes('lowongan') ? 'offer' : 'chat');
  };
  const { strong, combo } = SMALL_WEIGHTS.strengths;

  it('adds to what each says, the last step for all above', () => {
    expect(pointsOf('lowongan tanda2').raises).toBeCloseTo(combo + 0.5);
    expect(pointsOf('lowongan tanda1').raises).toBeCloseTo(strong + 0.5 + 1);
    expect(pointsOf('lowongan tanda1 tanda2').raises).toBeCloseTo(strong + combo + 2 + 1);
    expect(pointsOf('lowongan tanda1 tanda2 tanda3').raises).toBeCloseTo(strong + 2 * combo + 2 + 1);
  });

  it('does not count a hint: that adds itself and no more, and words lift nothing for it', () => {
    expect(pointsOf('lowongan isyarat1').raises).toBeCloseTo(SMALL_WEIGHTS.strengths.hint);
    expect(assess('lowongan meja isyarat1', saying(100, counting)).riskLevel).toBe('unsure');
    expect(assess('lowongan meja tanda2', saying(100, counting)).riskLevel).toBe('caution');
  });

  it('counts apart in what is no offer', () => {
    expect(pointsOf('tanda1 tanda2').raises).toBeCloseTo(strong + combo);
  });

  it('takes off no more than the bound for signs of honesty', () => {
    expect(pointsOf('lowongan jujur1')).toMatchObject({ lowers: combo + 1, taken: combo + 1 });
    expect(pointsOf('lowongan jujur1 jujur2')).toMatchObject({
      lowers: 2 * combo + 3,
      taken: SMALL_WEIGHTS.lowers_at_most,
    });
  });
});

describe('more signs', () => {
  it('never make a level lower, and signs of honesty never make it higher', () => {
    const order = [null, 'none', 'unsure', 'caution', 'high'];
    const rank = (text: string, points: number): number => order.indexOf(levelOf(text, saying(points)));
    for (const points of [-3, -1, 0, 1, 3]) {
      for (const first of ['', 'tanda1', 'tanda2', 'tanda3', 'tanda2 tanda3']) {
        for (const more of ['tanda1', 'tanda2', 'tanda3'])
          expect(rank(`${first} ${more}`, points)).toBeGreaterThanOrEqual(rank(first, points));
        expect(rank(`${first} jujur1`, points)).toBeLessThanOrEqual(rank(first, points));
      }
    }
  });
});
