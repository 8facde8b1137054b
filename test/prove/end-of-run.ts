/**
 * What is left when a lane has ended: the program is stopped, the store is opened as somebody would who has the
 * secret file, and everything that the checker needs is put together. Reading only.
 */
import path from 'node:path';
import { systemClock } from '../../src/clock.js';
import { DATABASE_FILE_NAME, openStore } from '../../src/store/open-store.js';
import { openSecretFile } from '../../src/store/secret-file.js';
import { loadSqlite } from '../../src/store/sqlite/load-sqlite.js';
import type { History } from './history.js';
import type { Lane, LaneFolders } from './lane.js';

const LEVEL_WARN = 40;

export interface EndOfRun {
  readonly history: History;
  /** Rows of the tables that hold WhatsApp's keys. */
  readonly keyRows: number;
  /** How often the program logged what, from warnings on. */
  readonly warnings: ReadonlyMap<string, number>;
}

export async function historyOf(lane: Lane): Promise<EndOfRun> {
  const { keeper, folders, whatsappServer } = lane;
  await lane.stop();
  const { messages, replies, reports, ends, run } = keeper;
  const { integrity, keyRows } = await lookAtDatabase(folders);
  return {
    history: {
      messages,
      replies,
      reports,
      ends,
      integrity,
      kept: await keptByRecruiter(folders),
      kills: run,
      faults: whatsappServer.faults,
    },
    keyRows,
    warnings: warningsIn(lane.printed),
  };
}

export async function lookAtDatabase({ data }: LaneFolders): Promise<{ integrity: string; keyRows: number }> {
  const Database = await loadSqlite();
  const database = new Database(path.join(data, DATABASE_FILE_NAME), { readonly: true });
  const count = (table: string): number =>
    Number(database.prepare(`select count(*) from ${table}`).pluck().get());
  const integrity = String(database.prepare('pragma integrity_check').pluck().get());
  const keyRows = count('channel_account_key') + count('channel_person_key');
  database.close();
  return { integrity, keyRows };
}

/** Counts for every number that some report points at. */
export async function keptByRecruiter({ data, secret }: LaneFolders): Promise<ReadonlyMap<string, number>> {
  const store = await openStore({
    databaseUrl: undefined,
    dataDir: data,
    secrets: openSecretFile(secret),
    clock: systemClock,
    isGuest: true,
  });
  try {
    const kept = new Map<string, number>();
    for (const { draft } of await store.keptReports())
      for (const { value } of draft.identifiers) kept.set(value, (kept.get(value) ?? 0) + 1);
    return kept;
  } finally {
    await store.close();
  }
}

function warningsIn(printed: readonly Buffer[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const line of printed
    .map(bytes => bytes.toString('utf8'))
    .join('\n')
    .split('\n')) {
    const [, level = '0'] = /^\{"level":(\d+)/.exec(line) ?? [];
    const [, code = ''] = /"msg":"([^"]+)"/.exec(line) ?? [];
    if (Number(level) >= LEVEL_WARN && code !== '') found.set(code, (found.get(code) ?? 0) + 1);
  }
  return found;
}
