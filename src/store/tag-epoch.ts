/**
 * The key that counts reporters, and its end. Every four weeks the largest figure of each subject is written down, the
 * tags go, and the key is replaced and destroyed: from then on nobody, with or without the secret file, can tell who
 * made a tag. Each step can be repeated, so a stop between any two of them loses nothing and brings nothing back.
 */
import type { KeyObject } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { weekStartMs } from '../reports/week.js';
import { REPORT_TTL_MS, TAG_EPOCH_MS, TAG_TTL_MS } from './lifetimes.js';
import type { StoreParts } from './store-parts.js';
import type { Tables } from './tables.js';

/** Which key is in use and since which Monday: nothing about a person. */
const EPOCH = 'reporter_tag_epoch';

interface Epoch {
  readonly keyId: string;
  readonly startedAtMs: number;
}

export interface TagKey {
  readonly key: KeyObject;
  readonly expiresAtMs: number;
}

/** The key of this epoch; the first report of a database begins one. */
export async function currentTagKey(parts: StoreParts): Promise<TagKey> {
  const { id, key } = parts.secrets.current('reporter_tag');
  const epoch = await readEpoch(parts.db);
  const startedAtMs = epoch?.keyId === id ? epoch.startedAtMs : weekStartMs(parts.clock.now());
  if (epoch?.keyId !== id) await writeEpoch(parts.db, { keyId: id, startedAtMs });
  return { key, expiresAtMs: startedAtMs + TAG_TTL_MS };
}

/**
 * Ends the epoch where its time is over, or where its key is gone from the secret file: nobody can count with it any
 * more. New key first, then the tags, then the old key: in any other order a stop could let a key live on. @returns true when a key was destroyed
 */
export async function endTagEpoch(parts: StoreParts): Promise<boolean> {
  const { secrets, db, clock } = parts;
  const epoch = await readEpoch(db);
  const isOver = epoch !== null && clock.now() >= epoch.startedAtMs + TAG_EPOCH_MS;
  const isForeign = epoch !== null && secrets.find('reporter_tag', epoch.keyId) === null;
  if (isOver && secrets.current('reporter_tag').id === epoch.keyId) secrets.rotate('reporter_tag');
  if (isOver || isForeign) {
    await db.transaction().execute(async transaction => {
      await writeFiguresDown(transaction, clock.now());
      await transaction.deleteFrom('reporter_tag').execute();
      await transaction.deleteFrom('meta').where('name', '=', EPOCH).execute();
    });
  }
  const { id } = secrets.current('reporter_tag');
  const old = secrets.all('reporter_tag').filter(key => key.id !== id);
  for (const key of old) secrets.forget('reporter_tag', key.id);
  return old.length > 0;
}

/** A figure lives as long as the newest report about its subject. */
async function writeFiguresDown(db: Kysely<Tables>, nowMs: number): Promise<void> {
  const figures = await db
    .selectFrom('reporter_tag')
    .innerJoin('report', 'report.id', 'reporter_tag.report_id')
    .select([
      'subject_key',
      ({ fn }) => fn.count<number>('tag').distinct().as('figure'),
      ({ fn }) => fn.max('report.expires_at_ms').as('expires_at_ms'),
    ])
    .groupBy('subject_key')
    .execute();
  for (const { subject_key, figure, expires_at_ms } of figures) {
    const values = {
      figure: Number(figure),
      expires_at_ms: Math.min(Number(expires_at_ms), nowMs + REPORT_TTL_MS),
    };
    await db
      .insertInto('subject_figure')
      .values({ subject_key, ...values })
      .onConflict(conflict =>
        conflict.column('subject_key').doUpdateSet({
          figure: sql`max(subject_figure.figure, excluded.figure)`,
          expires_at_ms: values.expires_at_ms,
        }),
      )
      .execute();
  }
}

async function readEpoch(db: Kysely<Tables>): Promise<Epoch | null> {
  const row = await db.selectFrom('meta').select('value').where('name', '=', EPOCH).executeTakeFirst();
  return row ? (JSON.parse(row.value) as Epoch) : null;
}

async function writeEpoch(db: Kysely<Tables>, epoch: Epoch): Promise<void> {
  const value = JSON.stringify(epoch);
  await db
    .insertInto('meta')
    .values({ name: EPOCH, value })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
    .execute();
}
