/**
 * Whatever is done to a text, its answer stands on evidence. Every text of the corpus that may be read is judged clean
 * and under one disguise; the disguises take turns, so that each meets every file. The order is fixed, so that a
 * failure comes again; it is named by id and disguise.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TEXT_LENGTH_MAX } from '../../src/assessment.js';
import { assess } from '../../src/classifier/assess.js';
import { loadRuleset } from '../../src/files/house.js';
import { evidenceFaults } from './evidence.js';
import type { Labelled } from './measuring.js';
import type { Transform } from './transform.js';
import { disguised, TRANSFORMS } from './transforms.js';

const LEARN = path.join(import.meta.dirname, '../corpus/learn');
const RUN_TIMEOUT_MS = 120_000;
const ruleset = await loadRuleset();

function textsIn(name: string): readonly Labelled[] {
  return readFileSync(path.join(LEARN, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Labelled);
}

function faultsUnder(one: Labelled, transform: Transform | null): readonly string[] {
  const given = transform === null ? one.text : disguised(one.text, transform, one.id);
  const text = given.slice(0, TEXT_LENGTH_MAX);
  return evidenceFaults(text, assess(text, ruleset), ruleset).map(
    fault => `${one.id}, ${transform?.name ?? 'clean'}: ${fault}`,
  );
}

describe('every finding of every answer has its evidence', () => {
  it.each(readdirSync(LEARN).sort())(
    '%s, clean and disguised',
    name => {
      const met = new Set<string>();
      const faults = textsIn(name).flatMap((one, index) => {
        const transform = TRANSFORMS[index % TRANSFORMS.length] as Transform;
        met.add(transform.name);
        return [...faultsUnder(one, null), ...faultsUnder(one, transform)];
      });
      expect(faults).toEqual([]);
      expect(met.size).toBe(TRANSFORMS.length);
    },
    RUN_TIMEOUT_MS,
  );
});

describe('the inspection of the evidence', () => {
  const text = 'Loker CS di Kamboja, gaji 12 juta, tiket ditanggung';
  const honest = assess(text, ruleset);
  const [first] = honest.findings;
  if (first === undefined) throw new Error('nothing was found');

  it('finds nothing wrong with an honest answer', () => {
    expect(honest.riskLevel).toBe('high');
    expect(evidenceFaults(text, honest, ruleset)).toEqual([]);
  });

  it.each([
    ['other words quoted', { findings: [{ ...first, quote: 'aman' }] }],
    ['a place outside', { findings: [{ ...first, start: 40, end: 400 }] }],
    ['nothing quoted', { findings: [{ ...first, quote: null, start: null, end: null }] }],
    ['a warning without a reason', { findings: [] }],
    ['a warning of what lowers it', { findings: [{ ...first, weight: -1 }] }],
    ['findings without a level', { riskLevel: null }],
    ['a weight in a plea', { kind: 'danger' as const, riskLevel: null }],
    ['a plea of nothing', { kind: 'danger' as const, riskLevel: null, findings: [] }],
  ])('goes red for %s', (_, change) => {
    expect(evidenceFaults(text, { ...honest, ...change }, ruleset).length).toBeGreaterThan(0);
  });
});
