/**
 * Chooses the engine by what the operator configured: nothing or a `sqlite:` path gives the SQLite file. It never
 * repeats the configured address in a message, because one for a database server holds a password.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartupError } from '../errors.js';
import { openSqliteStore, type SqliteStoreOptions } from './sqlite/sqlite-store.js';
import type { Store } from './store.js';

export const DATABASE_FILE_NAME = 'cekloker.db';

export interface OpenStoreOptions extends Omit<SqliteStoreOptions, 'file'> {
  /** `DATABASE_URL`; undefined puts the file into `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
}

/** @throws StartupError for an address that no engine takes, and for whatever the engine refuses */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { databaseUrl, dataDir, ...rest } = options;
  return openSqliteStore({ ...rest, file: databaseFile(databaseUrl, dataDir) });
}

/** Path of the SQLite file that an address means. @throws StartupError */
export function databaseFile(databaseUrl: string | undefined, dataDir: string): string {
  if (databaseUrl === undefined || databaseUrl === '') return join(dataDir, DATABASE_FILE_NAME);
  if (/^postgres(ql)?:/.test(databaseUrl)) {
    throw refused(
      'PostgreSQL comes later; leave DATABASE_URL empty for now: an SQLite file in DATA_DIR is used',
    );
  }
  const path = sqlitePath(databaseUrl);
  if (path === '' || path === ':memory:') {
    throw refused(
      'name a file, e.g. sqlite:/var/lib/cekloker/cekloker.db; what is promised must survive a restart',
    );
  }
  return path;
}

function sqlitePath(databaseUrl: string): string {
  if (/^file:\/\/\//.test(databaseUrl)) {
    try {
      return fileURLToPath(databaseUrl);
    } catch {
      throw refused('this file: address is not valid; write sqlite:/path/to/file.db');
    }
  }
  const match = /^(?:sqlite|file):(?:\/\/)?(.*)$/.exec(databaseUrl);
  if (!match) throw refused('no such kind of database; write sqlite:/path/to/file.db, or leave it empty');
  return match[1]!;
}

function refused(message: string): StartupError {
  return new StartupError([{ file: 'DATABASE_URL', line: null, message }]);
}
