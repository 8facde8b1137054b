/**
 * Anonymous reports on disk. A draft that somebody said yes to comes in and is kept sealed, with a tag for each thing
 * it points at, so that one person counts once. Nothing here can name who reported: the tag is a keyed hash scoped to
 * one recruiter, its key lies outside the database and is destroyed every four weeks (`tag-epoch.ts`).
 */
import type { Kysely } from 'kysely';
import type { NewReport } from '../conversation/outcome.js';
import type { ChatAddress } from '../message.js';
import type { ReportDraft, ReportedIdentifier } from '../reports/report-draft.js';
import { scriptSignature } from '../reports/script-signature.js';
import { isoWeekOf, weekStartMs } from '../reports/week.js';
import { REPORT_TTL_MS } from './lifetimes.js';
import { keyedHash, open, type SealPlace, seal } from './seal.js';
import type { KeptReport } from './store.js';
import { openOrReport, type StoreParts } from './store-parts.js';
import type { Tables } from './tables.js';
import { currentTagKey } from './tag-epoch.js';

/** The web page cannot tell one visitor from another, so its reports carry no tag and never count. */
const UNCOUNTED_CHANNEL = 'web';

/** What a report points at: an identifier, or its wording where it has none. */
type Subject = ReportedIdentifier | { readonly kind: 'script'; readonly value: string };

const reportPlace = (id: string): SealPlace => ({ table: 'report', column: 'payload', rowId: id });

/** Keeps one report; `db` is the transaction of its step. */
export async function keepReport(
  parts: StoreParts,
  db: Kysely<Tables>,
  address: ChatAddress,
  { draft, receipt }: NewReport,
): Promise<void> {
  const nowMs = parts.clock.now();
  const id = parts.randomId();
  const expiry = { expires_at_ms: weekStartMs(nowMs) + REPORT_TTL_MS };
  const isWeb = address.channel === UNCOUNTED_CHANNEL;
  await db
    .insertInto('report')
    .values({
      id,
      week: isoWeekOf(nowMs),
      is_web: isWeb ? 1 : 0,
      receipt_key: receiptKeys(parts, receipt)[0] as string,
      payload: seal(parts.secrets, 'report', reportPlace(id), draft),
      ...expiry,
    })
    .execute();
  const tagKey = isWeb ? null : await currentTagKey({ ...parts, db });
  for (const subject of subjectsOf(draft)) {
    const subjectKey = subjectKeyOf(parts, subject);
    const row = { report_id: id, subject_key: subjectKey };
    await db
      .insertInto('report_subject')
      .values({ ...row, ...expiry })
      .execute();
    if (tagKey === null) continue;
    const { channel, nativeId } = address.reveal();
    const tag = keyedHash(tagKey.key, ['reporter', channel, nativeId, subjectKey]);
    await db
      .insertInto('reporter_tag')
      .values({ ...row, tag, expires_at_ms: tagKey.expiresAtMs })
      .execute();
  }
}

function subjectsOf({ identifiers, script }: ReportDraft): readonly Subject[] {
  return identifiers.length > 0 ? identifiers : [{ kind: 'script', value: scriptSignature(script) }];
}

function subjectKeyOf(parts: StoreParts, { kind, value }: Subject): string {
  return keyedHash(parts.secrets.current('report_lookup').key, ['subject', kind, value]);
}

/** Under every key that receipts may have been written with, the current one first. */
function receiptKeys(parts: StoreParts, receipt: string): readonly string[] {
  return parts.secrets.all('report_lookup').map(({ key }) => keyedHash(key, ['receipt', receipt]));
}

/** Deletes the report that a receipt belongs to, with everything it points at. @returns whether there was one */
export async function withdrawReport(
  parts: StoreParts,
  db: Kysely<Tables>,
  receipt: string,
): Promise<boolean> {
  const rows = await db
    .selectFrom('report')
    .select('id')
    .where('receipt_key', 'in', receiptKeys(parts, receipt))
    .execute();
  for (const { id } of rows) {
    await db.deleteFrom('report').where('id', '=', id).execute();
    await db.deleteFrom('report_subject').where('report_id', '=', id).execute();
    await db.deleteFrom('reporter_tag').where('report_id', '=', id).execute();
  }
  return rows.length > 0;
}

/** Every report that is kept, in no order. A row that cannot be opened is told and left out. */
export async function keptReports(parts: StoreParts): Promise<readonly KeptReport[]> {
  const nowMs = parts.clock.now();
  const rows = await parts.db
    .selectFrom('report')
    .select(['id', 'week', 'is_web', 'payload'])
    .where('expires_at_ms', '>', nowMs)
    .execute();
  const links = await parts.db.selectFrom('report_subject').select(['report_id', 'subject_key']).execute();
  const subjects = new Map<string, string[]>();
  for (const { report_id, subject_key } of links)
    subjects.set(report_id, [...(subjects.get(report_id) ?? []), subject_key]);
  return rows.flatMap(({ id, week, is_web, payload }) => {
    const draft = openOrReport(
      parts,
      'report',
      () => open(parts.secrets, 'report', reportPlace(id), payload) as ReportDraft,
    );
    return draft === null ? [] : [{ week, isWeb: is_web === 1, draft, subjects: subjects.get(id) ?? [] }];
  });
}

/**
 * How many different people reported each subject: the largest number of distinct tags within one key epoch, never
 * a sum over epochs, for the same person has another tag in each. Never more than there are counted reports left.
 */
export async function subjectFigures(parts: StoreParts): Promise<ReadonlyMap<string, number>> {
  const nowMs = parts.clock.now();
  const now = await parts.db
    .selectFrom('reporter_tag')
    .select(['subject_key', ({ fn }) => fn.count<number>('tag').distinct().as('figure')])
    .where('expires_at_ms', '>', nowMs)
    .groupBy('subject_key')
    .execute();
  const before = await parts.db
    .selectFrom('subject_figure')
    .select(['subject_key', 'figure'])
    .where('expires_at_ms', '>', nowMs)
    .execute();
  const left = await parts.db
    .selectFrom('report_subject')
    .innerJoin('report', 'report.id', 'report_subject.report_id')
    .select(['subject_key', ({ fn }) => fn.countAll<number>().as('reports')])
    .where('is_web', '=', 0)
    .where('report.expires_at_ms', '>', nowMs)
    .groupBy('subject_key')
    .execute();
  const most = new Map<string, number>();
  for (const { subject_key, figure } of [...now, ...before])
    most.set(subject_key, Math.max(most.get(subject_key) ?? 0, Number(figure)));
  return new Map(
    left.map(({ subject_key, reports }) => [
      subject_key,
      Math.min(most.get(subject_key) ?? 0, Number(reports)),
    ]),
  );
}
