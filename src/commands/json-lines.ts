/**
 * Splits a stream into lines at LF (CR LF as well) and nowhere else: Node's readline also splits at U+2028 and
 * U+2029 since version 24, and both may stand inside a JSON string. It keeps at most one line in memory.
 */
import type { Readable } from 'node:stream';

/** Characters of one line: the longest text with every unit escaped is a tenth of it. */
export const JSON_LINE_LENGTH_MAX = 1_000_000;

/** Every line in order, without its end; null in the place of one that is longer than `JSON_LINE_LENGTH_MAX`. */
export async function* linesOf(input: Readable): AsyncGenerator<string | null> {
  input.setEncoding('utf8');
  let line = '';
  let isTooLong = false;
  let isFirst = true;
  const ended = (): string | null => {
    const whole = isTooLong ? null : line.replace(/\r$/, '').replace(isFirst ? /^\uFEFF/ : '', '');
    line = '';
    isTooLong = false;
    isFirst = false;
    return whole;
  };
  for await (const chunk of input as AsyncIterable<string>) {
    const pieces = chunk.split('\n');
    for (const [place, piece] of pieces.entries()) {
      if (place > 0) yield ended();
      isTooLong ||= line.length + piece.length > JSON_LINE_LENGTH_MAX;
      line = isTooLong ? '' : line + piece;
    }
  }
  if (line !== '' || isTooLong) yield ended();
}
