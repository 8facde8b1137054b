import { describe, expect, it } from 'vitest';
import { runExamples } from '../../src/classifier/examples.js';
import { type RuleFields, smallRuleset } from './small-rules.js';

const good: RuleFields = { when: ['satu1'], match: ['ini satu1'], no_match: ['ini lain'], known_miss: [] };
const failures = (rules: Readonly<Record<string, RuleFields>>) => runExamples(smallRuleset(rules));

describe('the examples of a rule file', () => {
  it('raise nothing where each behaves as its list says', () => {
    expect(failures({ 'a/one': { ...good, known_miss: ['ini satu dua'] }, 'distress/one': good })).toEqual(
      [],
    );
  });

  it.each([
    ['a match that does not match', { match: ['ini satu1', 'ini lain'] }, 'match', 1, 'does not match'],
    ['a no_match that matches', { no_match: ['satu1 lagi'] }, 'no_match', 0, 'narrow the rule'],
    [
      'a known_miss that is caught by now',
      { known_miss: ['lain', 'satu1'] },
      'known_miss',
      1,
      'move it to match',
    ],
  ])('name %s, by list and place', (_, fields, list, index, message) => {
    for (const rule of ['a/one', 'distress/one']) {
      const [failure, ...rest] = failures({ [rule]: { ...good, ...fields } });
      expect(rest).toEqual([]);
      expect(failure).toMatchObject({ rule, list, index });
      expect(failure?.message).toContain(message);
    }
  });

  it('run against their rule alone: another rule that holds hides nothing', () => {
    const other = { ...good, when: ['lain1'], match: ['lain1'], no_match: ['x'] };
    expect(failures({ 'a/one': { ...good, match: ['lain1'] }, 'a/other': other })).toHaveLength(1);
  });

  it('run with the rules that a combination names', () => {
    const both = {
      when: { all: [{ rule: 'a/one' }, 'dua1'] },
      match: ['satu1 dua1'],
      no_match: ['satu1', 'dua1'],
    };
    expect(failures({ 'a/one': good, 'b/both': both })).toEqual([]);
  });

  it('heed exceptions and negation', () => {
    const unless = [{ because: 'a test', when: ['gratis'] }];
    expect(failures({ 'a/one': { ...good, unless, no_match: ['satu1 gratis', 'tidak satu1'] } })).toEqual([]);
  });
});
