/**
 * Keys that a channel needs to speak at all, for a network that ties them to the people who write (WhatsApp files a
 * session under each person's number). What stands in a row is sealed and its name is a keyed hash; a person's rows go
 * after 30 idle days. Never edited once released.
 */
import { type Kysely, sql } from 'kysely';

const DAY_MS = 86_400_000;

// biome-ignore lint/suspicious/noExplicitAny: the schema before a migration has no type
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('channel_account_key')
    .addColumn('name_key', 'text', column => column.primaryKey().notNull())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('payload', 'text', column => column.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema
    .createTable('channel_person_key')
    .addColumn('name_key', 'text', column => column.primaryKey().notNull())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('payload', 'text', column => column.notNull())
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
  await db
    .insertInto('table_lifetime')
    .values([
      {
        table_name: 'channel_account_key',
        expires_column: null,
        max_life_ms: null,
        forever_because: "keys of the bot's own account at a network, sealed: nothing about a person",
      },
      {
        table_name: 'channel_person_key',
        expires_column: 'expires_at_ms',
        max_life_ms: 30 * DAY_MS,
        forever_because: null,
      },
    ])
    .execute();
}
