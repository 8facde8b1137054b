/**
 * Why a call to the Bot API failed, in the few kinds that ask for different acts. It is made from whatever
 * telegraf throws and keeps neither the original error (it holds the payload: text and chat id) nor its message
 * (node-fetch writes the URL, and with it the token, into it).
 */
import { TelegramError } from 'telegraf';
import { ChannelError } from '../channel.js';

/**
 * `throttled` 429 · `conflict` 409, somebody else receives · `token` 401 or 404 · `gone` this chat only ·
 * `markup` 400 over the text's entities · `refused` any other 4xx · `server` 5xx · `network` no valid answer ·
 * `timeout` · `stopped` by ourselves · `inbox` the inbox did not take a message · `internal` a fault of ours.
 */
export const API_ERROR_KINDS = [
  'throttled',
  'conflict',
  'token',
  'gone',
  'markup',
  'refused',
  'server',
  'network',
  'timeout',
  'stopped',
  'inbox',
  'internal',
] as const;
export type ApiErrorKind = (typeof API_ERROR_KINDS)[number];

/** A wrong token does not right itself: asked again this rarely. */
export const TOKEN_RETRY_MS = 5 * 60_000;
/** Telegram may ask for any wait; more than this is not believed. */
export const RETRY_AFTER_MAX_MS = 60 * 60_000;

/** What Telegram says of a chat that is no more; it has no codes of its own for these. */
const GONE = /chat not found|user not found|user is deactivated|bot was blocked|peer_id_invalid/i;
const MARKUP = /can't parse entities/i;

export class ApiError extends Error {
  constructor(
    readonly kind: ApiErrorKind,
    /** HTTP status, 0 where no answer came. */
    readonly status: number,
    /** What Telegram asked us to wait; 0 where it did not say. */
    readonly afterMs = 0,
  ) {
    super(`telegram_${kind}`);
    this.name = 'ApiError';
  }
}

/** Sorts anything a call can throw. Never keeps a reference to it. */
export function apiErrorFrom(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (thrown instanceof TelegramError) return fromAnswer(thrown);
  // node-fetch: no connection, a cut or non-JSON body ("FetchError"); our own deadline or stop ("AbortError").
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'AbortError') return new ApiError('timeout', 0);
  if (name === 'FetchError') return new ApiError('network', 0);
  return new ApiError('internal', 0);
}

function fromAnswer({ code, description, parameters }: TelegramError): ApiError {
  if (!Number.isInteger(code)) return new ApiError('network', 0); // JSON, but not an answer of the Bot API
  const words = String(description);
  if (code === 429) {
    const asked = Number(parameters?.retry_after ?? 1) * 1000;
    return new ApiError('throttled', code, Math.min(asked, RETRY_AFTER_MAX_MS));
  }
  if (code === 409) return new ApiError('conflict', code);
  if (code === 401 || code === 404) return new ApiError('token', code, TOKEN_RETRY_MS);
  if (code === 403 || (code === 400 && GONE.test(words))) return new ApiError('gone', code);
  if (code === 400 && MARKUP.test(words)) return new ApiError('markup', code);
  if (code >= 500) return new ApiError('server', code);
  return new ApiError('refused', code);
}

/** What the outbox needs to know. A wrong token is our fault, not the chat's: the reply waits. */
export function channelErrorFrom(error: ApiError): ChannelError {
  const code = `telegram_${error.kind}${error.status === 0 ? '' : `_${error.status}`}`;
  switch (error.kind) {
    case 'gone':
      return new ChannelError('gone', code);
    case 'refused':
    case 'markup':
    case 'internal':
      return new ChannelError('refused', code);
    case 'throttled':
    case 'conflict':
    case 'token':
    case 'server':
    case 'network':
    case 'timeout':
    case 'stopped':
    case 'inbox':
      return new ChannelError('retry', code, error.afterMs);
  }
}
