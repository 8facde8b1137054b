/**
 * What exactly is sealed of a message, a reply and a session. An address serialises to nothing by design, so
 * here, and only here, it is taken apart before sealing and put together after opening. Nothing leaves this
 * module unsealed.
 */
import type { Session } from '../conversation/session.js';
import { CHANNEL_NAMES, ChatAddress, type InboundMessage } from '../message.js';
import type { Outgoing } from '../replies/reply.js';
import { open, type SealPlace, seal } from './seal.js';
import type { Secrets } from './secret-file.js';

/** An address as it lies inside a sealed value. */
interface PlainAddress {
  readonly channel: string;
  readonly nativeId: string;
}

/** What an outbox row holds besides its times. */
export interface SealedReply {
  readonly address: ChatAddress;
  readonly outgoing: Outgoing;
  readonly inReplyTo: string | null;
  readonly isDanger: boolean;
  readonly isLast: boolean;
}

/** What a session row holds; the address is kept so that rows can move to a new `chat_key` after a rotation. */
export interface SealedSession {
  readonly address: ChatAddress;
  readonly session: Session;
}

const inboxPlace = (id: string): SealPlace => ({ table: 'inbox', column: 'payload', rowId: id });
const outboxPlace = (id: string): SealPlace => ({ table: 'outbox', column: 'payload', rowId: id });
const sessionPlace = (chatKey: string): SealPlace => ({
  table: 'session',
  column: 'payload',
  rowId: chatKey,
});

export function sealMessage(secrets: Secrets, id: string, message: InboundMessage): string {
  return seal(secrets, 'inbox', inboxPlace(id), withPlainAddress(message));
}

/** @throws SealError, UnknownChannelError */
export function openMessage(secrets: Secrets, id: string, payload: string): InboundMessage {
  return withAddress<InboundMessage>(open(secrets, 'inbox', inboxPlace(id), payload));
}

export function sealReply(secrets: Secrets, id: string, reply: SealedReply): string {
  return seal(secrets, 'outbox', outboxPlace(id), withPlainAddress(reply));
}

/** @throws SealError, UnknownChannelError */
export function openReply(secrets: Secrets, id: string, payload: string): SealedReply {
  return withAddress<SealedReply>(open(secrets, 'outbox', outboxPlace(id), payload));
}

export function sealSession(secrets: Secrets, chatKey: string, session: SealedSession): string {
  return seal(secrets, 'session', sessionPlace(chatKey), withPlainAddress(session));
}

/** @throws SealError, UnknownChannelError */
export function openSession(secrets: Secrets, chatKey: string, payload: string): SealedSession {
  return withAddress<SealedSession>(open(secrets, 'session', sessionPlace(chatKey), payload));
}

/** A row for a channel that this program does not have (a newer one wrote it). */
export class UnknownChannelError extends Error {
  readonly code = 'unknown_channel';
}

function withPlainAddress(value: { readonly address: ChatAddress }): unknown {
  return { ...value, address: value.address.reveal() satisfies PlainAddress };
}

/** The seal proves that we wrote the value, so its shape is trusted; the channel may still be gone. */
function withAddress<T extends { readonly address: ChatAddress }>(opened: unknown): T {
  const value = opened as Omit<T, 'address'> & { readonly address: PlainAddress };
  const channel = CHANNEL_NAMES.find(name => name === value.address.channel);
  if (!channel) throw new UnknownChannelError('unknown_channel');
  return { ...value, address: new ChatAddress(channel, value.address.nativeId) } as unknown as T;
}
