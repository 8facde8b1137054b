import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CASE_LONGEST_MS,
  CASE_MESSAGES_MAX,
  CASE_QUIET_MS,
  CaseCollector,
} from '../../src/delivery/case-collector.js';
import { ChatAddress } from '../../src/message.js';
import type { InboxItem } from '../../src/store/store.js';

let serial = 0;
const item = (chatKey: string, text: string): InboxItem => ({
  id: `i${++serial}`,
  chatKey,
  receivedAtMs: 0,
  message: {
    address: new ChatAddress('console', chatKey),
    messageId: String(serial),
    content: { kind: 'text', text, forwarded: false },
    edited: false,
    sentAtMs: 0,
  },
});
const textOf = ({ message: { content } }: InboxItem): string => (content.kind === 'text' ? content.text : '');

describe('the case collector', () => {
  let cases: string[][];
  let collector: CaseCollector;
  const make = (handle?: (texts: string[]) => Promise<void>): CaseCollector =>
    new CaseCollector(
      {
        handle: async items => {
          const texts = items.map(textOf);
          await handle?.(texts);
          cases.push(texts);
        },
        closesAtOnce: one => textOf(one) === 'tolong',
        gathers: one => one.chatKey !== 'web',
      },
      () => Date.now(),
    );

  beforeEach(() => {
    vi.useFakeTimers();
    cases = [];
    collector = make();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('makes one case of the pieces that one person sends', async () => {
    collector.add(item('a', 'iklan'));
    await vi.advanceTimersByTimeAsync(CASE_QUIET_MS - 1);
    collector.add(item('a', 'ini bagaimana?'));
    await vi.advanceTimersByTimeAsync(CASE_QUIET_MS - 1);
    expect(cases).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(cases).toEqual([['iklan', 'ini bagaimana?']]);
  });

  it('keeps two people apart', async () => {
    collector.add(item('a', 'satu'));
    collector.add(item('b', 'dua'));
    await vi.advanceTimersByTimeAsync(CASE_QUIET_MS);
    expect(cases).toEqual([['satu'], ['dua']]);
  });

  it('closes at the latest after the longest time, however the person goes on', async () => {
    for (let second = 0; second < 10; second++) {
      collector.add(item('a', String(second)));
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(cases[0]).toHaveLength(CASE_LONGEST_MS / 1_000);
  });

  it('closes at once for a plea, with what came before it', async () => {
    collector.add(item('a', 'iklan'));
    collector.add(item('a', 'tolong'));
    await vi.advanceTimersByTimeAsync(0);
    expect(cases).toEqual([['iklan', 'tolong']]);
  });

  it('does not wait where people do not send in pieces', async () => {
    collector.add(item('web', 'iklan'));
    await vi.advanceTimersByTimeAsync(0);
    expect(cases).toEqual([['iklan']]);
  });

  it('closes when a case is full', async () => {
    for (let n = 0; n < CASE_MESSAGES_MAX; n++) collector.add(item('a', String(n)));
    await vi.advanceTimersByTimeAsync(0);
    expect(cases[0]).toHaveLength(CASE_MESSAGES_MAX);
  });

  it('handles the cases of one chat in order, one after the other', async () => {
    const running: string[] = [];
    collector = make(async texts => {
      running.push(`begin ${texts[0]}`);
      await new Promise(resolve => setTimeout(resolve, texts[0] === 'tolong' ? 5_000 : 10));
      running.push(`end ${texts[0]}`);
    });
    collector.add(item('a', 'tolong'));
    collector.add(item('a', 'lagi'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(running).toEqual(['begin tolong', 'end tolong', 'begin lagi', 'end lagi']);
    expect(collector.busy).toBe(0);
  });

  it('takes what it holds already only once, for the inbox is read again while cases are open', async () => {
    const [first, second, third] = [item('a', 'iklan'), item('a', 'ini bagaimana?'), item('a', 'tolong')];
    collector.add(first);
    collector.add(first);
    collector.add(second);
    collector.add(first);
    await vi.advanceTimersByTimeAsync(CASE_QUIET_MS);
    expect(cases).toEqual([['iklan', 'ini bagaimana?']]);
    let finish = (): void => {};
    collector = make(() => new Promise(resolve => (finish = resolve)));
    collector.add(third);
    await vi.advanceTimersByTimeAsync(0);
    collector.add(third);
    finish();
    await vi.advanceTimersByTimeAsync(CASE_LONGEST_MS);
    expect(cases.slice(1)).toEqual([['tolong']]);
  });

  it('takes a message again that could not be handled to the end', async () => {
    const one = item('a', 'tolong');
    collector.add(one);
    await vi.advanceTimersByTimeAsync(0);
    collector.add(one);
    await vi.advanceTimersByTimeAsync(0);
    expect(cases).toEqual([['tolong'], ['tolong']]);
  });

  it('drops what is open when it stops, for it lies in the inbox', async () => {
    collector.add(item('a', 'iklan'));
    await collector.stop();
    collector.add(item('a', 'sesudahnya'));
    await vi.advanceTimersByTimeAsync(CASE_LONGEST_MS);
    expect(cases).toEqual([]);
  });
});
