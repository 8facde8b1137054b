/** Contract, part 4: the right secret file opens everything, another one nothing, and a rotation loses nothing. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StartupError } from '../../../src/errors.js';
import { openSecretFile } from '../../../src/store/secret-file.js';
import type { Store } from '../../../src/store/store.js';
import type { MakeEngine } from './engine-under-test.js';
import { START_MS } from './movable-clock.js';
import { type Place, placesOf } from './place.js';
import { answer, dueTexts, newReply, received, sessionOffering, textMessage } from './samples.js';

const SEALED_TABLES = ['inbox', 'outbox', 'session'] as const;
type SealedTable = (typeof SEALED_TABLES)[number];

export function keysContract(makeEngine: MakeEngine): void {
  const newPlace = placesOf(makeEngine);

  describe('the secret file', () => {
    it('is refused when the database was written with another one, and the right one still opens it', async () => {
      const place = newPlace();
      await received(await place.open(), textMessage('chat-1', 'm1'));
      const other = openSecretFile(join(place.folder, 'other-secrets.json'));
      const refused = await place.open(other).catch(error => error as unknown);
      expect(refused).toBeInstanceOf(StartupError);
      expect(String(refused)).toMatch(
        /written with another secret file than .*other-secrets\.json .*Put the right/,
      );
      expect(await (await place.open()).waitingInbox()).toHaveLength(1);
    });

    it.each(SEALED_TABLES)(
      'opens old rows of %s after a rotation, and new ones carry the new key',
      async table => {
        const place = newPlace();
        const store = await place.open();
        const chatKey = await fillAll(store, 'chat-1');
        const oldId = place.secrets.current(table).id;
        const newId = place.secrets.rotate(table);
        await fillAll(store, 'chat-2');
        expect(keyIdsIn(place, table).sort()).toEqual([oldId, newId].sort());
        const reopened = await place.open(openSecretFile(place.secrets.path));
        await expectAll(reopened, chatKey);
        expect(await dueTexts(reopened)).toHaveLength(2);
        expect(place.unreadable).toEqual([]);
      },
    );

    it('knows a repeated message after the dedupe key was rotated, twice', async () => {
      const place = newPlace();
      const store = await place.open();
      await received(store, textMessage('chat-1', 'm1'));
      for (let round = 0; round < 2; round++) {
        place.secrets.rotate('dedupe');
        expect((await store.receive(textMessage('chat-1', 'm1'))).state).toBe('duplicate');
      }
    });

    it('moves every row to the new chat key at the start after a rotation', async () => {
      const place = newPlace();
      const store = await place.open();
      const oldKey = await fillAll(store, 'chat-1');
      place.secrets.rotate('chat_key');
      const reopened = await place.open();
      const { chatKey } = await received(reopened, textMessage('chat-1', 'later'));
      expect(chatKey).not.toBe(oldKey);
      await expectAll(reopened, chatKey);
      expect(await reopened.session(oldKey)).toBeNull();
      // Old and new replies of one chat still go in one queue.
      const [waiting] = await reopened.waitingInbox();
      await answer(reopened, waiting!, 'behind the old one');
      expect(await dueTexts(reopened)).toHaveLength(1);
    });

    it('takes what a forgotten key sealed for lost, says so, and goes on with the rest', async () => {
      const place = newPlace();
      const store = await place.open();
      await fillAll(store, 'chat-1');
      const oldId = place.secrets.current('outbox').id;
      place.secrets.rotate('outbox');
      await answer(store, await received(store, textMessage('chat-1', 'later')), 'readable');
      place.secrets.forget('outbox', oldId);
      expect(await dueTexts(store)).toEqual([]);
      expect(place.unreadable).toEqual([{ table: 'outbox', code: 'seal_key_unknown' }]);
      expect(await dueTexts(store)).toEqual(['readable']);
    });
  });

  describe.each(SEALED_TABLES)('a sealed value of %s', table => {
    it('is reported and not shown when one character of it was changed', async () => {
      const place = newPlace();
      const store = await place.open();
      const chatKey = await fillAll(store, 'chat-1');
      const [row] = place.engine.rawSql(`select payload from ${table}`);
      place.engine.rawSql(`update ${table} set payload = ?`, withOneChange(String(row!.payload)));
      expect(await isShown(store, table, chatKey)).toBe(false);
      expect(place.unreadable).toContainEqual({ table, code: 'seal_broken' });
    });

    it('is reported and not shown when it was moved to another row', async () => {
      const place = newPlace();
      const store = await place.open();
      await fillAll(store, 'chat-1');
      const chatKey = await fillAll(store, 'chat-2');
      const [first] = place.engine.rawSql(`select payload from ${table} where chat_key <> ?`, chatKey);
      place.engine.rawSql(
        `update ${table} set payload = ? where chat_key = ?`,
        String(first!.payload),
        chatKey,
      );
      expect(await isShown(store, table, chatKey)).toBe(false);
      expect(place.unreadable).toContainEqual({ table, code: 'seal_broken' });
    });
  });
}

/** One row in each table for this chat. @returns its chat key */
async function fillAll(store: Store, chat: string): Promise<string> {
  const used = await received(store, textMessage(chat, 'used'));
  await store.commit({
    chatKey: used.chatKey,
    address: used.message.address,
    inboxIds: [used.id],
    session: sessionOffering('bcdfgh'),
    replies: [newReply(`to ${chat}`)],
  });
  await received(store, textMessage(chat, 'waiting'));
  return used.chatKey;
}

async function expectAll(store: Store, chatKey: string): Promise<void> {
  for (const table of SEALED_TABLES) expect(await isShown(store, table, chatKey)).toBe(true);
  expect(await store.nextDueAtMs()).toBe(START_MS);
}

async function isShown(store: Store, table: SealedTable, chatKey: string): Promise<boolean> {
  switch (table) {
    case 'inbox':
      return (await store.waitingInbox()).some(item => item.chatKey === chatKey);
    case 'outbox':
      return (await store.dueReplies(10)).some(item => item.chatKey === chatKey);
    case 'session':
      return (await store.session(chatKey)) !== null;
  }
}

function keyIdsIn(place: Place, table: SealedTable): string[] {
  return place.engine.rawSql(`select payload from ${table}`).map(row => String(row.payload).split('.')[1]!);
}

function withOneChange(sealed: string): string {
  const at = sealed.length - 20;
  return `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
}
