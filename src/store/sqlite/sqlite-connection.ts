/**
 * Opens one SQLite file as kysely sees it, with every setting that durability and deletion rest on, and makes
 * sure that each of them took. It creates the file for this account alone and never opens an in-memory database,
 * because what is promised to a seeker must survive a restart.
 */
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement, sql } from 'kysely';
import { StartupError } from '../../errors.js';
import { makePrivateFile, makePrivateFolder } from '../private-files.js';
import type { FoundTable } from '../table-lifetimes.js';
import type { Tables } from '../tables.js';
import { loadSqlite } from './load-sqlite.js';

/** How long a statement waits for another process (a backup, the command line) that holds the file. */
export const BUSY_TIMEOUT_MS = 5_000;
/** Prepared statements kept; kysely asks for the same few dozen again and again. */
const STATEMENTS_KEPT_MAX = 128;

/** In this order: auto_vacuum only takes before the first page is written, synchronous only after WAL. */
const SETTINGS: readonly {
  readonly pragma: string;
  readonly value: string;
  readonly reads: string | number;
}[] = [
  { pragma: 'auto_vacuum', value: 'INCREMENTAL', reads: 2 },
  { pragma: 'journal_mode', value: 'WAL', reads: 'wal' },
  { pragma: 'synchronous', value: 'FULL', reads: 2 },
  { pragma: 'fullfsync', value: 'ON', reads: 1 },
  { pragma: 'secure_delete', value: 'ON', reads: 1 },
  { pragma: 'temp_store', value: 'MEMORY', reads: 2 },
  { pragma: 'trusted_schema', value: 'OFF', reads: 0 },
  { pragma: 'foreign_keys', value: 'ON', reads: 1 },
  { pragma: 'cell_size_check', value: 'ON', reads: 1 },
];

/** @throws StartupError when the file cannot be opened, is no database, or a setting does not take */
export async function openSqliteFile(file: string): Promise<Database.Database> {
  makePrivateFolder(dirname(file));
  // SQLite gives its journal files the mode of the database file.
  makePrivateFile(file);
  const SqliteDatabaseClass = await loadSqlite();
  let database: Database.Database | undefined;
  try {
    database = new SqliteDatabaseClass(file, { timeout: BUSY_TIMEOUT_MS, fileMustExist: true });
    for (const { pragma, value } of SETTINGS) database.pragma(`${pragma} = ${value}`);
    const refused = SETTINGS.filter(
      ({ pragma, reads }) => database!.pragma(pragma, { simple: true }) !== reads,
    );
    if (refused.length === 0) return database;
    const names = refused.map(({ pragma, value }) => `${pragma}=${value}`).join(', ');
    const message = `SQLite does not take ${names} here; use a local disk`;
    throw new StartupError([{ file, line: null, message }]);
  } catch (error) {
    database?.close();
    throw cannotOpen(file, error);
  }
}

/** What SQLite said about a file that cannot be opened or read, as a person can act on it. */
export function cannotOpen(file: string, error: unknown): StartupError {
  if (error instanceof StartupError) return error;
  const message = whatToDo((error as { code?: string }).code ?? 'unknown');
  return new StartupError([{ file, line: null, message }]);
}

function whatToDo(code: string): string {
  return code === 'SQLITE_NOTADB'
    ? 'this is no SQLite database; move it away, or set DATA_DIR or DATABASE_URL to the right place'
    : `the database cannot be opened (${code}); check the permissions and the free space of its folder`;
}

/** The same database for queries. */
export function queriesOf<T = Tables>(database: Database.Database): Kysely<T> {
  return new Kysely<T>({ dialect: new SqliteDialect({ database: asKyselyDatabase(database) }) });
}

/** From sqlite_master itself, so that no table goes unseen, whoever made it. */
export async function foundTables(db: Kysely<Tables>): Promise<readonly FoundTable[]> {
  const { rows } = await sql<{ table: string; column: string; filled: number }>`
    select m.name as "table", c.name as "column", c."notnull" as filled
    from sqlite_master m, pragma_table_info(m.name) c
    where m.type = 'table' and substr(m.name, 1, 7) <> 'sqlite_'
    order by m.name, c.cid`.execute(db);
  const names = [...new Set(rows.map(row => row.table))];
  return names.map(name => ({
    name,
    filledColumns: rows.filter(row => row.table === name && row.filled === 1).map(row => row.column),
  }));
}

/** The part of better-sqlite3 that kysely uses, with three differences that are told below. */
function asKyselyDatabase(database: Database.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => void database.close(),
    prepare(sql) {
      // A full disk makes SQLite roll back by itself; a second rollback would hide what went wrong.
      if (sql === 'rollback' && !database.inTransaction) return NOTHING_TO_DO;
      const found = kept.get(sql);
      if (found) return found;
      if (kept.size >= STATEMENTS_KEPT_MAX) kept.clear();
      // Asks for the right to write at once: taking it later fails without waiting when another process wrote.
      const statement = database.prepare(
        sql === 'begin' ? 'begin immediate' : sql,
      ) as unknown as SqliteStatement;
      kept.set(sql, statement);
      return statement;
    },
  };
}

const NOTHING_TO_DO: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};
