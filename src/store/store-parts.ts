/**
 * What the queries of every engine share: the database, the keys, the clock, and how a chat or a message is
 * looked up without naming it. It holds no state of its own.
 */
import type { KeyObject } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.js';
import type { ChatAddress } from '../message.js';
import { UnknownChannelError } from './payloads.js';
import { keyedHash, SealError, type SealErrorCode } from './seal.js';
import type { Secrets } from './secret-file.js';
import type { Tables } from './tables.js';

/** A row that could not be opened: it is left out, and somebody should be told. No id, no content. */
export interface UnreadableRow {
  readonly table: keyof Tables;
  readonly code: SealErrorCode | 'unknown_channel';
}

export interface StoreParts {
  readonly db: Kysely<Tables>;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly randomId: () => string;
  /** Fixed while the store is open: every `chat_key` in the database is under this one. */
  readonly chatKeyKey: KeyObject;
  readonly onUnreadable: (row: UnreadableRow) => void;
}

export function chatKeyOf(key: KeyObject, address: ChatAddress): string {
  const { channel, nativeId } = address.reveal();
  return keyedHash(key, ['chat', channel, nativeId]);
}

/** Under every dedupe key there is, the current one first: a rotation must not let an old message in again. */
export function messageKeysOf(
  secrets: Secrets,
  address: ChatAddress,
  messageId: string,
): readonly [string, ...string[]] {
  const { channel, nativeId } = address.reveal();
  const hashes = secrets
    .all('dedupe')
    .map(({ key }) => keyedHash(key, ['message', channel, nativeId, messageId]));
  return hashes as [string, ...string[]];
}

/**
 * Opens one row. One broken row must not keep everybody else from an answer, so it is reported and counts as
 * not there. @returns null when it cannot be opened
 */
export function openOrReport<T>(parts: StoreParts, table: keyof Tables, openRow: () => T): T | null {
  try {
    return openRow();
  } catch (error) {
    if (!(error instanceof SealError || error instanceof UnknownChannelError)) throw error;
    parts.onUnreadable({ table, code: error.code });
    return null;
  }
}
