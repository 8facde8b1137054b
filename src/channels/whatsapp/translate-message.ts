/**
 * What a WhatsApp message carries, in no network's dialect, or null for what nobody said: reactions, receipts, keys,
 * settings, the head of an album. Pure. Wrappers (disappearing, view once, document with caption) are taken off; of a
 * forward it keeps that it is one, never from whom.
 */
import type { InboundContent, UnsupportedKind } from '../../message.js';
import { extractMessageContent, normalizeMessageContent, type Proto, proto } from './baileys.js';

/** WhatsApp's own limit of a text; a longer one is cut, so that no message can be refused for its size. */
export const TEXT_LENGTH_MAX = 65_536;

type Message = Proto.IMessage;

export interface Carried {
  readonly content: InboundContent;
  /** The message that this one replaces; null for a new one. */
  readonly edits: string | null;
  /** After how many seconds messages vanish in this chat; 0: never. */
  readonly vanishAfterS: number;
}

/** What can be fetched of a picture or a document, for whoever reads it later; lies sealed in the inbox. */
interface FileRef {
  readonly kind: 'image' | 'document';
  readonly url: string | null;
  readonly directPath: string | null;
  readonly mediaKey: string;
}

const UNSUPPORTED: readonly (readonly [keyof Message, UnsupportedKind])[] = [
  ['audioMessage', 'voice'],
  ['videoMessage', 'video'],
  ['ptvMessage', 'video'],
  ['stickerMessage', 'sticker'],
  ['lottieStickerMessage', 'sticker'],
  ['locationMessage', 'location'],
  ['liveLocationMessage', 'location'],
  ['pollCreationMessage', 'poll'],
  ['pollCreationMessageV2', 'poll'],
  ['pollCreationMessageV3', 'poll'],
];

/** Parts that say something to the program or about other messages, not to us. */
const NOTHING_SAID: ReadonlySet<string> = new Set([
  'albumMessage',
  'encCommentMessage',
  'encEventResponseMessage',
  'encReactionMessage',
  'keepInChatMessage',
  'messageContextInfo',
  'messageHistoryBundle',
  'pinInChatMessage',
  'pollUpdateMessage',
  'protocolMessage',
  'reactionMessage',
  'secretEncryptedMessage',
  'senderKeyDistributionMessage',
  'stickerSyncRmrMessage',
]);

export function translateMessage(message: Message): Carried | null {
  const inner = normalizeMessageContent(message);
  if (!inner) return null;
  const { protocolMessage } = inner;
  if (protocolMessage?.type === proto.Message.ProtocolMessage.Type.MESSAGE_EDIT) {
    const edited = normalizeMessageContent(protocolMessage.editedMessage);
    const edits = protocolMessage.key?.id;
    return edited && edits ? carried(edited, edits) : null;
  }
  return carried(inner, null);
}

function carried(message: Message, edits: string | null): Carried | null {
  const content = contentOf(message);
  return content && { content, edits, vanishAfterS: Number(contextOf(message)?.expiration ?? 0) };
}

function contentOf(message: Message): InboundContent | null {
  const forwarded = contextOf(message)?.isForwarded === true;
  const text = textOf(message);
  if (text !== '') return { kind: 'text', text, forwarded };
  const { imageMessage, documentMessage, contactMessage, contactsArrayMessage } = message;
  if (imageMessage) {
    const caption = cut(imageMessage.caption);
    return { kind: 'picture', fileRef: fileRef('image', imageMessage), caption, forwarded };
  }
  if (documentMessage) {
    const mediaType = documentMessage.mimetype || 'application/octet-stream';
    const caption = cut(documentMessage.caption);
    return { kind: 'document', fileRef: fileRef('document', documentMessage), mediaType, caption, forwarded };
  }
  const cards = contactMessage ? [contactMessage] : (contactsArrayMessage?.contacts ?? []);
  const card = cut(cards.map(contactLines).join('\n'));
  if (card !== '') return { kind: 'contact', text: card };
  const unsupported = UNSUPPORTED.find(([field]) => message[field])?.[1];
  if (unsupported !== undefined) return { kind: 'unsupported', what: unsupported };
  // Kinds that WhatsApp will think of tomorrow get a kind answer.
  const isSaid = Object.entries(message).some(
    ([field, value]) => value !== null && value !== undefined && !NOTHING_SAID.has(field),
  );
  return isSaid ? { kind: 'unsupported', what: 'other' } : null;
}

/** Words of a message, also of those that businesses send with buttons: an advert is often one of them, forwarded. */
function textOf(message: Message): string {
  const { groupInviteMessage, interactiveMessage, listMessage, videoMessage } = message;
  const words =
    message.conversation ||
    message.extendedTextMessage?.text ||
    // The words under a video are often the whole advert: they are read even where the video cannot be.
    videoMessage?.caption ||
    joined(groupInviteMessage?.groupName, groupInviteMessage?.caption) ||
    joined(interactiveMessage?.header?.title, interactiveMessage?.body?.text) ||
    joined(listMessage?.title, listMessage?.description) ||
    (message.templateMessage || message.buttonsMessage ? extractMessageContent(message)?.conversation : '');
  return cut(words);
}

/** The context stands in whichever part carries the words. */
function contextOf(message: Message): Proto.IContextInfo | null {
  for (const part of Object.values(message)) {
    const context = (part as { contextInfo?: Proto.IContextInfo } | null | undefined)?.contextInfo;
    if (context) return context;
  }
  return null;
}

function fileRef(kind: FileRef['kind'], file: Proto.Message.IImageMessage): string {
  const { url = null, directPath = null, mediaKey } = file;
  const key = Buffer.from(mediaKey ?? []).toString('base64');
  return JSON.stringify({ kind, url, directPath, mediaKey: key } satisfies FileRef);
}

/** Name and numbers of a shared card. Two fields of a vCard (RFC 6350) are read, as WhatsApp itself writes them. */
function contactLines({ displayName, vcard }: Proto.Message.IContactMessage): string {
  const numbers = [...(vcard ?? '').matchAll(/^(?:item\d+\.)?TEL\b[^:\r\n\u2028\u2029]*:(.+)/gim)];
  return [displayName ?? '', ...numbers.map(([, number]) => number ?? '')]
    .map(line => line.trim())
    .filter(line => line !== '')
    .join('\n');
}

function joined(...parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join('\n');
}

function cut(text: string | null | undefined): string {
  return (text ?? '').slice(0, TEXT_LENGTH_MAX);
}
