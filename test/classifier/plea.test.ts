/** What speaks for a plea and against it, on patterns and points of the test's own. */
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/classifier/assess.js';
import type { Ruleset } from '../../src/classifier/ruleset.js';
import { NO_WORDING, SCALES } from '../../src/classifier/wording.js';
import { wordFeature } from '../../src/classifier/wording-features.js';
import { SMALL_WEIGHTS, smallRuleset } from './small-rules.js';

const PLEA = {
  base: -2,
  acts: { offer: 0, chat: 0, warning: -2, news: -2, question: 0, plea: 0 },
  patterns: [1, 3],
  own_plea: 3,
  not_meant: -3,
  length: [0, -1],
};
const rules = smallRuleset(
  {
    'distress/one': { when: ['gelap'] },
    'distress/two': { when: ['lapar'] },
    'distress/draft': { when: ['haus'], status: 'draft' },
  },
  { learnt: { ...SMALL_WEIGHTS.learnt, plea: PLEA } },
);

/** The same with a word that says so much. */
function saying(points: number): Ruleset {
  const features = Uint32Array.of(wordFeature('meja') as number);
  const weights = Float32Array.from(SCALES, scale => (scale === 'plea' ? points * Math.sqrt(8) : 0));
  return { ...rules, wording: rules.wording.with({ ...NO_WORDING, features, weights }) };
}
const isPlea = (text: string, ruleset: Ruleset = rules): boolean => assess(text, ruleset).kind === 'danger';

describe('a plea', () => {
  it('is told by patterns together, not by one alone where one says too little', () => {
    expect(isPlea('gelap')).toBe(false);
    expect(isPlea('gelap lapar')).toBe(true);
  });

  it('is not told by a draft', () => {
    expect(isPlea('gelap haus')).toBe(false);
  });

  it('is told by one where somebody speaks of himself', () => {
    expect(isPlea('gelap, tolong saya')).toBe(true);
  });

  it('is none in a warning, nor where it is not meant, unless somebody speaks of himself', () => {
    for (const told of ['waspada', 'di film']) {
      expect(isPlea(`${told} gelap lapar`)).toBe(false);
      expect(isPlea(`${told} gelap lapar, tolong saya`)).toBe(true);
    }
  });

  it('is heard whatever the words say where somebody speaks of himself, or by a pattern that is enough alone', () => {
    expect(isPlea('gelap meja, tolong saya', saying(-50))).toBe(true);
    expect(isPlea('gelap meja', saying(-50))).toBe(false);
    const alone = saying(-50);
    const plea = { ...alone.weights.plea, alone: new Set(['distress/one']) };
    expect(isPlea('gelap meja', { ...alone, weights: { ...alone.weights, plea } })).toBe(true);
  });

  it('takes more in a longer text, as the points of length say', () => {
    expect(isPlea('gelap lapar satu dua')).toBe(true);
    expect(isPlea('gelap lapar satu dua tiga empat lima enam')).toBe(true);
    const long = { ...PLEA, length: [0, -2] };
    const stricter = {
      ...rules,
      weights: {
        ...rules.weights,
        learnt: { ...rules.weights.learnt, plea: { ...long, ownPlea: 3, notMeant: -3 } },
      },
    };
    expect(isPlea('gelap lapar satu dua tiga empat lima enam', stricter)).toBe(false);
  });

  it('is lifted by the choice of words, and softened by it', () => {
    expect(isPlea('gelap meja', saying(1.5))).toBe(true);
    expect(isPlea('gelap lapar meja', saying(-1.5))).toBe(false);
  });
});
