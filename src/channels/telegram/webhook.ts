/**
 * One call of Telegram's webhook, as headers and raw bytes, so that any HTTP server can mount it. Only a call
 * with the secret is read at all; an update that was not taken is answered with 500, so that it comes again.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Raw } from './translate-update.js';

export const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
/** What the HTTP server must cap the body at; an update is a few kilobytes. */
export const WEBHOOK_BODY_BYTES_MAX = 1_000_000;

export interface WebhookRequest {
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
}

/** 200 taken · 400 no JSON object · 401 wrong or missing secret · 413 too large · 500 not taken, send again. */
export interface WebhookAnswer {
  readonly status: 200 | 400 | 401 | 413 | 500;
}

export async function answerWebhook(
  { headers, rawBody }: WebhookRequest,
  secret: string,
  offer: (update: Raw) => Promise<boolean>,
): Promise<WebhookAnswer> {
  if (!isSecret(headers[SECRET_HEADER], secret)) return { status: 401 };
  if (rawBody.length > WEBHOOK_BODY_BYTES_MAX) return { status: 413 };
  const update = parseObject(rawBody);
  if (update === null) return { status: 400 };
  return { status: (await offer(update)) ? 200 : 500 };
}

/** Compares hashes: equally long whatever was sent, so that time tells nothing, not even the length. */
function isSecret(given: string | string[] | undefined, secret: string): boolean {
  // Node joins a header that came twice with ", ", which no secret can hold; an array can only be a forgery.
  if (typeof given !== 'string' || secret === '') return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

function parseObject(rawBody: Buffer): Raw | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : null;
  } catch {
    return null;
  }
}
