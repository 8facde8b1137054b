import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rulesCheck, rulesNew } from '../../src/commands/rules.js';
import { loadRuleset, PACKAGE_ROOT } from '../../src/files/house.js';
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

describe('rules new', () => {
  it.each(['a/one', 'new-family/a-rule-2', 'distress/a-pattern'])(
    'begins %s as a draft that passes the check',
    async id => {
      write({ 'z/one': GOOD });
      const begun = await written(() => rulesNew(id, root));
      expect(begun.result).toBe(0);
      expect(begun.stdout).toContain(`rules/${id}.yaml written`);
      const checked = await written(() => rulesCheck(root));
      expect(checked.stdout).toContain('all in order');
      const ruleset = loadRuleset(root);
      const rule = [...ruleset.rules, ...ruleset.distress].find(each => each.id === id);
      expect(rule?.status).toBe('draft');
      expect(rule?.examples.match.length).toBeGreaterThan(0);
    },
  );

  it('never writes over a rule', async () => {
    write({ 'a/one': GOOD });
    const before = readFileSync(path.join(root, 'rules/a/one.yaml'), 'utf8');
    const { result, stderr } = await written(() => rulesNew('a/one', root));
    expect([result, stderr]).toEqual([1, 'rules/a/one.yaml is there already\n']);
    expect(readFileSync(path.join(root, 'rules/a/one.yaml'), 'utf8')).toBe(before);
  });

  it.each(['one', 'a/b/c', '../a/one', 'a/../../x', 'A/one', 'a/One', '/a/one', 'a/', 'a/one.yaml'])(
    'refuses the name %s and writes nothing',
    async id => {
      write({});
      const { result, stdout, stderr } = await written(() => rulesNew(id, root));
      expect([result, stdout]).toEqual([1, '']);
      expect(stderr).toContain('write family/name');
      expect(existsSync(path.join(root, 'rules', `${id}.yaml`))).toBe(false);
    },
  );
});
