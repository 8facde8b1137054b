/**
 * `status`: whether the program runs on this folder, how each of its channels stands, and what to do about one that is
 * down. It reads what the running program wrote and changes nothing.
 */
import { readConfig } from '../config.js';
import { StartupError } from '../errors.js';
import { lastStatus } from '../status.js';
import { holdDataFolder } from '../store/data-folder.js';

const EXIT_DOWN = 1;
/** As wide as the longest name and state. */
const COLUMN = 10;

/** @returns the exit status: 0 when everything that is switched on works */
export async function status(): Promise<number> {
  const { dataDir } = readConfig();
  if (!(await isRunning(dataDir))) {
    process.stdout.write(`CekLoker is not running on ${dataDir}\n`);
    return EXIT_DOWN;
  }
  const channels = lastStatus(dataDir) ?? [];
  for (const { name, state, hint } of channels)
    process.stdout.write(`${name.padEnd(COLUMN)}${state.padEnd(COLUMN)}${hint}\n`);
  return channels.length > 0 && channels.every(({ state }) => state === 'on') ? 0 : EXIT_DOWN;
}

/** A folder that can be held is held by nobody. */
async function isRunning(dataDir: string): Promise<boolean> {
  try {
    (await holdDataFolder(dataDir))();
    return false;
  } catch (error) {
    if (error instanceof StartupError) return true;
    throw error;
  }
}
