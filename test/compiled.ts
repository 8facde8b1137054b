/**
 * The program as it is shipped: compiled, so that a test starts it in half the time that translating its sources on the
 * way takes. Compiled anew when a source is newer; test files that run side by side wait for the one that does it.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../src/files/house.js';

const STAMP = path.join(PACKAGE_ROOT, 'dist/.compiled');
const LOCK = path.join(PACKAGE_ROOT, 'dist/.compiling');
const LOOK_MS = 100;
/** Whoever held the lock for longer has died over it. */
const LOCK_LONGEST_MS = 120_000;

/** Path of the compiled command line. */
export function compiledCli(): string {
  mkdirSync(path.dirname(STAMP), { recursive: true });
  while (!isFresh()) {
    if (!isLocked()) continue;
    try {
      const began = new Date();
      execFileSync('npm', ['run', '--silent', 'build'], {
        cwd: PACKAGE_ROOT,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      writeFileSync(STAMP, '');
      // A source that was changed meanwhile is newer.
      utimesSync(STAMP, began, began);
    } finally {
      rmdirSync(LOCK);
    }
  }
  return path.join(PACKAGE_ROOT, 'dist/cli.js');
}

/** True when no source was changed since the last compilation began. */
function isFresh(): boolean {
  const compiledMs = modifiedMs(STAMP);
  const sources = readdirSync(path.join(PACKAGE_ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  return [
    ...sources.map(source => `src/${source}`),
    'tsconfig.build.json',
    'tsconfig.json',
    'package.json',
  ].every(file => modifiedMs(path.join(PACKAGE_ROOT, file)) < compiledMs);
}

/** @returns false when somebody else holds it, after a moment */
function isLocked(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    if (Date.now() - modifiedMs(LOCK) > LOCK_LONGEST_MS) rmdirSync(LOCK);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_MS);
    return false;
  }
}

function modifiedMs(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
