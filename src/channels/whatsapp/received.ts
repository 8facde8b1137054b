/**
 * One message as it came, in any of the three ways that Baileys tells of it, as a message in no network's dialect. It
 * does not know who wrote it; see `people.ts`. Pure.
 */
import type { InboundMessage } from '../../message.js';
import {
  areJidsSameUser,
  type BinaryNode,
  type Proto,
  type WAMessage,
  WAMessageStubType,
} from './baileys.js';
import { isPerson } from './people.js';
import { translateMessage } from './translate-message.js';

export interface Received {
  readonly message: Omit<InboundMessage, 'address'>;
  /** The chat's own id of it, also for an edit. */
  readonly quotableId: string;
  /** See `ChatPlace`. */
  readonly vanishAfterS: number;
}

/** The account writes from its phone, too, and its own messages are told to every linked device. */
export function isOwn({ attrs }: BinaryNode, me: { readonly id: string; readonly lid?: string } | undefined) {
  const { from, recipient } = attrs;
  return recipient !== undefined || [me?.id, me?.lid].some(own => own && areJidsSameUser(from, own));
}

/** @returns null where nobody said anything */
export function receivedFrom({ attrs }: BinaryNode, message: Proto.IMessage): Received | null {
  return received(attrs.id, Number(attrs.t), message.deviceSentMessage?.message ?? message);
}

/** Told after the decryption: sent again by the phone, or never encrypted for us. */
export function receivedLate({ key, message, messageTimestamp }: WAMessage): Received | null {
  return message ? received(key.id, Number(messageTimestamp), message) : null;
}

/** A picture to be seen once is not given to linked devices: somebody waits for an answer all the same. */
export function receivedUnseen({ attrs, content }: BinaryNode): Received | null {
  const children = Array.isArray(content) ? content : [];
  const isUnseen = children.some(
    ({ tag, attrs }) => tag === 'unavailable' && /view_once/.test(attrs.type ?? ''),
  );
  const isEncrypted = children.some(({ tag }) => tag === 'enc');
  if (!isUnseen || isEncrypted || !isPerson(attrs.from)) return null;
  return inOurWords(attrs.id, Number(attrs.t), {
    content: { kind: 'unsupported', what: 'other' },
    edits: null,
    vanishAfterS: 0,
  });
}

/** True for what came and could not be read; Baileys has asked the phone to send it again. */
export function isUnreadable({ messageStubType }: WAMessage): boolean {
  return messageStubType === WAMessageStubType.CIPHERTEXT;
}

function received(id: string | null | undefined, sentAtS: number, message: Proto.IMessage): Received | null {
  const carried = translateMessage(message);
  return carried && inOurWords(id, sentAtS, carried);
}

function inOurWords(
  id: string | null | undefined,
  sentAtS: number,
  { content, edits, vanishAfterS }: NonNullable<ReturnType<typeof translateMessage>>,
): Received | null {
  if (!id) return null;
  const messageId = edits === null ? id : `${edits}e${id}`;
  const sentAtMs = Number.isFinite(sentAtS) ? sentAtS * 1000 : 0;
  const message = { messageId, content, edited: edits !== null, sentAtMs };
  return { message, quotableId: edits ?? id, vanishAfterS };
}
