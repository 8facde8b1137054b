/**
 * Brings a database to the schema of this program, one numbered migration after the other, each whole or not at
 * all. A database that a newer program wrote is refused: going on would damage what it does not understand.
 * (Kysely's own Migrator runs without a transaction on SQLite and keeps times that nobody needs.)
 */
import type { Kysely } from 'kysely';
import { StartupError } from '../errors.js';
import { MIGRATIONS, type Migration } from './migrations/migrations.js';
import type { Tables } from './tables.js';

/** Runs what is missing. @returns the numbers that ran @throws StartupError for a database of another history */
export async function migrate(
  db: Kysely<Tables>,
  file: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<readonly number[]> {
  const applied = await appliedMigrations(db);
  refuseAnotherHistory(applied, migrations, file);
  const missing = migrations.slice(applied.length);
  for (const migration of missing) {
    await db.transaction().execute(async transaction => {
      await migration.up(transaction);
      const row = { number: migration.number, name: migration.name };
      await transaction.insertInto('migration').values(row).execute();
    });
  }
  return missing.map(migration => migration.number);
}

async function appliedMigrations(db: Kysely<Tables>): Promise<readonly { number: number; name: string }[]> {
  const tables = await db.introspection.getTables();
  if (!tables.some(table => table.name === 'migration')) return [];
  return db.selectFrom('migration').select(['number', 'name']).orderBy('number').execute();
}

function refuseAnotherHistory(
  applied: readonly { number: number; name: string }[],
  migrations: readonly Migration[],
  file: string,
): void {
  const newest = applied.at(-1)?.number ?? 0;
  const known = migrations.at(-1)?.number ?? 0;
  if (newest > known) {
    const message =
      `this database was written by a newer CekLoker (its schema is ${newest}, this program knows up to ${known}). ` +
      'Start the newer program, or put back the backup from before the upgrade.';
    throw new StartupError([{ file, line: null, message }]);
  }
  const strange = applied.find((row, index) => {
    const own = migrations[index];
    return own?.number !== row.number || own.name !== row.name;
  });
  if (strange) {
    const message =
      `this database has another history than this program (migration ${strange.number} "${strange.name}"). ` +
      'It was written by a changed copy of CekLoker: start that copy, or move the database away and start anew.';
    throw new StartupError([{ file, line: null, message }]);
  }
}
