/** Contract, part 1: what goes in stays in, once. Messages, steps, sessions. */
import { describe, expect, it } from 'vitest';
import type { InboundContent, InboundMessage } from '../../../src/message.js';
import { SEALED_VALUE_BYTES_MAX } from '../../../src/store/seal.js';
import type { Step } from '../../../src/store/store.js';
import type { MakeEngine } from './engine-under-test.js';
import { START_MS } from './movable-clock.js';
import { placesOf } from './place.js';
import {
  addressOf,
  answer,
  dueTexts,
  newReply,
  received,
  revealed,
  sessionOffering,
  textMessage,
  textOf,
} from './samples.js';

const CONTENTS: readonly InboundContent[] = [
  { kind: 'text', text: 'loker \u{1f1f0}\u{1f1ed} "gaji" \\ \u0000 \ud800 \u202e', forwarded: true },
  { kind: 'choice', press: { caseId: 'bcdfgh', number: 3 } },
  { kind: 'picture', fileRef: 'file-1', caption: '', forwarded: false },
  { kind: 'document', fileRef: 'file-2', mediaType: 'application/pdf', caption: 'lihat', forwarded: true },
  { kind: 'contact', text: 'Budi' },
  { kind: 'unsupported', what: 'voice' },
];

export function receivingContract(makeEngine: MakeEngine): void {
  const newPlace = placesOf(makeEngine);

  describe('receiving', () => {
    it.each(CONTENTS)(
      'keeps a $kind message exactly as it came until its case is committed',
      async content => {
        const place = newPlace();
        const message: InboundMessage = { ...textMessage('chat-1', 'm1'), content, edited: true };
        const item = await received(await place.open(), message);
        const [waiting, ...others] = await (await place.open()).waitingInbox();
        expect(others).toEqual([]);
        expect(revealed(waiting!.message)).toEqual(revealed(message));
        expect(waiting).toMatchObject({ id: item.id, chatKey: item.chatKey, receivedAtMs: START_MS });
      },
    );

    it('takes a repeated message for a duplicate, before and after its case was committed', async () => {
      const store = await newPlace().open();
      const item = await received(store, textMessage('chat-1', 'm1'));
      expect(await store.receive(textMessage('chat-1', 'm1', 'other words'))).toEqual({ state: 'duplicate' });
      expect(await store.waitingInbox()).toHaveLength(1);
      await answer(store, item);
      expect(await store.receive(textMessage('chat-1', 'm1'))).toEqual({ state: 'duplicate' });
      expect(await store.waitingInbox()).toEqual([]);
    });

    it('does not take the same message id of another chat or another channel for a duplicate', async () => {
      const store = await newPlace().open();
      const items = [
        await received(store, textMessage('chat-1', 'm1')),
        await received(store, textMessage('chat-2', 'm1')),
        await received(store, textMessage('chat-1', 'm1', 'text', 'whatsapp')),
        // Chat and message id run into each other here, and are still two messages.
        await received(store, textMessage('chat-1m', '1')),
      ];
      expect(new Set(items.map(item => item.chatKey)).size).toBe(4);
    });

    it('gives equal chats equal keys, and hands the waiting out in order of arrival', async () => {
      const store = await newPlace().open();
      const items = [];
      for (const n of [3, 1, 2]) items.push(await received(store, textMessage('chat-1', `m${n}`)));
      expect(new Set(items.map(item => item.chatKey)).size).toBe(1);
      const waiting = await store.waitingInbox();
      expect(waiting.map(item => item.message.messageId)).toEqual(['m3', 'm1', 'm2']);
    });

    it('accepts each of 100 messages once when each comes twice, all at the same moment', async () => {
      const store = await newPlace().open();
      const messages = Array.from({ length: 100 }, (_, n) => textMessage(`chat-${n % 7}`, `m${n}`));
      const twice = messages.flatMap(message => [message, message]);
      const results = await Promise.all(twice.map(message => store.receive(message)));
      expect(results.filter(result => result.state === 'accepted')).toHaveLength(100);
      expect(results.filter(result => result.state === 'duplicate')).toHaveLength(100);
      expect(await store.waitingInbox()).toHaveLength(100);
    });
  });

  describe('committing', () => {
    it('uses up the messages, sets the session and queues the replies together', async () => {
      const place = newPlace();
      const step = await stepFor(await place.open(), 'm1', 'm2');
      expect(await (await place.open()).commit(step)).toBe(true);
      const store = await place.open();
      expect(await store.waitingInbox()).toEqual([]);
      expect(await store.session(step.chatKey)).toEqual(step.session);
      expect(await dueTexts(store)).toEqual(['answer']);
    });

    it('changes nothing when a step is committed a second time', async () => {
      const store = await newPlace().open();
      const step = await stepFor(store, 'm1');
      await store.commit(step);
      const later = { ...(await stepFor(store, 'm2')), session: sessionOffering('later'), replies: [] };
      await store.commit(later);
      expect(await store.commit(step)).toBe(false);
      expect(await store.session(step.chatKey)).toEqual(later.session);
      const [sent] = await store.dueReplies(10);
      await store.replySent(sent!.id);
      expect(await store.dueReplies(10)).toEqual([]);
    });

    it('commits a step that used up no message whenever it comes', async () => {
      const store = await newPlace().open();
      const step = { ...(await stepFor(store, 'm1')), inboxIds: [] };
      expect(await store.commit(step)).toBe(true);
      expect(await store.commit(step)).toBe(true);
    });

    it('uses up more messages than one statement can name', async () => {
      const store = await newPlace().open();
      const step = await stepFor(store, ...Array.from({ length: 620 }, (_, n) => `m${n}`));
      expect(await store.commit(step)).toBe(true);
      expect(await store.waitingInbox()).toEqual([]);
    });

    it('changes nothing at all when one part of a step cannot be written', async () => {
      const store = await newPlace().open();
      const step = await stepFor(store, 'm1');
      const tooLarge = newReply('x'.repeat(SEALED_VALUE_BYTES_MAX));
      await expect(store.commit({ ...step, replies: [newReply('first'), tooLarge] })).rejects.toMatchObject({
        code: 'seal_too_large',
      });
      expect(await store.waitingInbox()).toHaveLength(1);
      expect(await store.session(step.chatKey)).toBeNull();
      expect(await store.dueReplies(10)).toEqual([]);
      expect(await store.commit(step)).toBe(true);
    });

    it('refuses a step that would write one chat under the key of another', async () => {
      const store = await newPlace().open();
      const step = await stepFor(store, 'm1');
      const wrong = store.commit({ ...step, address: addressOf('another-chat') });
      await expect(wrong).rejects.toMatchObject({ code: 'wrong_chat_key' });
      expect(await store.waitingInbox()).toHaveLength(1);
    });
  });

  describe('sessions', () => {
    it('are kept for each chat apart, replaced by the next one and ended by null', async () => {
      const store = await newPlace().open();
      const mine = await stepFor(store, 'm1');
      await store.commit({ ...mine, session: sessionOffering('first') });
      const other = await received(store, textMessage('chat-2', 'm1'));
      expect(await store.session(other.chatKey)).toBeNull();
      await store.commit({ ...mine, inboxIds: [], session: sessionOffering('second') });
      expect(await store.session(mine.chatKey)).toEqual(sessionOffering('second'));
      await store.commit({ ...mine, inboxIds: [], session: null });
      expect(await store.session(mine.chatKey)).toBeNull();
    });

    it("take the replies that still wait with them, and no other chat's", async () => {
      const store = await newPlace().open();
      const mine = await stepFor(store, 'm1');
      await store.commit({ ...mine, session: sessionOffering('first'), replies: [newReply('old')] });
      const other = await received(store, textMessage('chat-2', 'm1'));
      await answer(store, other, 'theirs');
      await store.commit({ ...mine, inboxIds: [], session: null, replies: [newReply('forgotten')] });
      expect((await store.dueReplies(10)).map(textOf).sort()).toEqual(['forgotten', 'theirs']);
    });
  });

  describe('closing', () => {
    it('finishes what was asked before, refuses what comes after, and may be repeated', async () => {
      const place = newPlace();
      const store = await place.open();
      await store.ping();
      const receiving = store.receive(textMessage('chat-1', 'm1'));
      await Promise.all([store.close(), store.close()]);
      expect(await receiving).toMatchObject({ state: 'accepted' });
      await expect(store.ping()).rejects.toMatchObject({ code: 'closed' });
      await expect(store.receive(textMessage('chat-1', 'm2'))).rejects.toMatchObject({ code: 'closed' });
      expect(await (await place.open()).waitingInbox()).toHaveLength(1);
    });
  });
}

/** A step of `chat-1` that uses up these messages, newly received. */
async function stepFor(
  store: Parameters<typeof received>[0],
  ...messageIds: readonly string[]
): Promise<Step> {
  const items = await Promise.all(messageIds.map(id => received(store, textMessage('chat-1', id))));
  return {
    chatKey: items[0]!.chatKey,
    address: items[0]!.message.address,
    inboxIds: items.map(item => item.id),
    session: sessionOffering('bcdfgh', 'Rp500 ribu'),
    replies: [newReply('answer')],
  };
}
