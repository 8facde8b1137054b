/**
 * Every store engine as the contract sees it. An engine's folder in `src/store/` without an entry here fails
 * the suite.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type SqliteDatabase from 'better-sqlite3';
import { loadSqlite } from '../../src/store/sqlite/load-sqlite.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import type { EngineUnderTest, MakeEngine } from './contract/engine-under-test.js';

const Database = await loadSqlite();

export const ENGINES: Readonly<Record<string, MakeEngine>> = { sqlite: sqliteEngine };

/** Folders of `src/store/` that hold no engine. */
const NOT_ENGINES = ['migrations'];

/** @returns the names of all engine folders, registered or not */
export function engineFolders(storeFolder: string): readonly string[] {
  return readdirSync(storeFolder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !NOT_ENGINES.includes(entry.name))
    .map(entry => entry.name);
}

export function unregisteredEngines(folders: readonly string[]): readonly string[] {
  return folders.filter(folder => ENGINES[folder] === undefined);
}

function sqliteEngine(folder: string): EngineUnderTest {
  const dataFolder = join(folder, 'data');
  const file = join(dataFolder, 'cekloker.db');
  const withDatabase = <T>(work: (database: SqliteDatabase.Database) => T): T => {
    const database = new Database(file);
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  return {
    open: options => openSqliteStore({ ...options, file }),
    rawSql: (statement, ...values) =>
      withDatabase(database => {
        const prepared = database.prepare(statement);
        if (prepared.reader) return prepared.all(...values) as Record<string, unknown>[];
        prepared.run(...values);
        return [];
      }),
    bytesOnDisk: () =>
      Buffer.concat(readdirSync(dataFolder).map(name => readFileSync(join(dataFolder, name)))),
    isSound: () => withDatabase(database => database.pragma('integrity_check', { simple: true }) === 'ok'),
  };
}
