/**
 * Sends what lies in the outbox: for each chat in order, for different chats side by side. A reply is taken off
 * only when its network has taken it, so a crash may double the last one and loses none. It never looks into a
 * reply; what became too old is replaced or dropped by the rules of `lifetimes.ts`.
 */
import type { Channel } from '../channels/channel.js';
import { ChannelError } from '../channels/channel.js';
import type { Clock } from '../clock.js';
import { errorCode, type Log } from '../logger.js';
import type { ChannelName } from '../message.js';
import type { Outgoing } from '../replies/reply.js';
import { DANGER_REPLY_TTL_MS } from '../store/lifetimes.js';
import { DUE_REPLIES_MAX, type OutboxItem, type Store } from '../store/store.js';

/** Replies sent at the same time on each channel, at most: one whose network hangs takes nothing from the others. */
export const SENDS_AT_ONCE_MAX = 16;
/**
 * What was sent and not noted yet when the program dies is sent again. Where that would be seen, replies are sent one at a
 * time, so that it is one; for each such span that somebody has waited for it, one more is sent beside it.
 */
export const ONE_MORE_AFTER_MS = 2_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_LONGEST_MS = 60_000;
/** A reply that failed so often is given up: about six hours at the longest wait, jitter counted. */
export const SEND_ATTEMPTS_MAX = 720;
/** With nothing due, the outbox is looked at again after this long, whatever the timers say. */
const IDLE_LOOK_MS = 5_000;
/** While something is being sent, what was postponed for other chats is looked for this often. */
const BUSY_LOOK_MS = 250;
/** What was sent but could not be marked as sent is marked again after this long; it is not sent again. */
const MARK_RETRY_MS = 2_000;
/** One send may take this long before it counts as failed. */
export const SEND_TIMEOUT_MS = 30_000;

export interface SenderOptions {
  readonly store: Store;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly clock: Clock;
  readonly log: Log;
  /** What replaces a danger answer that is older than `DANGER_REPLY_TTL_MS`. */
  readonly lateDangerReply: () => Outgoing;
  /** Counts replies by channel and result, for the metrics. */
  readonly count: (channel: ChannelName, result: 'sent' | 'retry' | 'gone' | 'refused') => void;
  /** Random number in [0, 1), for the jitter of retries. */
  readonly random: () => number;
}

export class OutboxSender {
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #stopped = false;
  /** By chat: what is being sent now. */
  readonly #sending = new Map<string, { readonly channel: ChannelName; readonly done: Promise<void> }>();
  /** By channel: since when something that is due waits for one that is being sent. */
  readonly #waitingSince = new Map<ChannelName, number>();
  /** Replies that their network took and the disk does not know of yet. */
  readonly #unmarked = new Set<string>();

  constructor(readonly options: SenderOptions) {}

  /** Looks at the outbox now; call after every commit. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#look().finally(() => {
      this.#looking = null;
      if (this.#lookAgain) {
        this.#lookAgain = false;
        this.wake();
      }
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#looking;
    await Promise.allSettled([...this.#sending.values()].map(({ done }) => done));
  }

  async #look(): Promise<void> {
    try {
      const waiting = new Set<ChannelName>();
      for (const item of await this.#due()) {
        if (this.#stopped) break;
        if (this.#canBegin(item)) this.#begin(item);
        else if (!this.#sending.has(item.chatKey)) waiting.add(item.address.channel);
      }
      this.#noteWaiting(waiting);
      await this.#sleepUntilNext();
    } catch (error) {
      this.options.log.error('outbox.look_failed', { error: errorCode(error) });
      this.#sleep(IDLE_LOOK_MS);
    }
  }

  /**
   * Due replies, so many that one of them can be begun now. Chats being sent to are listed as due all the same, and so
   * is what waits for a full channel: behind them lies more, so the list grows until nothing is left to ask for.
   */
  async #due(): Promise<readonly OutboxItem[]> {
    const { store, channels } = this.options;
    for (let limit = SENDS_AT_ONCE_MAX * (channels.size + 1); ; limit *= 4) {
      const due = await store.dueReplies(limit + this.#sending.size);
      const canBegin = due.some(item => this.#canBegin(item));
      if (canBegin || due.length < limit || limit >= DUE_REPLIES_MAX) return due;
    }
  }

  #noteWaiting(waiting: ReadonlySet<ChannelName>): void {
    const now = this.options.clock.now();
    for (const channel of this.options.channels.keys()) {
      if (!waiting.has(channel)) this.#waitingSince.delete(channel);
      else if (!this.#waitingSince.has(channel)) this.#waitingSince.set(channel, now);
    }
  }

  /** How many may be sent at once on a channel now. */
  #sendsAtOnce(channel: ChannelName): number {
    if (this.options.channels.get(channel)?.showsRepeats === false) return SENDS_AT_ONCE_MAX;
    const since = this.#waitingSince.get(channel);
    const waitedMs = since === undefined ? 0 : this.options.clock.now() - since;
    return Math.min(SENDS_AT_ONCE_MAX, 1 + Math.floor(Math.max(0, waitedMs) / ONE_MORE_AFTER_MS));
  }

