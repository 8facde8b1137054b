/** Contract, part 2: replies leave in order, each chat for itself, none before its time. */
import { describe, expect, it } from 'vitest';
import type { OutboxItem, Store } from '../../../src/store/store.js';
import type { MakeEngine } from './engine-under-test.js';
import { START_MS } from './movable-clock.js';
import { placesOf } from './place.js';
import {
  addressOf,
  answer,
  dueTexts,
  newReply,
  received,
  textMessage,
  textOf,
  textReply,
} from './samples.js';

export function sendingContract(makeEngine: MakeEngine): void {
  const newPlace = placesOf(makeEngine);

  describe('the outbox', () => {
    it('hands out a reply with everything needed to send it, after a restart, too', async () => {
      const place = newPlace();
      const item = await received(await place.open(), textMessage('chat-1', 'm1', 'x', 'whatsapp'));
      await (await place.open()).commit({
        chatKey: item.chatKey,
        address: item.message.address,
        inboxIds: [item.id],
        session: null,
        replies: [{ outgoing: textReply('now'), inReplyTo: 'm1', isDanger: true }],
      });
      const [reply] = await (await place.open()).dueReplies(1);
      expect(reply!.address.reveal()).toEqual(addressOf('chat-1', 'whatsapp').reveal());
      expect(reply).toMatchObject({
        chatKey: item.chatKey,
        outgoing: textReply('now'),
        inReplyTo: 'm1',
        isDanger: true,
        isLast: true,
        createdAtMs: START_MS,
        attempts: 0,
      });
    });

    it('hands out only the oldest of each chat, and the next one when that is sent', async () => {
      const store = await newPlace().open();
      await answered(store, 'chat-1', 'a1', 'a2', 'a3');
      await answered(store, 'chat-2', 'b1');
      await answered(store, 'chat-1', 'a4');
      const order: string[] = [];
      for (let round = 0; round < 4; round++) {
        for (const reply of await store.dueReplies(10)) {
          order.push(`${textOf(reply)}${reply.isLast ? '.' : ''}`);
          await store.replySent(reply.id);
        }
      }
      expect(order).toEqual(['a1', 'b1.', 'a2', 'a3.', 'a4.']);
    });

    it('hands out the oldest first and no more than asked for', async () => {
      const store = await newPlace().open();
      for (const n of [1, 2, 3]) await answered(store, `chat-${n}`, `to chat ${n}`);
      expect(await dueTexts(store, 2)).toEqual(['to chat 1', 'to chat 2']);
    });

    it('holds a chat up behind a postponed reply, and no other chat', async () => {
      const place = newPlace();
      const store = await place.open();
      await answered(store, 'chat-1', 'a1', 'a2');
      const [first] = await store.dueReplies(1);
      await store.replyPostponed(first!.id, START_MS + 5_000);
      await answered(store, 'chat-2', 'b1');
      expect(await dueTexts(store)).toEqual(['b1']);
      place.clock.nowMs = START_MS + 4_999;
      expect(await dueTexts(store)).toEqual(['b1']);
      place.clock.nowMs = START_MS + 5_000;
      const [again] = await store.dueReplies(10);
      expect(again).toMatchObject({ id: first!.id, attempts: 1 });
    });

    it('says when the next reply falls due, and null when there is none', async () => {
      const store = await newPlace().open();
      expect(await store.nextDueAtMs()).toBeNull();
      await answered(store, 'chat-1', 'a1', 'a2');
      expect(await store.nextDueAtMs()).toBe(START_MS);
      const [first] = await store.dueReplies(1);
      await store.replyPostponed(first!.id, START_MS + 9_000);
      // The second one is due now but may not overtake: a sender that waited for it would spin.
      expect(await store.nextDueAtMs()).toBe(START_MS + 9_000);
    });

    it('puts another reply in the place of one, which then counts as no danger answer', async () => {
      const store = await newPlace().open();
      const item = await received(store, textMessage('chat-1', 'm1'));
      const replies = [newReply('danger', true), newReply('second', true)];
      await store.commit({
        chatKey: item.chatKey,
        address: item.message.address,
        inboxIds: [],
        session: null,
        replies,
      });
      const [before] = await store.dueReplies(1);
      await store.replyPostponed(before!.id, START_MS);
      await store.replyReplaced(before!.id, textReply('neutral'));
      const [after] = await store.dueReplies(1);
      const expected: Partial<OutboxItem> = {
        id: before!.id,
        outgoing: textReply('neutral'),
        isDanger: false,
        isLast: false,
        attempts: 1,
        createdAtMs: START_MS,
      };
      expect(after).toMatchObject(expected);
      await store.replySent(after!.id);
      expect((await store.dueReplies(1))[0]).toMatchObject({ outgoing: textReply('second'), isDanger: true });
    });

    it('goes on with the next reply when one is given up', async () => {
      const store = await newPlace().open();
      await answered(store, 'chat-1', 'a1', 'a2');
      const [first] = await store.dueReplies(1);
      await store.replyDropped(first!.id);
      expect(await dueTexts(store)).toEqual(['a2']);
    });

    it('takes news about a reply that is not there any more for no news', async () => {
      const store = await newPlace().open();
      await answered(store, 'chat-1', 'a1');
      await store.replySent('unknown');
      await store.replyDropped('unknown');
      await store.replyPostponed('unknown', START_MS + 1);
      await store.replyReplaced('unknown', textReply('other'));
      expect(await dueTexts(store)).toEqual(['a1']);
    });
  });
}

let messageCount = 0;

async function answered(store: Store, chat: string, ...texts: readonly string[]): Promise<void> {
  const item = await received(store, textMessage(chat, `m${++messageCount}`));
  await answer(store, item, ...texts);
}
