/** A migration that forgot a lifetime, for the tests of what the start says about one. */
import type { Kysely } from 'kysely';

// biome-ignore lint/suspicious/noExplicitAny: the schema before a migration has no type
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('diary')
    .addColumn('text', 'text', column => column.notNull())
    .execute();
}
