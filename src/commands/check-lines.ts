/**
 * `check --jsonl`: one JSON line in, one JSON line out, in order. A line that cannot be judged gets an error in
 * its place and the rest goes on. Judges nothing itself.
 */
import type { Readable, Writable } from 'node:stream';
import { TEXT_LENGTH_MAX } from '../assessment.js';
import { assess } from '../classifier/assess.js';
import type { Ruleset } from '../classifier/ruleset.js';
import { checkJson } from './check-json.js';
import { JSON_LINE_LENGTH_MAX, linesOf } from './json-lines.js';

/** @returns how many lines could not be judged */
export async function checkLines(input: Readable, output: Writable, ruleset: Ruleset): Promise<number> {
  let errors = 0;
  for await (const line of linesOf(input)) {
    if (line?.trim() === '') continue;
    const answer = checkLine(line, ruleset);
    if ('error' in answer) errors++;
    if (!output.write(`${JSON.stringify(answer)}\n`))
      await new Promise(resolve => output.once('drain', resolve));
  }
  return errors;
}

function checkLine(line: string | null, ruleset: Ruleset): object {
  if (line === null) return { id: null, error: `the line is longer than ${JSON_LINE_LENGTH_MAX} characters` };
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return { id: null, error: 'not a JSON object' };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return { id: null, error: 'not a JSON object' };
  const { id = null, text } = parsed as { id?: unknown; text?: unknown };
  const shownId = typeof id === 'string' || typeof id === 'number' ? id : null;
  if (typeof text !== 'string') return { id: shownId, error: '"text" must be a string' };
  if (text.length > TEXT_LENGTH_MAX)
    return { id: shownId, error: `"text" is longer than ${TEXT_LENGTH_MAX} characters` };
  return { id: shownId, ...checkJson(assess(text, ruleset)) };
}
