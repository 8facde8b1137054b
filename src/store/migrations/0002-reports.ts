/**
 * Anonymous reports: what they keep, what they point at, who is counted once, and the figure that outlives the tags.
 * Never edited once released. No table has a row order or a time of day: both would tell when somebody reported.
 */
import { type Kysely, sql } from 'kysely';

const DAY_MS = 86_400_000;

// biome-ignore lint/suspicious/noExplicitAny: the schema before a migration has no type
export async function up(db: Kysely<any>): Promise<void> {
  await createReports(db);
  await createCounting(db);
  await db
    .insertInto('table_lifetime')
    .values([
      lives('report', 90),
      lives('report_subject', 90),
      lives('reporter_tag', 30),
      lives('subject_figure', 90),
    ])
    .execute();
}

function lives(table: string, days: number) {
  return {
    table_name: table,
    expires_column: 'expires_at_ms',
    max_life_ms: days * DAY_MS,
    forever_because: null,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function createReports(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('report')
    .addColumn('id', 'text', column => column.primaryKey().notNull())
    .addColumn('week', 'text', column => column.notNull())
    .addColumn('is_web', 'integer', column => column.notNull())
    .addColumn('receipt_key', 'text', column => column.notNull().unique())
    .addColumn('payload', 'text', column => column.notNull())
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema
    .createTable('report_subject')
    .addColumn('report_id', 'text', column => column.notNull())
    .addColumn('subject_key', 'text', column => column.notNull())
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('report_subject_key', ['report_id', 'subject_key'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema.createIndex('report_subject_by_key').on('report_subject').column('subject_key').execute();
}

// biome-ignore lint/suspicious/noExplicitAny: as above
async function createCounting(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('reporter_tag')
    .addColumn('report_id', 'text', column => column.notNull())
    .addColumn('subject_key', 'text', column => column.notNull())
    .addColumn('tag', 'text', column => column.notNull())
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('reporter_tag_key', ['report_id', 'subject_key'])
    .modifyEnd(sql`without rowid`)
    .execute();
  await db.schema.createIndex('reporter_tag_by_subject').on('reporter_tag').column('subject_key').execute();
  await db.schema
    .createTable('subject_figure')
    .addColumn('subject_key', 'text', column => column.primaryKey().notNull())
    .addColumn('figure', 'integer', column => column.notNull())
    .addColumn('expires_at_ms', 'bigint', column => column.notNull())
    .modifyEnd(sql`without rowid`)
    .execute();
}
