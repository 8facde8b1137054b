/** What only the SQLite engine promises: the settings of its connection, its files, a full disk. */

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartupError } from '../../src/errors.js';
import { openSecretFile } from '../../src/store/secret-file.js';
import { loadSqlite, sqlitePackageFor } from '../../src/store/sqlite/load-sqlite.js';
import { openSqliteFile, queriesOf } from '../../src/store/sqlite/sqlite-connection.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import type { Store } from '../../src/store/store.js';
import { MovableClock } from './contract/movable-clock.js';
import { answer, received, textMessage } from './contract/samples.js';

const Database = await loadSqlite();

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cekloker-sqlite-'));
  file = join(folder, 'data', 'cekloker.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const openHere = (): Promise<Store> =>
  openSqliteStore({ file, secrets: openSecretFile(join(folder, 'secrets.json')), clock: new MovableClock() });

describe('the connection', () => {
  it('flushes every commit, deletes with zeroes and trusts no schema', async () => {
    const database = await openSqliteFile(file);
    const read = (pragma: string): unknown => database.pragma(pragma, { simple: true });
    expect(read('journal_mode')).toBe('wal');
    expect(read('synchronous')).toBe(2);
    expect(read('secure_delete')).toBe(1);
    expect(read('auto_vacuum')).toBe(2);
    expect(read('trusted_schema')).toBe(0);
    expect(read('foreign_keys')).toBe(1);
    expect(read('busy_timeout')).toBeGreaterThan(0);
    database.close();
  });

  it('holds the right to write from the beginning of a transaction, so that its first write cannot fail', async () => {
    const db = queriesOf<{ note: { text: string } }>(await openSqliteFile(file));
    await sql`create table note (text text)`.execute(db);
    const other = new Database(file, { timeout: 0 });
    const write = (): unknown => other.exec("insert into note values ('other')");
    await db.transaction().execute(async transaction => {
      await transaction.selectFrom('note').selectAll().execute();
      expect(write).toThrow(/locked/);
      await transaction.insertInto('note').values({ text: 'ours' }).execute();
    });
    write();
    expect(await db.selectFrom('note').selectAll().execute()).toHaveLength(2);
    other.close();
    await db.destroy();
  });

  it('refuses a file whose settings cannot be had any more', async () => {
    rmSync(folder, { recursive: true });
    await (await openSqliteFile(file)).close();
    rmSync(file);
    const other = new Database(file);
    other.exec('pragma auto_vacuum = NONE; create table a (b)');
    other.close();
    await expect(openSqliteFile(file)).rejects.toThrow(/does not take auto_vacuum=INCREMENTAL/);
  });

  it('refuses what is no database, and leaves it as it is', async () => {
    await (await openSqliteFile(file)).close();
    writeFileSync(file, 'a letter to the editor, long enough to be read as a header of something'.repeat(20));
    const before = readFileSync(file);
    const refused = await openSqliteFile(file).catch(error => error as unknown);
    expect(refused).toBeInstanceOf(StartupError);
    expect(String(refused)).toMatch(/no SQLite database; move it away/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses a place where no file can be made', async () => {
    writeFileSync(join(folder, 'data'), 'in the way');
    await expect(openSqliteFile(file)).rejects.toBeInstanceOf(StartupError);
  });

  it.each([
    [20, 'better-sqlite3', 12],
    [22, 'better-sqlite3-13', 13],
    [24, 'better-sqlite3-13', 13],
    [26, 'better-sqlite3-13', 13],
  ])('on Node %i takes %s', (node, name, major) => {
    expect(sqlitePackageFor(node)).toBe(name);
    const { version } = createRequire(import.meta.url)(`${name}/package.json`) as { version: string };
    expect(Number.parseInt(version, 10)).toBe(major);
  });
});

describe('the files', () => {
  it('are readable for this account alone, journals included', async () => {
    const store = await openHere();
    await received(store, textMessage('chat-1', 'm1'));
    for (const name of [file, `${file}-wal`, `${file}-shm`]) {
      expect(statSync(name).mode & 0o777).toBe(0o600);
    }
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    await store.close();
  });

  it('give back what is empty and cut the journal at each sweep', async () => {
    const store = await openHere();
    const items = [];
    for (let n = 0; n < 60; n++) {
      items.push(await received(store, textMessage('chat-1', `m${n}`, 'x'.repeat(9_000))));
    }
    await store.sweep();
    const sizeFull = statSync(file).size;
    for (const item of items) await answer(store, item);
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    await store.sweep();
    expect(statSync(`${file}-wal`).size).toBe(0);
    expect(statSync(file).size).toBeLessThan(sizeFull - 60 * 9_000);
    await store.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('would keep the bytes of a deleted row without secure_delete', async () => {
    const database = await openSqliteFile(file);
    const keepsAfterDelete = (setting: 'ON' | 'OFF', canary: string): boolean => {
      database.pragma(`secure_delete = ${setting}`);
      database.exec('create table if not exists note (text text)');
      database.prepare('insert into note values (?), (?)').run(canary, 'stays');
      database.prepare('delete from note where text = ?').run(canary);
      database.pragma('wal_checkpoint(TRUNCATE)');
      return readFileSync(file).includes(canary);
    };
    expect(keepsAfterDelete('ON', 'canary-with-zeroes')).toBe(false);
    expect(keepsAfterDelete('OFF', 'canary-without-zeroes')).toBe(true);
    database.close();
  });
});

describe('a full disk', () => {
  it('fails what cannot be kept with its own reason, and work goes on when there is space', async () => {
    const database = await openSqliteFile(file);
    const db = queriesOf<{ note: { text: string } }>(database);
    await sql`create table note (text text)`.execute(db);
    const pages = database.pragma('page_count', { simple: true }) as number;
    database.pragma(`max_page_count = ${pages + 2}`);
    const write = (text: string): Promise<unknown> =>
      db.transaction().execute(async transaction => {
        await transaction.insertInto('note').values({ text: 'first' }).execute();
        await transaction.insertInto('note').values({ text }).execute();
      });
    await expect(write('x'.repeat(100_000))).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    expect(await db.selectFrom('note').selectAll().execute()).toEqual([]);
    await write('fits');
    expect(await db.selectFrom('note').selectAll().execute()).toHaveLength(2);
    await db.destroy();
  });
});