  #canBegin({ chatKey, address: { channel } }: OutboxItem): boolean {
    if (this.#sending.has(chatKey)) return false;
    const onChannel = [...this.#sending.values()].filter(sending => sending.channel === channel);
    return onChannel.length < this.#sendsAtOnce(channel);
  }

  #begin(item: OutboxItem): void {
    const done = this.#send(item)
      .catch(async error => {
        this.options.log.error('outbox.mark_failed', { error: errorCode(error) });
        await new Promise(resolve => setTimeout(resolve, MARK_RETRY_MS));
      })
      .finally(() => {
        this.#sending.delete(item.chatKey);
        this.wake();
      });
    this.#sending.set(item.chatKey, { channel: item.address.channel, done });
  }

  async #sleepUntilNext(): Promise<void> {
    // What is being sent counts as due, so the next time of all says nothing about the other chats.
    if (this.#sending.size > 0) return this.#sleep(BUSY_LOOK_MS);
    const next = await this.options.store.nextDueAtMs();
    this.#sleep(
      next === null ? IDLE_LOOK_MS : Math.min(IDLE_LOOK_MS, Math.max(1, next - this.options.clock.now())),
    );
  }

  #sleep(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => this.wake(), ms);
  }

  async #send(item: OutboxItem): Promise<void> {
    const { store, channels, count, clock } = this.options;
    const channelName = item.address.channel;
    const channel = channels.get(channelName);
    if (!channel) {
      // The channel is switched off in this run; its replies wait for their lifetime to end.
      await store.replyPostponed(item.id, clock.now() + RETRY_LONGEST_MS);
      return;
    }
    if (!this.#unmarked.has(item.id)) {
      const current = await this.#inTime(item);
      const context = { inReplyTo: current.inReplyTo, key: current.id, isLast: current.isLast };
      try {
        await withTimeout(channel.send(current.address, current.outgoing, context), SEND_TIMEOUT_MS);
      } catch (error) {
        await this.#failed(item, error);
        return;
      }
      count(channelName, 'sent');
      this.#unmarked.add(item.id);
    }
    await store.replySent(item.id);
    this.#unmarked.delete(item.id);
  }

  /** The reply, or what stands in for a danger answer that could not be sent in time. */
  async #inTime(item: OutboxItem): Promise<OutboxItem> {
    const { clock, store, lateDangerReply } = this.options;
    if (!item.isDanger || clock.now() - item.createdAtMs <= DANGER_REPLY_TTL_MS) return item;
    const outgoing = lateDangerReply();
    await store.replyReplaced(item.id, outgoing);
    return { ...item, outgoing, isDanger: false };
  }

  async #failed(item: OutboxItem, error: unknown): Promise<void> {
    const { store, clock, count, log } = this.options;
    const { channel } = item.address;
    const failure = error instanceof ChannelError ? error : new ChannelError('retry', errorCode(error));
    if (failure.kind === 'retry' && item.attempts + 1 < SEND_ATTEMPTS_MAX) {
      // A wait that the network names is kept to the letter; without one we back off ourselves.
      const waitMs = failure.afterMs || this.#backoffMs(item.attempts);
      await store.replyPostponed(item.id, clock.now() + waitMs);
      count(channel, 'retry');
    } else {
      await store.replyDropped(item.id);
      count(channel, failure.kind === 'gone' ? 'gone' : 'refused');
      log.warn('outbox.dropped', { channel, kind: failure.kind, code: failure.code });
    }
  }

  /** Full jitter over a doubling wait (as in the AWS Architecture Blog, "Exponential Backoff And Jitter", 2015). */
  #backoffMs(attempts: number): number {
    const ceiling = Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** Math.min(attempts, 16));
    return Math.ceil(this.options.random() * ceiling);
  }
}

async function withTimeout<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ChannelError('retry', 'timeout')), limitMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
