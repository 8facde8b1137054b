/**
 * The compiled program in a folder of its own, so that a build in the middle of a proof changes nothing: `dist/` is
 * copied, and so is everything it reads beside itself. Packages are linked, not copied.
 */
import { cpSync, existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { ownFolder } from './belongings.js';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** What the program reads at run time, besides `dist/`. */
export const READ_AT_RUN_TIME = ['rules', 'locales', 'package.json'] as const;

/** @returns the folder in which `dist/main.js` lies */
export function copyOfProgram(): string {
  if (!existsSync(path.join(ROOT, 'dist/main.js'))) throw new Error('dist/ is missing: npm run build');
  const folder = ownFolder('program');
  copyInto(folder, ['dist', ...READ_AT_RUN_TIME]);
  return folder;
}

export function copyInto(folder: string, names: readonly string[]): void {
  for (const name of names) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
}
