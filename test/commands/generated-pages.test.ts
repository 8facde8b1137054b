/** The two pages that commands write from the rules and the project's own texts, on rules and texts of a test's own. */
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { effectOf, RULES_PAGE, rulesCatalogue } from '../../src/commands/rules-page.js';
import { rulesScoreboard, SCOREBOARD_PAGE } from '../../src/commands/scoreboard.js';
import { smallRuleset } from '../classifier/small-rules.js';
import { OWN_RULES, ownRoot } from './own-corpus.js';
import { written } from './run-cli.js';

let root: string;
beforeEach(() => {
  root = ownRoot();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const onDisk = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const PAGES = [
  { file: RULES_PAGE, keep: rulesCatalogue, command: 'rules catalogue' },
  { file: SCOREBOARD_PAGE, keep: rulesScoreboard, command: 'rules scoreboard' },
];

describe.each(PAGES)('$file', ({ file, keep, command }) => {
  it('is written, the same byte for byte each time, and left untouched where it says so already', async () => {
    expect(await written(() => keep({}, root))).toMatchObject({ result: 0, stdout: `${file} written\n` });
    const first = onDisk(file);
    utimesSync(path.join(root, file), 1, 1);
    expect(await written(() => keep({}, root))).toMatchObject({ stdout: `${file} says what it should\n` });
    expect(statSync(path.join(root, file)).mtimeMs).toBe(1000);
    rmSync(path.join(root, file));
    await written(() => keep({}, root));
    expect(onDisk(file)).toBe(first);
    expect(await written(() => keep({ check: true }, root))).toMatchObject({ result: 0, stderr: '' });
  });

  it('is found stale by one changed number, with the line and the command, and not mended by looking', async () => {
    await written(() => keep({}, root));
    const spoilt = onDisk(file).replace(/\| 2 /, '| 3 ').replace('2 / 1', '2 / 7');
    writeFileSync(path.join(root, file), spoilt);
    const { result, stderr } = await written(() => keep({ check: true }, root));
    const [, line = ''] = /:(\d+) is stale; run: (.*)\n/.exec(stderr) ?? [];
    expect([result, stderr.includes(`cekloker -- ${command}`)]).toEqual([1, true]);
    expect(stderr).toContain(`there:   ${spoilt.split('\n')[Number(line) - 1]}\n`);
    expect(onDisk(file)).toBe(spoilt);
  });

  it.each([
    ['a planted line', (page: string) => `${page}| x |\n`],
    ['a line too few', (page: string) => page.split('\n').slice(0, -2).join('\n')],
  ])('is found stale by %s', async (_, spoil) => {
    await written(() => keep({}, root));
    writeFileSync(path.join(root, file), spoil(onDisk(file)));
    expect(await written(() => keep({ check: true }, root))).toMatchObject({ result: 1 });
  });

  it('that is not there is stale', async () => {
    const { result, stderr } = await written(() => keep({ check: true }, root));
    expect([result, stderr]).toEqual([
      1,
      `${file} is not there; run: npm run --silent cekloker -- ${command}\n`,
    ]);
  });

  it('holds no text of the corpus', async () => {
    await written(() => keep({}, root));
    expect(onDisk(file)).not.toContain('lowongan');
  });
});

describe('the page of the rules', () => {
  const rows = async (): Promise<readonly string[]> => {
    await written(() => rulesCatalogue({}, root));
    return onDisk(RULES_PAGE)
      .split('\n')
      .filter(line => line.startsWith('| ['));
  };

  it('has a line for each, sorted, with what it does and its record', async () => {
    expect(await rows()).toEqual([
      '| [a/bad](a/bad.yaml) | Tanda \\| buruk | stable | raises | alone | fee_scam | duties_vague | high, floor | 6.00 | 2 / 1 | 0 / 0 | 66.7 | 20.8–93.9 |',
      '| [a/good](a/good.yaml) | Tanda jujur | test | lowers | strong | – | duties_vague | lowers | -3.50 | 1 / 1 | 0 / 0 | 50.0 | 9.5–90.5 |',
      '| [b/missing](b/missing.yaml) | Aturan uji | draft | raises | combo | – | duties_vague | none alone | 1.30 | 0 / 0 | 1 / 0 | 100.0 | 20.7–100.0 |',
      '| [distress/held](distress/held.yaml) | Disekap | test | self | now | inside | 2 / 0 | 0 / 1 | 66.7 | 20.8–93.9 |',
    ]);
  });

  it('tells how far a rule can take a level', () => {
    const { rules } = smallRuleset({
      ...OWN_RULES,
      'c/draft': { when: ['x'], strength: 'alone', status: 'draft' },
      'c/soft': { when: ['x'], strength: 'combo' },
      'c/strong': { when: ['x'], strength: 'strong' },
    });
    expect(Object.fromEntries(rules.map(rule => [rule.id, effectOf(rule)]))).toEqual({
      'a/bad': 'high, floor',
      'a/good': 'lowers',
      'b/missing': 'none alone',
      'c/draft': 'caution',
      'c/soft': 'caution',
      'c/strong': 'high',
    });
  });
});

describe('the scoreboard', () => {
  it('counts the answers by expectation and category, folder by folder', async () => {
    await written(() => rulesScoreboard({}, root));
    const page = onDisk(SCOREBOARD_PAGE);
    expect(page.split('\n').filter(line => /^(## |\| (alarm|danger|quiet) )/.test(line))).toEqual([
      '## learn: 6 texts',
      '| alarm | 2 | 0 | 1 | 0 | 1 | 0 | 1 | 2 | 50.0 | 9.5–90.5 |',
      '| danger | 2 | 2 | 0 | 0 | 0 | 0 | 2 | 2 | 100.0 | 34.2–100.0 |',
      '| quiet | 2 | 0 | 0 | 1 | 0 | 1 | 1 | 2 | 50.0 | 9.5–90.5 |',
      '| alarm · other | 2 | 0 | 1 | 0 | 1 | 0 | 1 | 2 | 50.0 | 9.5–90.5 |',
      '| danger · distress | 2 | 2 | 0 | 0 | 0 | 0 | 2 | 2 | 100.0 | 34.2–100.0 |',
      '| quiet · other | 2 | 0 | 0 | 1 | 0 | 1 | 1 | 2 | 50.0 | 9.5–90.5 |',
      '## held-out: 2 texts',
      '| alarm | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | 0.0 | 0.0–79.3 |',
      '| quiet | 1 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | 0.0 | 0.0–79.3 |',
      '| alarm · other | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | 0.0 | 0.0–79.3 |',
      '| quiet · other | 1 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | 0.0 | 0.0–79.3 |',
    ]);
  });

  it('says of the pleas found how they were understood, for whom by their category', async () => {
    await written(() => rulesScoreboard({}, root));
    expect(onDisk(SCOREBOARD_PAGE)).toContain('| who | 2 | 2 | 100.0 | 34.2–100.0 |\n');
    expect(onDisk(SCOREBOARD_PAGE)).toContain('| stage | 2 | 2 | 100.0 | 34.2–100.0 |\n');
  });
});
