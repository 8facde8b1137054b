import type SqliteDatabase from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartupError } from '../../src/errors.js';
import { migrate } from '../../src/store/migrate.js';
import { MIGRATIONS, type Migration } from '../../src/store/migrations/migrations.js';
import { loadSqlite } from '../../src/store/sqlite/load-sqlite.js';
import { queriesOf } from '../../src/store/sqlite/sqlite-connection.js';
import type { Tables } from '../../src/store/tables.js';

const Database = await loadSqlite();

let database: SqliteDatabase.Database;
let db: Kysely<Tables>;
beforeEach(() => {
  database = new Database(':memory:');
  db = queriesOf(database);
});
afterEach(() => db.destroy());

const newest = MIGRATIONS.at(-1)!.number;
const next = (up: Migration['up'], name = 'next'): readonly Migration[] => [
  ...MIGRATIONS,
  { number: newest + 1, name, up },
];
const tableNames = (): readonly unknown[] =>
  database.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all();

describe('migrations', () => {
  it('are numbered 1, 2, 3 … without a gap', () => {
    expect(MIGRATIONS.map(migration => migration.number)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it('run once: a second start runs none', async () => {
    expect(await migrate(db, 'x.db')).toEqual(MIGRATIONS.map(migration => migration.number));
    expect(await migrate(db, 'x.db')).toEqual([]);
  });

  it('bring a database of an earlier version up to this one with its rows', async () => {
    await migrate(db, 'x.db');
    database.prepare("insert into dedupe values ('key', 1)").run();
    const addsTable = next(async later => {
      await later.schema.createTable('later').addColumn('a', 'text').execute();
    });
    expect(await migrate(db, 'x.db', addsTable)).toEqual([newest + 1]);
    expect(tableNames()).toContain('later');
    expect(database.prepare('select message_key from dedupe').pluck().all()).toEqual(['key']);
  });

  it('leave nothing behind when they fail half way, and can be tried again', async () => {
    await migrate(db, 'x.db');
    const before = tableNames();
    const fails = next(async later => {
      await later.schema.createTable('half').addColumn('a', 'text').execute();
      throw new Error('no space left');
    });
    await expect(migrate(db, 'x.db', fails)).rejects.toThrow('no space left');
    expect(tableNames()).toEqual(before);
    expect(
      await migrate(
        db,
        'x.db',
        next(async () => {}),
      ),
    ).toEqual([newest + 1]);
  });

  it('refuse a database that a newer program wrote, and say what to do', async () => {
    await migrate(
      db,
      'x.db',
      next(async () => {}),
    );
    const refused = await migrate(db, 'x.db').catch(error => error as unknown);
    expect(refused).toBeInstanceOf(StartupError);
    expect(String(refused)).toMatch(/x\.db: .*newer CekLoker \(its schema is \d+.*Start the newer program/);
  });

  it('refuse a database whose migrations had other names', async () => {
    await migrate(
      db,
      'x.db',
      next(async () => {}, 'theirs'),
    );
    const refused = migrate(
      db,
      'x.db',
      next(async () => {}, 'ours'),
    );
    await expect(refused).rejects.toThrow(/another history than this program \(migration \d+ "theirs"\)/);
  });
});
