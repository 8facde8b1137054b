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
  meta: MetaTable;
  migration: MigrationTable;
  table_lifetime: TableLifetimeTable;
}
