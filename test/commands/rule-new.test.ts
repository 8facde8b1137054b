import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rulesNew } from '../../src/commands/rule-new.js';
import { rulesCheck } from '../../src/commands/rules.js';
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
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
const clock = { now: (): number => Date.UTC(2026, 10, 28, 12) };
const begin = (id: string, options = {}) => written(() => rulesNew(id, options, root, clock));

describe('rules new', () => {
  it.each(['a/one', 'new-family/a-rule-2', 'distress/a-pattern'])(
    'begins %s as a draft that passes the check',
    async id => {
      write({});
      const begun = await begin(id);
      expect(begun.result).toBe(0);
      expect(begun.stdout).toContain(`rules/${id}.yaml written`);
      const checked = await written(() => rulesCheck(root));
      expect(checked.stdout).toContain('all in order');
      const ruleset = await loadRuleset(root);
      const rule = [...ruleset.rules, ...ruleset.distress].find(each => each.id === id);
      expect(rule?.status).toBe('draft');
      expect([rule?.examples.match.length, rule?.examples.noMatch.length]).toEqual([2, 2]);
      expect(read('rules/CHANGES.md')).toContain(`\n- 2026-11-28 ${id}: begun as a draft: `);
    },
  );

  it('writes what was said of the rule, and what each field is for', async () => {
    write({});
    await begin('fees/x', {
      title: 'Bayar: dulu',
      sign: 'raises',
      strength: 'alone',
      category: 'fee_scam',
      reason: 'upfront_fee',
    });
    expect((await loadRuleset(root)).rules[0]).toMatchObject({
      title: 'Bayar: dulu',
      sign: 'raises',
      strength: 'alone',
      category: 'fee_scam',
      reason: 'upfront_fee',
    });
    expect(read('rules/fees/x.yaml')).toContain('# alone: enough by itself');
  });

  it('writes what was said of the pattern', async () => {
    write({});
    await begin('distress/x', { who: 'relative', urgency: 'now', stage: 'in_transit' });
    expect((await loadRuleset(root)).distress[0]).toMatchObject({
      who: 'relative',
      urgency: 'now',
      stage: 'in_transit',
    });
  });

  it('adds its line at the end of the list of changes', async () => {
    write({});
    await begin('a/one', { title: 'Tanda pertama' });
    await begin('a/two', { title: 'Tanda kedua' });
    expect(read('rules/CHANGES.md').split('\n').slice(-3)).toEqual([
      '- 2026-11-28 a/one: begun as a draft: Tanda pertama',
      '- 2026-11-28 a/two: begun as a draft: Tanda kedua',
      '',
    ]);
  });

  it.each([
    ['a strength', 'a/one', { strength: 'loud' }, '--strength: '],
    ['a category', 'a/one', { category: 'crime' }, '--category: '],
    ['a reason without a text', 'a/one', { reason: 'nobody_wrote' }, '--reason: "nobody_wrote" has no text'],
    ['what only a pattern has', 'a/one', { who: 'self' }, '--who: not for this kind'],
    ['what only a rule has', 'distress/one', { sign: 'raises' }, '--sign: not for this kind'],
    ['a stage', 'distress/one', { stage: 'lost' }, '--stage: '],
  ])('refuses %s and writes nothing', async (_, id, options, message) => {
    write({});
    const { result, stdout, stderr } = await begin(id, options);
    expect([result, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(existsSync(path.join(root, `rules/${id}.yaml`))).toBe(false);
    expect(existsSync(path.join(root, 'rules/CHANGES.md'))).toBe(false);
  });

  it('never writes over a rule', async () => {
    write({ 'a/one': GOOD });
    const before = read('rules/a/one.yaml');
    const { result, stderr } = await begin('a/one');
    expect([result, stderr]).toEqual([1, 'rules/a/one.yaml is there already\n']);
    expect(read('rules/a/one.yaml')).toBe(before);
  });

  it.each(['one', 'a/b/c', '../a/one', 'a/../../x', 'A/one', 'a/One', '/a/one', 'a/', 'a/one.yaml'])(
    'refuses the name %s and writes nothing',
    async id => {
      write({});
      const { result, stdout, stderr } = await begin(id);
      expect([result, stdout]).toEqual([1, '']);
      expect(stderr).toContain('write family/name');
      expect(existsSync(path.join(root, 'rules', `${id}.yaml`))).toBe(false);
    },
  );
});
