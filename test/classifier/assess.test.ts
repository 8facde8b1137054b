import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../src/assessment.js';
import { assess } from '../../src/classifier/assess.js';
import { type RuleFields, SMALL_WEIGHTS, smallRuleset } from './small-rules.js';

/** Rules over words that say what they are: "alone1" is a sign that stands alone, "jujur1" one of honesty. */
const ruleOf = (word: string, fields: RuleFields): RuleFields => ({ when: [word], ...fields });
const RULES: Readonly<Record<string, RuleFields>> = {
  'a/alone': ruleOf('alone1', { strength: 'alone', category: 'scam_compound' }),
  'a/strong-one': ruleOf('strong1', { strength: 'strong', category: 'fee_scam' }),
  'a/strong-two': ruleOf('strong2', { strength: 'strong', category: 'fee_scam' }),
  'a/combo-one': ruleOf('combo1', { strength: 'combo', category: 'mlm' }),
  'a/combo-two': ruleOf('combo2', { strength: 'combo' }),
  'a/combo-three': ruleOf('combo3', { strength: 'combo' }),
  'a/combo-four': ruleOf('combo4', { strength: 'combo' }),
  'a/combo-five': ruleOf('combo5', { strength: 'combo' }),
  'a/draft': ruleOf('draft1', { strength: 'alone', status: 'draft' }),
  'honesty/one': ruleOf('jujur1', { sign: 'lowers', strength: 'alone' }),
  'honesty/two': ruleOf('jujur2', { sign: 'lowers', strength: 'combo' }),
  'missing/one': { when: [{ not: 'nama' }], about: 'missing', strength: 'combo', status: 'draft' },
};
const ruleset = smallRuleset(RULES);
const offer = (...words: string[]): Assessment => assess(`lowongan nama ${words.join(' ')}`, ruleset);
const findingsOf = (judged: Assessment): string[] => judged.findings.map(({ rule }) => rule);

const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

describe('the level of an offer', () => {
  it.each([
    ['nothing', [], 'none'],
    ['one soft sign', ['combo1'], 'unsure'],
    ['two soft signs', ['combo1', 'combo2'], 'unsure'],
    ['three soft signs', ['combo1', 'combo2', 'combo3'], 'caution'],
    ['one strong sign', ['strong1'], 'caution'],
    ['the same strong sign three times', ['strong1', 'strong1', 'strong1'], 'caution'],
    ['a strong sign and a soft one', ['strong1', 'combo1'], 'caution'],
    [
      'more soft signs than the cut for high needs',
      ['combo1', 'combo2', 'combo3', 'combo4', 'combo5'],
      'caution',
    ],
    ['a strong sign and two soft ones', ['strong1', 'combo1', 'combo2'], 'high'],
    ['two strong signs', ['strong1', 'strong2'], 'high'],
    ['a sign that stands alone', ['alone1'], 'high'],
  ])('with %s', (_, words, level) => {
    expect(offer(...words).riskLevel).toBe(level);
  });

  it('is lifted by a draft to caution and never above, whatever stands beside it', () => {
    expect(offer('draft1').riskLevel).toBe('caution');
    expect(offer('draft1', 'strong1').riskLevel).toBe('caution');
    expect(offer('draft1', 'strong1', 'strong2').riskLevel).toBe('high');
    expect(findingsOf(offer('draft1'))).toEqual(['a/draft']);
  });

  it('is lowered by signs of honesty by at most the bound', () => {
    const { lowers_at_most: most, strengths } = SMALL_WEIGHTS;
    const { score } = offer('strong1', 'strong2', 'jujur1', 'jujur2');
    expect(score).toBeCloseTo(probability(2 * strengths.strong - most), 4);
    // A small sign of honesty takes off no more than its own weight.
    const little = 2 * strengths.strong - strengths.combo;
    expect(offer('strong1', 'strong2', 'jujur2').score).toBeCloseTo(probability(little), 4);
  });

  it('is never below none, however honest the text', () => {
    expect(offer('jujur1', 'jujur2')).toMatchObject({ riskLevel: 'none', category: null });
  });

  it('comes with a score that is the probability of its log odds, rising with the sum', () => {
    const scores = [[], ['combo1'], ['strong1'], ['alone1'], ['alone1', 'strong1', 'strong2']].map(
      words => offer(...words).score,
    );
    expect(scores[0]).toBe(0.5);
    expect(scores[3]).toBeCloseTo(probability(SMALL_WEIGHTS.strengths.alone), 4);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(scores[4]).toBeLessThanOrEqual(1);
  });

  it('takes the category that most of the raising weight points to', () => {
    expect(offer('alone1', 'strong1').category).toBe('scam_compound');
    expect(offer('alone1', 'strong1', 'strong2').category).toBe('fee_scam');
    expect(offer('combo2').category).toBeNull();
  });

  it('follows the weight of a single rule where the file names one', () => {
    const rules = { 'a/strong-one': 7 };
    const heavier = smallRuleset(RULES, { rules });
    expect(assess('lowongan nama strong1', heavier).riskLevel).toBe('high');
    expect(assess('lowongan nama strong1', heavier).findings[0]?.weight).toBe(7);
  });
});

