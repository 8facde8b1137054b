/**
 * The outbox: replies that were promised by a committed step and not sent yet. It hands out, for each chat, only
 * the oldest one, so the order within a chat holds whatever the sender does. It sends nothing itself.
 */
import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { Outgoing } from '../replies/reply.js';
import { OUTBOX_TTL_MS } from './lifetimes.js';
import { openReply, sealReply } from './payloads.js';
import { DUE_REPLIES_MAX, type OutboxItem, type Step } from './store.js';
import { openOrReport, type StoreParts } from './store-parts.js';
import type { Tables } from './tables.js';

/** Appends a step's replies in their order; `db` is the transaction of the whole step. */
export async function queueReplies(parts: StoreParts, db: Kysely<Tables>, step: Step): Promise<void> {
  if (step.replies.length === 0) return;
  const nowMs = parts.clock.now();
  const first = await nextSeq(db);
  const rows = step.replies.map(({ outgoing, inReplyTo, isDanger }, index) => {
    const id = parts.randomId();
    const isLast = index === step.replies.length - 1;
    return {
      seq: first + index,
      id,
      chat_key: step.chatKey,
      payload: sealReply(parts.secrets, id, { address: step.address, outgoing, inReplyTo, isDanger, isLast }),
      created_at_ms: nowMs,
      due_at_ms: nowMs,
      attempts: 0,
      expires_at_ms: nowMs + OUTBOX_TTL_MS,
    };
  });
  await db.insertInto('outbox').values(rows).execute();
}

async function nextSeq(db: Kysely<Tables>): Promise<number> {
  const { last } = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.max('seq').as('last'))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/** The oldest unsent reply of every chat; one past its lifetime does not hold up those behind it. */
function isOldestOfItsChat(eb: ExpressionBuilder<Tables, 'outbox'>, nowMs: number): Expression<SqlBool> {
  return eb.not(
    eb.exists(
      eb
        .selectFrom('outbox as older')
        .select(sql.lit(1).as('one'))
        .whereRef('older.chat_key', '=', 'outbox.chat_key')
        .whereRef('older.seq', '<', 'outbox.seq')
        .where('older.expires_at_ms', '>', nowMs),
    ),
  );
}

/** Due now, oldest first, at most `limit` (itself at most `DUE_REPLIES_MAX`). */
export async function dueReplies(parts: StoreParts, limit: number): Promise<readonly OutboxItem[]> {
  const nowMs = parts.clock.now();
  const rows = await parts.db
    .selectFrom('outbox')
    .select(['id', 'chat_key', 'payload', 'created_at_ms', 'attempts'])
    .where('expires_at_ms', '>', nowMs)
    .where('due_at_ms', '<=', nowMs)
    .where(eb => isOldestOfItsChat(eb, nowMs))
    .orderBy('seq')
    .limit(Math.min(limit, DUE_REPLIES_MAX))
    .execute();
  const items: OutboxItem[] = [];
  for (const row of rows) {
    const reply = openOrReport(parts, 'outbox', () => openReply(parts.secrets, row.id, row.payload));
    // A reply that nobody can read any more must not hold up the ones behind it in the same chat.
    if (reply === null) await deleteReply(parts, row.id);
    else {
      const { chat_key: chatKey, created_at_ms: createdAtMs, id, attempts } = row;
      items.push({ id, chatKey, ...reply, createdAtMs, attempts });
    }
  }
  return items;
}

/** Counts only the oldest reply of each chat: one that waits behind a postponed one is not due before it. */
export async function nextDueAtMs(parts: StoreParts): Promise<number | null> {
  const nowMs = parts.clock.now();
  const row = await parts.db
    .selectFrom('outbox')
    .select(({ fn }) => fn.min('due_at_ms').as('due'))
    .where('expires_at_ms', '>', nowMs)
    .where(eb => isOldestOfItsChat(eb, nowMs))
    .executeTakeFirst();
  return row?.due ?? null;
}

/** How many replies wait, due or not. */
export async function waitingReplies(parts: StoreParts): Promise<number> {
  const row = await parts.db
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('expires_at_ms', '>', parts.clock.now())
    .executeTakeFirst();
  return Number(row?.waiting ?? 0);
}

/** Sent or given up: either way the row goes. An unknown id changes nothing. */
export async function deleteReply(parts: StoreParts, id: string): Promise<void> {
  await parts.db.deleteFrom('outbox').where('id', '=', id).execute();
}

export async function postponeReply(parts: StoreParts, id: string, notBeforeMs: number): Promise<void> {
  await parts.db
    .updateTable('outbox')
    .set(eb => ({ due_at_ms: notBeforeMs, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Keeps place, age and tries. What takes the place of a danger answer is neutral, so it is no danger answer. */
export async function replaceReply(parts: StoreParts, id: string, outgoing: Outgoing): Promise<void> {
  await parts.db.transaction().execute(async transaction => {
    const row = await transaction
      .selectFrom('outbox')
      .select('payload')
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return;
    const reply = openReply(parts.secrets, id, row.payload);
    const payload = sealReply(parts.secrets, id, { ...reply, outgoing, isDanger: false });
    await transaction.updateTable('outbox').set({ payload }).where('id', '=', id).execute();
  });
}
