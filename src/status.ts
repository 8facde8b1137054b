/**
 * How each channel stands, for the operator: written beside the data whenever it changes, so that `cekloker status`
 * can tell it, and noted in the log by code. Names of channels, states and what to do; nothing about a person.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { Channel, ChannelStatus } from './channels/channel.js';
import { errorCode, type Log } from './logger.js';
import { readSmallFile, writeSecretly } from './store/private-files.js';

const FILE_NAME = 'status.json';
const FILE_BYTES_MAX = 16_384;
/** A change is told within this time. */
const LOOK_EVERY_MS = 1_000;

const statusFile = z.object({
  channels: z.array(
    z.object({ name: z.string(), state: z.enum(['off', 'starting', 'on', 'down']), hint: z.string() }),
  ),
});
export type NamedStatus = z.infer<typeof statusFile>['channels'][number];

/** @returns how to end it */
export function watchStatus(channels: readonly Channel[], dataDir: string, log: Log): () => void {
  const told = new Map<string, string>();
  const look = (): void => {
    const now = channels.map(channel => ({ name: channel.name, ...channel.status() }));
    const changed = now.filter(({ name, state, hint }) => told.get(name) !== `${state} ${hint}`);
    if (changed.length === 0) return;
    for (const { name, state, hint } of changed) {
      note(log, name, state);
      told.set(name, `${state} ${hint}`);
    }
    try {
      writeSecretly(join(dataDir, FILE_NAME), `${JSON.stringify({ channels: now }, null, 2)}\n`, 'replace');
    } catch (error) {
      log.error('status.not_written', { error: errorCode(error) });
    }
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

function note(log: Log, channel: string, state: ChannelStatus['state']): void {
  if (state === 'down') log.warn('channel.state', { channel, state });
  else log.info('channel.state', { channel, state });
}

/** As last told by a running program; null where none ever ran on this folder, or its file cannot be read. */
export function lastStatus(dataDir: string): readonly NamedStatus[] | null {
  try {
    const checked = statusFile.safeParse(
      JSON.parse(readSmallFile(join(dataDir, FILE_NAME), FILE_BYTES_MAX) ?? ''),
    );
    return checked.success ? checked.data.channels : null;
  } catch {
    return null;
  }
}
