/** Runs the store contract over every engine folder in `src/store/`; one that is not registered fails. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ENGINES, engineFolders, unregisteredEngines } from '../store/engines.js';
import { storeContract } from './store-contract.js';

const STORE_FOLDER = fileURLToPath(new URL('../../src/store/', import.meta.url));
const folders = engineFolders(STORE_FOLDER);

it('finds at least the SQLite engine, and every engine folder is registered for the contract', () => {
  expect(folders).toContain('sqlite');
  expect(unregisteredEngines(folders)).toEqual([]);
});

it('finds out an engine folder that is not registered', () => {
  const planted = mkdtempSync(join(tmpdir(), 'cekloker-engines-'));
  for (const name of ['migrations', 'sqlite', 'planted']) mkdirSync(join(planted, name));
  expect(unregisteredEngines(engineFolders(planted))).toEqual(['planted']);
  rmSync(planted, { recursive: true });
});

for (const folder of folders) {
  const makeEngine = ENGINES[folder];
  if (makeEngine) storeContract(folder, makeEngine);
}
