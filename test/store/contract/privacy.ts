/**
 * Contract, part 5: whoever takes the disk without the secret file reads nothing of a person, neither while the
 * program runs nor after it ended, and what was deleted is gone from the bytes.
 */
import { describe, expect, it } from 'vitest';
import type { InboundMessage } from '../../../src/message.js';
import type { Store } from '../../../src/store/store.js';
import { findCanaries } from '../canary-search.js';
import type { MakeEngine } from './engine-under-test.js';
import { type Place, placesOf } from './place.js';
import { addressOf, received, sessionOffering, textReply } from './samples.js';

/** One of each thing that must never be readable; different in every conversation. */
const canariesOf = (n: number): Readonly<Record<string, string>> => ({
  chat: `99900${n}77700${n}`,
  jid: `00770${n}88@s.whatsapp.net`,
  messageId: `MsgId-quagga-${n}`,
  text: `Loker kodok ${n} di Negeri Antah`,
  fileRef: `AgACAgUAAx-okapi-${n}`,
  caption: `keterangan-trenggiling-${n}`,
  inReplyTo: `ReplyTo-tapir-${n}`,
  reply: `Jawaban anoa ${n} tentang iklan`,
  quote: `kutipan-maleo-${n}`,
  contact: `Kartu-kukang-${n}`,
});
const CONVERSATIONS = 8;
const ALL_CANARIES = Array.from({ length: CONVERSATIONS }, (_, n) => Object.values(canariesOf(n))).flat();

export function privacyContract(makeEngine: MakeEngine): void {
  const newPlace = placesOf(makeEngine);

  describe('the bytes on disk', () => {
    it('show nothing of a conversation while the program runs, nor after it ended', async () => {
      const place = newPlace();
      const store = await place.open();
      for (let n = 0; n < CONVERSATIONS; n++) await converse(store, n);
      expect(findCanaries(place.engine.bytesOnDisk(), ALL_CANARIES)).toEqual([]);
      await store.sweep();
      expect(findCanaries(place.engine.bytesOnDisk(), ALL_CANARIES)).toEqual([]);
      await place.close();
      expect(findCanaries(place.engine.bytesOnDisk(), ALL_CANARIES)).toEqual([]);
    });

    it('do show a row that was written unsealed, so the search is not blind', async () => {
      const place = newPlace();
      await converse(await place.open(), 0);
      const { text, chat } = canariesOf(0);
      place.engine.rawSql('update inbox set payload = ?, chat_key = ?', `{"text":"${text}"}`, chat!);
      const found = findCanaries(place.engine.bytesOnDisk(), ALL_CANARIES);
      expect(found).toContain(`plain of "${text}"`);
      expect(found).toContain(`plain of "${chat}"`);
    });

    it('lose even the sealed form of what was used up, sent or ended, with the next sweep', async () => {
      const place = newPlace();
      const store = await place.open();
      await converse(store, 0);
      const sealed = ['inbox', 'outbox', 'session'].flatMap(table => sealedIn(place, table));
      expect(sealed.length).toBeGreaterThan(4);
      expect(foundIn(place, sealed)).toEqual(sealed);
      await finish(store);
      // The journal still holds them here: without the sweep's last step they would stay.
      expect(foundIn(place, sealed)).not.toEqual([]);
      await store.sweep();
      expect(foundIn(place, sealed)).toEqual([]);
      await place.close();
      expect(foundIn(place, sealed)).toEqual([]);
    });
  });
}

/** Leaves messages waiting, a session and unsent replies behind, with a canary wherever one fits. */
async function converse(store: Store, n: number): Promise<void> {
  const { chat, jid, messageId, text, fileRef, caption, inReplyTo, reply, quote, contact } = canariesOf(n);
  const message = (over: Partial<InboundMessage>): InboundMessage => ({
    address: addressOf(chat!),
    messageId: messageId!,
    content: { kind: 'text', text: text!, forwarded: true },
    edited: false,
    sentAtMs: 0,
    ...over,
  });
  const item = await received(store, message({}));
  await received(
    store,
    message({ messageId: `${messageId}-2`, content: { kind: 'contact', text: contact! } }),
  );
  await received(store, message({ address: addressOf(jid!, 'whatsapp'), messageId: `${messageId}-3` }));
  const picture = { kind: 'picture', fileRef: fileRef!, caption: caption!, forwarded: false } as const;
  await received(store, message({ messageId: `${messageId}-4`, content: picture }));
  const replies = [0, 1].map(() => ({ outgoing: textReply(reply!), inReplyTo: inReplyTo!, isDanger: true }));
  const session = sessionOffering('bcdfgh', quote!);
  await store.commit({
    chatKey: item.chatKey,
    address: item.message.address,
    inboxIds: [item.id],
    session,
    replies,
  });
}

/** Uses up all that waits, sends all that is due and ends every session. */
async function finish(store: Store): Promise<void> {
  for (const { chatKey, id, message } of await store.waitingInbox()) {
    await store.commit({ chatKey, address: message.address, inboxIds: [id], session: null, replies: [] });
  }
  for (let due = await store.dueReplies(10); due.length > 0; due = await store.dueReplies(10)) {
    for (const { id } of due) await store.replySent(id);
  }
}

function sealedIn(place: Place, table: string): string[] {
  return place.engine.rawSql(`select payload from ${table}`).map(row => String(row.payload));
}

/** Long values are spread over several pages, so it is their beginnings that are looked for. */
function foundIn(place: Place, sealed: readonly string[]): readonly string[] {
  const bytes = place.engine.bytesOnDisk();
  return sealed.filter(value => bytes.includes(value.slice(0, 120)));
}
