/** What a draft may do: be shown, and never lift a text above caution. */
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/classifier/assess.js';
import { heldIn } from '../../src/classifier/held-in.js';
import { smallRuleset } from './small-rules.js';

const soft = (word: string, status = 'test') => ({ when: [word], strength: 'combo', status });
const OFFER = 'lowongan satu dua tiga empat lima enam';

describe('a draft', () => {
  it.each([
    ['draft', 'caution'],
    ['test', 'high'],
    ['stable', 'high'],
  ])('that is %s makes an advert %s where it is the only sign', (status, level) => {
    const ruleset = smallRuleset({ 'a/one': { when: ['satu'], strength: 'alone', status } });
    expect(assess(OFFER, ruleset).riskLevel).toBe(level);
  });

  it('lends its strength to no soft signs: those alone stay at caution', () => {
    const signs = {
      'a/two': soft('dua'),
      'a/three': soft('tiga'),
      'a/four': soft('empat'),
      'a/five': soft('lima'),
      'a/six': soft('enam'),
    };
    const firm = (status: string) => ({ ...signs, 'a/one': { when: ['satu'], strength: 'strong', status } });
    expect(assess(OFFER, smallRuleset(signs)).riskLevel).toBe('caution');
    expect(assess(OFFER, smallRuleset(firm('draft'))).riskLevel).toBe('caution');
    expect(assess(OFFER, smallRuleset(firm('test'))).riskLevel).toBe('high');
  });

  it('of honesty takes no "high" away', () => {
    const honest = (status: string) =>
      smallRuleset({
        'a/one': { when: ['satu'], strength: 'alone' },
        'a/two': { when: ['dua'], strength: 'alone', sign: 'lowers', status },
      });
    expect(assess(OFFER, honest('draft')).riskLevel).toBe('high');
    expect(assess(OFFER, honest('test')).riskLevel).toBe('unsure');
  });

  it('of a plea is heard by nobody, and named to whoever asks which hold', () => {
    const pattern = (status: string) => smallRuleset({ 'distress/one': { when: ['disekap'], status } });
    expect(assess('saya disekap', pattern('draft')).kind).toBe('other');
    expect(assess('saya disekap', pattern('test')).kind).toBe('danger');
    expect(heldIn('saya disekap', pattern('draft'))).toEqual(['distress/one']);
  });
});
