/**
 * What becomes of a message after it was sent: WhatsApp says "taken", or refuses it with a code that Baileys'
 * `sendMessage` does not surface. Each message is waited for by its id; refusals are counted by code.
 */
import type { Log } from '../../logger.js';
import { ChannelError } from '../channel.js';

/** Shorter than the outbox waits for a send, so that the reason is known there. */
export const ACK_TIMEOUT_MS = 15_000;
/** After a refusal that may pass, the reply is tried once more after this long. */
export const SECOND_TRY_AFTER_MS = 60_000;
/** Replies remembered as tried a second time; beyond it the oldest is forgotten. */
const SECOND_TRIES_KEPT_MAX = 1_000;

/**
 * 463: the account may not write to whom it does not know, though this person wrote first; Baileys then renews the
 * token that proves it. 479: the list of the person's devices was stale. Both may be over at the next try, and more
 * tries than that count against the account.
 */
const ONCE_MORE: ReadonlySet<string> = new Set(['463', '479']);

export interface Taken {
  /** @throws ChannelError when it was refused, or not acknowledged in time */
  wait(): Promise<void>;
  /** It was not sent at all. */
  forget(): void;
}

type Settle = (failure: ChannelError | null) => void;

export class Acknowledgements {
  readonly #waiting = new Map<string, Settle>();
  readonly #triedTwice = new Set<string>();

  constructor(
    private readonly log: Log,
    private readonly timeoutMs: number = ACK_TIMEOUT_MS,
  ) {}

  /** Call before sending: the answer may be faster than the return from the sending. */
  of(messageId: string): Taken {
    let settle: Settle = () => {};
    const settled = new Promise<ChannelError | null>(resolve => {
      settle = resolve;
    });
    this.#waiting.set(messageId, settle);
    const forget = (): void => {
      if (this.#waiting.get(messageId) === settle) this.#waiting.delete(messageId);
    };
    return {
      forget,
      wait: async () => {
        const timer = setTimeout(() => settle(new ChannelError('retry', 'whatsapp_no_ack')), this.timeoutMs);
        const failure = await settled;
        clearTimeout(timer);
        forget();
        if (failure) throw failure;
      },
    };
  }

  /** WhatsApp's answer, of whatever message. */
  heard(messageId: string, error: string | null): void {
    if (error !== null)
      this.log.warn('whatsapp_refused', { status: /^\d{1,5}$/.test(error) ? error : 'other' });
    this.#waiting.get(messageId)?.(error === null ? null : this.#failure(messageId, error));
  }

  /** The connection is gone: what was sent on it is sent again on the next, under the same id. */
  connectionLost(): void {
    for (const settle of this.#waiting.values())
      settle(new ChannelError('retry', 'whatsapp_connection_lost'));
  }

  #failure(messageId: string, error: string): ChannelError {
    const code = `whatsapp_${/^\d{1,5}$/.test(error) ? error : 'refused'}`;
    if (Number(error) >= 500) return new ChannelError('retry', code);
    if (!ONCE_MORE.has(error) || this.#triedTwice.has(messageId)) return new ChannelError('refused', code);
    this.#triedTwice.add(messageId);
    if (this.#triedTwice.size > SECOND_TRIES_KEPT_MAX)
      this.#triedTwice.delete(this.#triedTwice.values().next().value as string);
    return new ChannelError('retry', code, SECOND_TRY_AFTER_MS);
  }
}
