import { beforeAll, describe, expect, it } from 'vitest';
import { assess } from '../../src/classifier/assess.js';
import { loadRuleset } from '../../src/files/house.js';
import { hostileText, KINDS } from '../hostile/hostile-texts.js';
import { faultsOf } from '../hostile/inspect.js';
import { HOSTILE_TEXTS, type HostileRun, readMaterial, runHostile } from '../hostile/run.js';
import { smallRuleset } from './small-rules.js';

const SEED = 20_261_128;
const RUN_TIMEOUT_MS = 600_000;
const ruleset = await loadRuleset();

describe('hostile texts', () => {
  let run: HostileRun;
  beforeAll(() => {
    run = runHostile(SEED, HOSTILE_TEXTS, ruleset);
  }, RUN_TIMEOUT_MS);

  it('are all answered, twice the same, with every place and quotation right and no list without end', () => {
    expect(run.faults).toEqual([]);
  });

  it('are of every kind, and most of them short', () => {
    const counts = [...run.kinds.values()].map(({ texts }) => texts);
    expect(counts.reduce((sum, texts) => sum + texts, 0)).toBe(HOSTILE_TEXTS);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(Math.floor(HOSTILE_TEXTS / KINDS.length));
    const material = readMaterial(ruleset);
    const lengths = Array.from({ length: 1_000 }, (_, at) => hostileText(SEED, at, material).text.length);
    lengths.sort((a, b) => a - b);
    expect(lengths[500]).toBeLessThanOrEqual(200);
    expect(lengths.at(-1)).toBe(65_536);
  });

  it('are made again from their seed and number', () => {
    const material = readMaterial(ruleset);
    for (let number = 0; number < 200; number++)
      expect(hostileText(7, number, material)).toEqual(hostileText(7, number, material));
  });
});

describe('the inspection of an assessment', () => {
  const rules = smallRuleset({ 'uji/tahan': { when: ['paspor ditahan'] }, 'uji/gaji': { when: ['gaji'] } });
  const text = 'lowongan, paspor ditahan, gaji 5 juta per bulan, hub 0812-0000-0000';
  const honest = assess(text, rules);
  const [finding] = honest.findings;
  if (finding === undefined) throw new Error('nothing was found');

  it('finds nothing wrong with an honest one', () => {
    expect(honest.findings).toHaveLength(2);
    expect(faultsOf(text, honest, rules)).toEqual([]);
  });

  it.each([
    ['a quotation of other words', { findings: [{ ...finding, quote: 'aman' }] }],
    ['a place outside', { findings: [{ ...finding, start: 60, end: 600, quote: text.slice(60) }] }],
    ['half a place', { findings: [{ ...finding, end: null }] }],
    ['more findings than rules', { findings: [finding, finding, finding] }],
    ['an endless list', { facts: { ...honest.facts, money: Array(41).fill(honest.facts.money[0]) } }],
    [
      'an empty stretch',
      { facts: { ...honest.facts, visas: [{ kind: 'none', span: { start: 3, end: 3 } }] } },
    ],
    ['identifiers in each other', { identifiers: [...honest.identifiers, ...honest.identifiers] }],
  ] as const)('finds %s', (_, change) => {
    expect(faultsOf(text, { ...honest, ...change } as typeof honest, rules)).toHaveLength(1);
  });

  it('finds a judge that remembers, and one that gives up', () => {
    let judged = 0;
    const remembering: typeof assess = (words, given) => ({ ...assess(words, given), score: judged++ });
    expect(runHostile(1, 60, rules, { judge: remembering }).faults).toHaveLength(60);
    const throwing: typeof assess = () => {
      throw new Error('given up');
    };
    expect(runHostile(1, 60, rules, { judge: throwing }).faults).toHaveLength(60);
  });
});
