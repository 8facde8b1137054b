/** `check`: one text, or a stream of JSON lines, judged on standard output. Reads no database and keeps nothing. */
import { createReadStream, readFileSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { TEXT_LENGTH_MAX } from '../assessment.js';
import { assess } from '../classifier/assess.js';
import { StartupError } from '../errors.js';
import { loadHouse, loadRuleset } from '../files/house.js';
import { checkJson } from './check-json.js';
import { checkLines } from './check-lines.js';
import { answerTo } from './one-answer.js';

const EXIT_SOME_FAILED = 1;

/** @returns the exit status */
export async function check(
  file: string | undefined,
  options: { json?: true; jsonl?: true },
): Promise<number> {
  if (options.jsonl) {
    const ruleset = await loadRuleset();
    // Opened only now: a file that is not there must be heard of by who reads it.
    const input = file === undefined ? process.stdin : createReadStream(file);
    const failed = await checkLines(input, process.stdout, ruleset).catch(error => {
      if (file !== undefined && (error as NodeJS.ErrnoException).syscall !== undefined)
        throw unreadable(file);
      throw error;
    });
    return failed > 0 ? EXIT_SOME_FAILED : 0;
  }
  const text = file === undefined ? await readAll(process.stdin) : readText(file);
  if (text.length > TEXT_LENGTH_MAX) {
    throw new StartupError([
      { file: file ?? 'standard input', line: null, message: `longer than ${TEXT_LENGTH_MAX} characters` },
    ]);
  }
  if (options.json) process.stdout.write(`${JSON.stringify(checkJson(assess(text, await loadRuleset())))}\n`);
  else process.stdout.write(`${answerTo(text, await loadHouse())}\n`);
  return 0;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw unreadable(file);
  }
}

function unreadable(file: string): StartupError {
  return new StartupError([{ file, line: null, message: 'cannot be read' }]);
}
