/**
 * PROOF: whoever carries the disk, the output and the temporary files off learns nothing of anybody who wrote.
 *
 *   npm run prove:canary                            500 conversations, some two minutes
 *   npm run prove:canary -- --long                  5,000 conversations
 *   npm run prove:canary -- --plant leaking-log     against a program with that bug: must end in red
 */
import { Command, InvalidArgumentError } from 'commander';
import { keepFolders } from './belongings.js';
import { planned } from './canary-crowd.js';
import { CanaryRun } from './canary-run.js';
import { printCanarySummary } from './canary-summary.js';
import { Chance } from './chance.js';
import { plantedProgram } from './plant.js';
import { copyOfProgram } from './program.js';
import { say, showProgress } from './progress.js';

const LONG_CONVERSATIONS = 5_000;

interface Options {
  readonly conversations: number;
  readonly seed: number;
  readonly plant?: string;
  readonly long?: boolean;
  readonly keep?: boolean;
}

// libsignal prints private keys on the console when a phone of ours closes a session.
for (const method of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) console[method] = () => {};

const whole = (given: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(given)) throw new InvalidArgumentError('a whole number from 1 to 9999');
  return Number(given);
};
const options = new Command('prove:canary')
  .description(
    'holds conversations full of marks and searches for them wherever the program leaves something',
  )
  .option('--conversations <n>', 'how many are held', whole, 500)
  .option('--seed <n>', 'of the decisions of chance', whole, 1)
  .option('--plant <name>', 'run against a program with this bug')
  .option('--long', `${LONG_CONVERSATIONS} conversations`)
  .option('--keep', 'keep the folders of a run that failed')
  .parse()
  .opts<Options>();

process.exitCode = await prove(options);
process.exit();

async function prove({ seed, plant, long, keep, ...given }: Options): Promise<number> {
  const conversations = long ? LONG_CONVERSATIONS : given.conversations;
  const beganMs = performance.now();
  say(`${conversations} conversations, seed ${seed}${plant ? `, planted: ${plant}` : ''}`);
  const program = plant ? plantedProgram(plant, 'canary') : copyOfProgram();
  const run = new CanaryRun(program, planned(conversations, new Chance(seed)));
  const endProgress = showProgress(() => run.line);
  const result = await run.all();
  endProgress();
  printCanarySummary(result, performance.now() - beganMs);
  if (result.leaks.length + result.faults.length === 0) return 0;
  if (keep) say(`kept: ${keepFolders().join(' ')}`);
  return 1;
}
