import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebChannel } from '../src/channels/web/web-channel.js';
import { SESSION_TTL_MS } from '../src/conversation/session.js';
import { CASE_QUIET_MS } from '../src/delivery/case-collector.js';
import type { InboundContent } from '../src/message.js';
import {
  ADVERT,
  changed,
  closeFlows,
  failing,
  hotlineNumber,
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

const text = (words: string): InboundContent => ({ kind: 'text', text: words, forwarded: false });
const press = (caseId: string, number: number): InboundContent => ({
  kind: 'choice',
  press: { caseId, number },
});
const HIGH = 'BAHAYA TINGGI';

/** One visitor of the page; each form is answered with what the page shows. */
async function visitor(options: Omit<Parameters<typeof openFlow>[0], 'channels'> = {}) {
  const channel = new WebChannel();
  const flow = await openFlow({ ...options, channels: [channel] });
  const submit = async (content: InboundContent) => {
    const answer = await channel.submit('x'.repeat(22), content);
    answer.settle(true);
    return answer.outgoing;
  };
  const ask = async (content: InboundContent) => (await submit(content)).map(wordsOf).join('\n\n');
  return { flow, submit, ask };
}

describe('a message', () => {
  it('is received only once it is on disk: a form is refused when the disk refuses it', async () => {
    const { ask, flow } = await visitor({ faults: failing('receive', 1) });
    await expect(ask(text(ADVERT))).rejects.toThrow();
    expect(await flow.store.waitingInbox()).toEqual([]);
    expect(await ask(text(ADVERT))).toContain(HIGH);
  });

  it('is refused by the door itself, for every channel', async () => {
    const channel = oddChannel('telegram', () => undefined);
    await openFlow({ channels: [channel], faults: failing('receive', 1) });
    await expect(channel.accept(messageTo('telegram', '1', PLEA))).rejects.toThrow();
    await settled();
    expect(channel.tries).toEqual([]);
    expect(await channel.accept(messageTo('telegram', '1', PLEA))).toBe('accepted');
    await until('an answer', () => channel.taken.length === 1);
  });

  it('that comes twice is answered once', async () => {
    const channel = oddChannel('telegram', () => undefined);
    await openFlow({ channels: [channel] });
    const message = messageTo('telegram', '1', ADVERT);
    const states = await Promise.all([channel.accept(message), channel.accept(message)]);
    expect([...states].sort()).toEqual(['accepted', 'duplicate']);
    await pass(60_000);
    expect(await channel.accept(message)).toBe('duplicate');
    await settled();
    expect(channel.taken).toHaveLength(1);
  });
});

describe('a case', () => {
  it('that is a plea is answered at once, without waiting for more', async () => {
    const person = terminal();
    await openFlow({ channels: [person.channel] });
    person.say(PLEA);
    await until('an answer', () => person.heard.length === 1);
    expect(person.heard[0]).toMatch(/\+855|\+62/);
    expect(person.heard[0]).not.toContain('BAHAYA');
  });

  it('that is an advert waits for its other pieces, and they are answered together', async () => {
    const person = terminal();
    await openFlow({ channels: [person.channel] });
    person.say('Dicari CS dan admin penempatan Kamboja, gaji 15 juta, tanpa pengalaman.');
    await settled();
    await pass(CASE_QUIET_MS - 500);
    person.say('Paspor kami yang pegang, pakai visa turis dulu.', 'ini bagaimana ya kak?');
    await settled();
    await pass(CASE_QUIET_MS - 500);
    expect(person.heard).toEqual([]);
    await pass(500);
    await until('an answer', () => person.heard.length === 1);
    expect(person.heard[0]).toContain(HIGH);
    expect(person.heard[0]).toContain('visa turis');
    await pass(60_000);
    expect(person.heard).toHaveLength(1);
  });

  it('that turns out to be a plea takes along what came before it', async () => {
    const person = terminal();
    const { store } = await openFlow({ channels: [person.channel] });
    person.say(ADVERT, PLEA);
    await until('an answer', () => person.heard.length === 1);
    expect(person.heard[0]).not.toContain(HIGH);
    await settled();
    expect(await store.waitingInbox()).toEqual([]);
  });
});

describe('a choice', () => {
  it('is understood while the session lives, and said to fit nothing after it', async () => {
    const person = terminal();
    await openFlow({ channels: [person.channel] });
    person.say(ADVERT);
    await settled();
    await pass(CASE_QUIET_MS);
    await until('the warning', () => person.heard.length === 1);
    vi.setSystemTime(Date.now() + SESSION_TTL_MS - 1_000);
    person.say('5');
    await until('the explanation', () => person.heard.length === 2);
    expect(person.heard[1]).toContain('visa turis');
    vi.setSystemTime(Date.now() + SESSION_TTL_MS + 1_000);
    person.say('5');
    await until('the notice', () => person.heard.length === 3);
    const [notice] = shippedHouse().texts.list('id', 'notice.number_without_choices');
    expect(person.heard[2]).toContain(notice);
  });

  it('of an old case is not taken for one of the new case', async () => {
    const { submit, ask } = await visitor();
    const [first] = await submit(text(ADVERT));
    const [second] = await submit(text(`${ADVERT} Segera.`));
    const [oldCase, newCase] = [first?.reply.caseId as string, second?.reply.caseId as string];
    expect(oldCase).not.toBe(newCase);
    const [answer] = await submit(press(oldCase, 5));
    expect(answer?.reply.caseId).toBe(newCase);
    expect(wordsOf(answer!)).not.toContain('visa turis');
    expect(await ask(press(newCase, 5))).toContain('visa turis');
  });
});

describe('HAPUS', () => {
  it('forgets the conversation and everything that still waits to be said', async () => {
    let isReachable = false;
    const channel = oddChannel('telegram', () => {
      if (!isReachable) throw new Error('the network is down');
    });
    const { store } = await openFlow({ channels: [channel] });
    const { chatKey } = await chatOf(channel, store);
    expect(await store.session(chatKey)).not.toBeNull();
    await channel.accept(messageTo('telegram', '1', 'HAPUS'));
    await settled();
    expect(await store.session(chatKey)).toBeNull();
    isReachable = true;
    await pass(120_000);
    expect(channel.taken.map(({ outgoing }) => wordsOf(outgoing))).toEqual([
      shippedHouse().texts.list('id', 'notice.deleted').join('\n'),
    ]);
    expect(await store.waitingInbox()).toEqual([]);
    expect(await store.nextDueAtMs()).toBeNull();
  });

  async function chatOf(channel: ReturnType<typeof oddChannel>, store: Parameters<typeof firstDue>[0]) {
    await channel.accept(messageTo('telegram', '1', ADVERT));
    await until('a reply that waits', async () => channel.tries.length > 0);
    vi.setSystemTime(Date.now() + 60_000);
    return firstDue(store);
  }
  async function firstDue(store: Awaited<ReturnType<typeof openFlow>>['store']) {
    const [item] = await store.dueReplies(1);
    return item!;
  }
});

describe('whatever breaks', () => {
  const boom = () => {
    throw new Error(PLEA);
  };
  const { ruleset, texts } = shippedHouse();
  const broken = {
    'the judgement': { ...shippedHouse(), ruleset: changed(ruleset, { index: { find: boom } }) },
    'the words of an answer': { ...shippedHouse(), texts: changed(texts, { reason: boom }) },
  };

  it.each(Object.entries(broken))('in %s, the person gets an answer with a hotline', async (_, house) => {
    const person = terminal();
    const { store, log } = await openFlow({ channels: [person.channel], house });
    person.say(ADVERT);
    await settled();
    await pass(CASE_QUIET_MS);
    await until('an answer', () => person.heard.length === 1);
    const [trouble] = texts.list('id', 'notice.trouble');
    expect(person.heard[0]).toContain(trouble);
    expect(person.heard[0]).toContain(hotlineNumber());
    await settled();
    expect(await store.waitingInbox()).toEqual([]);
    expect(log.lines.map(({ code }) => code)).toContainEqual(expect.stringMatching(/broken/));
    expect(JSON.stringify(log.lines)).not.toContain('disekap');
  });

  it('offers no choice of an answer that nobody saw', async () => {
    const { submit, ask } = await visitor({ house: broken['the words of an answer'] });
    expect((await submit(text(ADVERT)))[0]?.reply.choices).toEqual([]);
    expect(await ask(text('5'))).toContain(texts.list('id', 'notice.number_without_choices')[0]);
  });

  it('even all words at once, for the first answer was made before', async () => {
    let isBroken = false;
    const list: typeof texts.list = (locale, key) => (isBroken ? boom() : texts.list(locale, key));
    const { submit } = await visitor({ house: { ...shippedHouse(), texts: changed(texts, { list }) } });
    isBroken = true;
    const [answer] = await submit(text('BANTUAN'));
    expect(wordsOf(answer!)).toContain(hotlineNumber());
  });
});
