/**
 * Everything that somebody could carry off: the files of the data folder and their names, the secret file, the temporary
 * folder, whatever the program wrote beside itself, and what it printed. Reading only.
 */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DATABASE_FILE_NAME } from '../../src/store/open-store.js';
import { loadSqlite } from '../../src/store/sqlite/load-sqlite.js';
import { ownFolder } from './belongings.js';
import type { Lane } from './lane.js';

export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Reads all of it, now. @param shipped the files of the program itself, as `filesIn` told them at the start */
export function placesOf(lane: Lane, program: string, shipped: readonly string[]): readonly Place[] {
  const { data, secret, temporary } = lane.folders;
  const own = filesIn(program).filter(file => !shipped.includes(file));
  const files = [
    ...filesIn(data).map(file => ({ place: 'data', folder: data, file })),
    ...filesIn(path.dirname(secret)).map(file => ({ place: 'secret', folder: path.dirname(secret), file })),
    ...filesIn(temporary).map(file => ({ place: 'temporary', folder: temporary, file })),
    ...own.map(file => ({ place: 'program', folder: program, file })),
  ];
  const printed = [...lane.printed, ...(lane.process.hasEnded ? [] : [lane.process.printed()])];
  const names = files.map(({ place, file }) => `${place}/${file}`).join('\n');
  return [
    ...files.map(({ place, folder, file }) => ({
      // The name of a file could itself name somebody, so only those of the data folder are told.
      name: place === 'data' ? file : `${place} folder`,
      bytes: bytesOf(path.join(folder, file)),
    })),
    // Told even where they are empty, as they should be.
    ...['temporary folder', 'program folder'].map(name => ({ name, bytes: Buffer.alloc(0) })),
    { name: 'names of files', bytes: Buffer.from(names) },
    { name: 'output', bytes: Buffer.concat(printed) },
  ];
}

/** Relative paths of all files in a folder; what a link points at is not in it. */
export function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

/** Files come and go while the program runs. */
function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

export type Rows = Readonly<Record<string, number>>;

/** How many rows each table has; looked up in a copy, because opening a database may change its files. */
export async function rowsIn(dataFolder: string): Promise<Rows> {
  const copy = path.join(ownFolder('copy'), 'data');
  cpSync(dataFolder, copy, { recursive: true });
  const Database = await loadSqlite();
  const database = new Database(path.join(copy, DATABASE_FILE_NAME));
  try {
    const tables = database
      .prepare<[], string>("select name from sqlite_master where type = 'table'")
      .pluck()
      .all();
    const count = (table: string): number =>
      Number(database.prepare(`select count(*) from "${table}"`).pluck().get());
    return Object.fromEntries(tables.map(table => [table, count(table)]));
  } finally {
    database.close();
  }
}

/** Messages and replies that wait, while the program runs. */
export async function waitingIn(dataFolder: string): Promise<{ inbox: number; outbox: number }> {
  const Database = await loadSqlite();
  const database = new Database(path.join(dataFolder, DATABASE_FILE_NAME), { readonly: true });
  try {
    const count = (table: string): number =>
      Number(database.prepare(`select count(*) from ${table}`).pluck().get());
    return { inbox: count('inbox'), outbox: count('outbox') };
  } finally {
    database.close();
  }
}
