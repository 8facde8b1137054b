/**
 * The harness of every channel. A folder in `src/channels/` that is not named here is an error, so that no channel
 * can be added without going through the contract.
 */
import { readdirSync } from 'node:fs';
import type { ChannelHarness } from './channel-harness.js';
import { harness as console } from './console-harness.js';
import { harness as telegram } from './telegram-harness.js';
import { harness as web } from './web-harness.js';
import { harness as whatsapp } from './whatsapp-harness.js';

const HARNESSES: Readonly<Record<string, ChannelHarness>> = { console, telegram, web, whatsapp };
const CHANNELS = new URL('../../src/channels/', import.meta.url);

/** Names of the folders that hold a channel. */
export function channelFolders(): readonly string[] {
  return readdirSync(CHANNELS, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort();
}

/** @throws where the folder has no harness, or one of another channel */
export function harnessOf(folder: string): ChannelHarness {
  const harness = HARNESSES[folder];
  if (harness === undefined) {
    throw new Error(
      `src/channels/${folder} has no harness: write test/contracts/${folder}-harness.ts and name it in channel-harnesses.ts`,
    );
  }
  if (harness.name !== folder) throw new Error(`${folder}-harness.ts is the harness of "${harness.name}"`);
  return harness;
}
