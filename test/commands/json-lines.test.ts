import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { JSON_LINE_LENGTH_MAX, linesOf } from '../../src/commands/json-lines.js';

async function lines(...chunks: readonly (string | Buffer)[]): Promise<(string | null)[]> {
  const all: (string | null)[] = [];
  for await (const line of linesOf(Readable.from(chunks, { objectMode: false }))) all.push(line);
  return all;
}

describe('the lines of a stream', () => {
  it.each<[string, string[], (string | null)[]]>([
    ['ends by LF', ['a\nb\n'], ['a', 'b']],
    ['ends by CR LF', ['a\r\nb\r\n'], ['a', 'b']],
    ['a last line without an end', ['a\nb'], ['a', 'b']],
    ['empty lines', ['a\n\nb\n'], ['a', '', 'b']],
    ['nothing', [''], []],
    ['a line in pieces', ['a', 'b', 'c\nd', 'e'], ['abc', 'de']],
    ['an end in pieces', ['a\r', '\nb'], ['a', 'b']],
    ['a mark of byte order at the beginning, and only there', ['\uFEFFa\n\uFEFFb'], ['a', '\uFEFFb']],
  ])('are told apart: %s', async (_, chunks, expected) => {
    expect(await lines(...chunks)).toEqual(expected);
  });

  it('are not ended by other separators, which may stand inside a JSON string', async () => {
    const line = JSON.stringify({ text: 'satu\u2028dua\u2029tiga\u0085\v\f empat' });
    expect(await lines(`${line}\n${line}\n`)).toEqual([line, line]);
    const raw = '{"text":"satu\u2028dua\u2029tiga\u0085"}';
    expect(await lines(`${raw}\n`)).toEqual([raw]);
  });

  it('keep a letter whole that comes in two pieces', async () => {
    const bytes = Buffer.from('🔥\n');
    expect(await lines(bytes.subarray(0, 2), bytes.subarray(2))).toEqual(['🔥']);
  });

  it('are null where one is too long, and go on after it', async () => {
    const long = 'x'.repeat(JSON_LINE_LENGTH_MAX);
    expect(await lines(`a\n${long}`, 'y\nb\n', long, '\n', long, 'z')).toEqual(['a', null, 'b', long, null]);
  });
});
