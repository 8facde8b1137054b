/**
 * One neutral reply → the calls that put it into a Telegram chat. The words always go first or together with
 * the picture: a picture that cannot be sent is left out, its words are not.
 */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Opts } from 'telegraf/types';
import type { Log } from '../../logger.js';
import { renderPlain } from '../../replies/render-plain.js';
import {
  type Button,
  renderTelegram,
  renderTelegramHeadline,
  visibleLength,
} from '../../replies/render-telegram.js';
import type { Outgoing, Reply } from '../../replies/reply.js';
import { apiErrorFrom } from './api-error.js';
import { type BotApi, UPLOAD_TIMEOUT_MS } from './bot-api.js';
import { choiceData } from './choice-data.js';

/** Telegram's limit for the words under a picture or document; 4,096 for a message of its own. */
export const CAPTION_LENGTH_MAX = 1024;

export interface ReplySending {
  readonly api: BotApi;
  readonly log: Log;
  /** Folder that assets are named relative to. */
  readonly assetRoot: string;
}

interface Target {
  readonly chatId: number;
  /** Message to quote; null for none. */
  readonly replyTo: number | null;
}

type Media = {
  readonly method: 'sendPhoto' | 'sendDocument';
  readonly source: Buffer;
  readonly fileName: string;
};

/** @throws ApiError */
export async function sendReply(
  sending: ReplySending,
  chatId: number,
  outgoing: Outgoing,
  inReplyTo: string | null,
): Promise<void> {
  const target = { chatId, replyTo: messageToQuote(outgoing.reply, inReplyTo) };
  const media = outgoing.kind === 'text' ? null : await readMedia(sending, outgoing);
  if (media === null) return sendText(sending, target, outgoing.reply);
  const { html, keyboard } = renderTelegram(outgoing.reply);
  if (visibleLength(html) > CAPTION_LENGTH_MAX) {
    await sendText(sending, target, outgoing.reply);
    await sendBareMedia(sending, target, media, renderTelegramHeadline(outgoing.reply));
    return;
  }
  try {
    await sendMedia(sending, target, media, html, keyboard);
  } catch (thrown) {
    const error = apiErrorFrom(thrown);
    if (error.kind !== 'refused' && error.kind !== 'markup') throw error;
    sending.log.error('telegram_media_refused', { method: media.method, status: error.status });
    await sendText(sending, target, outgoing.reply);
  }
}

/** Only a plain message id can be quoted; a danger reply quotes nothing, because the screen may be looked at. */
function messageToQuote(reply: Reply, inReplyTo: string | null): number | null {
  const isPlainId = inReplyTo !== null && /^\d{1,15}$/.test(inReplyTo);
  return isPlainId && reply.kind !== 'danger' ? Number(inReplyTo) : null;
}

async function sendText({ api, log }: ReplySending, target: Target, reply: Reply): Promise<void> {
  const { html, keyboard } = renderTelegram(reply);
  const message = {
    chat_id: target.chatId,
    link_preview_options: { is_disabled: true },
    ...quoting(target),
    ...withKeyboard(keyboard),
  };
  try {
    await api.call('sendMessage', { ...message, text: html, parse_mode: 'HTML' });
  } catch (thrown) {
    const error = apiErrorFrom(thrown);
    if (error.kind !== 'markup') throw error;
    // Our markup is at fault; the person gets the words without it.
    log.error('telegram_markup_refused', { status: error.status });
    await api.call('sendMessage', { ...message, text: renderPlain(reply) });
  }
}

/** The picture after its words have arrived: failing now must not send the words again. */
async function sendBareMedia(
  sending: ReplySending,
  target: Target,
  media: Media,
  headline: string,
): Promise<void> {
  const caption = visibleLength(headline) > CAPTION_LENGTH_MAX ? '' : headline;
  try {
    await sendMedia(sending, { ...target, replyTo: null }, media, caption, []);
  } catch (thrown) {
    const { kind, status } = apiErrorFrom(thrown);
    sending.log.warn('telegram_media_left_out', { method: media.method, kind, status });
  }
}

async function sendMedia(
  { api }: ReplySending,
  target: Target,
  { method, source, fileName }: Media,
  caption: string,
  keyboard: readonly (readonly Button[])[],
): Promise<void> {
  const { reply_parameters } = quoting(target);
  const payload = {
    chat_id: target.chatId,
    caption,
    parse_mode: 'HTML',
    [method === 'sendPhoto' ? 'photo' : 'document']: { source, filename: fileName },
    ...withKeyboard(keyboard),
    // telegraf turns only some objects into JSON when it uploads and silently drops this one.
    ...(reply_parameters === undefined ? {} : { reply_parameters: JSON.stringify(reply_parameters) }),
  };
  await api.call(method, payload as unknown as Opts<typeof method>, UPLOAD_TIMEOUT_MS);
}

function quoting({ replyTo }: Target) {
  if (replyTo === null) return {};
  return { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } };
}

function withKeyboard(keyboard: readonly (readonly Button[])[]) {
  if (keyboard.length === 0) return {};
  const inline_keyboard = keyboard.map(row =>
    row.map(button => ({ text: button.label, callback_data: choiceData(button) })),
  );
  return { reply_markup: { inline_keyboard } };
}

/** @returns null when the file cannot be read: then the words go alone. */
async function readMedia(
  { assetRoot, log }: ReplySending,
  outgoing: Exclude<Outgoing, { kind: 'text' }>,
): Promise<Media | null> {
  try {
    const source = await readFile(join(assetRoot, outgoing.asset));
    return outgoing.kind === 'picture'
      ? { method: 'sendPhoto', source, fileName: basename(outgoing.asset) }
      : { method: 'sendDocument', source, fileName: outgoing.fileName };
  } catch {
    log.error('telegram_asset_missing', { kind: outgoing.kind });
    return null;
  }
}