describe('the findings', () => {
  it('stand strongest first, those of equal weight in the order of the text, honesty last', () => {
    const text = 'jujur2 strong2 combo1 strong1 alone1';
    expect(findingsOf(offer(...text.split(' ')))).toEqual([
      'a/alone',
      'a/strong-two',
      'a/strong-one',
      'a/combo-one',
      'honesty/two',
    ]);
    expect(offer('jujur1').findings[0]?.weight).toBe(-SMALL_WEIGHTS.strengths.alone);
  });

  it('quote exactly the words of the text as given, whatever stands before them', () => {
    const text = '👩🏽‍💻🔥 LOWONGAN nama… 𝗦𝗧𝗥𝗢𝗡𝗚1!';
    const [finding] = assess(text, ruleset).findings;
    expect(finding?.quote).toBe('𝗦𝗧𝗥𝗢𝗡𝗚1');
    expect(text.slice(finding?.start as number, finding?.end as number)).toBe(finding?.quote);
  });

  it('of something missing quote nothing', () => {
    const judged = assess('lowongan', ruleset);
    expect(judged.findings).toMatchObject([{ rule: 'missing/one', quote: null, start: null, end: null }]);
  });

  it('are undone by an exception', () => {
    const excepted = smallRuleset({
      'a/one': { when: ['strong1'], unless: [{ because: 'a test', when: ['gratis'] }] },
    });
    expect(findingsOf(assess('lowongan strong1', excepted))).toEqual(['a/one']);
    expect(findingsOf(assess('lowongan strong1 gratis', excepted))).toEqual([]);
  });
});

describe('a combination', () => {
  const combined = smallRuleset({
    'a/one': { when: ['satu1'], strength: 'combo' },
    'a/two': { when: ['dua1'], strength: 'combo' },
    'z/before': { when: ['tiga1'], strength: 'combo' },
    'b/both': { when: { all: [{ rule: 'a/one' }, { rule: 'z/before' }] }, strength: 'alone' },
  });
  it('holds where the rules hold that it names, in whatever order the files stand', () => {
    expect(assess('lowongan satu1 tiga1', combined).riskLevel).toBe('high');
    expect(findingsOf(assess('lowongan satu1 tiga1', combined))).toEqual(['b/both', 'a/one', 'z/before']);
    expect(findingsOf(assess('lowongan satu1 dua1', combined))).toEqual(['a/one', 'a/two']);
  });
  it('quotes the words of a rule that it names', () => {
    expect(assess('lowongan satu1 tiga1', combined).findings[0]?.quote).toBe('satu1');
  });
  it.each([
    ['a rule that is not there', { 'b/both': { when: { rule: 'a/none' } } }, 'there is no rule'],
    [
      'another combination',
      {
        'a/one': { when: ['x'] },
        'b/both': { when: { rule: 'a/one' } },
        'c/all': { when: { rule: 'b/both' } },
      },
      'is a combination itself',
    ],
  ])('may not name %s', (_, rules, message) => {
    expect(() => smallRuleset(rules)).toThrow(message);
  });
});

