/**
 * Messages, replies and sessions for the store's tests. Everything in them is invented; ids and texts are given
 * by the test that looks for them later.
 */
import { FRESH_SESSION, type OpenCase, type Session } from '../../../src/conversation/session.js';
import { type ChannelName, ChatAddress, type InboundMessage } from '../../../src/message.js';
import type { Outgoing } from '../../../src/replies/reply.js';
import type { InboxItem, NewReply, OutboxItem, Store } from '../../../src/store/store.js';

export function addressOf(chat: string, channel: ChannelName = 'telegram'): ChatAddress {
  return new ChatAddress(channel, chat);
}

export function textMessage(
  chat: string,
  messageId: string,
  text = `text of ${messageId}`,
  channel: ChannelName = 'telegram',
): InboundMessage {
  return {
    address: addressOf(chat, channel),
    messageId,
    content: { kind: 'text', text, forwarded: false },
    edited: false,
    sentAtMs: 1_700_000_000_000,
  };
}

export function textReply(text: string): Outgoing {
  const block = { type: 'lines' as const, lines: [[{ text, bold: false }]] };
  return { kind: 'text', reply: { kind: 'notice', level: null, blocks: [block], choices: [], caseId: null } };
}

export function newReply(text: string, isDanger = false): NewReply {
  return { outgoing: textReply(text), inReplyTo: null, isDanger };
}

export function sessionOffering(caseId: string, quote: string | null = null): Session {
  const openCase: OpenCase = {
    flow: 'verdict',
    caseId,
    level: 'caution',
    category: null,
    destination: null,
    reasons: [{ reason: 'upfront_fee', quote }],
    draft: null,
  };
  return { openCase, locale: 'id', isShort: false };
}

/** Receives a message and returns its item. @throws when it was a duplicate */
export async function received(store: Store, message: InboundMessage): Promise<InboxItem> {
  const result = await store.receive(message);
  if (result.state !== 'accepted') throw new Error('the message was a duplicate');
  return result.item;
}

/** Commits a step that uses up `item` and queues replies with these texts. */
export function answer(store: Store, item: InboxItem, ...texts: readonly string[]): Promise<boolean> {
  return store.commit({
    chatKey: item.chatKey,
    address: item.message.address,
    inboxIds: [item.id],
    session: FRESH_SESSION,
    replies: texts.map(text => newReply(text)),
  });
}

/** The words of a reply that `textReply` made. */
export function textOf({ outgoing }: Pick<OutboxItem, 'outgoing'>): string {
  const block = outgoing.reply.blocks[0];
  return block?.type === 'lines' ? (block.lines[0]?.[0]?.text ?? '') : '';
}

export async function dueTexts(store: Store, limit = 100): Promise<readonly string[]> {
  return (await store.dueReplies(limit)).map(textOf);
}

/** Messages compare by their content and their revealed address: an address itself compares as `{}`. */
export function revealed(message: InboundMessage): unknown {
  return { ...message, address: message.address.reveal() };
}
