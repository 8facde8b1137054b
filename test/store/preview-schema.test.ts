import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Problem, StartupError } from '../../src/errors.js';
import { migrate } from '../../src/store/migrate.js';
import { MIGRATIONS, type Migration } from '../../src/store/migrations/migrations.js';
import { whereMade } from '../../src/store/migrations/where-made.js';
import { openSecretFile } from '../../src/store/secret-file.js';
import { loadSqlite } from '../../src/store/sqlite/load-sqlite.js';
import { previewSchema } from '../../src/store/sqlite/preview-schema.js';
import { queriesOf } from '../../src/store/sqlite/sqlite-connection.js';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { MovableClock } from './contract/movable-clock.js';
import { received, textMessage } from './contract/samples.js';
import * as diary from './planted/0002-diary.js';

/** The first schema and a second one that forgot a lifetime. */
const WITH_DIARY: readonly Migration[] = [
  MIGRATIONS[0]!,
  { number: 2, name: 'diary', folder: path.join(import.meta.dirname, 'planted'), up: diary.up },
];

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cekloker-preview-'));
  file = path.join(folder, 'cekloker.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function problemsOf(...given: Parameters<typeof previewSchema>): Promise<readonly Problem[]> {
  try {
    await previewSchema(...given);
  } catch (error) {
    if (error instanceof StartupError) return error.problems;
    throw error;
  }
  return [];
}

async function usedDatabase(): Promise<void> {
  const store = await openSqliteStore({
    file,
    secrets: openSecretFile(path.join(folder, 'secrets.json')),
    clock: new MovableClock(),
  });
  await received(store, textMessage('chat-1', 'm1'));
  await store.close();
}

describe('the schema tried out before a start', () => {
  it('is in order as shipped, with no database, a new one and one in use', async () => {
    expect(await problemsOf(null)).toEqual([]);
    expect(await problemsOf(file)).toEqual([]);
    expect(existsSync(file)).toBe(false);
    await usedDatabase();
    expect(await problemsOf(file)).toEqual([]);
  });

  it('names a table without a lifetime by file and line of the migration that makes it', async () => {
    const [problem, ...rest] = await problemsOf(null, WITH_DIARY);
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ file: 'test/store/planted/0002-diary.ts', line: 7 });
    expect(problem?.message).toMatch(/table diary has no lifetime; declare one/);
  });

  it('leaves a database of yesterday as it was when tomorrow’s schema is refused', async () => {
    // A database that only the first schema was run on.
    const Database = await loadSqlite();
    const database = new Database(file);
    await migrate(queriesOf(database), file, MIGRATIONS.slice(0, 1));
    database.close();
    const before = readFileSync(file);
    expect(await problemsOf(file, WITH_DIARY)).toHaveLength(1);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(await problemsOf(file)).toEqual([]);
  });

  it('names the database for a table that somebody else made in it', async () => {
    await usedDatabase();
    const Database = await loadSqlite();
    const database = new Database(file);
    database.exec('create table notes (text text); create index by_text on notes (text)');
    database.close();
    expect(await problemsOf(file)).toMatchObject([
      { file, line: null, message: expect.stringMatching(/table notes has no lifetime/) },
    ]);
  });

  it('says what to do about a file that is no database, and touches nothing', async () => {
    writeFileSync(file, 'not a database, but long enough to have a header that is none\n'.repeat(20));
    expect(await problemsOf(file)).toMatchObject([
      { file, message: expect.stringMatching(/no SQLite database/) },
    ]);
    expect(readdirSync(folder)).toEqual(['cekloker.db']);
  });
});

describe('where a table is made', () => {
  it('is known for every table that the migrations make', async () => {
    await usedDatabase();
    const database = new (await loadSqlite())(file, { readonly: true });
    const tables = database.prepare<[], string>('select table_name from table_lifetime').pluck().all();
    database.close();
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      const made = whereMade(table, MIGRATIONS);
      expect(made?.file).toMatch(/^src\/store\/migrations\/\d{4}-[a-z-]+\.ts$/);
      const line = readFileSync(path.join(import.meta.dirname, '../..', made!.file), 'utf8').split('\n')[
        made!.line - 1
      ];
      expect(line).toContain(`'${table}'`);
    }
  });

  it('is unknown for a table of nobody', () => {
    expect(whereMade('notes', MIGRATIONS)).toBeNull();
  });
});
