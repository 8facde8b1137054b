/**
 * Loads the SQLite binding that fits the running Node. Two are installed, because no single one fits all: 13 crashes
 * on Node 20 without a word, and 12, compiled against Node 24.19 or newer, aborts the process when its statements
 * are collected (nodejs/node issue 65446: ObjectWrap's new cleanup hooks). 13 is built on Node-API, has no such hooks
 * and brings its binaries along; 12 may have to be compiled and is optional, so that an image for a newer Node needs no
 * compiler. Nothing else imports either of them.
 */
import type Database from 'better-sqlite3';
import { StartupError } from '../../errors.js';

/** Node majors from this one on get better-sqlite3 13. */
const NODE_MAJOR_FOR_13 = 22;

/** Name of the installed package for a Node major. */
export function sqlitePackageFor(nodeMajor: number): 'better-sqlite3' | 'better-sqlite3-13' {
  return nodeMajor >= NODE_MAJOR_FOR_13 ? 'better-sqlite3-13' : 'better-sqlite3';
}

export async function loadSqlite(): Promise<typeof Database> {
  const name = sqlitePackageFor(Number.parseInt(process.versions.node, 10));
  try {
    return ((await import(name)) as { default: typeof Database }).default;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const message = `${name} is not installed; it is compiled for this Node: install python3, make and g++ and run "npm ci" again, or use Node 24`;
    throw new StartupError([{ file: 'node_modules', line: null, message }]);
  }
}
