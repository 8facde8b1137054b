import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChannelError } from '../../src/channels/channel.js';
import { systemClock } from '../../src/clock.js';
import { OutboxSender, SEND_ATTEMPTS_MAX, SEND_TIMEOUT_MS } from '../../src/delivery/outbox-sender.js';
import { OUTBOX_TTL_MS } from '../../src/store/lifetimes.js';
import { openStore } from '../../src/store/open-store.js';
import { openSecretFile } from '../../src/store/secret-file.js';
import type { Store } from '../../src/store/store.js';
import { rememberingLog } from '../fixtures/running-app.js';
import { answer, received, textMessage, textReply } from '../store/contract/samples.js';
import { never, type OddChannel, oddChannel, pass, settled, stopTime, until, wordsOf } from './flow.js';

interface Rig {
  readonly store: Store;
  readonly sender: OutboxSender;
  readonly channel: OddChannel;
  readonly counted: string[];
  readonly log: ReturnType<typeof rememberingLog>;
  /** Queues a reply and wakes the sender. */
  queue(chat: string, ...texts: readonly string[]): Promise<void>;
}

let folder: string;
let closing: (() => Promise<void>)[] = [];
beforeEach(() => {
  stopTime();
  folder = mkdtempSync(path.join(tmpdir(), 'cekloker-outbox-'));
});
afterEach(async () => {
  vi.clearAllTimers();
  for (const close of closing) await close();
  closing = [];
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

async function rig(channel: OddChannel, random: () => number = () => 0.5): Promise<Rig> {
  const secrets = openSecretFile(path.join(folder, 'secret.json'));
  const store = await openStore({ databaseUrl: undefined, dataDir: folder, secrets, clock: systemClock });
  closing.push(() => store.close());
  const counted: string[] = [];
  const log = rememberingLog();
  const sender = new OutboxSender({
    store,
    channels: new Map([[channel.name, channel]]),
    clock: systemClock,
    log,
    lateDangerReply: () => textReply('late'),
    count: (name, result) => counted.push(`${name} ${result}`),
    random,
  });
  const queue = async (chat: string, ...texts: readonly string[]): Promise<void> => {
    await answer(store, await received(store, textMessage(chat, texts.join())), ...texts);
    sender.wake();
    await settled();
  };
  return { store, sender, channel, counted, log, queue };
}

const waitsOf = ({ tries }: OddChannel): number[] =>
  tries.slice(1).map(({ atMs }, index) => atMs - (tries[index]?.atMs ?? 0));
const failWith =
  (error: Error, times = Number.POSITIVE_INFINITY) =>
  (nth: number): void => {
    if (nth <= times) throw error;
  };

describe('the outbox sender', () => {
  it('sends what is queued, in order, and takes it off', async () => {
    const { store, channel, counted, queue } = await rig(oddChannel('telegram', () => undefined));
    await queue('1', 'satu', 'dua');
    await until('both are sent', () => channel.taken.length === 2);
    await settled();
    expect(channel.taken.map(({ outgoing }) => wordsOf(outgoing))).toEqual(['satu', 'dua']);
    expect(channel.tries.map(({ context }) => context.isLast)).toEqual([false, true]);
    expect(counted).toEqual(['telegram sent', 'telegram sent']);
    expect(await store.nextDueAtMs()).toBeNull();
  });

  it('backs off twice as long each time, to a limit, by the share that chance gives', async () => {
    const { channel, counted, queue } = await rig(
      oddChannel('telegram', failWith(new ChannelError('retry', 'down'))),
    );
    await queue('1', 'satu');
    await pass(5 * 60_000);
    // Half of 1, 2, 4 … 60 seconds; a look at the outbox may come a moment later.
    const expected = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
    expect(waitsOf(channel).slice(0, expected.length)).toEqual(expected);
    expect(counted).toHaveLength(channel.tries.length);
    expect(new Set(counted)).toEqual(new Set(['telegram retry']));
  });

  it.each([
    [0.999, 999],
    [0.1, 100],
  ])('waits between nothing and all of it: chance %d', async (chance, waitMs) => {
    const failing = oddChannel('telegram', failWith(new Error('down'), 1));
    const { channel, queue } = await rig(failing, () => chance);
    await queue('1', 'satu');
    await pass(2_000);
    expect(waitsOf(channel)).toEqual([waitMs]);
    expect(channel.taken).toHaveLength(1);
  });

  it('keeps a wait that the network names to the letter: not one millisecond less', async () => {
    const failing = oddChannel('telegram', failWith(new ChannelError('retry', 'flood', 37_250), 1));
    const { channel, queue } = await rig(failing);
    await queue('1', 'satu');
    await vi.advanceTimersByTimeAsync(37_249);
    await settled();
    expect(channel.tries).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await until('the second try', () => channel.taken.length === 1);
    expect(waitsOf(channel)).toEqual([37_250]);
  });

  it('sends the same key at each try, so that a network can tell a resend', async () => {
    const { channel, queue } = await rig(oddChannel('telegram', failWith(new Error('down'), 3)));
    await queue('1', 'satu');
    await pass(10_000);
    expect(channel.tries).toHaveLength(4);
    expect(new Set(channel.tries.map(({ context }) => context.key)).size).toBe(1);
  });

  it.each(['gone', 'refused'] as const)(
    'drops and counts what is %s, and goes on with the next',
    async kind => {
      const failing = oddChannel('telegram', failWith(new ChannelError(kind, 'code_of_it'), 1));
      const { store, channel, counted, log, queue } = await rig(failing);
      await queue('1', 'satu', 'dua');
      await until('the next is sent', () => channel.taken.length === 1);
      await settled();
      expect(counted).toEqual([`telegram ${kind}`, 'telegram sent']);
      expect(log.lines).toEqual([
        { level: 'warn', code: 'outbox.dropped', data: { channel: 'telegram', kind, code: 'code_of_it' } },
      ]);
      expect(await store.nextDueAtMs()).toBeNull();
    },
  );

  it('gives a reply up after so many tries', async () => {
    const failing = oddChannel('telegram', failWith(new Error('down')));
    const { store, channel, counted, queue } = await rig(failing, () => 0);
    await queue('1', 'satu');
    await until('it is given up', () => counted.includes('telegram refused'));
    expect(channel.tries).toHaveLength(SEND_ATTEMPTS_MAX);
    await settled();
    expect(await store.nextDueAtMs()).toBeNull();
  });

  it('counts a send that does not come back as failed, and tries again', async () => {
    const hanging = oddChannel('telegram', nth => (nth === 1 ? never() : undefined));
    const { channel, counted, queue } = await rig(hanging);
    await queue('1', 'satu');
    await pass(SEND_TIMEOUT_MS - 500);
    expect(counted).toEqual([]);
    await pass(2_000);
    expect(counted).toEqual(['telegram retry', 'telegram sent']);
    expect(channel.taken).toHaveLength(1);
  });

  it('keeps replies of a channel that is switched off until it is on again, or their time is over', async () => {
    const off = await rig(oddChannel('web', () => undefined));
    await off.queue('1', 'satu');
    await pass(10 * 60_000);
    expect(off.counted).toEqual([]);
    await off.sender.stop();
    const on = oddChannel('telegram', () => undefined);
    closing.pop();
    await off.store.close();
    const { queue } = await rig(on);
    await queue('2', 'dua');
    await pass(61_000);
    expect(on.taken.map(({ chat }) => chat).sort()).toEqual(['1', '2']);
  });

  it('never sends what is past its lifetime', async () => {
    const { store, channel, queue } = await rig(
      oddChannel('telegram', failWith(new ChannelError('retry', 'x', 2 * OUTBOX_TTL_MS))),
    );
    await queue('1', 'satu');
    vi.setSystemTime(Date.now() + 3 * OUTBOX_TTL_MS);
    await pass(10_000);
    expect(channel.tries).toHaveLength(1);
    expect(await store.nextDueAtMs()).toBeNull();
  });

  it('looks again when the store fails for a moment', async () => {
    const { sender, channel, log, store } = await rig(oddChannel('telegram', () => undefined));
    await answer(store, await received(store, textMessage('1', 'a')), 'satu');
    const { dueReplies } = store;
    store.dueReplies = () => Promise.reject(Object.assign(new Error(), { code: 'SQLITE_BUSY' }));
    sender.wake();
    await settled();
    expect(log.lines).toEqual([
      { level: 'error', code: 'outbox.look_failed', data: { error: 'SQLITE_BUSY' } },
    ]);
    store.dueReplies = dueReplies;
    await pass(5_000);
    expect(channel.taken).toHaveLength(1);
  });

  it('finishes what is under way when it stops, and begins nothing more', async () => {
    let finish = (): void => {};
    const slow = oddChannel('telegram', () => new Promise<void>(resolve => (finish = resolve)));
    const { sender, channel, store, queue } = await rig(slow);
    await queue('1', 'satu', 'dua');
    let isStopped = false;
    const stopped = sender.stop().then(() => (isStopped = true));
    await settled();
    expect(isStopped).toBe(false);
    finish();
    await stopped;
    await pass(60_000);
    expect(channel.tries).toHaveLength(1);
    expect((await store.dueReplies(10)).map(({ outgoing }) => wordsOf(outgoing))).toEqual(['dua']);
  });
});
