/** What is learnt from labelled texts, on a few rules and texts of the test's own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { assess } from '../../src/classifier/assess.js';
import { isSetAside, type LabelledText } from '../../src/commands/evaluation.js';
import { fitVocabulary } from '../../src/commands/fit.js';
import { loadRuleset } from '../../src/files/house.js';
import { writeRules } from '../classifier/small-rules.js';

const root = mkdtempSync(path.join(tmpdir(), 'cekloker-fit-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const text = (id: string, written: string, expected: LabelledText['expect'], more = {}): LabelledText => ({
  id,
  text: written,
  expect: expected,
  category: expected === 'danger' ? 'distress' : 'x',
  ...more,
});
const times = (count: number, make: (index: number) => LabelledText): LabelledText[] =>
  Array.from({ length: count }, (_, index) => make(index));
/** Six words, one of them about the index, so that each text is another. */
const ALARM = (index: number) => text(`a${index}`, `lowongan setor tanda1 jujur1 siti ke${index}`, 'alarm');
const QUIET = (index: number) => text(`q${index}`, `lowongan kasir toko biasa siti ke${index}`, 'quiet');
const DANGER = (index: number) =>
  text(`d${index}`, `saya sedih gelap sendiri tadi malam terus diam siti ke${index}`, 'danger');

function fileOf(name: string, texts: readonly LabelledText[]): string {
  const file = path.join(root, name);
  writeFileSync(file, texts.map(one => JSON.stringify(one)).join('\n'));
  return file;
}
const learnt = () => parse(readFileSync(path.join(root, 'rules', 'vocabulary.yaml'), 'utf8'));
const pointsIn = (byPoints: Record<string, string[]>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(byPoints).flatMap(([points, names]) => names.map(name => [name, Number(points)])),
  );

beforeAll(async () => {
  writeRules(path.join(root, 'rules'), {
    'a/sign': { when: ['tanda1'], strength: 'strong' },
    'a/never': { when: ['tidakada1'], strength: 'combo' },
    'honesty/seen-in-bad': { when: ['jujur1'], sign: 'lowers', strength: 'combo' },
  });
  const whole = [...times(8, ALARM), ...times(8, QUIET), ...times(8, DANGER)];
  const shared = times(40, index => text(`s${index}`, `lowongan ajaib ke${index}`, 'alarm'));
  const aside = shared.filter(isSetAside).map(one => ({ ...one, text: `lowongan rahasia ${one.id}` }));
  expect(aside.length).toBeGreaterThan(4);
  const rest = shared.filter(one => !isSetAside(one));
  const rare = times(4, index => text(`r${index}`, `lowongan jarang ke${index}`, 'alarm'));
  const oneSource = times(9, index => text(`o${index}`, 'lowongan sumber', 'alarm', { source: 'one' }));
  expect(
    await fitVocabulary(
      [fileOf('whole.jsonl', [...whole, ...rare, ...oneSource])],
      [fileOf('shared.jsonl', [...rest, ...aside])],
      root,
    ),
  ).toBe(0);
});

describe('what is learnt', () => {
  it('are the words of each kind, on the side that uses them', () => {
    const advert = pointsIn(learnt().advert.words);
    expect(advert.setor).toBeGreaterThan(0);
    expect(advert.kasir).toBeLessThan(0);
    expect(pointsIn(learnt().plea.words).gelap).toBeGreaterThan(0);
  });

  it('is no given name, no word from fewer than five sources, none from a text set aside', () => {
    const words = { ...pointsIn(learnt().advert.words), ...pointsIn(learnt().plea.words) };
    expect(words).toHaveProperty('ajaib');
    for (const word of ['siti', 'jarang', 'sumber', 'rahasia']) expect(words).not.toHaveProperty(word);
  });

  it('never turns a rule against its own sign, and leaves none without points', () => {
    const rules = pointsIn(learnt().advert.rules);
    expect(rules['a/sign']).toBeGreaterThan(0.1);
    expect(rules['a/never']).toBe(0.1);
    expect(rules['honesty/seen-in-bad']).toBe(-0.1);
  });

  it('is read at the next start, and tells the two kinds apart', () => {
    const ruleset = loadRuleset(root);
    const levelOf = (written: string) => assess(written, ruleset).riskLevel;
    expect(levelOf('lowongan setor tanda1')).toBe('high');
    expect(levelOf('lowongan kasir toko biasa')).toBe('none');
    expect(assess('saya sedih gelap sendiri tadi malam terus diam', ruleset).kind).toBe('danger');
  });

  it('can be learnt anew where the file names what is gone', async () => {
    const file = path.join(root, 'rules', 'vocabulary.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('a/sign', 'a/gone'));
    expect(() => loadRuleset(root)).toThrow('there is no rule "a/gone"');
    expect(
      await fitVocabulary([fileOf('again.jsonl', [...times(6, ALARM), ...times(6, QUIET)])], [], root),
    ).toBe(0);
    expect(loadRuleset(root).vocabulary.advert.rules.has('a/sign')).toBe(true);
  });
});
