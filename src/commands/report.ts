/**
 * `report list | withdraw`: what has been reported, and the withdrawal of one report by its receipt code. Opens the
 * database beside a running program: reading takes no lock, and a withdrawal is one short transaction.
 */
import { existsSync } from 'node:fs';
import { systemClock } from '../clock.js';
import { readConfig } from '../config.js';
import { type Cluster, clusterReports } from '../reports/clusters.js';
import { readReceipt } from '../reports/receipt.js';
import { databaseFile, openStore } from '../store/open-store.js';
import { openSecretFile } from '../store/secret-file.js';
import type { Store } from '../store/store.js';

const EXIT_WRONG = 1;
/** Wordings shown of one cluster. */
const SCRIPTS_SHOWN_MAX = 3;

export async function reportList(): Promise<void> {
  const clusters = await withStore(async store =>
    clusterReports(await store.keptReports(), await store.subjectFigures()),
  );
  if (!clusters || clusters.length === 0) {
    process.stdout.write('no report is kept\n');
    return;
  }
  process.stdout.write(`${clusters.map(clusterLines).join('\n\n')}\n`);
}

/** @returns the exit status */
export async function reportWithdraw(code: string): Promise<number> {
  const receipt = readReceipt(code);
  if (receipt === null) {
    process.stderr.write(
      'this is no receipt code; it has 15 letters and digits, e.g. in three groups of five\n',
    );
    return EXIT_WRONG;
  }
  const isDone = await withStore(store => store.withdrawReport(receipt));
  process.stdout.write(
    isDone ? 'the report is deleted\n' : 'no report has this code: it is gone already, or its time is over\n',
  );
  return isDone ? 0 : EXIT_WRONG;
}

/** null where there is no database yet: asking makes none. */
async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T | null> {
  const { databaseUrl, dataDir, secretFile } = readConfig();
  if (!existsSync(databaseFile(databaseUrl ?? undefined, dataDir))) return null;
  const store = await openStore({
    isGuest: true,
    databaseUrl: databaseUrl ?? undefined,
    dataDir,
    secrets: openSecretFile(secretFile),
    clock: systemClock,
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function clusterLines(cluster: Cluster): string {
  const { figure, reports, webReports, identifiers, scripts, weeks, destinations } = cluster;
  const people = figure === 0 ? 'not counted' : `at least ${figure} ${figure === 1 ? 'person' : 'people'}`;
  return [
    `${people} · ${reports} ${reports === 1 ? 'report' : 'reports'}, ${webReports} from the web page · ${weeks.join(', ')} · ${destinations.join(', ') || 'no destination'}`,
    ...identifiers.map(({ kind, value }) => `  ${kind} ${value}`),
    ...scripts.slice(0, SCRIPTS_SHOWN_MAX).map(script => `  > ${script.replaceAll('\n', '\n  > ')}`),
  ].join('\n');
}
