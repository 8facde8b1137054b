/**
 * The web page as a chat network: a visitor's form goes in as an InboundMessage, and the replies that are sent
 * to that visitor come out as the answer of the waiting request. A visitor is a random session id and nothing
 * else; this module keeps ids, unfinished waits and the latest answers in memory, bounded, and nothing on disk.
 */
import { type Clock, systemClock } from '../../clock.js';
import { SESSION_TTL_MS } from '../../conversation/session.js';
import { ChatAddress, type InboundContent, type InboundMessage } from '../../message.js';
import type { Outgoing } from '../../replies/reply.js';
import { type Accept, type Channel, ChannelError, type ChannelStatus, type SendContext } from '../channel.js';
import { RecentAnswers } from './recent-answers.js';
import { Waiter, type WebAnswer } from './waiter.js';
import { newWebId } from './web-id.js';

/** A form waits this long for its answer; a rule engine needs a fraction of a second. */
export const REPLY_WAIT_MS = 8_000;
/** A message known from before: its answer is in flight now or will not come here. */
export const REPEAT_WAIT_MS = 1_500;
/** A visitor who comes back for an answer that was late waits this long for the outbox to try again. */
export const COLLECT_WAIT_MS = 4_000;
/** How long a finished answer may take to be written out to the visitor's phone. */
export const WRITE_OUT_WAIT_MS = 10_000;
/** While someone may be reloading the page, the outbox tries often; after that, rarely. */
export const RETRY_SOON_MS = 2_000;
export const RETRY_LATER_MS = 20_000;
export const RELOADING_MS = 2 * 60_000;
export const WAITERS_MAX = 1_000;
export const WAITERS_PER_SESSION_MAX = 4;
export const OWED_SESSIONS_MAX = 2_000;

export interface WebChannelOptions {
  readonly clock?: Clock;
  readonly replyWaitMs?: number;
  readonly repeatWaitMs?: number;
  readonly collectWaitMs?: number;
  readonly writeOutWaitMs?: number;
  /** Told that a visitor with an undelivered reply is back, so that the outbox can try at once. */
  readonly onReturn?: (address: ChatAddress) => void;
}

/** What a visitor has not seen yet, and since when; the reply itself once it was tried in vain. */
interface Owed {
  readonly sinceMs: number;
  readonly reply: { readonly outgoing: Outgoing; readonly key: string; readonly isLast: boolean } | null;
}

export class WebChannel implements Channel {
  readonly name = 'web';
  readonly gathers = false;
  readonly showsRepeats = true;
  readonly #clock: Clock;
  readonly #recent: RecentAnswers;
  readonly #waiters = new Map<string, Waiter[]>();
  /** Sessions with a reply that nobody waited for. */
  readonly #owed = new Map<string, Owed>();
  #accept: Accept | null = null;

  constructor(private readonly options: WebChannelOptions = {}) {
    this.#clock = options.clock ?? systemClock;
    this.#recent = new RecentAnswers(this.#clock);
  }

  async start(accept: Accept): Promise<void> {
    this.#accept = accept;
  }

