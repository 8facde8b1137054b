/** What is learnt from labelled texts, on a few rules and texts of the test's own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { assess } from '../../src/classifier/assess.js';
import { SCALES, type ScaleName } from '../../src/classifier/wording.js';
import { wordFeature } from '../../src/classifier/wording-features.js';
import type { LabelledText } from '../../src/commands/evaluation.js';
import { fitWeights } from '../../src/commands/fit.js';
import { loadRuleset } from '../../src/files/house.js';
import { SMALL_WEIGHTS, writeRules } from '../classifier/small-rules.js';

const COMMENT = '# set by hand';
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
const weightsFile = path.join(root, 'rules', 'weights.yaml');
const weights = () => parse(readFileSync(weightsFile, 'utf8'));
/** Weight of a stem on a scale; undefined when it was not kept. */
async function wordWeight(scale: ScaleName, stem: string): Promise<number | undefined> {
  const { features, weights } = (await loadRuleset(root)).wording.table;
  const at = features.indexOf(wordFeature(stem) as number);
  return at < 0 ? undefined : weights[at * SCALES.length + SCALES.indexOf(scale)];
}

/** As the shipped ones are: cuts in log odds around nothing. */
const LEARNING = {
  levels: { unsure: -0.5, unsure_in_talk: 0, caution: 0.5, high: 2 },
  plea: { from: 0.5, alone: [] },
};

beforeAll(async () => {
  writeRules(
    path.join(root, 'rules'),
    {
      'a/sign': { when: ['tanda1'], strength: 'strong' },
      'a/never': { when: ['tidakada1'], strength: 'combo' },
      'honesty/seen-in-bad': { when: ['jujur1'], sign: 'lowers', strength: 'combo' },
    },
    LEARNING,
  );
  writeFileSync(weightsFile, `${COMMENT}\n${readFileSync(weightsFile, 'utf8')}`);
  const whole = [...times(8, ALARM), ...times(8, QUIET), ...times(8, DANGER)];
  const shared = times(40, index => text(`s${index}`, `lowongan ajaib ke${index}`, 'alarm'));
  const rare = times(4, index => text(`r${index}`, `lowongan jarang ke${index}`, 'alarm'));
  const oneSource = times(9, index => text(`o${index}`, 'lowongan sumber', 'alarm', { source: 'one' }));
  expect(
    await fitWeights(
      [fileOf('whole.jsonl', [...whole, ...rare, ...oneSource])],
      [fileOf('shared.jsonl', shared)],
      root,
    ),
  ).toBe(0);
});

describe('what is learnt', () => {
  it('are the words of each kind, on the side that uses them', async () => {
    expect(await wordWeight('advert', 'setor')).toBeGreaterThan(0);
    expect(await wordWeight('advert', 'kasir')).toBeLessThan(0);
    expect(await wordWeight('plea', 'gelap')).toBeGreaterThan(0);
  });

  it('is no given name, and no word from fewer than five sources', async () => {
    expect(await wordWeight('advert', 'ajaib')).toBeGreaterThan(0);
    for (const word of ['siti', 'jarang', 'sumber']) expect(await wordWeight('advert', word)).toBeUndefined();
  });

  it('holds no word that could be read back', () => {
    const file = readFileSync(path.join(root, 'rules', 'wording.json'), 'utf8');
    for (const word of ['setor', 'kasir', 'gelap']) expect(file).not.toContain(word);
  });

  it('never turns a rule against its own sign, and leaves none without points', () => {
    const { rules } = weights().learnt.advert;
    expect(rules['a/sign']).toBeGreaterThan(0.1);
    expect(rules['a/never']).toBe(0.05);
    expect(rules['honesty/seen-in-bad']).toBe(-0.05);
  });

  it('stands beside figures of texts that nothing was learnt from, by cross-validation', () => {
    const { figures } = weights().learnt;
    expect(Object.keys(figures)).toContain('danger_found');
    expect(figures.alarm_warned_of).toMatch(/^\d+ of 40 \([\d.]+ %, [\d.]+–[\d.]+\)$/);
    expect(figures.quiet_warned_of).toBe('0 of 0 (– %, –)');
  });

  it('leaves what was set by hand, and the comments', () => {
    expect(weights().strengths).toEqual(SMALL_WEIGHTS.strengths);
    expect(readFileSync(weightsFile, 'utf8')).toContain(COMMENT);
  });

  it('is read at the next start, and tells the two kinds apart', async () => {
    const ruleset = await loadRuleset(root);
    const levelOf = (written: string) => assess(written, ruleset).riskLevel;
    expect(['high', 'caution']).toContain(levelOf('lowongan setor tanda1'));
    expect(levelOf('lowongan kasir toko biasa')).toBe('none');
    expect(assess('saya sedih gelap sendiri tadi malam terus diam', ruleset).kind).toBe('danger');
  });

  it('says the same again from the same texts', async () => {
    const before = [
      readFileSync(weightsFile, 'utf8'),
      readFileSync(path.join(root, 'rules/wording.json'), 'utf8'),
    ];
    const again = [path.join(root, 'whole.jsonl')];
    await fitWeights(again, [path.join(root, 'shared.jsonl')], root);
    const after = [
      readFileSync(weightsFile, 'utf8'),
      readFileSync(path.join(root, 'rules/wording.json'), 'utf8'),
    ];
    expect(after).toEqual(before);
  });

  it('can be learnt anew where the file names what is gone', async () => {
    writeFileSync(weightsFile, readFileSync(weightsFile, 'utf8').replace('a/sign', 'a/gone'));
    await expect(loadRuleset(root)).rejects.toThrow('there is no rule "a/gone"');
    expect(
      await fitWeights([fileOf('again.jsonl', [...times(6, ALARM), ...times(6, QUIET)])], [], root),
    ).toBe(0);
    expect((await loadRuleset(root)).weights.learnt.advert.rules.has('a/sign')).toBe(true);
  });
});
