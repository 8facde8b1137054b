/**
 * Where a table is made: file and line of the migration that creates it, so that a fault of the schema is told like
 * a fault in any other file. It reads the source of the migrations, which are named by their number and name.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Migration } from './migrations.js';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const PROJECT = path.resolve(HERE, '../../..');
/** What an engineer edits comes before what was compiled from it. */
const FOLDERS = [path.join(PROJECT, 'src/store/migrations'), HERE];

export interface MadeAt {
  /** Relative to the project. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
}

/** @returns null for a table that none of `migrations` makes: somebody else made it */
export function whereMade(table: string, migrations: readonly Migration[]): MadeAt | null {
  for (const migration of migrations) {
    const file = sourceOf(migration);
    if (file === null) continue;
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .findIndex(text => makes(text, table));
    if (line >= 0) return { file: path.relative(PROJECT, file), line: line + 1 };
  }
  return null;
}

function sourceOf({ number, name, folder }: Migration): string | null {
  const folders = folder === undefined ? FOLDERS : [folder];
  const stem = `${String(number).padStart(4, '0')}-${name}`;
  const files = folders.flatMap(folder => ['.ts', '.js'].map(ending => path.join(folder, stem + ending)));
  return files.find(existsSync) ?? null;
}

/** `createTable('name')`, or the words of SQL. */
function makes(line: string, table: string): boolean {
  const [, name] = /\bcreate\s?table\b\W*(?:if not exists\W+)?(\w+)/i.exec(line) ?? [];
  return name === table;
}
