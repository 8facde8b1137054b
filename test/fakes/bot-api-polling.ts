/**
 * getUpdates of the Bot API emulator: answers at once when updates wait, holds the call open when none do, and
 * ends a held call with 409 when a second one comes, as Telegram does.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { BotApiChats, Json } from './bot-api-chats.js';
import { BotApiError } from './bot-api-methods.js';

const BATCH_MAX = 100;

export class LongPolls {
  #held: AbortController | null = null;

  constructor(private readonly chats: BotApiChats) {}

  async answer(fields: Json): Promise<unknown> {
    this.end('conflict');
    const limit = Math.min(Math.max(Number(fields.limit ?? BATCH_MAX), 1), BATCH_MAX);
    const offset = Number(fields.offset ?? 0);
    const found = this.chats.updatesFrom(offset, limit);
    const holdS = Number(fields.timeout ?? 0);
    if (found.length > 0 || holdS === 0) return found;
    const held = new AbortController();
    this.#held = held;
    await delay(holdS * 1000, undefined, { signal: held.signal }).catch(() => {});
    if (this.#held === held) this.#held = null;
    if (held.signal.reason === 'conflict') {
      const only = 'make sure that only one bot instance is running';
      throw new BotApiError(409, `Conflict: terminated by other getUpdates request; ${only}`);
    }
    return this.chats.updatesFrom(offset, limit);
  }

  end(why: 'update' | 'conflict' | 'closing'): void {
    this.#held?.abort(why);
  }
}
