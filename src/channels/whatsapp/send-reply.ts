/**
 * One neutral reply → what WhatsApp is given, and the wait until it has taken it. The words always go first; a picture
 * follows them as a message of its own, and one that cannot be sent is left out.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../logger.js';
import { renderWhatsApp } from '../../replies/render-whatsapp.js';
import type { Outgoing } from '../../replies/reply.js';
import { ChannelError } from '../channel.js';
import type { Acknowledgements } from './acknowledgements.js';
import type { WASocket } from './baileys.js';
import type { ChatPlace } from './session-keys.js';

/** Ids of WhatsApp Web begin like this; 18 more hex digits follow. */
const ID_PREFIX = '3EB0';
const ID_HEX_LENGTH = 18;

export interface ReplySending {
  readonly socket: WASocket;
  readonly acknowledgements: Acknowledgements;
  readonly log: Log;
  /** Folder that assets are named relative to. */
  readonly assetRoot: string;
}

/** A message of the person as it can be quoted. */
export interface Quotable {
  readonly id: string;
  readonly text: string;
}

/** The same for every try of one reply, so that a phone shows one that was sent twice only once. */
export function messageIdOf(key: string): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, ID_HEX_LENGTH);
  return `${ID_PREFIX}${digest.toUpperCase()}`;
}

/** @throws ChannelError */
export async function sendReply(
  sending: ReplySending,
  { jid, vanishAfterS }: ChatPlace,
  outgoing: Outgoing,
  key: string,
  quotable: Quotable | null,
): Promise<void> {
  const { socket, acknowledgements } = sending;
  const messageId = messageIdOf(key);
  const quoted = quotable && {
    key: { remoteJid: jid, id: quotable.id, fromMe: false },
    message: { conversation: quotable.text },
  };
  const options = {
    // Where messages vanish, ours must not be the one that stays.
    ...(vanishAfterS > 0 ? { ephemeralExpiration: vanishAfterS } : {}),
    ...(quoted === null ? {} : { quoted }),
  };
  const taken = acknowledgements.of(messageId);
  try {
    // No preview is made: whoever fetches a link of an advert tells its server of us.
    const content = { text: renderWhatsApp(outgoing.reply), linkPreview: null };
    await socket.sendMessage(jid, content, { ...options, messageId });
  } catch {
    taken.forget();
    throw new ChannelError('retry', 'whatsapp_not_sent');
  }
  await taken.wait();
  if (outgoing.kind !== 'text') await sendAsset(sending, jid, outgoing, options);
}

async function sendAsset(
  { socket, log, assetRoot }: ReplySending,
  jid: string,
  outgoing: Exclude<Outgoing, { kind: 'text' }>,
  options: { readonly ephemeralExpiration?: number },
): Promise<void> {
  try {
    const file = await readFile(join(assetRoot, outgoing.asset));
    const content =
      outgoing.kind === 'picture'
        ? { image: file }
        : { document: file, fileName: outgoing.fileName, mimetype: 'application/pdf' };
    await socket.sendMessage(jid, content, options);
  } catch {
    log.warn('whatsapp_media_left_out', { kind: outgoing.kind });
  }
}
