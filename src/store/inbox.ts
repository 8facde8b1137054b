/**
 * The inbox: messages that were accepted and whose case is not committed yet, and the keys that tell a repeated
 * message. A message comes in and is on disk, sealed, before anybody is told "received". It judges nothing.
 */
import type { Kysely } from 'kysely';
import type { InboundMessage } from '../message.js';
import { DEDUPE_STEP_MS, DEDUPE_TTL_MS, INBOX_TTL_MS } from './lifetimes.js';
import { openMessage, sealMessage } from './payloads.js';
import { INBOX_WAITING_MAX, type InboxItem, type Received } from './store.js';
import { chatKeyOf, messageKeysOf, openOrReport, type StoreParts } from './store-parts.js';
import type { Tables } from './tables.js';

/** Dedupe key and inbox row in one transaction. */
export async function receiveMessage(parts: StoreParts, message: InboundMessage): Promise<Received> {
  const nowMs = parts.clock.now();
  const id = parts.randomId();
  const chatKey = chatKeyOf(parts.chatKeyKey, message.address);
  const messageKeys = messageKeysOf(parts.secrets, message.address, message.messageId);
  const row = {
    id,
    chat_key: chatKey,
    payload: sealMessage(parts.secrets, id, message),
    received_at_ms: nowMs,
    expires_at_ms: nowMs + INBOX_TTL_MS,
  };
  const isNew = await parts.db.transaction().execute(async transaction => {
    if (await wasSeen(transaction, messageKeys, nowMs)) return false;
    await remember(transaction, messageKeys[0], nowMs);
    await transaction
      .insertInto('inbox')
      .values(eb => ({
        ...row,
        seq: eb
          .selectFrom('inbox')
          .select(({ fn, eb: inner }) => inner(fn.coalesce(fn.max('seq'), inner.lit(0)), '+', 1).as('next')),
      }))
      .execute();
    return true;
  });
  return isNew
    ? { state: 'accepted', item: { id, chatKey, message, receivedAtMs: nowMs } }
    : { state: 'duplicate' };
}

async function wasSeen(db: Kysely<Tables>, messageKeys: readonly string[], nowMs: number): Promise<boolean> {
  const seen = await db
    .selectFrom('dedupe')
    .select('expires_at_ms')
    .where('message_key', 'in', messageKeys)
    .where('expires_at_ms', '>', nowMs)
    .executeTakeFirst();
  return seen !== undefined;
}

/** The expiry is rounded down, so that the key tells at most the hour in which a message came. */
async function remember(db: Kysely<Tables>, messageKey: string, nowMs: number): Promise<void> {
  const expiresAtMs = Math.floor((nowMs + DEDUPE_TTL_MS) / DEDUPE_STEP_MS) * DEDUPE_STEP_MS;
  await db
    .insertInto('dedupe')
    .values({ message_key: messageKey, expires_at_ms: expiresAtMs })
    .onConflict(conflict => conflict.column('message_key').doUpdateSet({ expires_at_ms: expiresAtMs }))
    .execute();
}

/** Oldest first, at most `INBOX_WAITING_MAX`. A row that cannot be opened is reported and left to its lifetime. */
export async function waitingMessages(parts: StoreParts): Promise<readonly InboxItem[]> {
  const rows = await parts.db
    .selectFrom('inbox')
    .select(['id', 'chat_key', 'payload', 'received_at_ms'])
    .where('expires_at_ms', '>', parts.clock.now())
    .orderBy('seq')
    .limit(INBOX_WAITING_MAX)
    .execute();
  return rows.flatMap(row => {
    const message = openOrReport(parts, 'inbox', () => openMessage(parts.secrets, row.id, row.payload));
    return message ? [{ id: row.id, chatKey: row.chat_key, message, receivedAtMs: row.received_at_ms }] : [];
  });
}
