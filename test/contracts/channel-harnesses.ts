/**
 * Finds the channels that exist (each folder of `src/channels/`) and the harness of each:
 * `test/contracts/<folder>-harness.ts`, which exports `harness`. A folder without one is an error, so that no
 * channel can be added without going through the contract.
 */
import { existsSync, readdirSync } from 'node:fs';
import type { ChannelHarness } from './channel-harness.js';

const CHANNELS = new URL('../../src/channels/', import.meta.url);

/** Names of the folders that hold a channel. */
export function channelFolders(): readonly string[] {
  return readdirSync(CHANNELS, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort();
}

/** @throws where the folder has no harness, or one of another channel */
export async function harnessOf(folder: string): Promise<ChannelHarness> {
  const file = new URL(`./${folder}-harness.ts`, import.meta.url);
  if (!existsSync(file)) {
    throw new Error(`src/channels/${folder} has no harness: write test/contracts/${folder}-harness.ts`);
  }
  const { harness } = (await import(`./${folder}-harness.ts`)) as { harness?: ChannelHarness };
  if (harness?.name !== folder)
    throw new Error(`${folder}-harness.ts must export the harness of "${folder}"`);
  return harness;
}
