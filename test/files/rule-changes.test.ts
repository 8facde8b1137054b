import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/files/house.js';
import {
  CHANGES_FILE,
  CHANGES_HEADING,
  changesMistakes,
  changesProblems,
  readChanges,
} from '../../src/files/rule-changes.js';

const RULES = path.join(PACKAGE_ROOT, 'rules');
const ids = new Set(['fees/x', 'a/y-2']);
const mistakes = (...lines: readonly string[]): readonly (readonly [number | null, string])[] =>
  changesMistakes(lines.join('\n'), ids).map(({ line, message }) => [line, message]);

describe('the list of changes', () => {
  it('that is shipped names every rule, and no other', () => {
    expect(existsSync(path.join(RULES, CHANGES_FILE))).toBe(true);
    expect(changesProblems(RULES)).toEqual([]);
  });

  it('reads a line into its day, its rules and what was changed', () => {
    const { changes, problems } = readChanges(
      `${CHANGES_HEADING}- 2026-11-28 fees/x, a/y-2: begun: both\n- 2026-12-01 b/z (removed): found nothing\n`,
    );
    expect(problems).toEqual([]);
    expect(changes.map(({ line, ...change }) => change)).toEqual([
      { day: '2026-11-28', ids: ['fees/x', 'a/y-2'], isRemoval: false, what: 'begun: both' },
      { day: '2026-12-01', ids: ['b/z'], isRemoval: true, what: 'found nothing' },
    ]);
  });

  it('says what a rule without a line wants', () => {
    expect(mistakes('talk', '', '- 2026-11-28 fees/x: begun')).toEqual([
      [null, 'no line names a/y-2; add "- YYYY-MM-DD a/y-2: what it is for and why"'],
    ]);
  });

  it('asks of a rule that is gone that a line says so', () => {
    const both = '- 2026-11-28 fees/x, a/y-2: begun';
    expect(mistakes(both, '- 2026-11-28 a/gone: begun')).toMatchObject([
      [2, expect.stringContaining('there is no rule "a/gone"')],
    ]);
    expect(mistakes(both, '- 2026-11-28 a/gone: begun', '- 2026-12-02 a/gone (removed): why')).toEqual([]);
  });

  it('is not content with a rule that is there and only named as removed', () => {
    expect(mistakes('- 2026-11-28 fees/x: begun', '- 2026-11-28 a/y-2 (removed): why')).toHaveLength(1);
  });

  it.each([
    '- fees/x: no day',
    '- 2026-13-01 fees/x: no such month',
    '- 2026-11-28 fees/x',
    '- 2026-11-28 fees/x: ',
    '- 2026-11-28: no rule',
  ])('shows how a line is written that cannot be read: %s', line => {
    expect(mistakes('- 2026-11-28 fees/x, a/y-2: begun', line)).toEqual([
      [2, 'write "- YYYY-MM-DD family/name: what was changed and why"'],
    ]);
  });
});
