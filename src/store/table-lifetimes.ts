/**
 * Every table says in the schema itself how long a row may live; this checks that none is forgotten and removes
 * what is past its time. It knows no table by name, so a new one is covered by its declaration alone.
 */
import { type Kysely, sql } from 'kysely';
import { type Problem, StartupError } from '../errors.js';
import { MIGRATIONS, type Migration } from './migrations/migrations.js';
import { whereMade } from './migrations/where-made.js';
import type { TableLifetimeTable, Tables } from './tables.js';

/** A table as the engine finds it, whoever made it. */
export interface FoundTable {
  readonly name: string;
  /** Names of the columns that can never be empty. */
  readonly filledColumns: readonly string[];
}

/**
 * Compares the tables that exist with those declared. @throws StartupError naming every table that does not fit, by
 * file and line of the migration that makes it; a table that no migration makes stands in the database alone
 */
export async function requireLifetimes(
  db: Kysely<Tables>,
  tables: readonly FoundTable[],
  databaseFile: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const declared = new Map((await declaredLifetimes(db)).map(row => [row.table_name, row]));
  const names = new Set(tables.map(table => table.name));
  const faults = [
    ...tables.flatMap(table => faultsOf(table, declared.get(table.name))),
    ...[...declared.keys()]
      .filter(name => !names.has(name))
      .map(name => ({ table: name, message: `table ${name} is declared but missing` })),
  ];
  if (faults.length === 0) return;
  throw new StartupError(
    faults.map(({ table, message }): Problem => {
      const made = whereMade(table, migrations);
      return { file: made?.file ?? databaseFile, line: made?.line ?? null, message };
    }),
  );
}

interface Fault {
  readonly table: string;
  readonly message: string;
}

function faultsOf({ name, filledColumns }: FoundTable, lifetime: TableLifetimeTable | undefined): Fault[] {
  if (!lifetime) {
    const message =
      `table ${name} has no lifetime; declare one in table_lifetime in the migration that creates it, ` +
      'or drop the table if nothing of CekLoker made it';
    return [{ table: name, message }];
  }
  if (lifetime.expires_column === null || filledColumns.includes(lifetime.expires_column)) return [];
  // A row without an expiry would live for ever.
  const message = `table ${name}: its expiry column ${lifetime.expires_column} is missing or may be empty`;
  return [{ table: name, message }];
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
