/**
 * What the program keeps, as one asynchronous, engine-neutral interface. Everything that can hold text, an
 * address, a file reference or an identifier is sealed by the engine before it is written; look-ups go through
 * keyed hashes. Every engine is run through `test/contracts/store-contract.ts`.
 */
import type { NewReport } from '../conversation/outcome.js';
import type { Session } from '../conversation/session.js';
import type { ChannelName, ChatAddress, InboundMessage } from '../message.js';
import type { Outgoing } from '../replies/reply.js';
import type { ReportDraft } from '../reports/report-draft.js';

/** The most messages that one `waitingInbox` hands out. */
export const INBOX_WAITING_MAX = 10_000;
/** The most replies that one `dueReplies` hands out, whatever the limit asked for. */
export const DUE_REPLIES_MAX = 1_000;

/** `closed` – used after `close` · `wrong_chat_key` – a step whose chat key is not that of its address. */
export class StoreError extends Error {
  constructor(readonly code: 'closed' | 'wrong_chat_key') {
    super(code);
    this.name = 'StoreError';
  }
}

/** An inbound message on disk, waiting for its case to be committed. */
export interface InboxItem {
  readonly id: string;
  /** Keyed hash of the chat address: equal for equal chats, worthless without the key. */
  readonly chatKey: string;
  readonly message: InboundMessage;
  readonly receivedAtMs: number;
}

/** A reply to queue; the engine gives it id, order and lifetime. */
export interface NewReply {
  readonly outgoing: Outgoing;
  readonly inReplyTo: string | null;
  /** A danger answer: after 10 minutes unsent it is replaced by one neutral line. */
  readonly isDanger: boolean;
}

/** A reply on disk, waiting to be sent. */
export interface OutboxItem {
  readonly id: string;
  readonly chatKey: string;
  readonly address: ChatAddress;
  readonly outgoing: Outgoing;
  readonly inReplyTo: string | null;
  readonly isDanger: boolean;
  /** True for the last reply of its step. */
  readonly isLast: boolean;
  readonly createdAtMs: number;
  readonly attempts: number;
}

/** A report as it is kept: what was said yes to, and the week; nothing else is known of it. */
export interface KeptReport {
  readonly week: string;
  /** From the web page: never counted. */
  readonly isWeb: boolean;
  readonly draft: ReportDraft;
  /** Keyed hashes of what it points at: equal for equal identifiers, worthless without the key. */
  readonly subjects: readonly string[];
}

/** Everything one case changes, committed whole or not at all. */
export interface Step {
  readonly chatKey: string;
  readonly address: ChatAddress;
  /** Inbox items this step used up. A step whose items are already gone was committed before: it does nothing. */
  readonly inboxIds: readonly string[];
  /** The new session; null forgets the conversation: the session goes, and every reply that still waits. */
  readonly session: Session | null;
  /** In the order to be sent. */
  readonly replies: readonly NewReply[];
  /** A report that the person said yes to. On the web it carries no tag: nobody can be told from anybody there. */
  readonly report?: NewReport | null;
  /** The receipt code of a report that is to go, as `reports/receipt.ts` writes it. */
  readonly withdraw?: string | null;
}

/** Whose key it is: the bot's own account's, or a person's (gone `PERSON_KEY_TTL_MS` after it was last written). */
export type KeyOwner = 'account' | 'person';

/** A key of a channel's library to write, or to delete where the value is null. */
export interface ChannelKeyChange {
  readonly owner: KeyOwner;
  /** The library's own name for it; may hold a number or an address, and is stored as a keyed hash only. */
  readonly name: string;
  readonly value: string | null;
}

export type Received =
  | { readonly state: 'accepted'; readonly item: InboxItem }
  | { readonly state: 'duplicate' };

export interface Store {
  /**
   * Inbox row and dedupe key in one transaction. A message seen within `DEDUPE_TTL_MS` (less at most
   * `DEDUPE_STEP_MS`) is a duplicate and changes nothing.
   */
  receive(message: InboundMessage): Promise<Received>;
  /**
   * Messages accepted but not yet part of a committed step, oldest first: what a restart goes on with. At most
   * `INBOX_WAITING_MAX`; ask again once these are committed.
   */
  waitingInbox(): Promise<readonly InboxItem[]>;
  /** The session of a chat, null when there is none or it has expired. */
  session(chatKey: string): Promise<Session | null>;
  /** @returns false when the step had been committed before @throws StoreError `wrong_chat_key` */
  commit(step: Step): Promise<boolean>;
  /**
   * Replies whose time has come, at most `limit`: for each chat only the oldest unsent one, so that order within
   * a chat holds whatever the sender does.
   */
  dueReplies(limit: number): Promise<readonly OutboxItem[]>;
  /** When the next reply that `dueReplies` may hand out falls due (epoch ms), null when the outbox is empty. */
  nextDueAtMs(): Promise<number | null>;
  /** How many replies wait to be sent, for the operator. */
  waitingReplies(): Promise<number>;
  replySent(id: string): Promise<void>;
  /** Try again, not before `notBeforeMs`. */
  replyPostponed(id: string, notBeforeMs: number): Promise<void>;
  /**
   * Put another reply in the place of this one (a danger answer that became too old). Id, place, age and tries
   * stay; it counts as no danger answer from then on.
   */
  replyReplaced(id: string, outgoing: Outgoing): Promise<void>;
  /** Give up on this reply. */
  replyDropped(id: string): Promise<void>;
  /** Every report that is kept, in no order. */
  keptReports(): Promise<readonly KeptReport[]>;
  /**
   * How many different people reported each subject, by its key: the largest number within one key epoch, never a sum
   * over epochs. A subject that was reported on the web page alone has 0.
   */
  subjectFigures(): Promise<ReadonlyMap<string, number>>;
  /** Deletes the report of a receipt, with everything it points at. @returns whether there was one */
  withdrawReport(receipt: string): Promise<boolean>;
  /** Keys by name; those that are not there, too old or not to be opened are left out. */
  channelKeys(
    channel: ChannelName,
    owner: KeyOwner,
    names: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
  /** All of the changes or none; writing a person's key again prolongs its life. */
  changeChannelKeys(channel: ChannelName, changes: readonly ChannelKeyChange[]): Promise<void>;
  /** Deletes every key of a channel: its account is gone or is to be linked anew. */
  forgetChannelKeys(channel: ChannelName): Promise<void>;
  /** Deletes every row past the lifetime its table declares; returns how many, by table. */
  sweep(): Promise<Readonly<Record<string, number>>>;
  /** Resolves when a trivial read works; rejects otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
