/**
 * Holds the data folder for one running program: two of them on one database would answer everybody twice. The lock
 * is SQLite's own on a small file beside the database, so the system takes it back when a process dies, however
 * that happens. Reading commands do not need it.
 */
import { join } from 'node:path';
import { StartupError } from '../errors.js';
import { makePrivateFile, makePrivateFolder } from './private-files.js';
import { loadSqlite } from './sqlite/load-sqlite.js';

const LOCK_FILE_NAME = 'cekloker.lock';

/** @returns how to let go of the folder @throws StartupError when another program holds it */
export async function holdDataFolder(dataDir: string): Promise<() => void> {
  makePrivateFolder(dataDir);
  const file = join(dataDir, LOCK_FILE_NAME);
  makePrivateFile(file);
  const SqliteDatabase = await loadSqlite();
  const lock = new SqliteDatabase(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch {
    lock.close();
    const message =
      'another CekLoker is running on this folder; stop it, or give this one a DATA_DIR of its own';
    throw new StartupError([{ file: dataDir, line: null, message }]);
  }
  return () => void lock.close();
}
