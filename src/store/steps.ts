/**
 * A step of a conversation, committed whole or not at all: the messages it used up go, the session changes, the
 * replies are queued, a report is kept or goes. Running it a second time changes nothing. Sessions are read here, too.
 */
import type { Kysely } from 'kysely';
import { SESSION_TTL_MS, type Session } from '../conversation/session.js';
import { queueReplies } from './outbox.js';
import { openSession, sealSession } from './payloads.js';
import { keepReport, withdrawReport } from './reports.js';
import { type Step, StoreError } from './store.js';
import { chatKeyOf, openOrReport, type StoreParts } from './store-parts.js';
import type { Tables } from './tables.js';

/** SQLite takes some 32,000 values in one statement; a long case is used up in portions. */
const IDS_PER_STATEMENT_MAX = 500;

/** @returns false when the step had been committed before @throws StoreError `wrong_chat_key` */
export async function commitStep(parts: StoreParts, step: Step): Promise<boolean> {
  // A session of one person can never be written under another's key.
  if (chatKeyOf(parts.chatKeyKey, step.address) !== step.chatKey) throw new StoreError('wrong_chat_key');
  return parts.db.transaction().execute(async transaction => {
    const used = await useUp(transaction, step.inboxIds);
    if (step.inboxIds.length > 0 && used === 0) return false;
    await writeSession(parts, transaction, step);
    await queueReplies(parts, transaction, step);
    if (step.withdraw) await withdrawReport(parts, transaction, step.withdraw);
    if (step.report) await keepReport(parts, transaction, step.address, step.report);
    return true;
  });
}

/** @returns how many of the messages were still there */
async function useUp(db: Kysely<Tables>, inboxIds: readonly string[]): Promise<number> {
  let used = 0;
  for (let start = 0; start < inboxIds.length; start += IDS_PER_STATEMENT_MAX) {
    const portion = inboxIds.slice(start, start + IDS_PER_STATEMENT_MAX);
    const result = await db.deleteFrom('inbox').where('id', 'in', portion).executeTakeFirst();
    used += Number(result.numDeletedRows);
  }
  return used;
}

async function writeSession(parts: StoreParts, db: Kysely<Tables>, step: Step): Promise<void> {
  const { chatKey, address, session } = step;
  if (session === null) {
    await db.deleteFrom('session').where('chat_key', '=', chatKey).execute();
    await db.deleteFrom('outbox').where('chat_key', '=', chatKey).execute();
    return;
  }
  const values = {
    payload: sealSession(parts.secrets, chatKey, { address, session }),
    expires_at_ms: parts.clock.now() + SESSION_TTL_MS,
  };
  await db
    .insertInto('session')
    .values({ chat_key: chatKey, ...values })
    .onConflict(conflict => conflict.column('chat_key').doUpdateSet(values))
    .execute();
}

/** null when there is none, when its time is over, and when it cannot be opened (which is reported). */
export async function readSession(parts: StoreParts, chatKey: string): Promise<Session | null> {
  const row = await parts.db
    .selectFrom('session')
    .select('payload')
    .where('chat_key', '=', chatKey)
    .where('expires_at_ms', '>', parts.clock.now())
    .executeTakeFirst();
  if (!row) return null;
  const opened = openOrReport(parts, 'session', () => openSession(parts.secrets, chatKey, row.payload));
  return opened?.session ?? null;
}
