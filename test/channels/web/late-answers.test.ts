import { describe, expect, it } from 'vitest';
import { ChannelError } from '../../../src/channels/channel.js';
import { RECENT_ANSWER_TTL_MS } from '../../../src/channels/web/recent-answers.js';
import { RELOADING_MS, RETRY_LATER_MS, RETRY_SOON_MS } from '../../../src/channels/web/web-channel.js';
import { SESSION_TTL_MS } from '../../../src/conversation/session.js';
import type { InboundMessage } from '../../../src/message.js';
import { open, quietly, SESSION, text, wordsOf } from './one-visitor.js';

describe('an answer of the web channel that is late or lost', () => {
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
    const back = channel.collect(SESSION);
    expect(returned).toEqual([SESSION]);
    const sent = send(message, 'telat');
    const answer = await back;
    expect(wordsOf(answer.outgoing)).toEqual(['telat']);
    answer.settle(true);
    await expect(sent).resolves.toBeUndefined();
    expect(await channel.collect(SESSION)).toMatchObject({ state: 'complete', outgoing: [] });
  });

  it('keeps a reply that found nobody for the visitor who comes back, and takes it as sent from then on', async () => {
    const { channel, send, taken } = await open({ replyWaitMs: 20 });
    await channel.submit(SESSION, text('halo'));
    const message = taken[0] as InboundMessage;
    await expect(send(message, 'telat')).rejects.toMatchObject({ kind: 'retry', afterMs: RETRY_SOON_MS });
    const lost = await channel.collect(SESSION);
    lost.settle(false);
    const seen = await channel.collect(SESSION);
    expect(wordsOf(seen.outgoing)).toEqual(['telat']);
    seen.settle(true);
    expect((await channel.collect(SESSION)).outgoing).toEqual([]);
    await expect(send(message, 'telat')).resolves.toBeUndefined();
  });

  it('says that more is to come when only the first of several replies found nobody', async () => {
    const { channel, send, taken } = await open({ replyWaitMs: 20 });
    await channel.submit(SESSION, text('halo'));
    await expect(send(taken[0] as InboundMessage, 'satu', false)).rejects.toBeInstanceOf(ChannelError);
    const answer = await channel.collect(SESSION);
    expect([answer.state, wordsOf(answer.outgoing)]).toEqual(['late', ['satu']]);
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

  it('tries rarely after a while and gives up when the cookie of the visitor has run out', async () => {
    const { channel, clock, send, taken } = await open({ replyWaitMs: 20 });
    await channel.submit(SESSION, text('halo'));
    const message = taken[0] as InboundMessage;
    clock.nowMs += RELOADING_MS;
    await expect(send(message, 'telat')).rejects.toMatchObject({ kind: 'retry', afterMs: RETRY_LATER_MS });
    clock.nowMs += SESSION_TTL_MS;
    await expect(send(message, 'telat')).rejects.toMatchObject({ kind: 'gone' });
  });
});
