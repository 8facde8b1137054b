/**
 * All proofs one after the other, as CI runs them: short unless `--long` is given. Each is a command of its own; this
 * only says which, how long, and whether all of them held.
 *
 *   npm run prove                 some seven minutes on two cores
 *   npm run prove -- --long       as long as it takes: about an hour
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { Command } from 'commander';
import { say } from './progress.js';

const { long } = new Command('prove')
  .option('--long', 'the long form of each')
  .parse()
  .opts<{ long?: true }>();

const PROOFS = [
  { file: 'kill.ts', short: ['--kills', '100'] },
  { file: 'canary.ts', short: [] },
] as const;

const failed = PROOFS.filter(({ file, short }) => {
  say(`\n== ${file.replace('.ts', '')}`);
  const words = ['--import', 'tsx', path.join(import.meta.dirname, file), ...(long ? ['--long'] : short)];
  return spawnSync(process.execPath, words, { stdio: 'inherit' }).status !== 0;
});
say();
say(failed.length === 0 ? 'all proofs held' : `did not hold: ${failed.map(({ file }) => file).join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
