/** How signs, speech act and words make a level, on a few rules of the test's own. */
import { describe, expect, it } from 'vitest';
import type { RiskLevel } from '../../src/assessment.js';
import { assess } from '../../src/classifier/assess.js';
import type { Ruleset } from '../../src/classifier/ruleset.js';
import { NO_WORDING, SCALES } from '../../src/classifier/wording.js';
import { wordFeature } from '../../src/classifier/wording-features.js';
import { smallRuleset } from './small-rules.js';

const rules = smallRuleset(
  {
    'a/alone': { when: ['tanda1'], strength: 'alone' },
    'a/strong': { when: ['tanda2'], strength: 'strong' },
    'a/soft': { when: ['tanda3'], strength: 'combo' },
    'a/draft': { when: ['tanda4'], strength: 'alone', status: 'draft' },
    'honesty/named': { when: ['jujur1'], sign: 'lowers', strength: 'combo' },
  },
  { mix: { rules: 1, wording: 1 } },
);

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
    const heavy = { ...rules, weights: { ...rules.weights, lowersAtMost: 1 } };
    expect(levelOf('tanda1 jujur1', saying(-100, heavy))).not.toBe('none');
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
