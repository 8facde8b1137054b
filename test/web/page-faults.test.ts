import { afterEach, describe, expect, it } from 'vitest';
import { ChannelError } from '../../src/channels/channel.js';
import type { Outgoing } from '../../src/replies/reply.js';
import { ask, cookieOf, postForm } from './ask.js';
import { type SmallApp, type SmallAppOptions, startSmallApp } from './small-app.js';

let app: SmallApp | null = null;
async function start(options: SmallAppOptions = {}): Promise<SmallApp> {
  app = await startSmallApp(options);
  return app;
}
afterEach(async () => {
  await app?.close();
  app = null;
});

describe('when something breaks', () => {
  it('the page says that the answer is late, gives a hotline, and shows the answer when it is loaded again', async () => {
    const waiting: (() => Promise<void>)[] = [];
    const { server } = await start({
      channel: { replyWaitMs: 30, collectWaitMs: 2_000, onReturn: () => waiting.shift()?.() },
      deliver: (channel, message, outgoing) => {
        waiting.push(async () => {
          const context = { inReplyTo: message.messageId, key: 'k', isLast: true };
          await channel.send(message.address, outgoing[0] as Outgoing, context);
        });
      },
    });
    const cookie = cookieOf(await ask(server.url));
    const late = await postForm(server.url, { text: 'halo' }, { cookie });
    expect(late.status).toBe(202);
    expect(late.text).toContain('Muat ulang');
    expect(late.text).toContain('tel:+622155500000');
    // Whoever only looks ahead does not take the answer away.
    const peeks = [
      await ask(server.url, { method: 'HEAD', headers: { cookie } }),
      await ask(server.url, { headers: { cookie, 'sec-purpose': 'prefetch' } }),
      await ask(server.url),
    ];
    for (const peek of peeks) expect(peek.text).not.toContain('BAHAYA TINGGI');
    const back = await ask(server.url, { headers: { cookie } });
    expect(back.text).toContain('BAHAYA TINGGI');
    const again = await ask(server.url, { headers: { cookie } });
    expect(again.text).not.toContain('BAHAYA TINGGI');
  });

  it('the page says that an answer which is owed is still not there', async () => {
    const { server } = await start({
      channel: { replyWaitMs: 20, collectWaitMs: 20 },
      deliver: () => undefined,
    });
    const cookie = cookieOf(await ask(server.url));
    await postForm(server.url, { text: 'halo' }, { cookie });
    const back = await ask(server.url, { headers: { cookie } });
    expect(back.status).toBe(200);
    expect(back.text).toContain('Muat ulang');
  });

  it('a form that came before and cannot be answered again gets a kind line and makes no second case', async () => {
    const clock = { nowMs: 0, now: () => clock.nowMs };
    const { server, taken } = await start({ channel: { clock, repeatWaitMs: 20 } });
    const cookie = cookieOf(await ask(server.url));
    const fields = { text: 'halo', once: 'c'.repeat(22) };
    await postForm(server.url, fields, { cookie });
    clock.nowMs += 60 * 60_000;
    const again = await postForm(server.url, fields, { cookie });
    expect(again.status).toBe(200);
    expect(again.text).toContain('class="notice"');
    expect(again.text).not.toContain('BAHAYA TINGGI');
    expect(taken).toHaveLength(1);
  });

  it('a text that could not be taken in stays in the box, with a hotline beside the fault', async () => {
    const { server, channel, logged } = await start();
    await channel.start(async () => {
      throw new Error('no space left for Budi');
    });
    const answer = await postForm(server.url, { text: 'Lowongan rahasia' });
    expect(answer.status).toBe(503);
    expect(answer.text).toMatch(/<textarea[^>]*>Lowongan rahasia<\/textarea>/);
    expect(answer.text).toContain('Ada gangguan');
    expect(answer.text).toContain('tel:+622155500000');
    expect(logged.join('')).toContain('web_not_taken_in');
    expect(logged.join('')).not.toMatch(/Budi|rahasia/);
  });

  it('an answer to a phone that went away stays with the sender', async () => {
    const failures: unknown[] = [];
    let leave: () => void = () => undefined;
    const { server } = await start({
      deliver: (channel, message, outgoing) => {
        void (async () => {
          leave();
          await new Promise(resolve => setTimeout(resolve, 100));
          const context = { inReplyTo: message.messageId, key: 'k', isLast: true };
          await channel
            .send(message.address, outgoing[0] as Outgoing, context)
            .catch(error => failures.push(error));
        })();
      },
    });
    const gone = new AbortController();
    leave = () => gone.abort();
    const body = new URLSearchParams({ text: 'halo' });
    await expect(fetch(server.url, { method: 'POST', body, signal: gone.signal })).rejects.toThrow();
    await expect.poll(() => failures, { timeout: 10_000 }).toHaveLength(1);
    expect(failures[0]).toBeInstanceOf(ChannelError);
    expect(failures[0]).toMatchObject({ kind: 'retry' });
  });
});
