/**
 * What is looked at before anything is opened, made or served: the environment, the rules, the texts, the contacts,
 * the keys and the schema of the database. Comes in: the environment; goes out: what the process needs, or every
 * problem of all of them at once. It writes nothing, so a refused start leaves everything as it was.
 */
import { existsSync } from 'node:fs';
import { type Config, readConfig } from './config.js';
import { type Problem, StartupError } from './errors.js';
import { type House, loadHouse, PACKAGE_ROOT } from './files/house.js';
import { databaseFile } from './store/open-store.js';
import { previewSchema } from './store/sqlite/preview-schema.js';

export interface Everything {
  readonly config: Config;
  readonly house: House;
}

/** @param root the folder that holds rules/ and locales/ @throws StartupError with every problem */
export async function readEverything(
  environment: NodeJS.ProcessEnv | undefined,
  root: string = PACKAGE_ROOT,
): Promise<Everything> {
  const problems: Problem[] = [];
  const attempt = async <T>(read: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StartupError)) throw error;
      problems.push(...error.problems);
      return null;
    }
  };
  const config = await attempt(() => readConfig(environment));
  const house = await attempt(() => loadHouse(root, config?.dataDir ?? null));
  const database =
    config && (await attempt(() => databaseFile(config.databaseUrl ?? undefined, config.dataDir)));
  await attempt(() => previewSchema(database));
  if (config && database) await attempt(() => requireKeysBeside(database, config.secretFile));
  if (!config || !house || problems.length > 0) throw new StartupError(problems);
  return { config, house };
}

/** New keys beside an old database would open nothing in it, so they are made only where there is no database yet. */
function requireKeysBeside(database: string, secretFile: string): void {
  if (!existsSync(database) || existsSync(secretFile)) return;
  const message = `is missing, and ${database} was written with it; bring it back or set SECRET_FILE to where it is. Without it, only an empty data folder can be started with`;
  throw new StartupError([{ file: secretFile, line: null, message }]);
}
