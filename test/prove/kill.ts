/**
 * PROOF: the program is killed again and again in the middle of its work, and loses nothing and doubles nothing.
 *
 *   npm run prove:kill                          200 kills, some minutes
 *   npm run prove:kill -- --kills 40            so many kills in all, shared out among the lanes
 *   npm run prove:kill -- --long                1,000 kills
 *   npm run prove:kill -- --lanes 1             programs side by side, each with servers and data of its own; 2 unless
 *                                               told. More than there are cores makes every start slow
 *   npm run prove:kill -- --seed 7              other persons, other moments; the same seed decides the same, but the
 *                                               machine's timing is never the same
 *   npm run prove:kill -- --keep                leaves the folders of a run that found something
 *   npm run prove:kill -- --plant no-dedupe     against a program with that bug (see plant.ts): must end in red
 *
 * Ends with 0 and "PROVED", or with 1 and what was found.
 */
import { Command, InvalidArgumentError } from 'commander';
import { keepFolders } from './belongings.js';
import { Chance } from './chance.js';
import { together } from './checker.js';
import { LaneRun } from './kill-lane.js';
import { printKillSummary } from './kill-summary.js';
import { PLANTS, plantedProgram, plantsOf } from './plant.js';
import { copyOfProgram } from './program.js';
import { say, showProgress } from './progress.js';

const LONG_KILLS = 1_000;

interface Options {
  readonly kills: number;
  readonly lanes: number;
  readonly seed: number;
  readonly plant?: string;
  readonly long?: boolean;
  readonly keep?: boolean;
}

// libsignal prints private keys on the console when a phone of ours closes a session.
for (const method of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) console[method] = () => {};

const whole = (given: string): number => {
  if (!/^[1-9]\d{0,6}$/.test(given)) throw new InvalidArgumentError('a whole number from 1 on');
  return Number(given);
};
const options = new Command('prove:kill')
  .description('kills the program in the middle of its work and checks that nothing is lost or doubled')
  .option('--kills <n>', 'how often it is killed', whole, 200)
  .option('--lanes <n>', 'programs side by side', whole, 2)
  .option('--seed <n>', 'of the decisions of chance', whole, 1)
  .option('--plant <name>', `run against a program with this bug: ${plantsOf('kill').join(', ')}`)
  .option('--long', `${LONG_KILLS} kills`)
  .option('--keep', 'keep the folders of a run that failed')
  .parse()
  .opts<Options>();

process.exitCode = await prove(options);
process.exit();

async function prove({ lanes, seed, plant, long, keep, ...given }: Options): Promise<number> {
  const kills = long ? LONG_KILLS : given.kills;
  const beganMs = performance.now();
  say(`${kills} kills in ${lanes} lanes, seed ${seed}${plant ? `, planted: ${plant}` : ''}`);
  const program = plant ? plantedProgram(plant, 'kill') : copyOfProgram();
  if (plant) say(`planted so that ${PLANTS[plant]?.harm}`);
  const counts = Array.from({ length: lanes }, (_, lane) =>
    Math.floor(kills / lanes + (lane < kills % lanes ? 1 : 0)),
  );
  const runs = counts.map(
    (count, lane) => new LaneRun(program, count, new Chance(seed * 1_000 + lane), lane),
  );
  const endProgress = showProgress(() => runs.map(run => run.line).join('   '));
  const results = await Promise.all(runs.map(run => run.all()));
  endProgress();
  const judgement = together(results.map(result => result.judgement));
  printKillSummary(
    judgement,
    results.map(({ figures }) => figures),
    performance.now() - beganMs,
  );
  if (judgement.findings.length === 0) return 0;
  if (keep) say(`kept: ${keepFolders().join(' ')}`);
  return 1;
}