describe('a text that is no offer', () => {
  it.each(['apakah strong1 strong2 itu', 'waspada, alone1', 'dilaporkan alone1'])(
    'has no level and shows nothing: %s',
    text => {
      const judged = assess(text, ruleset);
      expect(judged).toMatchObject({
        kind: 'other',
        riskLevel: null,
        score: 0,
        category: null,
        findings: [],
      });
    },
  );
  it('gets a level all the same in plain talk where a sign stands alone, or where strong ones come together', () => {
    expect(assess('nama alone1', ruleset)).toMatchObject({ kind: 'other', riskLevel: 'caution' });
    expect(assess('nama alone1', ruleset).findings).toHaveLength(1);
    expect(assess('nama strong1 strong2', ruleset)).toMatchObject({ kind: 'other', riskLevel: 'high' });
    expect(assess('nama strong1', ruleset)).toMatchObject({ kind: 'other', riskLevel: null });
  });
  it('has a topic where one is found, and an advert has none', () => {
    expect(assess('halo', ruleset).topic).toBe('greeting');
    expect(assess('lowongan halo', ruleset).topic).toBeNull();
  });
});

describe('a plea', () => {
  const plea: RuleFields = { when: ['disekap'], urgency: 'now', stage: 'inside' };
  const triaged = smallRuleset({
    ...RULES,
    'distress/held': plea,
    'distress/mother': { when: ['ibunya'], who: 'relative', stage: 'home' },
    'distress/draft': { when: ['rancangan'], status: 'draft' },
  });
  it('goes before every sign of an advert and has neither level nor score', () => {
    const judged = assess('lowongan nama alone1 disekap', triaged);
    expect(judged).toMatchObject({
      kind: 'danger',
      riskLevel: null,
      score: 0,
      category: null,
      topic: null,
      triage: { who: 'self', urgency: 'now', country: null, stage: 'inside' },
    });
    expect(judged.findings).toMatchObject([{ rule: 'distress/held', reason: 'distress', weight: 0 }]);
  });
  it('of several patterns takes the relative, the urgent and the furthest stage', () => {
    expect(assess('ibunya disekap', triaged).triage).toMatchObject({
      who: 'relative',
      urgency: 'now',
      stage: 'inside',
    });
  });
  it('names the country that the text names', () => {
    expect(assess('disekap di Kamboja', triaged).triage?.country).toBe('KH');
  });
  it.each([
    ['news', 'dilaporkan disekap'],
    ['a warning', 'waspada, bisa disekap'],
    ['a pattern that is a draft', 'rancangan'],
  ])('is none in %s', (_, text) => {
    expect(assess(text, triaged).kind).not.toBe('danger');
  });
});

describe('an assessment', () => {
  const judged = assess('lowongan Kamboja gaji 15 juta alone1 wa 081200000000', ruleset);
  it('is frozen through and through', () => {
    const openParts: string[] = [];
    const look = (value: unknown, where: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Object.isFrozen(value)) openParts.push(where);
      for (const [key, part] of Object.entries(value)) look(part, `${where}.${key}`);
    };
    look(judged, 'assessment');
    expect(openParts).toEqual([]);
    look({ ...judged }, 'copy');
    expect(openParts).toEqual(['copy']);
  });
  it('is the same after a journey through JSON', () => {
    expect(JSON.parse(JSON.stringify(judged))).toEqual(judged);
    expect(
      judged.identifiers.length * judged.facts.money.length * judged.facts.places.length,
    ).toBeGreaterThan(0);
  });
  it('is the same each time', () => {
    expect(assess('lowongan alone1', ruleset)).toEqual(assess('lowongan alone1', ruleset));
  });
  it.each(['', ' ', '\u0000', '\ud800', '🔥', '1', 'a'.repeat(16_384)])('is given for any text: %j', text => {
    expect(assess(text, ruleset).kind).toBe('other');
  });
});
