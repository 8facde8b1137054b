/**
 * Every table says in the schema itself how long a row may live; this checks that none is forgotten and removes
 * what is past its time. It knows no table by name, so a new one is covered by its declaration alone.
 */
import { type Kysely, sql } from 'kysely';
import { type Problem, StartupError } from '../errors.js';
import type { TableLifetimeTable, Tables } from './tables.js';

/** A table as the engine finds it, whoever made it. */
export interface FoundTable {
  readonly name: string;
  /** Names of the columns that can never be empty. */
  readonly filledColumns: readonly string[];
}

/** Compares the tables that exist with those declared. @throws StartupError naming every table that does not fit */
export async function requireLifetimes(
  db: Kysely<Tables>,
  tables: readonly FoundTable[],
  file: string,
): Promise<void> {
  const declared = new Map((await declaredLifetimes(db)).map(row => [row.table_name, row]));
  const names = new Set(tables.map(table => table.name));
  const messages = [
    ...tables.flatMap(table => faultsOf(table, declared.get(table.name))),
    ...[...declared.keys()]
      .filter(name => !names.has(name))
      .map(name => `table ${name} is declared but missing`),
  ];
  if (messages.length === 0) return;
  throw new StartupError(messages.map((message): Problem => ({ file, line: null, message })));
}

function faultsOf(table: FoundTable, lifetime: TableLifetimeTable | undefined): string[] {
  if (!lifetime) {
    return [
      `table ${table.name} has no lifetime; declare one in table_lifetime in the migration that creates it, ` +
        'or drop the table if nothing of CekLoker made it',
    ];
  }
  if (lifetime.expires_column === null) return [];
  // A row without an expiry would live for ever.
  return table.filledColumns.includes(lifetime.expires_column)
    ? []
    : [`table ${table.name}: its expiry column ${lifetime.expires_column} is missing or may be empty`];
}

/**
 * Deletes every row whose time is over at `nowMs`. A row that claims more than its table's longest life (it was
 * written while the clock was wrong) is cut down to it. @returns how many rows went, by table
 */
export async function deleteExpired(db: Kysely<Tables>, nowMs: number): Promise<Record<string, number>> {
  const deleted: Record<string, number> = {};
  for (const { table_name, expires_column, max_life_ms } of await declaredLifetimes(db)) {
    if (expires_column === null || max_life_ms === null) continue;
    const table = sql.table(table_name);
    const expiry = sql.ref(expires_column);
    const gone = await sql`delete from ${table} where ${expiry} <= ${nowMs}`.execute(db);
    deleted[table_name] = Number(gone.numAffectedRows ?? 0);
    const latest = nowMs + max_life_ms;
    await sql`update ${table} set ${expiry} = ${latest} where ${expiry} > ${latest}`.execute(db);
  }
  return deleted;
}

function declaredLifetimes(db: Kysely<Tables>): Promise<TableLifetimeTable[]> {
  return db.selectFrom('table_lifetime').selectAll().orderBy('table_name').execute();
}
