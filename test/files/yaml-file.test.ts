import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isProblems, type Problem } from '../../src/errors.js';
import {
  parseYaml,
  readYamlFile,
  validateYaml,
  YAML_FILE_BYTES_MAX,
  type YamlFile,
} from '../../src/files/yaml-file.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cekloker-yaml-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(source: string | Buffer): YamlFile | readonly Problem[] {
  const file = path.join(folder, 'x.yaml');
  writeFileSync(file, source);
  return readYamlFile(file, 'rules/x.yaml');
}

const SOURCE = `# a comment
title: satu
when:
  - visa turis
  - all:
      - paspor
      # another
      - { not: salinan }
match: [a,
  b]
`;

describe('a YAML file', () => {
  it('gives its value', () => {
    const file = read(SOURCE) as YamlFile;
    expect(isProblems(file)).toBe(false);
    expect(file.value).toEqual({
      title: 'satu',
      when: ['visa turis', { all: ['paspor', { not: 'salinan' }] }],
      match: ['a', 'b'],
    });
  });

  it.each([
    [[], 2],
    [['title'], 2],
    [['when'], 3],
    [['when', 0], 4],
    [['when', 1, 'all'], 5],
    [['when', 1, 'all', 1, 'not'], 8],
    [['match', 1], 10],
    [['when', 7], 3],
    [['nothing', 'at', 'all'], 2],
    [['title', 'deeper'], 2],
  ])('knows the line of %j: %i', (where, line) => {
    expect((read(SOURCE) as YamlFile).lineOf(where)).toBe(line);
  });

  it('keeps its lines with Windows ends of line', () => {
    expect((read(SOURCE.replaceAll('\n', '\r\n')) as YamlFile).lineOf(['when', 1, 'all'])).toBe(5);
  });

  it.each([
    ['a bracket that is not closed', 'a: 1\nb: [1, 2\n', 3],
    ['a key that stands there twice', 'a: 1\nb: 2\na: 3\n', 3],
    ['a tab in front', 'a:\n\t- 1\n', 2],
    ['an indent that fits nothing', 'a:\n  - 1\n - 2\n', 3],
  ])('names %s by its line', (_, source, line) => {
    const problems = read(source);
    expect(isProblems(problems)).toBe(true);
    expect(problems).toContainEqual(expect.objectContaining({ file: 'rules/x.yaml', line }));
    for (const { message } of problems as readonly Problem[]) expect(message).not.toContain('\n');
  });

  it('lists every mistake of a file at once', () => {
    expect((read('a: 1\na: 2\nb: 1\nb: 2\n') as readonly Problem[]).map(({ line }) => line)).toEqual([2, 4]);
  });

  it('refuses a file that is not there, and one that is too large', () => {
    const missing = readYamlFile(path.join(folder, 'none.yaml'), 'rules/none.yaml');
    expect(missing).toMatchObject([{ file: 'rules/none.yaml', line: null }]);
    expect(read(`a: ${'x'.repeat(YAML_FILE_BYTES_MAX)}`)).toMatchObject([{ line: null }]);
    expect(isProblems(read(`a: ${'x'.repeat(1_000)}`))).toBe(false);
  });
});

describe('checking a file against a schema', () => {
  const schema = z.strictObject({
    title: z.string(),
    when: z.array(z.string()).min(1, 'write at least one'),
  });
  const check = (source: string) => validateYaml(parseYaml(source, 'rules/x.yaml') as YamlFile, schema);

  it('gives the value in the shape of the schema', () => {
    expect(check('title: a\nwhen: [b]\n')).toEqual({ value: { title: 'a', when: ['b'] } });
  });

  it('names every problem with where it is and on which line', () => {
    const problems = check('title: 3\n\nwhen:\n  - ok\n  - 4\nextra: 1\n') as readonly Problem[];
    expect(problems.map(({ line }) => line).sort()).toEqual([1, 1, 5]);
    expect(problems.map(({ message }) => message).join('\n')).toContain('when.1');
    expect(check('title: a\nwhen: []\n')).toMatchObject([{ line: 2, message: 'when: write at least one' }]);
  });

  it('names the beginning of the file where a field is missing or all of it is', () => {
    expect(check('title: a\n')).toMatchObject([{ line: 1 }]);
    expect(check('')).toMatchObject([{ line: 1 }]);
    expect(check('- a\n')).toMatchObject([{ line: 1 }]);
  });
});
