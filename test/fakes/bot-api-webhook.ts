/**
 * The webhook side of the Bot API emulator: delivers each waiting update to the bot's URL with the secret header,
 * one after the other, and again until it is answered with 2xx. Unlike Telegram it accepts http on loopback.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { BotApiChats } from './bot-api-chats.js';
import { BotApiError } from './bot-api-methods.js';

export class WebhookCaller {
  /** Status of every delivery, 0 where the connection failed. */
  readonly answers: number[] = [];
  #url = '';
  #secret: string | null = null;
  #isDelivering = false;
  #isStopped = false;

  constructor(
    private readonly chats: BotApiChats,
    private readonly retryMs: number,
  ) {}

  get isSet(): boolean {
    return this.#url !== '';
  }

  set(url: string, secret: unknown): true {
    if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(String(secret))) {
      throw new BotApiError(400, 'Bad Request: secret token contains unallowed characters');
    }
    if (url !== '' && !/^https:|^http:\/\/127\.0\.0\.1/.test(url)) {
      throw new BotApiError(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook');
    }
    this.#url = url;
    this.#secret = secret === undefined ? null : String(secret);
    this.wake();
    return true;
  }

  wake(): void {
    if (!this.#isDelivering) void this.#deliver();
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #deliver(): Promise<void> {
    this.#isDelivering = true;
    for (
      let next = this.chats.waiting[0];
      next && this.isSet && !this.#isStopped;
      next = this.chats.waiting[0]
    ) {
      const status = await this.#post(JSON.stringify(next));
      this.answers.push(status);
      if (status >= 200 && status < 300) this.chats.forget(next.update_id);
      else await delay(this.retryMs);
    }
    this.#isDelivering = false;
  }

  async #post(body: string): Promise<number> {
    const secret = this.#secret === null ? {} : { 'x-telegram-bot-api-secret-token': this.#secret };
    const headers = { 'content-type': 'application/json', ...secret };
    try {
      const response = await fetch(this.#url, { method: 'POST', headers, body });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }
}
