import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assess } from '../../src/classifier/assess.js';
import { type CompiledRules, openRuleset } from '../../src/classifier/ruleset.js';
import { isProblems } from '../../src/errors.js';
import { keepRulesOf, PACKAGE_ROOT } from '../../src/files/house.js';
import { keepRules, readKeptRules } from '../../src/files/kept-rules.js';
import { readRules } from '../../src/files/rule-files.js';

const TEXTS = [
  'Lowongan admin di Kamboja gaji 15 juta, paspor dipegang perusahaan, biaya admin 500 ribu. WA 081234567890',
  'tolong saya disekap di kompleks, paspor saya diambil, tidak boleh keluar',
  'Dicari kasir toko di Surabaya, gaji UMR, lamaran ke toko langsung',
  'halo selamat pagi',
];

let folder: string;
let rulesFolder: string;
let file: string;
let rules: CompiledRules;

beforeAll(() => {
  const read = readRules(path.join(PACKAGE_ROOT, 'rules'));
  if (isProblems(read)) throw new Error(read[0]?.message);
  rules = read;
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cekloker-kept-'));
  rulesFolder = path.join(folder, 'rules');
  file = path.join(folder, 'kept.bin');
  cpSync(path.join(PACKAGE_ROOT, 'rules'), rulesFolder, { recursive: true });
  keepRules(rules, rulesFolder, file);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('kept rules', () => {
  it('are the rules as they were read, and judge as they do', () => {
    const kept = readKeptRules(rulesFolder, null, file);
    expect(kept).toEqual(rules);
    const [fromKept, fromRead] = [openRuleset(kept as CompiledRules), openRuleset(rules)];
    for (const text of TEXTS) expect(assess(text, fromKept)).toEqual(assess(text, fromRead));
  });

  it.each<[string, () => void]>([
    [
      'a rule has one more letter',
      () => appendFileSync(path.join(rulesFolder, 'fees/upfront-fee.yaml'), '#'),
    ],
    [
      'a letter was changed for another',
      () => {
        const words = path.join(rulesFolder, 'words.yaml');
        writeFileSync(words, readFileSync(words, 'utf8').replace('a', 'b'));
      },
    ],
    ['a file came', () => writeFileSync(path.join(rulesFolder, 'fees/new.txt'), '')],
    ['a file went', () => rmSync(path.join(rulesFolder, 'fees/upfront-fee.yaml'))],
    [
      'a file has another name',
      () =>
        renameSync(
          path.join(rulesFolder, 'fees/upfront-fee.yaml'),
          path.join(rulesFolder, 'fees/upfront-fees.yaml'),
        ),
    ],
    ['what was kept is cut off', () => truncateSync(file, 10_000)],
    ['nothing was kept', () => rmSync(file)],
  ])('are not there when %s', (_, change) => {
    expect(readKeptRules(rulesFolder, null, file)).not.toBeNull();
    change();
    expect(readKeptRules(rulesFolder, null, file)).toBeNull();
  });

  it('are not there when a reason has no words: reading says which', () => {
    const reasons = new Set(rules.rules.map(({ reason }) => reason));
    expect(readKeptRules(rulesFolder, reasons, file)).not.toBeNull();
    const [first] = reasons;
    reasons.delete(first as string);
    expect(readKeptRules(rulesFolder, reasons, file)).toBeNull();
  });

  it('are written by the build, but not with a mistake in them', async () => {
    rmSync(file);
    await keepRulesOf(folder, file);
    expect(readKeptRules(rulesFolder, null, file)).not.toBeNull();
    rmSync(file);
    appendFileSync(path.join(rulesFolder, 'fees/upfront-fee.yaml'), '\nnobody_knows: this');
    await keepRulesOf(folder, file);
    expect(readKeptRules(rulesFolder, null, file)).toBeNull();
  });
});
