import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Accept, ChannelError } from '../../../src/channels/channel.js';
import { RECENT_ANSWER_TTL_MS } from '../../../src/channels/web/recent-answers.js';
import {
  isWebId,
  newWebId,
  RETRY_LATER_MS,
  RETRY_SOON_MS,
  WAITERS_PER_SESSION_MAX,
  WebChannel,
  type WebChannelOptions,
} from '../../../src/channels/web/web-channel.js';
import { SESSION_TTL_MS } from '../../../src/conversation/session.js';
import type { InboundContent, InboundMessage } from '../../../src/message.js';
import type { Outgoing } from '../../../src/replies/reply.js';

const text = (words: string): InboundContent => ({ kind: 'text', text: words, forwarded: false });

function outgoing(words: string): Outgoing {
  return {
    kind: 'text',
    reply: {
      kind: 'notice',
      level: null,
      blocks: [{ type: 'lines', lines: [[{ text: words, bold: false }]] }],
      choices: [],
      caseId: null,
    },
  };
}

const wordsOf = (all: readonly Outgoing[]) =>
  all.map(({ reply: { blocks } }) => (blocks[0]?.type === 'lines' ? blocks[0].lines[0]?.[0]?.text : null));

/** A channel whose accept remembers what came and answers as told. */
async function open(options: WebChannelOptions = {}) {
  const taken: InboundMessage[] = [];
  const known = new Set<string>();
  let onTaken: (message: InboundMessage) => void = () => undefined;
  const accept: Accept = async message => {
    if (known.has(message.messageId)) return 'duplicate';
    known.add(message.messageId);
    taken.push(message);
    onTaken(message);
    return 'accepted';
  };
  const clock = { nowMs: 1_000_000, now: () => clock.nowMs };
  const channel = new WebChannel({
    clock,
    replyWaitMs: 2_000,
    repeatWaitMs: 20,
    collectWaitMs: 2_000,
    ...options,
  });
  await channel.start(accept);
  const send = (message: InboundMessage, words: string, isLast = true, key = words) =>
    channel.send(message.address, outgoing(words), { inReplyTo: message.messageId, key, isLast });
  return {
    channel,
    clock,
    taken,
    send,
    whenTaken: (react: (message: InboundMessage) => void) => {
      onTaken = react;
    },
  };
}

/** Sends nobody looks at: a refusal is part of what the test is about. */
const quietly = (sent: Promise<void>) => void sent.catch(() => undefined);

const SESSION = newWebId();

