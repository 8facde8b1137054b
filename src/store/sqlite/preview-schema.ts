/**
 * What the schema will be once this program has started on a database, tried out beside it: the tables that are
 * there are made again in memory, empty, and the missing migrations run on them. So a start that must be refused is
 * refused together with every other problem, before the database was touched: a migration cannot be taken back, and
 * the program of yesterday could not open the database any more.
 */
import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { migrate } from '../migrate.js';
import { MIGRATIONS, type Migration } from '../migrations/migrations.js';
import { requireLifetimes } from '../table-lifetimes.js';
import type { Tables } from '../tables.js';
import { loadSqlite } from './load-sqlite.js';
import { BUSY_TIMEOUT_MS, cannotOpen, foundTables, queriesOf } from './sqlite-connection.js';

/** Tables about tables: their rows are part of the schema. */
const SCHEMA_ROWS = ['migration', 'table_lifetime'] as const;

/**
 * @param file null where no database is known yet: the shipped migrations alone are tried
 * @throws StartupError for a schema that this program would refuse, or a file that cannot be read
 */
export async function previewSchema(
  file: string | null,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const SqliteDatabase = await loadSqlite();
  const memory = new SqliteDatabase(':memory:');
  try {
    const db = queriesOf(memory);
    if (file !== null && existsSync(file)) {
      try {
        const existing = new SqliteDatabase(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
        try {
          copySchema(existing, memory);
          await copySchemaRows(queriesOf(existing), db);
        } finally {
          existing.close();
        }
      } catch (error) {
        throw cannotOpen(file, error);
      }
    }
    const name = file ?? 'the database';
    await migrate(db, name, migrations);
    await requireLifetimes(db, await foundTables(db), name, migrations);
  } finally {
    memory.close();
  }
}

function copySchema(from: Database.Database, to: Database.Database): void {
  const statements = from
    .prepare<[], { sql: string }>(
      "select sql from sqlite_master where sql is not null and substr(name, 1, 7) <> 'sqlite_' order by type = 'table' desc",
    )
    .all();
  for (const { sql } of statements) to.exec(sql);
}

async function copySchemaRows(from: Kysely<Tables>, to: Kysely<Tables>): Promise<void> {
  const tables = (await foundTables(from)).map(({ name }) => name);
  for (const table of SCHEMA_ROWS) {
    const rows = tables.includes(table) ? await from.selectFrom(table).selectAll().execute() : [];
    if (rows.length > 0) await to.insertInto(table).values(rows).execute();
  }
}
