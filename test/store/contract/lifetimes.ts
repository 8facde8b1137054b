/** Contract, part 3: nothing lives longer than its table declares, and no table comes without a declaration. */
import { describe, expect, it } from 'vitest';
import { SESSION_TTL_MS } from '../../../src/conversation/session.js';
import { StartupError } from '../../../src/errors.js';
import { DEDUPE_STEP_MS, DEDUPE_TTL_MS, INBOX_TTL_MS, OUTBOX_TTL_MS } from '../../../src/store/lifetimes.js';
import type { Store } from '../../../src/store/store.js';
import type { MakeEngine } from './engine-under-test.js';
import { START_MS } from './movable-clock.js';
import { type Place, placesOf } from './place.js';
import { answer, dueTexts, newReply, received, sessionOffering, textMessage } from './samples.js';

interface Lifetime {
  readonly table: string;
  readonly ttlMs: number;
  /** Writes one row; what it returns says whether the store still shows that row. */
  readonly write: (store: Store) => Promise<(store: Store) => Promise<boolean>>;
}

const LIFETIMES: readonly Lifetime[] = [
  {
    table: 'inbox',
    ttlMs: INBOX_TTL_MS,
    write: async store => {
      await received(store, textMessage('chat-1', 'm1'));
      return async later => (await later.waitingInbox()).length === 1;
    },
  },
  {
    table: 'outbox',
    ttlMs: OUTBOX_TTL_MS,
    write: async store => {
      await answer(store, await received(store, textMessage('chat-1', 'm1')), 'answer');
      return async later => (await later.dueReplies(10)).length === 1 && (await later.nextDueAtMs()) !== null;
    },
  },
  {
    table: 'session',
    ttlMs: SESSION_TTL_MS,
    write: async store => {
      const { chatKey, message, id } = await received(store, textMessage('chat-1', 'm1'));
      const session = sessionOffering('bcdfgh');
      await store.commit({ chatKey, address: message.address, inboxIds: [id], session, replies: [] });
      return async later => (await later.session(chatKey)) !== null;
    },
  },
  {
    table: 'dedupe',
    ttlMs: DEDUPE_TTL_MS,
    write: async store => {
      await received(store, textMessage('chat-1', 'm1'));
      return async later => (await later.receive(textMessage('chat-1', 'm1'))).state === 'duplicate';
    },
  },
];

export function lifetimesContract(makeEngine: MakeEngine): void {
  const newPlace = placesOf(makeEngine);

  describe.each(LIFETIMES)('a row of $table', ({ table, ttlMs, write }) => {
    it('is there to the last millisecond of its life, and a sweep leaves it', async () => {
      const place = newPlace();
      const store = await place.open();
      const isShown = await write(store);
      place.clock.nowMs = START_MS + ttlMs - 1;
      expect((await store.sweep())[table]).toBe(0);
      expect(await isShown(store)).toBe(true);
    });

    it('is not shown after it, even before a sweep', async () => {
      const place = newPlace();
      const store = await place.open();
      const isShown = await write(store);
      place.clock.nowMs = START_MS + ttlMs;
      expect(rowsIn(place, table)).toBe(1);
      expect(await isShown(store)).toBe(false);
    });

    it('is deleted by the sweep after it, and counted', async () => {
      const place = newPlace();
      const store = await place.open();
      await write(store);
      place.clock.nowMs = START_MS + ttlMs;
      expect((await store.sweep())[table]).toBe(1);
      expect(rowsIn(place, table)).toBe(0);
    });

    it('is deleted at start when its time ran out while the program was down', async () => {
      const place = newPlace();
      await write(await place.open());
      await place.close();
      place.clock.nowMs = START_MS + ttlMs;
      await place.open();
      expect(rowsIn(place, table)).toBe(0);
    });

    it('loses what it has too much when it was written while the clock was ahead', async () => {
      const place = newPlace();
      const store = await place.open();
      place.clock.nowMs = START_MS + 400 * DEDUPE_TTL_MS;
      await write(store);
      place.clock.nowMs = START_MS;
      expect((await store.sweep())[table]).toBe(0);
      place.clock.nowMs = START_MS + ttlMs;
      expect((await store.sweep())[table]).toBe(1);
    });

    it('has the life in the schema that the program believes in', async () => {
      const place = newPlace();
      await place.open();
      const [declared] = place.engine.rawSql('select * from table_lifetime where table_name = ?', table);
      expect(declared?.max_life_ms).toBe(ttlMs);
    });
  });

  it('keeps a message key for at most its lifetime and tells only the hour of the message', async () => {
    const place = newPlace();
    const store = await place.open();
    place.clock.nowMs = START_MS + DEDUPE_STEP_MS - 1;
    await received(store, textMessage('chat-1', 'm1'));
    const [row] = place.engine.rawSql('select expires_at_ms from dedupe');
    expect(row?.expires_at_ms).toBe(START_MS + DEDUPE_TTL_MS);
  });

  it('is not held up by a reply whose time is over', async () => {
    const place = newPlace();
    const store = await place.open();
    await answer(store, await received(store, textMessage('chat-1', 'm1')), 'old');
    place.clock.nowMs = START_MS + OUTBOX_TTL_MS - 1;
    await answer(store, await received(store, textMessage('chat-1', 'm2')), 'young');
    place.clock.nowMs = START_MS + OUTBOX_TTL_MS;
    expect(await dueTexts(store)).toEqual(['young']);
    expect(await store.nextDueAtMs()).toBe(START_MS + OUTBOX_TTL_MS - 1);
  });

  it('lives again from its last message, when a session is renewed', async () => {
    const place = newPlace();
    const store = await place.open();
    const { chatKey, message } = await received(store, textMessage('chat-1', 'm1'));
    const step = { chatKey, address: message.address, inboxIds: [], replies: [newReply('x')] };
    await store.commit({ ...step, session: sessionOffering('bcdfgh') });
    place.clock.nowMs = START_MS + SESSION_TTL_MS - 1;
    await store.commit({ ...step, session: sessionOffering('bcdfgj') });
    place.clock.nowMs += SESSION_TTL_MS - 1;
    expect(await store.session(chatKey)).toEqual(sessionOffering('bcdfgj'));
  });

  describe('a start is refused', () => {
    it.each([
      ['a table without a lifetime', 'create table diary (text text)', /table diary has no lifetime/],
      [
        'a table with a name like the engine’s own',
        'create table sqlitediary (a text)',
        /sqlitediary has no lifetime/,
      ],
      [
        'a lifetime on a column that is not there',
        "update table_lifetime set expires_column = 'until' where table_name = 'dedupe'",
        /table dedupe: its expiry column until is missing or may be empty/,
      ],
      [
        'a lifetime on a column that may be empty',
        `update table_lifetime set expires_column = 'max_life_ms', max_life_ms = 1, forever_because = null
          where table_name = 'table_lifetime'`,
        /table table_lifetime: its expiry column max_life_ms is missing or may be empty/,
      ],
      ['a declared table that is gone', 'drop table session', /table session is declared but missing/],
    ])('for %s, and the message says which', async (_what, statement, message) => {
      const place = newPlace();
      await place.open();
      await place.close();
      place.engine.rawSql(statement);
      const refused = await place.open().catch(error => error as unknown);
      expect(refused).toBeInstanceOf(StartupError);
      expect(String(refused)).toMatch(message);
    });
  });
}

function rowsIn(place: Place, table: string): number {
  return place.engine.rawSql(`select * from ${table}`).length;
}
