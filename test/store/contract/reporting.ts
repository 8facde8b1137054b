/**
 * Contract, part 6: a report is kept without anything about who made it, counts each person once, lives no longer than
 * promised, and goes with its receipt.
 */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ChannelName } from '../../../src/message.js';
import { newReceipt } from '../../../src/reports/receipt.js';
import type { ReportDraft, ReportedIdentifier } from '../../../src/reports/report-draft.js';
import { isoWeekOf, weekStartMs } from '../../../src/reports/week.js';
import { REPORT_TTL_MS, TAG_EPOCH_MS, TAG_TTL_MS } from '../../../src/store/lifetimes.js';
import type { Store } from '../../../src/store/store.js';
import { findCanaries } from '../canary-search.js';
import type { MakeEngine } from './engine-under-test.js';
import { START_MS } from './movable-clock.js';
import { type Place, placesOf } from './place.js';
import { received, textMessage } from './samples.js';

const PHONE: ReportedIdentifier = { kind: 'phone', value: '+6281200001234' };
const OTHER: ReportedIdentifier = { kind: 'handle', value: 'telegram:agen_contoh' };
const TABLES = ['report', 'report_subject', 'reporter_tag'] as const;

function draftOf(identifiers: readonly ReportedIdentifier[], script = 'lowongan admin kamboja'): ReportDraft {
  return {
    script,
    identifiers,
    findings: ['a/b'],
    level: 'high',
    category: 'scam_compound',
    destination: 'KH',
  };
}

let messages = 0;
/** One person says yes. @returns the receipt */
async function reportFrom(
  store: Store,
  chat: string,
  draft: ReportDraft,
  channel: ChannelName = 'telegram',
): Promise<string> {
  const item = await received(store, textMessage(chat, `yes-${messages++}`, 'ya', channel));
  const receipt = newReceipt(randomBytes);
  await store.commit({
    chatKey: item.chatKey,
    address: item.message.address,
    inboxIds: [item.id],
    session: null,
    replies: [],
    report: { draft, receipt },
  });
  return receipt;
}

/** The figure of the one subject that all reports have in common. */
async function figure(store: Store): Promise<number> {
  return Math.max(0, ...(await store.subjectFigures()).values());
}

function rowsIn(place: Place, table: string): number {
  return place.engine.rawSql(`select * from ${table}`).length;
}

