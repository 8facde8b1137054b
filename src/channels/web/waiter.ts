/**
 * One web request that waits for its answer: replies go in one by one, the answer comes out when the last one
 * is there or the wait is over. It knows no session and no network; it never keeps an answer after it was taken.
 */
import type { Outgoing } from '../../replies/reply.js';

/**
 * `complete`: the whole answer · `late`: not (all) there yet, what is still to come stays in the outbox ·
 * `repeat`: a message known from before whose answer cannot be shown again.
 */
export type WebAnswerState = 'complete' | 'late' | 'repeat';

export interface WebAnswer {
  readonly state: WebAnswerState;
  readonly outgoing: readonly Outgoing[];
  /** Called once by whoever asked: true when the page with the answer was written out, false when it was lost. */
  settle(isDelivered: boolean): void;
}

export class Waiter {
  readonly #outgoing: Outgoing[] = [];
  readonly #answered = promiseParts<WebAnswerState>();
  readonly #taken = promiseParts<boolean>();
  #timer: NodeJS.Timeout;
  #isOpen = true;
  #askers = 0;

  constructor(
    /** The message whose answer is awaited; null waits for whatever comes first. */
    readonly messageId: string | null,
    waitMs: number,
  ) {
    this.#timer = setTimeout(() => this.end('late'), waitMs);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get outgoing(): readonly Outgoing[] {
    return this.#outgoing;
  }

  /** True when the end of the answer to `inReplyTo` is the end of this wait. */
  isAwaiting(inReplyTo: string | null): boolean {
    return this.messageId === null || inReplyTo === null || inReplyTo === this.messageId;
  }

  push(outgoing: Outgoing): void {
    this.#outgoing.push(outgoing);
  }

  end(state: WebAnswerState): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    clearTimeout(this.#timer);
    this.#answered.resolve(state);
    if (state !== 'complete') this.#taken.resolve(false);
  }

  /** The message could not be accepted: everyone who waits learns why. */
  fail(reason: unknown): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    clearTimeout(this.#timer);
    this.#answered.reject(reason);
    this.#taken.resolve(false);
  }

  /** Ends as `state` after `waitMs` from now unless the answer comes first. */
  endAfter(waitMs: number, state: WebAnswerState): void {
    if (!this.#isOpen) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(state), waitMs);
  }

  /** The answer, for one of the requests that wait for it (a doubled post is a second one). */
  async answer(): Promise<WebAnswer> {
    this.#askers += 1;
    const state = await this.#answered.promise;
    let isSettled = false;
    return {
      state,
      outgoing: this.#outgoing,
      settle: isDelivered => {
        if (isSettled) return;
        isSettled = true;
        this.#askers -= 1;
        if (isDelivered) this.#taken.resolve(true);
        else if (this.#askers === 0) this.#taken.resolve(false);
      },
    };
  }

  /** Resolves true once one asker's page was written out; false when all were lost or `limitMs` went by. */
  async taken(limitMs: number): Promise<boolean> {
    const limit = setTimeout(() => this.#taken.resolve(false), limitMs);
    try {
      return await this.#taken.promise;
    } finally {
      clearTimeout(limit);
    }
  }
}

interface PromiseParts<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

function promiseParts<T>(): PromiseParts<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  // Someone may fail before anyone asks; the rejection is still handed to everyone who asks later.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
