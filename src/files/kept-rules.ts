/**
 * The compiled rules, kept beside the compiled program so that a start need not read 260 files again: written by the
 * build, after every check. They count only while not a letter of `rules/` nor of the program that compiled them has
 * changed; anything else, and rules are read and checked as ever. Never a source of truth: deleting the file loses nothing.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { CompiledRules } from '../classifier/ruleset.js';
import { type PackedRules, packRules, unpackRules } from './packed-rules.js';

/** dist/ for the compiled program. Its sources keep nothing: who changes them wants to see what they do. */
const PROGRAM = path.resolve(import.meta.dirname, '..');
const KEPT = path.join(PROGRAM, 'kept-rules.bin');
/** Names each package with its one version: words of the language are those of the stemmer. */
const PACKAGES = path.resolve(PROGRAM, '..', 'package.json');
/** Rooms of the program that take part in reading and compiling. */
const ROOMS = ['advert', 'classifier', 'files'] as const;

/** Hexadecimal digits of a fingerprint, with which the file begins. */
const FINGERPRINT_LENGTH = 64;

/**
 * @param reasonKeys as in `readRules`, which also says which rule lacks its words
 * @returns null when nothing was kept, something has changed since, or a reason has no words
 */
export function readKeptRules(
  rulesFolder: string,
  reasonKeys: ReadonlySet<string> | null,
  file: string = KEPT,
): CompiledRules | null {
  if (!existsSync(file)) return null;
  const kept = readFileSync(file);
  if (kept.toString('latin1', 0, FINGERPRINT_LENGTH) !== fingerprintOf(rulesFolder)) return null;
  try {
    const rules = unpackRules(deserialize(kept.subarray(FINGERPRINT_LENGTH)) as PackedRules);
    return rules.rules.every(({ reason }) => reasonKeys?.has(reason) ?? true) ? rules : null;
  } catch {
    // Cut off: as good as not there.
    return null;
  }
}

/** @param rules what `readRules` made of `rulesFolder` without a problem */
export function keepRules(rules: CompiledRules, rulesFolder: string, file: string = KEPT): void {
  // Whole or not at all: a program may start meanwhile.
  const kept = Buffer.concat([Buffer.from(fingerprintOf(rulesFolder)), serialize(packRules(rules))]);
  writeFileSync(`${file}.new`, kept);
  renameSync(`${file}.new`, file);
}

/** Changes with any file of the rules, of the program that reads them, and with the version of Node and of any package. */
function fingerprintOf(rulesFolder: string): string {
  const hash = createHash('sha256').update(process.version).update(readFileSync(PACKAGES));
  for (const folder of [rulesFolder, ...ROOMS.map(room => path.join(PROGRAM, room))]) {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !entry.name.endsWith('.map'))
      .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .sort();
    for (const name of names) {
      const content = readFileSync(path.join(folder, name));
      hash.update(`${name.length}:${name}:${content.length}:`).update(content);
    }
  }
  return hash.digest('hex');
}