export function reportingContract(makeEngine: MakeEngine): void {
  const newPlace = placesOf(makeEngine);

  describe('a report', () => {
    it('is kept as it was shown, with its week and nothing finer, after a restart, too', async () => {
      const place = newPlace();
      await reportFrom(await place.open(), 'chat-1', draftOf([PHONE, OTHER]));
      const [kept, ...rest] = await (await place.open()).keptReports();
      expect(rest).toEqual([]);
      expect(kept).toMatchObject({
        week: isoWeekOf(START_MS),
        isWeb: false,
        draft: draftOf([PHONE, OTHER]),
      });
      expect(kept?.subjects).toHaveLength(2);
      const [row] = place.engine.rawSql('select expires_at_ms from report');
      expect(row?.expires_at_ms).toBe(weekStartMs(START_MS) + REPORT_TTL_MS);
    });

    it('is committed with its step or not at all, and a repeated step keeps it once', async () => {
      const place = newPlace();
      const store = await place.open();
      const item = await received(store, textMessage('chat-1', 'm1'));
      const step = {
        chatKey: item.chatKey,
        address: item.message.address,
        inboxIds: [item.id],
        session: null,
        replies: [],
        report: { draft: draftOf([PHONE]), receipt: newReceipt(randomBytes) },
      };
      expect(await store.commit(step)).toBe(true);
      expect(await store.commit(step)).toBe(false);
      await expect(store.commit({ ...step, chatKey: 'another', inboxIds: [] })).rejects.toThrow(
        'wrong_chat_key',
      );
      expect(await store.keptReports()).toHaveLength(1);
    });

    it('shows nothing of anybody on disk, neither of who reported nor of whom, while it lives and after', async () => {
      const place = newPlace();
      const store = await place.open();
      const canaries = ['99900777001', PHONE.value, 'agen_contoh', 'lowongan admin kamboja', 'scam_compound'];
      const receipt = await reportFrom(store, '99900777001', draftOf([PHONE, OTHER]));
      canaries.push(receipt, receipt.replaceAll('-', ''));
      expect(findCanaries(place.engine.bytesOnDisk(), canaries)).toEqual([]);
      await store.sweep();
      expect(findCanaries(place.engine.bytesOnDisk(), canaries)).toEqual([]);
      place.engine.rawSql('update report set payload = ?', JSON.stringify(draftOf([PHONE])));
      expect(findCanaries(place.engine.bytesOnDisk(), canaries)).not.toEqual([]);
    });

    it('of one person about two recruiters carries tags that have nothing in common', async () => {
      const place = newPlace();
      const store = await place.open();
      await reportFrom(store, 'chat-1', draftOf([PHONE]));
      await reportFrom(store, 'chat-1', draftOf([OTHER]));
      const tags = place.engine.rawSql('select tag from reporter_tag').map(({ tag }) => tag);
      expect(new Set(tags).size).toBe(2);
    });
  });

  describe('a figure', () => {
    it('counts different people, each once, however often they report', async () => {
      const store = await newPlace().open();
      for (const chat of ['chat-1', 'chat-2', 'chat-1', 'chat-3', 'chat-3']) {
        await reportFrom(store, chat, draftOf([PHONE]));
      }
      expect(await figure(store)).toBe(3);
    });

    it('takes the same id on two channels for two people, and the wording where nobody is named', async () => {
      const store = await newPlace().open();
      await reportFrom(store, '4711', draftOf([]), 'telegram');
      await reportFrom(store, '4711', draftOf([]), 'whatsapp');
      await reportFrom(store, '4712', draftOf([], 'lowongan lain sama sekali'));
      expect([...(await store.subjectFigures()).values()].sort()).toEqual([1, 2]);
    });

    it('never counts a report from the web page, which carries no tag', async () => {
      const place = newPlace();
      const store = await place.open();
      for (const visitor of ['v1', 'v2', 'v3']) await reportFrom(store, visitor, draftOf([PHONE]), 'web');
      expect(rowsIn(place, 'reporter_tag')).toBe(0);
      expect(await figure(store)).toBe(0);
      await reportFrom(store, 'chat-1', draftOf([PHONE]));
      expect(await figure(store)).toBe(1);
      expect((await store.keptReports()).filter(({ isWeb }) => isWeb)).toHaveLength(3);
    });

    it('is the largest of one key epoch, never a sum over epochs', async () => {
      const place = newPlace();
      const store = await place.open();
      for (const chat of ['chat-1', 'chat-2', 'chat-3']) await reportFrom(store, chat, draftOf([PHONE]));
      place.clock.nowMs = START_MS + TAG_EPOCH_MS;
      await store.sweep();
      expect(rowsIn(place, 'reporter_tag')).toBe(0);
      expect(await figure(store)).toBe(3);
      // Two of them again, under a key that does not know them.
      for (const chat of ['chat-1', 'chat-2']) await reportFrom(store, chat, draftOf([PHONE]));
      expect(await figure(store)).toBe(3);
      for (const chat of ['chat-4', 'chat-5']) await reportFrom(store, chat, draftOf([PHONE]));
      expect(await figure(store)).toBe(4);
    });

    it('is never more than there are reports left', async () => {
      const place = newPlace();
      const store = await place.open();
      const receipts = [];
      for (const chat of ['chat-1', 'chat-2', 'chat-3'])
        receipts.push(await reportFrom(store, chat, draftOf([PHONE])));
      place.clock.nowMs = START_MS + TAG_EPOCH_MS;
      await store.sweep();
      await store.withdrawReport(receipts[0]!);
      expect(await figure(store)).toBe(2);
    });
  });

  describe('the key that counts', () => {
    it('is destroyed with its tags after four weeks; nobody can make the same tag again', async () => {
      const place = newPlace();
      const store = await place.open();
      await reportFrom(store, 'chat-1', draftOf([PHONE]));
      const before = place.secrets.current('reporter_tag');
      const [{ tag } = { tag: '' }] = place.engine.rawSql('select tag from reporter_tag');
      place.clock.nowMs = START_MS + TAG_EPOCH_MS;
      await store.sweep();
      expect(place.secrets.find('reporter_tag', before.id)).toBeNull();
      await reportFrom(store, 'chat-1', draftOf([PHONE]));
      const again = place.engine.rawSql('select tag from reporter_tag where tag = ?', String(tag));
      expect(again).toEqual([]);
      expect(findCanaries(place.engine.bytesOnDisk(), [String(tag)])).toEqual([]);
    });

    it('stays as long as its time is not over', async () => {
      const place = newPlace();
      const store = await place.open();
      await reportFrom(store, 'chat-1', draftOf([PHONE]));
      const { id } = place.secrets.current('reporter_tag');
      place.clock.nowMs = weekStartMs(START_MS) + TAG_EPOCH_MS - 1;
      await store.sweep();
      expect(place.secrets.current('reporter_tag').id).toBe(id);
      expect(rowsIn(place, 'reporter_tag')).toBe(1);
    });

    it('that a stop left half destroyed is destroyed at the next start, and its figure is kept', async () => {
      const place = newPlace();
      await reportFrom(await place.open(), 'chat-1', draftOf([PHONE]));
      await place.close();
      const { id } = place.secrets.current('reporter_tag');
      // The new key was made, and then the power went.
      place.clock.nowMs = START_MS + TAG_EPOCH_MS;
      place.secrets.rotate('reporter_tag');
      const store = await place.open();
      expect(place.secrets.find('reporter_tag', id)).toBeNull();
      expect(rowsIn(place, 'reporter_tag')).toBe(0);
      expect(await figure(store)).toBe(1);
    });

    it('and its tags are gone when the program was down for longer than a tag lives, and the figure is kept', async () => {
      const place = newPlace();
      await reportFrom(await place.open(), 'chat-1', draftOf([PHONE]));
      await place.close();
      place.clock.nowMs = START_MS + TAG_TTL_MS + 1;
      const store = await place.open();
      expect(rowsIn(place, 'reporter_tag')).toBe(0);
      expect(await figure(store)).toBe(1);
    });
  });

  describe('a withdrawal', () => {
    it('takes the report of its receipt with everything it points at, and no other', async () => {
      const place = newPlace();
      const store = await place.open();
      const receipt = await reportFrom(store, 'chat-1', draftOf([PHONE, OTHER]));
      await reportFrom(store, 'chat-2', draftOf([PHONE]));
      expect(await store.withdrawReport(newReceipt(randomBytes))).toBe(false);
      expect(TABLES.map(table => rowsIn(place, table))).toEqual([2, 3, 3]);
      expect(await store.withdrawReport(receipt)).toBe(true);
      expect(TABLES.map(table => rowsIn(place, table))).toEqual([1, 1, 1]);
      expect(await figure(store)).toBe(1);
      expect(await store.withdrawReport(receipt)).toBe(false);
    });

    it('comes with a step of anybody, on any channel', async () => {
      const store = await newPlace().open();
      const receipt = await reportFrom(store, 'chat-1', draftOf([PHONE]));
      const item = await received(store, textMessage('visitor', 'm1', receipt, 'web'));
      await store.commit({
        chatKey: item.chatKey,
        address: item.message.address,
        inboxIds: [item.id],
        session: null,
        replies: [],
        withdraw: receipt,
      });
      expect(await store.keptReports()).toEqual([]);
    });
  });

  it('goes after 90 days, with everything it points at and its figure', async () => {
    const place = newPlace();
    const store = await place.open();
    await reportFrom(store, 'chat-1', draftOf([PHONE]));
    place.clock.nowMs = START_MS + TAG_EPOCH_MS;
    await store.sweep();
    place.clock.nowMs = weekStartMs(START_MS) + REPORT_TTL_MS - 1;
    await store.sweep();
    expect(await store.keptReports()).toHaveLength(1);
    place.clock.nowMs += 1;
    expect(await store.keptReports()).toEqual([]);
    await store.sweep();
    for (const table of [...TABLES, 'subject_figure']) expect(rowsIn(place, table)).toBe(0);
  });

  it('that cannot be opened is told and left out', async () => {
    const place = newPlace();
    const store = await place.open();
    await reportFrom(store, 'chat-1', draftOf([PHONE]));
    place.engine.rawSql("update report set payload = 's1.x.y'");
    expect(await store.keptReports()).toEqual([]);
    expect(place.unreadable).toEqual([{ table: 'report', code: 'seal_format' }]);
  });
}
