/**
 * Telegram as a channel: updates in by polling or webhook, replies out as HTML with buttons. An update counts as
 * received only after `accept` took its message. It never prints an update, a chat id, the token or an error of
 * telegraf, and a fault of one chat or of the network never ends it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Telegram as Methods, Opts } from 'telegraf/types';
import { type Clock, systemClock } from '../../clock.js';
import type { Log } from '../../logger.js';
import type { ChatAddress, InboundMessage } from '../../message.js';
import type { Outgoing } from '../../replies/reply.js';
import { ACCEPT_TIMEOUT_MS, isAcceptedInTime } from '../accept-in-time.js';
import { type Accept, type Channel, ChannelError, type ChannelStatus, type SendContext } from '../channel.js';
import { apiErrorFrom, channelErrorFrom } from './api-error.js';
import { BotApi } from './bot-api.js';
import { pollingStep, type WebhookTarget, webhookStep } from './receive.js';
import { sendReply } from './send-reply.js';
import { type Pause, supervise } from './supervise.js';
import { type Raw, translateUpdate } from './translate-update.js';
import { answerWebhook, type WebhookAnswer, type WebhookRequest } from './webhook.js';

/** What `stop()` gives replies under way before it cuts their connections. */
export const STOP_GRACE_MS = 2_000;
/** "Typing" and the like under way at once; further ones are left out, nobody is owed them. */
const COSMETIC_CALLS_MAX = 16;

export interface TelegramOptions {
  readonly token: string;
  readonly apiRoot?: string | undefined;
  readonly mode: { readonly kind: 'polling' } | ({ readonly kind: 'webhook' } & WebhookTarget);
  readonly log: Log;
  /** Folder that the assets of replies are named relative to. */
  readonly assetRoot: string;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly pause?: Pause;
  readonly acceptTimeoutMs?: number;
}

export interface TelegramChannel extends Channel {
  /** Answers one call of Telegram's webhook; 401 for everybody while this channel polls. */
  webhook(request: WebhookRequest): Promise<WebhookAnswer>;
  /** Calls for looks alone (typing, buttons taken away) that failed or were left out since the start. */
  cosmeticFailures(): number;
}

export function telegramChannel(options: TelegramOptions): TelegramChannel {
  return new Telegram(options);
}

const patiently: Pause = async (ms, signal) => {
  await delay(ms, undefined, { signal }).catch(() => undefined);
};

class Telegram implements TelegramChannel {
  readonly name = 'telegram';
  readonly gathers = true;
  readonly showsRepeats = true;
  readonly #options: Required<Omit<TelegramOptions, 'apiRoot'>>;
  readonly #api: BotApi;
  readonly #stopping = new AbortController();
  readonly #sends = new Set<Promise<void>>();
  #status: ChannelStatus = { state: 'off', hint: 'not started' };
  #accept: Accept | null = null;
  #receiving: Promise<void> = Promise.resolve();
  #cosmeticCalls = 0;
  #cosmeticFailures = 0;