describe('the web channel', () => {
  it('answers a form with every reply up to the last one', async () => {
    const { channel, send, whenTaken } = await open();
    let lastSent: Promise<void> = Promise.resolve();
    whenTaken(async message => {
      await send(message, 'satu', false);
      lastSent = send(message, 'dua');
    });
    const answer = await channel.submit(SESSION, text('halo'));
    expect(answer.state).toBe('complete');
    expect(wordsOf(answer.outgoing)).toEqual(['satu', 'dua']);
    answer.settle(true);
    await expect(lastSent).resolves.toBeUndefined();
  });

  it('makes a message of the form that names only the session', async () => {
    const { channel, clock, taken, send, whenTaken } = await open();
    whenTaken(message => quietly(send(message, 'ya')));
    (
      await channel.submit(SESSION, { kind: 'choice', press: { caseId: 'bcdfgh', number: 3 } }, 'satu')
    ).settle(true);
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({
      messageId: 'satu',
      edited: false,
      sentAtMs: clock.nowMs,
      content: { kind: 'choice', press: { caseId: 'bcdfgh', number: 3 } },
    });
    expect(taken[0]?.address.reveal()).toEqual({ channel: 'web', nativeId: SESSION });
    expect(inspect(taken[0]) + JSON.stringify(taken[0])).not.toContain(SESSION);
  });

  it('counts the last reply as sent only when the page with it was written out', async () => {
    const { channel, send, whenTaken } = await open();
    const sent: Promise<void>[] = [];
    whenTaken(message => {
      sent.push(send(message, 'hilang'));
      quietly(sent[0] as Promise<void>);
    });
    const answer = await channel.submit(SESSION, text('halo'));
    answer.settle(false);
    await expect(sent[0]).rejects.toMatchObject({ kind: 'retry', code: 'web_nobody_waits' });
  });

  it('gives up on an answer that nobody says was written out', async () => {
    const { channel, send, whenTaken } = await open({ writeOutWaitMs: 20 });
    let sent: Promise<void> = Promise.resolve();
    whenTaken(message => {
      sent = send(message, 'hilang');
      quietly(sent);
    });
    await channel.submit(SESSION, text('halo'));
    await expect(sent).rejects.toBeInstanceOf(ChannelError);
  });

  it('shows the same answer to a form that is posted again, and takes it in once', async () => {
    const { channel, taken, send, whenTaken } = await open();
    whenTaken(message => quietly(send(message, 'jawaban')));
    const first = await channel.submit(SESSION, text('halo'), 'sama');
    first.settle(true);
    const second = await channel.submit(SESSION, text('halo'), 'sama');
    expect(second.state).toBe('complete');
    expect(wordsOf(second.outgoing)).toEqual(['jawaban']);
    expect(taken).toHaveLength(1);
  });

  it('lets a second post of the same form wait for the first answer', async () => {
    const { channel, taken, send } = await open();
    const posts = [
      channel.submit(SESSION, text('halo'), 'sama'),
      channel.submit(SESSION, text('halo'), 'sama'),
    ];
    await new Promise(resolve => setImmediate(resolve));
    const sent = send(taken[0] as InboundMessage, 'jawaban');
    const [first, second] = await Promise.all(posts);
    expect(wordsOf(first?.outgoing ?? [])).toEqual(['jawaban']);
    expect(wordsOf(second?.outgoing ?? [])).toEqual(['jawaban']);
    // The browser dropped the first request and reads the second.
    first?.settle(false);
    second?.settle(true);
    await expect(sent).resolves.toBeUndefined();
    expect(taken).toHaveLength(1);
  });

  it('does not send again what a second post has shown meanwhile', async () => {
    const { channel, send, taken, whenTaken } = await open();
    whenTaken(message => quietly(send(message, 'jawaban', true, 'kunci')));
    (await channel.submit(SESSION, text('halo'), 'sama')).settle(false);
    (await channel.submit(SESSION, text('halo'), 'sama')).settle(true);
    await expect(send(taken[0] as InboundMessage, 'jawaban', true, 'kunci')).resolves.toBeUndefined();
  });

  it('says "repeat" for a message known from before a restart whose answer it never saw', async () => {
    const { channel, clock, send, whenTaken } = await open();
    whenTaken(message => quietly(send(message, 'jawaban')));
    (await channel.submit(SESSION, text('halo'), 'lama')).settle(true);
    clock.nowMs += RECENT_ANSWER_TTL_MS + 1;
    const again = await channel.submit(SESSION, text('halo'), 'lama');
    expect(again).toMatchObject({ state: 'repeat', outgoing: [] });
  });

  it('is late when no answer comes, and hands the reply to the visitor who comes back', async () => {
    const returned: string[] = [];
    const { channel, send, taken } = await open({
      replyWaitMs: 20,
      onReturn: address => returned.push(address.reveal().nativeId),
    });
    expect((await channel.submit(SESSION, text('halo'))).state).toBe('late');
    const message = taken[0] as InboundMessage;
    await expect(send(message, 'telat')).rejects.toMatchObject({ kind: 'retry', afterMs: RETRY_SOON_MS });
    const back = channel.collect(SESSION);
    expect(returned).toEqual([SESSION]);
    const sent = send(message, 'telat');
    const answer = await back;
    expect(wordsOf(answer.outgoing)).toEqual(['telat']);
    answer.settle(true);
    await expect(sent).resolves.toBeUndefined();
    expect(await channel.collect(SESSION)).toMatchObject({ state: 'complete', outgoing: [] });
  });

  it('puts a late reply before the next answer and ends only with that answer', async () => {
    const { channel, send, taken } = await open({ replyWaitMs: 20 });
    await channel.submit(SESSION, text('satu'), 'm1');
    const next = channel.submit(SESSION, text('dua'), 'm2');
    await new Promise(resolve => setImmediate(resolve));
    await send(taken[0] as InboundMessage, 'jawaban satu');
    quietly(send(taken[1] as InboundMessage, 'jawaban dua'));
    const answer = await next;
    expect(answer.state).toBe('complete');
    expect(wordsOf(answer.outgoing)).toEqual(['jawaban satu', 'jawaban dua']);
  });

  it('gives two forms of one visitor each their own answer', async () => {
    const { channel, send, taken } = await open();
    const both = [channel.submit(SESSION, text('satu'), 'm1'), channel.submit(SESSION, text('dua'), 'm2')];
    await new Promise(resolve => setImmediate(resolve));
    quietly(send(taken[1] as InboundMessage, 'jawaban dua'));
    quietly(send(taken[0] as InboundMessage, 'jawaban satu'));
    const [first, second] = await Promise.all(both);
    expect(wordsOf(first?.outgoing ?? [])).toEqual(['jawaban satu']);
    expect(wordsOf(second?.outgoing ?? [])).toEqual(['jawaban dua']);
  });

  it('keeps visitors apart', async () => {
    const { channel, send, taken } = await open({ replyWaitMs: 30 });
    const mine = channel.submit(newWebId(), text('saya'), 'm1');
    const theirs = channel.submit(newWebId(), text('orang lain'), 'm2');
    await new Promise(resolve => setImmediate(resolve));
    quietly(send(taken[0] as InboundMessage, 'untuk saya'));
    expect(wordsOf((await mine).outgoing)).toEqual(['untuk saya']);
    expect((await theirs).outgoing).toEqual([]);
  });

  it('tries rarely after a minute and gives up when the cookie of the visitor has run out', async () => {
    const { channel, clock, send, taken } = await open({ replyWaitMs: 20 });
    await channel.submit(SESSION, text('halo'));
    const message = taken[0] as InboundMessage;
    clock.nowMs += 61_000;
    await expect(send(message, 'telat')).rejects.toMatchObject({ kind: 'retry', afterMs: RETRY_LATER_MS });
    clock.nowMs += SESSION_TTL_MS;
    await expect(send(message, 'telat')).rejects.toMatchObject({ kind: 'gone' });
  });

  it('rejects a form that could not be taken in, whoever else waits for it', async () => {
    const channel = new WebChannel();
    await channel.start(async () => {
      throw new Error('disk full');
    });
    const posts = [channel.submit(SESSION, text('halo'), 'm1'), channel.submit(SESSION, text('halo'), 'm1')];
    const results = await Promise.allSettled(posts);
    expect(results.map(result => result.status)).toEqual(['rejected', 'rejected']);
    // A next try is a new one.
    await expect(channel.submit(SESSION, text('halo'), 'm1')).rejects.toThrow('disk full');
  });

  it('ends the wait of a message that is to be answered with silence', async () => {
    const { channel, whenTaken } = await open();
    whenTaken(message => channel.endWithoutReply(message.address, message.messageId));
    expect(await channel.submit(SESSION, text('T'))).toMatchObject({ state: 'complete', outgoing: [] });
  });

  it('lets one visitor wait for a few answers only', async () => {
    const { channel } = await open({ replyWaitMs: 30 });
    const waiting = Array.from({ length: WAITERS_PER_SESSION_MAX }, (_, index) =>
      channel.submit(SESSION, text('halo'), `m${index}`),
    );
    await expect(channel.submit(SESSION, text('halo'), 'lima')).rejects.toThrow('too many');
    await Promise.all(waiting);
    // Once those are over there is room again.
    expect((await channel.submit(SESSION, text('halo'), 'lagi')).state).toBe('late');
  });

  it('is on between start and stop, ends every wait on stop and takes nothing in after it', async () => {
    const { channel, taken } = await open({ replyWaitMs: 60_000 });
    expect(channel.status().state).toBe('on');
    const waiting = channel.submit(SESSION, text('halo'));
    await new Promise(resolve => setImmediate(resolve));
    await channel.stop();
    expect((await waiting).state).toBe('late');
    expect(channel.status().state).toBe('off');
    await expect(channel.submit(SESSION, text('halo'))).rejects.toThrow('not started');
    expect(taken).toHaveLength(1);
  });

  it('has no message to delete and nothing to type', async () => {
    const { channel, send, taken, whenTaken } = await open();
    whenTaken(message => quietly(send(message, 'ya')));
    await channel.submit(SESSION, text('halo'), 'm1');
    expect(await channel.deleteMessage()).toBe(false);
    expect(() => channel.showTyping()).not.toThrow();
    expect(taken).toHaveLength(1);
  });
});

describe('the id of a visitor', () => {
  it('has 128 random bits and is told from anything else', () => {
    const ids = new Set(Array.from({ length: 100 }, newWebId));
    expect(ids.size).toBe(100);
    for (const id of ids) {
      expect(Buffer.from(id, 'base64url')).toHaveLength(16);
      expect(isWebId(id)).toBe(true);
    }
    expect(['', 'x', `${newWebId()}x`, 'a/b+c='.padEnd(22, '0'), null, 22].filter(isWebId)).toEqual([]);
  });
});
