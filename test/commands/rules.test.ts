import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rulesCheck } from '../../src/commands/rules.js';
import { PACKAGE_ROOT } from '../../src/files/house.js';
import { type RuleFields, writeRules } from '../classifier/small-rules.js';
import { written } from './run-cli.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'cekloker-root-'));
  cpSync(path.join(PACKAGE_ROOT, 'locales'), path.join(root, 'locales'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const GOOD: RuleFields = {
  when: ['visa turis'],
  match: ['pakai visa turis'],
  no_match: ['pakai visa kerja'],
};
const write = (rules: Readonly<Record<string, RuleFields>>): void =>
  writeRules(path.join(root, 'rules'), rules);
/** Line of a text in a file of the root, counted from 1. */
const lineOf = (name: string, words: string): number =>
  readFileSync(path.join(root, name), 'utf8')
    .split('\n')
    .findIndex(line => line.includes(words)) + 1;

describe('rules check', () => {
  it('says how much there is when all is in order', async () => {
    write({ 'a/one': GOOD, 'distress/one': { ...GOOD, known_miss: ['lain'] } });
    const { result, stdout } = await written(() => rulesCheck(root));
    expect(result).toBe(0);
    expect(stdout).toBe('1 rules, 1 distress patterns, 5 examples: all in order\n');
  });

  it('names every example that does not hold, by file and line', async () => {
    write({
      'a/one': { ...GOOD, match: ['pakai visa turis', 'contoh yang lolos'] },
      'distress/one': { ...GOOD, no_match: ['visa turis yang keliru'] },
    });
    const { result, stdout } = await written(() => rulesCheck(root));
    expect(result).toBe(1);
    expect(stdout.split('\n')).toEqual([
      `rules/a/one.yaml:${lineOf('rules/a/one.yaml', 'contoh yang lolos')}: match example 2 does not match; mend the rule, or move it to known_miss`,
      `rules/distress/one.yaml:${lineOf('rules/distress/one.yaml', 'yang keliru')}: no_match example 1 matches; narrow the rule or add an exception`,
      '2 to mend',
      '',
    ]);
  });

  it('names every mistake in every file at once', async () => {
    write({
      'a/one': { ...GOOD, status: 'stabil' },
      'a/two': { ...GOOD, when: ['visa (turis'] },
      'a/three': { ...GOOD, reason: 'nobody_wrote_this' },
    });
    const { result, stdout } = await written(() => rulesCheck(root));
    expect(result).toBe(1);
    expect(stdout).toContain(`rules/a/one.yaml:${lineOf('rules/a/one.yaml', 'status')}: status`);
    expect(stdout).toContain(`rules/a/two.yaml:${lineOf('rules/a/two.yaml', 'visa (turis')}: phrase`);
    expect(stdout).toMatch(/\d+ to mend\n$/);
    write({ 'a/one': GOOD, 'a/two': GOOD, 'a/three': { ...GOOD, reason: 'nobody_wrote_this' } });
    const words = (await written(() => rulesCheck(root))).stdout;
    expect(words).toContain(
      `rules/a/three.yaml:${lineOf('rules/a/three.yaml', 'reason')}: reason "nobody_wrote_this"`,
    );
  });

  it('names a text that is missing', async () => {
    write({ 'a/one': GOOD });
    const file = path.join(root, 'locales/id.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^ {2}tagline:.*\n/m, ''));
    const { result, stdout } = await written(() => rulesCheck(root));
    expect([result, stdout.includes('page.tagline')]).toEqual([1, true]);
  });
});

describe('rules check of the list of changes', () => {
  const changes = (...lines: readonly string[]): void =>
    writeFileSync(path.join(root, 'rules/CHANGES.md'), ['# Changes', '', ...lines, ''].join('\n'));

  it('is content where each rule has a line', async () => {
    write({ 'a/one': GOOD, 'distress/one': GOOD });
    changes('- 2026-11-28 a/one, distress/one: begun', '- 2026-11-28 a/gone (removed): found nothing');
    expect(await written(() => rulesCheck(root))).toMatchObject({ result: 0 });
  });

  it('names a rule without a line and a line without a rule, by its line', async () => {
    write({ 'a/one': GOOD });
    changes('- 2026-11-28 a/gone: begun');
    const { result, stdout } = await written(() => rulesCheck(root));
    expect(result).toBe(1);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'rules/CHANGES.md:3: there is no rule "a/gone"; if it was taken out, add a line "a/gone (removed)"',
      'rules/CHANGES.md: no line names a/one; add "- YYYY-MM-DD a/one: what it is for and why"',
    ]);
  });
});

describe('rules check of what is only odd', () => {
  const texts = (folder: string, lines: readonly (readonly [string, string])[]): void => {
    mkdirSync(path.join(root, 'test/corpus', folder), { recursive: true });
    writeFileSync(
      path.join(root, 'test/corpus', folder, 'own.jsonl'),
      lines
        .map(([expected, text], at) => JSON.stringify({ id: `${folder}-${at}`, text, expect: expected }))
        .join('\n'),
    );
  };
  const STABLE = { ...GOOD, status: 'stable' };

  it('warns of stable rules that the own texts do not bear out, and passes', async () => {
    write({
      'a/kept': STABLE,
      'a/never': { ...STABLE, when: ['kata lain'], match: ['kata lain'] },
      'a/noisy': { ...STABLE, when: ['warna'], match: ['warna'] },
      'a/tried': { ...GOOD, when: ['tidak ada'], negation: 'counts', match: ['tidak ada'] },
    });
    texts('learn', [
      ['alarm', 'pakai visa turis saja'],
      ['alarm', 'warna hijau'],
      ['quiet', 'warna ungu'],
    ]);
    texts('held-out', [['quiet', 'pakai visa turis']]);
    const { result, stdout } = await written(() => rulesCheck(root));
    expect(result).toBe(0);
    expect(stdout.split('\n')).toEqual([
      `warning: rules/a/kept.yaml:${lineOf('rules/a/kept.yaml', 'status')}: stable, but 1 of the 2 texts with it are quiet (at most 40 %); narrow it, or set it back to test`,
      `warning: rules/a/never.yaml:${lineOf('rules/a/never.yaml', 'status')}: stable, but found in no alarm text of test/corpus; add such texts, or set it back to test`,
      `warning: rules/a/noisy.yaml:${lineOf('rules/a/noisy.yaml', 'status')}: stable, but 1 of the 2 texts with it are quiet (at most 40 %); narrow it, or set it back to test`,
      expect.stringContaining('all in order'),
      '',
    ]);
  });

  it('says nothing of a stable rule that is borne out', async () => {
    write({
      'a/kept': STABLE,
      'a/honest': { ...STABLE, sign: 'lowers', when: ['datang ke kantor'], match: ['datang ke kantor'] },
    });
    texts('learn', [
      ['alarm', 'pakai visa turis saja'],
      ['quiet', 'datang ke kantor kami'],
    ]);
    texts('held-out', [['danger', 'pakai visa turis, lalu disekap']]);
    expect((await written(() => rulesCheck(root))).stdout).not.toContain('warning');
  });

  it('warns of a rule that leans on a draft', async () => {
    write({ 'a/one': { ...GOOD, status: 'draft' }, 'a/two': { ...GOOD, when: [{ rule: 'a/one' }] } });
    const { result, stdout } = await written(() => rulesCheck(root));
    const warning = `warning: rules/a/two.yaml:${lineOf('rules/a/two.yaml', 'when')}: test, but it names the draft a/one`;
    expect([result, stdout.split('\n')[0]]).toEqual([0, warning]);
    const unless = [{ because: 'it is one', when: [{ rule: 'a/one' }] }];
    write({ 'a/one': { ...GOOD, status: 'draft' }, 'a/two': { ...GOOD, match: ['visa turis'], unless } });
    expect((await written(() => rulesCheck(root))).stdout).toContain('test, but it names the draft a/one');
  });
});
