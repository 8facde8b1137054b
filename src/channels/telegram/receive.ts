/**
 * The two ways in: long polling, and a webhook that Telegram calls. Both make sure of the token first and both
 * end in `offer`; neither confirms an update that `offer` did not take.
 *
 * Polling is driven here and not by telegraf, because telegraf 4.16 confirms a whole batch when one of its
 * handlers failed, waits for the slowest handler before the next batch, and ends for good on a 409. Its client
 * does the calls; its bot, with its handler timeouts and its printing of whole updates, is never made.
 */
import type { Clock } from '../../clock.js';
import type { Log } from '../../logger.js';
import type { ChannelStatus } from '../channel.js';
import { ApiError, apiErrorFrom } from './api-error.js';
import { type BotApi, CALL_TIMEOUT_MS } from './bot-api.js';
import type { Pause } from './supervise.js';
import { BATCH_MAX, BatchTaker, type OfferUpdate } from './take-batch.js';

/** The kinds of update asked for; anything else never leaves Telegram. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query'] as const;
/** How long Telegram holds an empty poll open. */
export const LONG_POLL_S = 25;
/** A server that answers an empty long poll at once would otherwise be asked thousands of times a second. */
export const EMPTY_POLL_PAUSE_MS = 200;
/**
 * Telegram keeps updates for a day, and after a quiet week it starts numbering somewhere else; an offset of the
 * old numbering could then hide new messages. After a quiet day the offset is worth nothing and is forgotten.
 */
export const OFFSET_TTL_MS = 24 * 60 * 60_000;

export interface Receiving {
  readonly api: BotApi;
  readonly offer: OfferUpdate;
  readonly report: (status: ChannelStatus) => void;
  readonly log: Log;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly signal: AbortSignal;
}

/** One round of polling per call, for `supervise`. */
export function pollingStep(receiving: Receiving): () => Promise<boolean> {
  const { api, offer, report, log, clock, pause, signal } = receiving;
  const taker = new BatchTaker();
  let name: string | null = null;
  let isSound = false;
  let offset = 0;
  let lastUpdateAtMs = clock.now();

  const poll = async (): Promise<void> => {
    name ??= await connect(receiving);
    if (clock.now() - lastUpdateAtMs > OFFSET_TTL_MS) offset = 0;
    // After a failure the first poll does not wait: its answer is what makes the channel "on" again.
    const holdS = isSound ? LONG_POLL_S : 0;
    const askedAtMs = clock.now();
    const updates = await getUpdates(api, offset, holdS, signal);
    report({ state: 'on', hint: `polling as ${name}` });
    isSound = true;
    if (updates.length === 0) {
      const isEarly = clock.now() - askedAtMs < EMPTY_POLL_PAUSE_MS;
      if (holdS > 0 && isEarly) await pause(EMPTY_POLL_PAUSE_MS, signal);
      return;
    }
    lastUpdateAtMs = clock.now();
    const { nextOffset, refused, givenUp } = await taker.take(updates, offer);
    if (nextOffset !== null) offset = nextOffset;
    if (givenUp > 0) log.error('telegram_update_given_up', { count: givenUp });
    if (refused > givenUp) throw new ApiError('inbox', 0);
    if (nextOffset === null) throw new ApiError('network', 0); // updates without numbers: no Bot API speaks here
  };

  return async () => {
    try {
      await poll();
      return true;
    } catch (thrown) {
      const error = apiErrorFrom(thrown);
      if (error.kind !== 'inbox') isSound = false;
      // A 409 also comes while a webhook is set: connecting again takes it away.
      if (error.kind === 'conflict' || error.kind === 'token') name = null;
      throw error;
    }
  };
}

async function connect({ api, log, signal }: Receiving): Promise<string> {
  const name = await botName(api, signal);
  try {
    await api.call('deleteWebhook', { drop_pending_updates: false }, CALL_TIMEOUT_MS, signal);
  } catch (thrown) {
    const error = apiErrorFrom(thrown);
    if (error.kind !== 'refused') throw error;
    log.warn('telegram_delete_webhook_refused', { status: error.status });
  }
  return name;
}

async function getUpdates(
  api: BotApi,
  offset: number,
  holdS: number,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const payload = { offset, timeout: holdS, limit: BATCH_MAX, allowed_updates: ALLOWED_UPDATES };
  const answer = await api.call('getUpdates', payload, holdS * 1000 + CALL_TIMEOUT_MS, signal);
  if (!Array.isArray(answer)) throw new ApiError('network', 0);
  return answer;
}

export interface WebhookTarget {
  /** https address under which Telegram reaches `webhook()`. */
  readonly url: string;
  /** 1 to 256 of A-Z a-z 0-9 _ -; Telegram sends it with every update. */
  readonly secret: string;
}

/** Registers the webhook, for `supervise`: done after the first success. */
export function webhookStep({ api, report, signal }: Receiving, { url, secret }: WebhookTarget) {
  return async (): Promise<boolean> => {
    const name = await botName(api, signal);
    await api.call(
      'setWebhook',
      { url, secret_token: secret, allowed_updates: ALLOWED_UPDATES, drop_pending_updates: false },
      CALL_TIMEOUT_MS,
      signal,
    );
    report({ state: 'on', hint: `webhook as ${name}` });
    return false;
  };
}

/** The bot's public name, for the operator; asking for it is also the test of the token. */
async function botName(api: BotApi, signal: AbortSignal): Promise<string> {
  const me = (await api.call('getMe', {}, CALL_TIMEOUT_MS, signal)) as { username?: unknown } | null;
  return typeof me?.username === 'string' ? `@${me.username}` : 'a bot without a name';
}