  constructor(options: TelegramOptions) {
    this.#options = {
      clock: systemClock,
      random: Math.random,
      pause: patiently,
      acceptTimeoutMs: ACCEPT_TIMEOUT_MS,
      ...options,
    };
    this.#api = new BotApi({ token: options.token, apiRoot: options.apiRoot });
  }

  async start(accept: Accept): Promise<void> {
    if (this.#accept !== null || this.#stopping.signal.aborted) return;
    this.#accept = accept;
    this.#status = { state: 'starting', hint: 'asking Telegram' };
    const { mode, log, clock, random, pause } = this.#options;
    const signal = this.#stopping.signal;
    const report = (status: ChannelStatus) => {
      if (!signal.aborted) this.#status = status;
    };
    const receiving = { api: this.#api, offer: this.#offer, report, log, clock, pause, signal };
    const step = mode.kind === 'polling' ? pollingStep(receiving) : webhookStep(receiving, mode);
    this.#receiving = supervise({ step, report, log, random, pause, signal });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#status = { state: 'off', hint: 'stopped' };
    const atEnd = Promise.allSettled([this.#receiving, ...this.#sends]);
    const inTime = new AbortController();
    await Promise.race([atEnd, patiently(STOP_GRACE_MS, inTime.signal)]);
    inTime.abort();
    this.#api.close();
  }

  status(): ChannelStatus {
    return this.#status;
  }

  cosmeticFailures(): number {
    return this.#cosmeticFailures;
  }

  async webhook(request: WebhookRequest): Promise<WebhookAnswer> {
    const { mode } = this.#options;
    return answerWebhook(request, mode.kind === 'webhook' ? mode.secret : '', this.#offer);
  }

  async send(address: ChatAddress, outgoing: Outgoing, context: SendContext): Promise<void> {
    const chatId = chatIdOf(address);
    const { log, assetRoot } = this.#options;
    const sending = sendReply({ api: this.#api, log, assetRoot }, chatId, outgoing, context.inReplyTo);
    this.#sends.add(sending);
    try {
      await sending;
    } catch (thrown) {
      throw channelErrorFrom(apiErrorFrom(thrown));
    } finally {
      this.#sends.delete(sending);
    }
  }

  showTyping(address: ChatAddress): void {
    const { channel, nativeId } = address.reveal();
    if (channel === 'telegram')
      this.#cosmetic('sendChatAction', { chat_id: Number(nativeId), action: 'typing' });
  }

  async deleteMessage(address: ChatAddress, messageId: string): Promise<boolean> {
    const chat_id = chatIdOf(address);
    // An edit is deleted by deleting its message; a press is no message at all.
    const id = /^(\d{1,15})(?:e\d+)?$/.exec(messageId)?.[1];
    if (id === undefined) return false;
    try {
      await this.#api.call('deleteMessage', { chat_id, message_id: Number(id) });
      return true;
    } catch (thrown) {
      const error = apiErrorFrom(thrown);
      if (error.kind === 'refused') return false; // older than two days, or gone already
      throw channelErrorFrom(error);
    }
  }

  /** @returns true when the update needs no second delivery: taken, not for us, or not readable by anyone */
  readonly #offer = async (update: Raw): Promise<boolean> => {
    const { log, clock } = this.#options;
    let message: InboundMessage | null;
    try {
      message = translateUpdate(update, clock.now());
    } catch {
      log.error('telegram_update_unreadable');
      return true;
    }
    if (message !== null && !(await this.#isAccepted(message))) return false;
    this.#acknowledgePress(update, message !== null);
    return true;
  };

  async #isAccepted(message: InboundMessage): Promise<boolean> {
    const { log, acceptTimeoutMs } = this.#options;
    if (this.#accept === null || this.#stopping.signal.aborted) return false;
    return isAcceptedInTime(this.#accept, message, log, acceptTimeoutMs);
  }

  /** Ends the little clock on the button, also of a button that is not ours, and takes used buttons away. */
  #acknowledgePress(update: Raw, isTaken: boolean): void {
    const query = update.callback_query as Raw | undefined;
    if (typeof query?.id !== 'string') return;
    this.#cosmetic('answerCallbackQuery', { callback_query_id: query.id });
    const message = query.message as Raw | undefined;
    const chatId = (message?.chat as Raw | undefined)?.id;
    if (!isTaken || typeof chatId !== 'number' || typeof message?.message_id !== 'number') return;
    const reply_markup = { inline_keyboard: [] };
    this.#cosmetic('editMessageReplyMarkup', {
      chat_id: chatId,
      message_id: message.message_id,
      reply_markup,
    });
  }

  /** Fire and forget: counted when it fails, never waited for, never thrown. */
  #cosmetic<M extends keyof Methods>(method: M, payload: Opts<M>): void {
    const failed = (kind: string, status: number) => {
      this.#cosmeticFailures += 1;
      this.#options.log.debug('telegram_cosmetic_failed', { method, kind, status });
    };
    if (this.#stopping.signal.aborted || this.#cosmeticCalls >= COSMETIC_CALLS_MAX) {
      failed('left_out', 0);
      return;
    }
    this.#cosmeticCalls += 1;
    this.#api
      .call(method, payload)
      .catch(thrown => {
        const { kind, status } = apiErrorFrom(thrown);
        failed(kind, status);
      })
      .finally(() => {
        this.#cosmeticCalls -= 1;
      });
  }
}

/** @throws ChannelError for an address of another network */
function chatIdOf(address: ChatAddress): number {
  const { channel, nativeId } = address.reveal();
  if (channel !== 'telegram') throw new ChannelError('refused', 'telegram_foreign_address');
  return Number(nativeId);
}
