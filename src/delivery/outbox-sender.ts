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
import type { OutboxItem, Store } from '../store/store.js';

/** Replies sent at the same time, over all chats. */
export const SENDS_AT_ONCE_MAX = 16;
const RETRY_FIRST_MS = 1_000;
const RETRY_LONGEST_MS = 60_000;
/** A reply that failed so often is given up: about six hours at the longest wait, jitter counted. */
export const SEND_ATTEMPTS_MAX = 720;
/** With nothing due, the outbox is looked at again after this long, whatever the timers say. */
const IDLE_LOOK_MS = 5_000;
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
  readonly #sending = new Map<string, Promise<void>>();

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
    await Promise.allSettled(this.#sending.values());
  }

  async #look(): Promise<void> {
    try {
      const free = SENDS_AT_ONCE_MAX - this.#sending.size;
      // Chats being sent to now are still listed as due, so ask for as many more.
      const due = free > 0 ? await this.options.store.dueReplies(free + this.#sending.size) : [];
      for (const item of due) {
        if (this.#stopped || this.#sending.size >= SENDS_AT_ONCE_MAX) break;
        if (!this.#sending.has(item.chatKey)) this.#begin(item);
      }
      await this.#sleepUntilNext();
    } catch (error) {
      this.options.log.error('outbox.look_failed', { error: errorCode(error) });
      this.#sleep(IDLE_LOOK_MS);
    }
  }

  #begin(item: OutboxItem): void {
    const sending = this.#send(item)
      .catch(error => this.options.log.error('outbox.mark_failed', { error: errorCode(error) }))
      .finally(() => {
        this.#sending.delete(item.chatKey);
        this.wake();
      });
    this.#sending.set(item.chatKey, sending);
  }

  async #sleepUntilNext(): Promise<void> {
    if (this.#sending.size > 0) return; // The end of a send wakes us.
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
    const { store, channels, count, log, clock } = this.options;
    const channelName = item.address.channel;
    const channel = channels.get(channelName);
    if (!channel) {
      // The channel is switched off in this run; its replies wait for their lifetime to end.
      await store.replyPostponed(item.id, clock.now() + RETRY_LONGEST_MS);
      return;
    }
    let current = item;
    if (item.isDanger && clock.now() - item.createdAtMs > DANGER_REPLY_TTL_MS) {
      current = { ...item, outgoing: this.options.lateDangerReply(), isDanger: false };
      await store.replyReplaced(item.id, current.outgoing);
    }
    try {
      const context = { inReplyTo: current.inReplyTo, key: current.id, isLast: current.isLast };
      await withTimeout(channel.send(current.address, current.outgoing, context), SEND_TIMEOUT_MS);
      await store.replySent(item.id);
      count(channelName, 'sent');
    } catch (error) {
      const failure = error instanceof ChannelError ? error : new ChannelError('retry', errorCode(error));
      if (failure.kind === 'retry' && item.attempts + 1 < SEND_ATTEMPTS_MAX) {
        // A wait that the network names is kept to the letter; without one we back off ourselves.
        await store.replyPostponed(
          item.id,
          clock.now() + (failure.afterMs || this.#backoffMs(item.attempts)),
        );
        count(channelName, 'retry');
      } else {
        await store.replyDropped(item.id);
        count(channelName, failure.kind === 'gone' ? 'gone' : 'refused');
        log.warn('outbox.dropped', { channel: channelName, kind: failure.kind, code: failure.code });
      }
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
