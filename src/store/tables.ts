/**
 * The tables as queries see them. Columns named `payload` are sealed, columns named `…_key` are keyed hashes,
 * the rest are numbers that say nothing about a person. What creates them is in `migrations/`.
 */

export interface InboxTable {
  /** Order of arrival. Rows live minutes, so the order of the few that are there tells nobody anything. */
  seq: number;
  id: string;
  chat_key: string;
  payload: string;
  received_at_ms: number;
  expires_at_ms: number;
}

export interface OutboxTable {
  /** Order of sending within a chat. */
  seq: number;
  id: string;
  chat_key: string;
  payload: string;
  created_at_ms: number;
  due_at_ms: number;
  attempts: number;
  expires_at_ms: number;
}

export interface DedupeTable {
  message_key: string;
  expires_at_ms: number;
}

export interface SessionTable {
  chat_key: string;
  payload: string;
  expires_at_ms: number;
}

/** Rows stand in the order of random ids: where one stands does not tell when it came. */
export interface ReportTable {
  id: string;
  /** ISO week of the report; the only time that is known of it. */
  week: string;
  /** 1 for the web page: such a report is never counted. */
  is_web: number;
  receipt_key: string;
  payload: string;
  expires_at_ms: number;
}

/** What a report points at: each identifier, or its wording where it names nobody. */
export interface ReportSubjectTable {
  report_id: string;
  subject_key: string;
  expires_at_ms: number;
}

/** One person counts once for each subject; gone with the key that made it, four weeks at the most. */
export interface ReporterTagTable {
  report_id: string;
  subject_key: string;
  tag: string;
  expires_at_ms: number;
}

/** The largest number of distinct reporters within one key epoch, kept when its tags go. */
export interface SubjectFigureTable {
  subject_key: string;
  figure: number;
  expires_at_ms: number;
}

/** A key of the bot's own account at a network. */
export interface ChannelAccountKeyTable {
  name_key: string;
  channel: string;
  payload: string;
}

/** A key that a network ties to a person who wrote; gone when nothing came from them for 30 days. */
export interface ChannelPersonKeyTable {
  name_key: string;
  channel: string;
  payload: string;
  expires_at_ms: number;
}

export interface MetaTable {
  name: string;
  value: string;
}

export interface MigrationTable {
  number: number;
  name: string;
}

/** Either an expiry column and a longest life, or a reason to live for ever. */
export interface TableLifetimeTable {
  table_name: string;
  expires_column: string | null;
  max_life_ms: number | null;
  forever_because: string | null;
}

export interface Tables {
  inbox: InboxTable;
  outbox: OutboxTable;
  dedupe: DedupeTable;
  session: SessionTable;
  report: ReportTable;
  report_subject: ReportSubjectTable;
  reporter_tag: ReporterTagTable;
  subject_figure: SubjectFigureTable;
  channel_account_key: ChannelAccountKeyTable;
  channel_person_key: ChannelPersonKeyTable;
  meta: MetaTable;
  migration: MigrationTable;
  table_lifetime: TableLifetimeTable;
}
