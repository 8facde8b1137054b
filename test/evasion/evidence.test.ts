/**
 * Whatever is done to a text, its answer stands on evidence. Every text of the corpus that may be read is judged clean
 * and under one disguise; the disguises take turns, so that each meets every file. The order is fixed, so that a
 * failure comes again; it is named by id and disguise. With `EVERY_DISGUISE=1` each text meets every disguise, and with
 * `CORPUS_FILE` (JSON lines with "id" and "text") a collection is tried as well (`npm run prove:evidence`).
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
const meetsEvery = process.env.EVERY_DISGUISE === '1';
const RUN_TIMEOUT_MS = meetsEvery ? 3_600_000 : 120_000;
const corpusFile = process.env.CORPUS_FILE;
if (!corpusFile) process.stderr.write('evidence over a collection is not tried: CORPUS_FILE names none\n');
const files = [
  ...readdirSync(LEARN)
    .sort()
    .map(name => path.join(LEARN, name)),
  ...(corpusFile ? [corpusFile] : []),
];
const ruleset = await loadRuleset();

function textsIn(file: string): readonly Labelled[] {
  return readFileSync(file, 'utf8')
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
  it.each(files.map(file => [path.basename(file), file]))(
    '%s, clean and disguised',
    (_, file) => {
      const met = new Set<string>();
      const faults = textsIn(file).flatMap((one, index) => {
        const inTurn = TRANSFORMS[index % TRANSFORMS.length] as Transform;
        return [null, ...(meetsEvery ? TRANSFORMS : [inTurn])].flatMap(transform => {
          if (transform) met.add(transform.name);
          return faultsUnder(one, transform);
        });
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
