import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Records, recordsOf, rulesRecord } from '../../src/commands/rule-record.js';
import { StartupError } from '../../src/errors.js';
import { smallRuleset } from '../classifier/small-rules.js';
import { ownRoot } from './own-corpus.js';
import { written } from './run-cli.js';

let root: string;
beforeEach(() => {
  root = ownRoot();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const asJson = async (files: readonly string[] = []): Promise<Records> => {
  const { result, stdout } = await written(() => rulesRecord(files, { json: true }, root));
  expect(result).toBe(0);
  return JSON.parse(stdout) as Records;
};

describe('rules record', () => {
  it('counts each rule in bad texts, in good ones and in pleas, folder by folder', async () => {
    const { groups, records } = await asJson();
    expect(groups).toEqual([
      { name: 'learn', danger: 2, alarm: 2, quiet: 2 },
      { name: 'held-out', danger: 0, alarm: 1, quiet: 1 },
    ]);
    expect(records.map(({ id }) => id)).toEqual(['a/bad', 'a/good', 'b/missing', 'distress/held']);
    expect(records[0]).toMatchObject({
      kind: 'rule',
      sign: 'raises',
      status: 'stable',
      all: { bad: 2, good: 1, other: 1 },
      byGroup: { learn: { bad: 2, good: 1, other: 1 }, 'held-out': { bad: 0, good: 0, other: 0 } },
      precision: { count: 2, of: 3 },
    });
  });

  it('takes a sign of honesty to be right about good texts', async () => {
    const { records } = await asJson();
    expect(records[1]).toMatchObject({ all: { bad: 1, good: 1 }, precision: { count: 1, of: 2 } });
    expect(records[1]?.precision.low).toBeCloseTo(0.0945, 3);
    expect(records[1]?.precision.high).toBeCloseTo(0.9055, 3);
  });

  it('counts drafts and signs of something missing like any other', async () => {
    expect((await asJson()).records[2]).toMatchObject({
      status: 'draft',
      all: { bad: 1, good: 0, other: 0 },
    });
  });

  it('holds a pattern against pleas, whether it is believed there or not', async () => {
    expect((await asJson()).records[3]).toMatchObject({
      kind: 'pattern',
      sign: null,
      all: { bad: 2, good: 1, other: 0 },
      precision: { count: 2, of: 3 },
    });
  });

  it('reads the files that are named instead, by the folder that they lie in', async () => {
    const { groups, records } = await asJson([path.join(root, 'test/corpus/held-out/own.jsonl')]);
    expect(groups).toEqual([{ name: 'held-out', danger: 0, alarm: 1, quiet: 1 }]);
    expect(records[0]).toMatchObject({ all: { bad: 0, good: 0 }, precision: { count: 0, of: 0 } });
  });

  it('prints a line for each, with dashes where nothing was counted', async () => {
    const { stdout } = await written(() => rulesRecord([], {}, root));
    const row = (id: string) =>
      stdout
        .split('\n')
        .find(line => line.startsWith(id))
        ?.split(/ {2,}/);
    expect(row('a/bad')).toEqual(['a/bad', 'stable', '2 / 1', '0 / 0', '2 / 1', '1', '66.7', '20.8–93.9']);
    const found = await written(() =>
      rulesRecord([path.join(root, 'test/corpus/held-out/own.jsonl')], {}, root),
    );
    expect(found.stdout).toMatch(/^a\/bad .*–\s+–$/m);
  });

  it('names a file that cannot be read', async () => {
    await expect(rulesRecord([path.join(root, 'none.jsonl')], {}, root)).rejects.toThrow(StartupError);
    rmSync(path.join(root, 'test'), { recursive: true });
    await expect(rulesRecord([], {}, root)).rejects.toThrow('test/corpus/learn: is not there');
  });

  it('takes a text that is only known to be a scam as one to be warned of', () => {
    const ruleset = smallRuleset({ 'a/bad': { when: ['merah'] } });
    const texts = [{ id: '1', text: 'merah', expect: 'scam' as const }];
    expect(recordsOf(ruleset, [{ name: 'x', texts }]).records[0]?.all).toEqual({ bad: 1, good: 0, other: 0 });
  });
});
