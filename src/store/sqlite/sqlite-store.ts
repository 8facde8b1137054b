/**
 * The store in one SQLite file. Durability: WAL with synchronous=FULL, so a commit that was reported survives the
 * end of the process and the loss of power; the price is one disk flush for each `receive` and each `commit`.
 * Deletion: secure_delete writes zeroes over what goes, every sweep then gives empty pages back to the disk and
 * cuts the WAL to nothing; auto_vacuum is INCREMENTAL and not FULL, because FULL would move pages in every single
 * commit to shrink a file that the next message makes grow again. It never writes a text, an address, a file
 * reference or an identifier unsealed, and works through one connection, one transaction after the other.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { Clock } from '../../clock.js';
import type { Session } from '../../conversation/session.js';
import type { ChannelName, InboundMessage } from '../../message.js';
import type { Outgoing } from '../../replies/reply.js';
import { changeChannelKeys, forgetChannelKeys, readChannelKeys } from '../channel-keys.js';
import { receiveMessage, waitingMessages } from '../inbox.js';
import { requireMatchingKeys } from '../key-check.js';
import { migrate } from '../migrate.js';
import {
  deleteReply,
  dueReplies,
  nextDueAtMs,
  postponeReply,
  replaceReply,
  waitingReplies,
} from '../outbox.js';
import { keptReports, subjectFigures, withdrawReport } from '../reports.js';
import type { Secrets } from '../secret-file.js';
import { commitStep, readSession } from '../steps.js';
import {
  type ChannelKeyChange,
  type InboxItem,
  type KeptReport,
  type KeyOwner,
  type OutboxItem,
  type Received,
  type Step,
  type Store,
  StoreError,
} from '../store.js';
import type { StoreParts, UnreadableRow } from '../store-parts.js';
import { deleteExpired, requireLifetimes } from '../table-lifetimes.js';
import { endTagEpoch } from '../tag-epoch.js';
import { foundTables, openSqliteFile, queriesOf } from './sqlite-connection.js';

export interface SqliteStoreOptions {
  readonly file: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  /** Ids of rows; random, so that they tell nothing. */
  readonly randomId?: () => string;
  /** Told of every row that could not be opened (damaged, or its key forgotten). */
  readonly onUnreadable?: (row: UnreadableRow) => void;
  /** True for a command beside the program that serves: sweeping, and with it the change of keys, is left to that. */
  readonly isGuest?: boolean;
}

/**
 * Opens the database, creating it where there is none: migrations, check of the lifetimes and of the keys, and a
 * first sweep, so that nothing past its time is served after a long stop. @throws StartupError
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { file, secrets, clock } = options;
  const database = await openSqliteFile(file);
  const db = queriesOf(database);
  const parts: StoreParts = {
    db,
    secrets,
    clock,
    randomId: options.randomId ?? randomUUID,
    chatKeyKey: secrets.current('chat_key').key,
    onUnreadable: options.onUnreadable ?? (() => {}),
  };
  try {
    await migrate(db, file);
    await requireLifetimes(db, await foundTables(db), file);
    await requireMatchingKeys(parts, file);
    const store = new SqliteStore(parts, database);
    if (options.isGuest !== true) await store.sweep();
    return store;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Work done in one go before timers and sockets get a turn: SQLite never lets go of the thread by itself. */
const TURNS_IN_A_ROW_MAX = 16;

class SqliteStore implements Store {
  #lastTurn: Promise<unknown> = Promise.resolve();
  #turnsInARow = 0;
  #isClosed = false;

  constructor(
    private readonly parts: StoreParts,
    private readonly database: Database.Database,
  ) {}

  receive(message: InboundMessage): Promise<Received> {
    return this.#inTurn(() => receiveMessage(this.parts, message));
  }

  waitingInbox(): Promise<readonly InboxItem[]> {
    return this.#inTurn(() => waitingMessages(this.parts));
  }

  session(chatKey: string): Promise<Session | null> {
    return this.#inTurn(() => readSession(this.parts, chatKey));
  }

  commit(step: Step): Promise<boolean> {
    return this.#inTurn(() => commitStep(this.parts, step));
  }

  dueReplies(limit: number): Promise<readonly OutboxItem[]> {
    return this.#inTurn(() => dueReplies(this.parts, limit));
  }

  waitingReplies(): Promise<number> {
    return this.#inTurn(() => waitingReplies(this.parts));
  }

  nextDueAtMs(): Promise<number | null> {
    return this.#inTurn(() => nextDueAtMs(this.parts));
  }

  replySent(id: string): Promise<void> {
    return this.#inTurn(() => deleteReply(this.parts, id));
  }

  replyPostponed(id: string, notBeforeMs: number): Promise<void> {
    return this.#inTurn(() => postponeReply(this.parts, id, notBeforeMs));
  }

  replyReplaced(id: string, outgoing: Outgoing): Promise<void> {
    return this.#inTurn(() => replaceReply(this.parts, id, outgoing));
  }

  replyDropped(id: string): Promise<void> {
    return this.#inTurn(() => deleteReply(this.parts, id));
  }

  keptReports(): Promise<readonly KeptReport[]> {
    return this.#inTurn(() => keptReports(this.parts));
  }

  subjectFigures(): Promise<ReadonlyMap<string, number>> {
    return this.#inTurn(() => subjectFigures(this.parts));
  }

  withdrawReport(receipt: string): Promise<boolean> {
    return this.#inTurn(() =>
      this.parts.db.transaction().execute(transaction => withdrawReport(this.parts, transaction, receipt)),
    );
  }

  channelKeys(
    channel: ChannelName,
    owner: KeyOwner,
    names: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    return this.#inTurn(() => readChannelKeys(this.parts, channel, owner, names));
  }

  changeChannelKeys(channel: ChannelName, changes: readonly ChannelKeyChange[]): Promise<void> {
    return this.#inTurn(() => changeChannelKeys(this.parts, channel, changes));
  }

  forgetChannelKeys(channel: ChannelName): Promise<void> {
    return this.#inTurn(() => forgetChannelKeys(this.parts, channel));
  }

  sweep(): Promise<Readonly<Record<string, number>>> {
    return this.#inTurn(async () => {
      const { db, clock } = this.parts;
      // Before anything expires: the figures are counted from the tags.
      await endTagEpoch(this.parts);
      const deleted = await db.transaction().execute(transaction => deleteExpired(transaction, clock.now()));
      // Not through kysely: it takes one step of a statement that returns no rows, and one step frees one page.
      this.database.exec('pragma incremental_vacuum; pragma wal_checkpoint(TRUNCATE)');
      return deleted;
    });
  }

  ping(): Promise<void> {
    return this.#inTurn(async () => {
      await this.parts.db.selectFrom('meta').select('name').limit(1).execute();
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    const closing = this.#inTurn(() => this.parts.db.destroy());
    this.#isClosed = true;
    await closing;
  }

  /** One after the other, first come first served: a hundred waiting for one connection would wake each other. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isClosed) return Promise.reject(new StoreError('closed'));
    const turn = this.#lastTurn.then(async () => {
      if (++this.#turnsInARow >= TURNS_IN_A_ROW_MAX) {
        this.#turnsInARow = 0;
        await setImmediate();
      }
      return work();
    });
    this.#lastTurn = turn.catch(() => {});
    return turn;
  }
}
