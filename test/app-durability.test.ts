/** What a crash, a full disk or a broken network may cost: time, and at most one doubled reply. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CASES_PER_WINDOW_MAX } from '../src/delivery/flood-limit.js';
import { DANGER_REPLY_TTL_MS } from '../src/store/lifetimes.js';
import type { Store } from '../src/store/store.js';
import {
  ADVERT,
  closeFlows,
  dying,
  failing,
  messageTo,
  oddChannel,
  openFlow,
  PLEA,
  pass,
  settled,
  stopTime,
  terminal,
  until,
  wordsOf,
} from './delivery/flow.js';
import { shippedHouse } from './fixtures/running-app.js';

beforeEach(stopTime);
afterEach(closeFlows);

const SWEEP_MS = 60_000;

/** A person writes a plea to a process that dies, and a new one starts on the same folder. */
async function overCrash(faults: (store: Store) => Store) {
  const before = terminal();
  const first = await openFlow({ channels: [before.channel], faults });
  before.say(PLEA);
  await settled();
  await pass(5_000);
  await first.crash();
  const heardBefore = before.heard.length;
  const after = terminal();
  const second = await openFlow({ channels: [after.channel], folder: first.folder });
  await settled();
  await pass(2 * SWEEP_MS);
  return { heardBefore, heard: after.heard, store: second.store };
}

describe('a crash', () => {
  it.each<[string, (store: Store) => Store, number, number]>([
    ['between disk and acknowledgement', dying('after', 'receive'), 0, 1],
    ['between inbox and thought', dying('before', 'session'), 0, 1],
    ['right before the commit', dying('before', 'commit'), 0, 1],
    ['right after the commit, before anything is sent', dying('after', 'commit'), 0, 1],
    ['between sending and noting that it was sent: one doubled reply', dying('before', 'replySent'), 1, 1],
    ['after everything', dying('after', 'replySent'), 1, 0],
  ])('%s', async (_, faults, before, after) => {
    const { heardBefore, heard, store } = await overCrash(faults);
    expect([heardBefore, heard.length]).toEqual([before, after]);
    for (const answer of heard) expect(answer).toMatch(/\+855|\+62/);
    expect(await store.waitingInbox()).toEqual([]);
    expect(await store.nextDueAtMs()).toBeNull();
  });

  it('loses no piece of a case that was still open', async () => {
    const before = terminal();
    const first = await openFlow({ channels: [before.channel] });
    before.say('Dicari CS dan admin penempatan Kamboja, gaji 15 juta,', 'pakai visa turis dulu.');
    await settled();
    await first.crash();
    expect(before.heard).toEqual([]);
    const after = terminal();
    await openFlow({ channels: [after.channel], folder: first.folder });
    await pass(10_000);
    expect(after.heard).toHaveLength(1);
    expect(after.heard[0]).toContain('visa turis');
  });

  it('lets a network that was not told deliver again, and the message is known', async () => {
    const before = oddChannel('telegram', () => undefined);
    const first = await openFlow({ channels: [before], faults: dying('after', 'receive') });
    void before.accept(messageTo('telegram', '1', PLEA));
    await settled();
    await first.crash();
    const after = oddChannel('telegram', () => undefined);
    await openFlow({ channels: [after], folder: first.folder });
    expect(await after.accept(messageTo('telegram', '1', PLEA))).toBe('duplicate');
    await pass(5_000);
    expect(after.taken).toHaveLength(1);
  });
});

describe('a disk that refuses', () => {
  it('a commit now and then delays the answer and doubles nothing', async () => {
    const person = terminal();
    const { log } = await openFlow({ channels: [person.channel], faults: failing('commit', 3) });
    person.say(PLEA);
    await settled();
    expect(person.heard).toEqual([]);
    await pass(2 * SWEEP_MS);
    expect(person.heard).toHaveLength(1);
    const failures = log.lines.filter(({ code }) => code === 'case.commit_failed');
    expect(failures.map(({ data }) => data)).toEqual(
      [1, 2, 3].map(attempt => ({ error: 'SQLITE_FULL', attempt })),
    );
  });

  it('for a minute does not count its failures as messages of the person', async () => {
    const person = terminal();
    await openFlow({ channels: [person.channel], faults: failing('commit', CASES_PER_WINDOW_MAX - 1) });
    person.say('BANTUAN');
    await settled();
    await pass(59_000);
    person.say('BAHASA', 'BANTUAN');
    await pass(1_000);
    await until('three answers', () => person.heard.length === 3);
    expect(person.heard[2]).toContain(shippedHouse().texts.list('en', 'intent.help')[0]);
  });

  it('longer than all tries leaves the case in the inbox, and a later sweep takes it up', async () => {
    const person = terminal();
    await openFlow({ channels: [person.channel], faults: failing('commit', 45) });
    person.say(PLEA);
    await settled();
    await pass(4 * SWEEP_MS);
    expect(person.heard).toHaveLength(1);
  });

  it('to note what was sent sends nothing twice', async () => {
    const person = terminal();
    const { log, store } = await openFlow({ channels: [person.channel], faults: failing('replySent', 4) });
    person.say(PLEA);
    await settled();
    await pass(SWEEP_MS);
    expect(person.heard).toHaveLength(1);
    expect(log.lines.filter(({ code }) => code === 'outbox.mark_failed')).toHaveLength(4);
    expect(await store.nextDueAtMs()).toBeNull();
    person.say('BANTUAN');
    await until('the next answer', () => person.heard.length === 2);
  });
});

describe('an answer to somebody in danger', () => {
  it('that could not be sent in time gives way to one neutral line', async () => {
    let isReachable = false;
    const channel = oddChannel('telegram', () => {
      if (!isReachable) throw new Error('the network is down');
    });
    const { store } = await openFlow({ channels: [channel] });
    await channel.accept(messageTo('telegram', '1', PLEA));
    await pass(DANGER_REPLY_TTL_MS + 61_000);
    isReachable = true;
    await pass(SWEEP_MS);
    expect(channel.taken.map(({ outgoing }) => wordsOf(outgoing))).toEqual([
      shippedHouse().texts.text('id', 'danger.late'),
    ]);
    expect(await store.nextDueAtMs()).toBeNull();
  });

  it('is itself while it is in time, and another answer stays itself however late', async () => {
    let isReachable = false;
    const channel = oddChannel('telegram', () => {
      if (!isReachable) throw new Error('the network is down');
    });
    await openFlow({ channels: [channel] });
    await channel.accept(messageTo('telegram', '2', ADVERT));
    await pass(5 * 60_000);
    await channel.accept(messageTo('telegram', '1', PLEA));
    await pass(8 * 60_000);
    isReachable = true;
    await pass(SWEEP_MS);
    const said = Object.fromEntries(channel.taken.map(({ chat, outgoing }) => [chat, wordsOf(outgoing)]));
    expect(said['1']).toMatch(/\+855|\+62/);
    expect(said['2']).toContain('BAHAYA TINGGI');
  });
});
