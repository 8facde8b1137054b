/**
 * The first schema: what the pipe from a message to its answer needs, and the tables about the tables. It is
 * never edited once released; a change is a new migration. Lifetimes are written out in milliseconds, because a
 * migration must go on meaning what it meant.
 */
import { type Kysely, sql } from 'kysely';
import type { TableLifetimeTable } from '../tables.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const LIFETIMES: readonly TableLifetimeTable[] = [
  lives('inbox', DAY_MS),
  lives('outbox', DAY_MS),
  lives('dedupe', 2 * DAY_MS),
  lives('session', HOUR_MS / 2),
  livesForEver('meta', 'fingerprints of the keys: nothing about a person'),
  livesForEver('migration', 'which migrations ran: nothing about a person'),
  livesForEver('table_lifetime', 'this list'),
];

function lives(table: string, maxLifeMs: number): TableLifetimeTable {
  return {
    table_name: table,
    expires_column: 'expires_at_ms',
    max_life_ms: maxLifeMs,
    forever_because: null,
  };
}

function livesForEver(table: string, because: string): TableLifetimeTable {
  return { table_name: table, expires_column: null, max_life_ms: null, forever_because: because };
}

// biome-ignore lint/suspicious/noExplicitAny: the schema before a migration has no type
export async function up(db: Kysely<any>): Promise<void> {
  await createTablesAboutTables(db);
  await createQueues(db);
  await createLookUps(db);
  await db.insertInto('table_lifetime').values(LIFETIMES).execute();
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function createTablesAboutTables(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('migration')
    .addColumn('number', 'integer', column => column.primaryKey())
    .addColumn('name', 'text', column => column.notNull())
    .execute();
  await db.schema
    .createTable('meta')
    .addColumn('name', 'text', column => column.primaryKey().notNull())
    .addColumn('value', 'text', column => column.notNull())
    .execute();
  await db.schema
    .createTable('table_lifetime')
    .addColumn('table_name', 'text', column => column.primaryKey().notNull())
    .addColumn('expires_column', 'text')
    .addColumn('max_life_ms', 'bigint')
    .addColumn('forever_because', 'text')
    .addCheckConstraint(
      'either_a_limit_or_a_reason',
      sql`(expires_column is not null and max_life_ms > 0 and forever_because is null)
        or (expires_column is null and max_life_ms is null and length(forever_because) > 0)`,
    )
    .execute();
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function createQueues(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('inbox')
    .addColumn('seq', 'integer', column => column.primaryKey())
    .addColumn('id', 'text', column => column.notNull().unique())
    .addColumn('chat_key', 'text', column => column.notNull())
    .addColumn('payload', 'text', column => column.notNull())
    .addColumn('received_at_ms', 'bigint', column => column.notNull())
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .execute();
  await db.schema
    .createTable('outbox')
    .addColumn('seq', 'integer', column => column.primaryKey())
    .addColumn('id', 'text', column => column.notNull().unique())
    .addColumn('chat_key', 'text', column => column.notNull())
    .addColumn('payload', 'text', column => column.notNull())
    .addColumn('created_at_ms', 'bigint', column => column.notNull())
    .addColumn('due_at_ms', 'bigint', column => column.notNull())
    .addColumn('attempts', 'integer', column => column.notNull())
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .execute();
  // "The oldest unsent reply of each chat" is answered from this index alone.
  await db.schema
    .createIndex('outbox_by_chat')
    .on('outbox')
    .columns(['chat_key', 'seq', 'expires_at_ms'])
    .execute();
}

/** Stored in the order of their keys, which is no order at all: where a row stands does not tell when it came. */
// biome-ignore lint/suspicious/noExplicitAny: as above
async function createLookUps(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('dedupe')
    .addColumn('message_key', 'text', column => column.primaryKey().notNull())
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema.createIndex('dedupe_by_expiry').on('dedupe').column('expires_at_ms').execute();
  await db.schema
    .createTable('session')
    .addColumn('chat_key', 'text', column => column.primaryKey().notNull())
    .addColumn('payload', 'text', column => column.notNull())
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
}