  async stop(): Promise<void> {
    this.#accept = null;
    for (const waiters of this.#waiters.values()) for (const waiter of waiters) waiter.end('late');
    this.#waiters.clear();
    this.#owed.clear();
    this.#recent.clear();
  }

  status(): ChannelStatus {
    return this.#accept === null
      ? { state: 'off', hint: 'the web page is not served' }
      : { state: 'on', hint: 'open the page in a browser' };
  }

  /**
   * Hands one form to the inbox and waits for its answer. The same `messageId` of the same session never makes
   * a second case. Rejects when the message could not be taken in; nothing was kept then.
   */
  async submit(sessionId: string, content: InboundContent, messageId = newWebId()): Promise<WebAnswer> {
    const accept = this.#accept;
    if (accept === null) throw new Error('the web channel is not started');
    const known = this.#recent.find(sessionId, messageId);
    if (known) {
      return {
        state: 'complete',
        outgoing: known.outgoing,
        settle: isDelivered => {
          if (isDelivered) this.#recent.markShown(known.lastKey);
        },
      };
    }
    const waiting = this.#waiters.get(sessionId)?.find(waiter => waiter.messageId === messageId);
    if (waiting) return waiting.answer();
    const waiter = this.#wait(sessionId, messageId, this.options.replyWaitMs ?? REPLY_WAIT_MS);
    const answer = waiter.answer();
    this.#takeIn(accept, waiter, {
      address: new ChatAddress('web', sessionId),
      messageId,
      content,
      edited: false,
      sentAtMs: this.#clock.now(),
    });
    return this.#watch(sessionId, answer);
  }

  /** The replies that came too late for an earlier form; answers at once when none is known to be missing. */
  async collect(sessionId: string): Promise<WebAnswer> {
    const owed = this.#owed.get(sessionId);
    if (!owed) return { state: 'complete', outgoing: [], settle: () => undefined };
    const { reply } = owed;
    if (reply !== null) {
      return {
        state: reply.isLast ? 'complete' : 'late',
        outgoing: [reply.outgoing],
        settle: isDelivered => {
          if (!isDelivered) return;
          // The outbox learns of it when it tries again.
          this.#recent.markShown(reply.key);
          this.#owed.delete(sessionId);
        },
      };
    }
    const waiter = this.#wait(sessionId, null, this.options.collectWaitMs ?? COLLECT_WAIT_MS);
    const answer = waiter.answer();
    this.options.onReturn?.(new ChatAddress('web', sessionId));
    return this.#watch(sessionId, answer);
  }

  async send(address: ChatAddress, outgoing: Outgoing, context: SendContext): Promise<void> {
    const { nativeId: sessionId } = address.reveal();
    if (this.#recent.wasShown(context.key)) return;
    const waiter = this.#waiterFor(sessionId, context.inReplyTo);
    if (!waiter) throw this.#missed(sessionId, outgoing, context);
    waiter.push(outgoing);
    this.#owed.delete(sessionId);
    // A reply before the last one counts as taken at once: the next is only sent after it.
    if (!context.isLast || !waiter.isAwaiting(context.inReplyTo)) return;
    this.#end(sessionId, waiter, context.key);
    if (await waiter.taken(this.options.writeOutWaitMs ?? WRITE_OUT_WAIT_MS)) return;
    if (this.#recent.wasShown(context.key)) return;
    throw this.#missed(sessionId, outgoing, context);
  }

  showTyping(): void {
    // The page says "being read" by itself while its request is open.
  }

  async deleteMessage(): Promise<boolean> {
    return false;
  }

  /** A message that cannot be taken in, or is known from before, ends or shortens the wait. */
  #takeIn(accept: Accept, waiter: Waiter, message: InboundMessage): void {
    // Wrapped so that an accept that throws before its first await is treated alike.
    Promise.resolve()
      .then(() => accept(message))
      .then(
        taken => {
          if (taken === 'duplicate') waiter.endAfter(this.options.repeatWaitMs ?? REPEAT_WAIT_MS, 'repeat');
        },
        (reason: unknown) => waiter.fail(reason),
      );
  }

  #wait(sessionId: string, messageId: string | null, waitMs: number): Waiter {
    const own = this.#waiters.get(sessionId) ?? [];
    const count = [...this.#waiters.values()].reduce((sum, waiters) => sum + waiters.length, 0);
    if (own.length >= WAITERS_PER_SESSION_MAX || count >= WAITERS_MAX) {
      throw new Error('too many requests are waiting for an answer');
    }
    const waiter = new Waiter(messageId, waitMs);
    this.#waiters.set(sessionId, [...own, waiter]);
    return waiter;
  }

  /** Takes the waiter off the list when its answer is out, and remembers what is still to come. */
  async #watch(sessionId: string, answer: Promise<WebAnswer>): Promise<WebAnswer> {
    try {
      const got = await answer;
      if (got.state === 'late') this.#owe(sessionId, null);
      return got;
    } finally {
      this.#forgetEnded(sessionId);
    }
  }

  #end(sessionId: string, waiter: Waiter, lastKey: string | null): void {
    if (waiter.messageId !== null) {
      this.#recent.keep(sessionId, waiter.messageId, { outgoing: waiter.outgoing, lastKey });
    }
    waiter.end('complete');
    this.#forgetEnded(sessionId);
  }

  #forgetEnded(sessionId: string): void {
    const open = (this.#waiters.get(sessionId) ?? []).filter(waiter => waiter.isOpen);
    if (open.length > 0) this.#waiters.set(sessionId, open);
    else this.#waiters.delete(sessionId);
  }

  /** The request that asked for this reply; else the one that waits longest, so that nothing is held back. */
  #waiterFor(sessionId: string, inReplyTo: string | null): Waiter | undefined {
    const open = (this.#waiters.get(sessionId) ?? []).filter(waiter => waiter.isOpen);
    return open.find(waiter => waiter.messageId !== null && waiter.messageId === inReplyTo) ?? open[0];
  }

  #owe(sessionId: string, reply: Owed['reply']): void {
    const before = this.#owed.get(sessionId);
    this.#owed.set(sessionId, {
      sinceMs: before?.sinceMs ?? this.#clock.now(),
      reply: reply ?? before?.reply ?? null,
    });
    for (const oldest of this.#owed.keys()) {
      if (this.#owed.size <= OWED_SESSIONS_MAX) break;
      this.#owed.delete(oldest);
    }
  }

  /** Nobody waits: try again while the visitor's cookie lives, then give up. */
  #missed(sessionId: string, outgoing: Outgoing, { key, isLast }: SendContext): ChannelError {
    this.#owe(sessionId, { outgoing, key, isLast });
    const nowMs = this.#clock.now();
    const goneForMs = nowMs - (this.#owed.get(sessionId)?.sinceMs ?? nowMs);
    if (goneForMs > SESSION_TTL_MS) {
      this.#owed.delete(sessionId);
      return new ChannelError('gone', 'web_visitor_left');
    }
    return new ChannelError(
      'retry',
      'web_nobody_waits',
      goneForMs < RELOADING_MS ? RETRY_SOON_MS : RETRY_LATER_MS,
    );
  }
}
