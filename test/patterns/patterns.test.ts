import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type MadePattern, patternsMadeBy } from './built-patterns.js';
import { hashOf, RECHECK_VERSION, verdictOn } from './check-patterns.js';
import { type FoundPatterns, type Pattern, patternsBelow, patternsIn } from './find-patterns.js';
import { readVerdicts, writeVerdicts } from './verdicts.js';

const SRC = path.resolve(import.meta.dirname, '../../src');
/** Asks recheck about every pattern anew and writes `verdicts.json`. */
const IS_UPDATE = process.env.UPDATE_PATTERNS === '1';

const found: FoundPatterns = patternsBelow(SRC);
const filesThatBuild = [...new Set(found.built.map(({ file }) => file))];
const shipped = new Map<string, Pattern>();

/** Of what a module made, those that stand in none of its literals. */
function builtOf(file: string, made: readonly MadePattern[]): readonly MadePattern[] {
  const written = new Set(
    found.literals
      .filter(literal => literal.file === file)
      .map(({ source, flags }) => hashOf(new RegExp(source, flags))),
  );
  return made.filter(pattern => !written.has(hashOf(pattern)));
}

const builtBy = new Map<string, readonly MadePattern[]>();

beforeAll(async () => {
  for (const literal of found.literals) shipped.set(hashOf(literal), literal);
  for (const file of filesThatBuild) {
    const built = builtOf(file, await patternsMadeBy(SRC, file));
    builtBy.set(file, built);
    for (const pattern of built) shipped.set(hashOf(pattern), { file, line: 0, ...pattern });
  }
  if (!IS_UPDATE) return;
  const verdicts = [];
  for (const pattern of shipped.values()) verdicts.push(await verdictOn(pattern));
  writeVerdicts(verdicts);
}, 600_000);

describe('patterns that are built from pieces', () => {
  it('are built when their module is loaded, and never later from what somebody sent', () => {
    expect(found.built.filter(({ isBuiltAtLoad }) => !isBuiltAtLoad)).toEqual([]);
  });

  it.each(filesThatBuild)('are all seen when %s is loaded', file => {
    const places = found.built.filter(built => built.file === file);
    expect(builtBy.get(file)).toHaveLength(places.length);
  });
});

describe('every shipped pattern', () => {
  it('is found at all', () => {
    expect(shipped.size).toBeGreaterThan(150);
    expect(filesThatBuild.length).toBeGreaterThan(3);
  });

  it('has a verdict, and every verdict has its pattern (UPDATE_PATTERNS=1 writes them)', () => {
    const { recheck, patterns } = readVerdicts();
    const known = new Set(patterns.map(({ hash }) => hash));
    expect(recheck).toBe(RECHECK_VERSION);
    expect([...shipped].filter(([hash]) => !known.has(hash)).map(([, pattern]) => pattern)).toEqual([]);
    expect(patterns.filter(({ hash }) => !shipped.has(hash))).toEqual([]);
    expect(
      patterns.filter(verdict => verdict.hash !== hashOf({ ...verdict, source: verdict.pattern })),
    ).toEqual([]);
  });

  it('is safe', () => {
    const unsafe = readVerdicts().patterns.filter(({ status }) => status !== 'safe');
    expect(unsafe.map(verdict => ({ ...verdict, ...shipped.get(verdict.hash) }))).toEqual([]);
  });
});

describe('the checker', () => {
  it('finds a pattern that backtracks without end', async () => {
    const { literals } = patternsIn('planted.ts', 'const IS_ALL_A = (text: string) => /(a+)+$/.test(text);');
    expect(literals).toEqual([{ file: 'planted.ts', line: 1, source: '(a+)+$', flags: '' }]);
    const verdict = await verdictOn(literals[0] as Pattern);
    expect(verdict).toMatchObject({ status: 'vulnerable', complexity: 'exponential' });
  });

  it('finds one that is slow on long texts only', async () => {
    expect(await verdictOn({ source: '\\s+$', flags: 'u' })).toMatchObject({ status: 'vulnerable' });
  });

  it('passes one that reads every letter once', async () => {
    expect(await verdictOn({ source: '^\\s+', flags: 'u' })).toMatchObject({ status: 'safe' });
  });

  it('sees another pattern in other flags and in another version', () => {
    const hash = hashOf({ source: 'a', flags: 'u' });
    expect(hashOf({ source: 'a', flags: '' })).not.toBe(hash);
    expect(hashOf({ source: 'a', flags: 'u' }, '4.4.0')).not.toBe(hash);
  });

  it.each([
    ['a function', 'function f(word: string) { return new RegExp(word); }'],
    ['a closure', 'const f = (word: string) => RegExp("^" + word);'],
    ['a branch', 'if (isLong) pattern = new RegExp("a");'],
    ['a string that becomes a pattern', 'const f = (text: string) => text.match("(a+)+$");'],
    ['the global object', 'const f = (word: string) => new globalThis.RegExp(word);'],
  ])('finds one that %s builds later', (_, source) => {
    expect(patternsIn('planted.ts', source).built).toMatchObject([{ isBuiltAtLoad: false }]);
  });

  it('knows one that is built at load', () => {
    const { built } = patternsIn(
      'planted.ts',
      'const DIGIT = "[0-9]";\nconst RUN = new RegExp(DIGIT + "+");',
    );
    expect(built).toEqual([{ file: 'planted.ts', line: 2, isBuiltAtLoad: true }]);
  });
});
