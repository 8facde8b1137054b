import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadHouse } from '../../src/files/house.js';
import { MISSING_REASONS } from '../../src/replies/missing-data.js';
import { catalogueProblems, FLAGS } from './catalogue.js';

const RULES = path.resolve(import.meta.dirname, '../../rules');
const PAGE = readFileSync(path.join(RULES, 'CATALOGUE.md'), 'utf8');

describe('the catalogue of red flags', () => {
  it('has a row for each of the 91 flags, and every rule it names is there', () => {
    expect(FLAGS).toHaveLength(91);
    expect(catalogueProblems(PAGE, RULES)).toEqual([]);
  });

  it.each([
    ['a flag without a row', (page: string) => page.replace(/^\| C07 .*\n/m, ''), 'C07 has no row'],
    [
      'a rule that is not there',
      (page: string) => page.replace('compound/typing-only', 'compound/typing'),
      'C06 names compound/typing, which is not there',
    ],
    [
      'a row that says nothing',
      (page: string) => page.replace(/^\| T04 .*$/m, '| T04 | deposit top up misi | | |'),
      'T04 names neither a rule nor why there is none',
    ],
    [
      'a plea without a pattern',
      (page: string) => page.replace(/^\| S06 .*$/m, '| S06 | ancaman organ | fees/upfront-fee | |'),
      'S06 names no distress pattern',
    ],
  ])('finds %s', (_, spoil, problem) => {
    expect(catalogueProblems(spoil(PAGE), RULES)).toEqual([problem]);
  });
});

const { ruleset, texts } = await loadHouse();

describe('the examples of the shipped rules', () => {
  it('are at least two that must match and two that must not', () => {
    const few = [...ruleset.rules, ...ruleset.distress].filter(
      ({ examples }) => Math.min(examples.match.length, examples.noMatch.length) < 2,
    );
    expect(few.map(({ id }) => id)).toEqual([]);
  });
});

describe('the reasons', () => {
  const unused = (keys: Iterable<string>): string[] => {
    const used = new Set([...ruleset.rules.map(({ reason }) => reason), ...MISSING_REASONS]);
    return [...keys].filter(key => !used.has(key));
  };

  it('are each given by a rule, or said of what is missing', () => {
    expect(unused(texts.reasonKeys)).toEqual([]);
  });

  it('would show one that no rule gives', () => {
    expect(unused([...texts.reasonKeys, 'moon_in_the_sign'])).toEqual(['moon_in_the_sign']);
  });
});
