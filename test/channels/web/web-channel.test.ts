import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { WAITERS_PER_SESSION_MAX, WebChannel } from '../../../src/channels/web/web-channel.js';
import { isWebId, newWebId } from '../../../src/channels/web/web-id.js';
import type { InboundMessage } from '../../../src/message.js';
import { open, quietly, SESSION, text, wordsOf } from './one-visitor.js';

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
