/** The command line as its own process, as a person or a script calls it. */
import { spawn } from 'node:child_process';
import { PACKAGE_ROOT } from '../../src/files/house.js';
import { compiledCli } from '../compiled.js';

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `cekloker` with these words; `input` is all of standard input. */
export function runCli(
  words: readonly string[],
  input: string | Buffer = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return run(process.execPath, [compiledCli(), ...words], input, environment);
}

/** Runs any command in the folder of the program, with an environment that holds nothing of ours. */
export async function run(
  command: string,
  words: readonly string[],
  input: string | Buffer = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const { PATH, HOME } = process.env;
  const child = spawn(command, words, {
    cwd: PACKAGE_ROOT,
    env: { PATH, HOME, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  // A program that refuses its words does not read its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { status, stdout, stderr };
}

/** What a call in this process wrote, and what it gave back. */
export async function written<T>(
  work: () => T | Promise<T>,
): Promise<{ readonly result: T; readonly stdout: string; readonly stderr: string }> {
  const streams = [process.stdout, process.stderr];
  const before = streams.map(stream => stream.write);
  const texts = ['', ''];
  streams.forEach((stream, index) => {
    stream.write = ((chunk: string | Uint8Array) => {
      texts[index] += String(chunk);
      return true;
    }) as typeof stream.write;
  });
  try {
    const result = await work();
    return { result, stdout: texts[0] ?? '', stderr: texts[1] ?? '' };
  } finally {
    streams.forEach((stream, index) => {
      stream.write = before[index] as typeof stream.write;
    });
  }
}
