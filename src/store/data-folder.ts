/**
 * Holds the data folder and the database for one running program: two of them on one database would answer everybody
 * twice and end each other's WhatsApp session. The lock is SQLite's own on a small file, so the system takes it back when a
 * process dies, however that happens. Reading commands do not need it.
 */
import { dirname, join, resolve } from 'node:path';
import { StartupError } from '../errors.js';
import { makePrivateFile, makePrivateFolder } from './private-files.js';
import { loadSqlite } from './sqlite/load-sqlite.js';

const LOCK_FILE_NAME = 'cekloker.lock';

/**
 * @param database the file of the database, where it is not in the folder
 * @returns how to let go of both @throws StartupError when another program holds either
 */
export async function holdDataFolder(dataDir: string, database?: string): Promise<() => void> {
  const letGoOfFolder = await hold(
    join(dataDir, LOCK_FILE_NAME),
    dataDir,
    'another CekLoker is running on this folder; stop it, or give this one a DATA_DIR of its own',
  );
  if (database === undefined || resolve(dirname(database)) === resolve(dataDir)) return letGoOfFolder;
  try {
    const letGoOfDatabase = await hold(
      `${database}.lock`,
      database,
      'another CekLoker is running on this database; stop it, or give this one a DATABASE_URL of its own',
    );
    return () => {
      letGoOfDatabase();
      letGoOfFolder();
    };
  } catch (error) {
    letGoOfFolder();
    throw error;
  }
}

async function hold(file: string, held: string, message: string): Promise<() => void> {
  makePrivateFolder(dirname(file));
  makePrivateFile(file);
  const SqliteDatabase = await loadSqlite();
  const lock = new SqliteDatabase(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch {
    lock.close();
    throw new StartupError([{ file: held, line: null, message }]);
  }
  return () => void lock.close();
}
