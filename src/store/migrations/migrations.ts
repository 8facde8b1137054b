/**
 * The migrations in order. The list only grows: a released migration is never edited, renamed or taken out,
 * because databases remember its number and name.
 */
import type { Kysely } from 'kysely';
import * as pipe from './0001-pipe.js';
import * as reports from './0002-reports.js';
import * as channelKeys from './0003-channel-keys.js';

export interface Migration {
  readonly number: number;
  readonly name: string;
  /** Where its source stands, as NNNN-name; beside this list unless named. */
  readonly folder?: string;
  /** Runs inside a transaction together with the note that it ran. */
  // biome-ignore lint/suspicious/noExplicitAny: the schema before a migration has no type
  readonly up: (db: Kysely<any>) => Promise<void>;
}

export const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'pipe', up: pipe.up },
  { number: 2, name: 'reports', up: reports.up },
  { number: 3, name: 'channel-keys', up: channelKeys.up },
];
