/** Chats and channels beside each other: nobody waits for somebody else's network, and nobody is flooded out. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebChannel } from '../../src/channels/web/web-channel.js';
import { CASES_PER_WINDOW_MAX, FLOOD_WINDOW_MS } from '../../src/delivery/flood-limit.js';
import { ONE_MORE_AFTER_MS, SEND_TIMEOUT_MS, SENDS_AT_ONCE_MAX } from '../../src/delivery/outbox-sender.js';
import type { InboundContent } from '../../src/message.js';
import { shippedHouse } from '../fixtures/running-app.js';
import {
  ADVERT,
  closeFlows,
  messageTo,
  never,
  oddChannel,
  openFlow,
  PLEA,
  pass,
  settled,
  stopTime,
  terminal,
  until,
  wordsOf,
} from './flow.js';

beforeEach(stopTime);
afterEach(closeFlows);

const text = (words: string): InboundContent => ({ kind: 'text', text: words, forwarded: false });

describe('two channels side by side', () => {
  it.each<[string, () => unknown]>([
    ['hangs', never],
    [
      'throws at once',
      () => {
        throw new TypeError('broken');
      },
    ],
    ['fails', () => Promise.reject(new Error('broken'))],
  ])('one whose send %s, for many chats, delays no answer of the other', async (_, send) => {
    const odd = oddChannel('telegram', send);
    const web = new WebChannel();
    await openFlow({ channels: [odd, web] });
    for (let chat = 1; chat <= 6 * SENDS_AT_ONCE_MAX; chat++)
      await odd.accept(messageTo('telegram', String(chat), PLEA));
    await until('the sends have begun', () => odd.tries.length > 0);
    await pass(SENDS_AT_ONCE_MAX * ONE_MORE_AFTER_MS);
    const answer = await web.submit('x'.repeat(22), text(ADVERT));
    answer.settle(true);
    expect(answer.outgoing.map(wordsOf).join()).toContain('BAHAYA TINGGI');
    expect(odd.taken).toEqual([]);
  });

  it('one chat whose send hangs delays no second try of another chat', async () => {
    const odd = oddChannel('telegram', (nth, chat) => {
      if (chat === 'hangs') return never();
      if (nth <= 3) throw new Error('down for a moment');
      return undefined;
    });
    await openFlow({ channels: [odd] });
    await odd.accept(messageTo('telegram', 'hangs', PLEA));
    await odd.accept(messageTo('telegram', 'waits', PLEA));
    await pass(SEND_TIMEOUT_MS / 2);
    expect(odd.taken.map(({ chat }) => chat)).toEqual(['waits']);
  });

  it('no more replies are sent at once on a channel than its limit', async () => {
    const odd = oddChannel('whatsapp', never);
    await openFlow({ channels: [odd] });
    for (let chat = 1; chat <= 2 * SENDS_AT_ONCE_MAX; chat++)
      await odd.accept(messageTo('whatsapp', String(chat), PLEA));
    await pass(5_000);
    expect(odd.tries).toHaveLength(SENDS_AT_ONCE_MAX);
  });

  it('while none has to wait long, replies are sent one at a time, so that a crash doubles one at the most', async () => {
    let open = 0;
    let most = 0;
    const odd = oddChannel('telegram', async () => {
      most = Math.max(most, ++open);
      await new Promise(resolve => setTimeout(resolve, 5));
      open -= 1;
    });
    await openFlow({ channels: [odd] });
    for (let chat = 1; chat <= 8; chat++) await odd.accept(messageTo('telegram', String(chat), PLEA));
    await pass(ONE_MORE_AFTER_MS);
    expect([odd.taken.length, most]).toEqual([8, 1]);
  });
});

describe('one chat', () => {
  it('is answered in its order, also when the first reply has to be sent again', async () => {
    const odd = oddChannel('telegram', nth => {
      if (nth <= 2) throw new Error('down for a moment');
    });
    await openFlow({ channels: [odd] });
    for (const words of ['BANTUAN', 'SINGKAT', 'STOP']) await odd.accept(messageTo('telegram', '1', words));
    await pass(20_000);
    const { texts } = shippedHouse();
    const firstLines = odd.taken.map(({ outgoing }) => wordsOf(outgoing).split('\n')[0]);
    expect(firstLines).toEqual([
      texts.list('id', 'intent.help')[0],
      texts.list('id', 'notice.short_on')[0],
      texts.list('id', 'notice.stopped')[0],
    ]);
  });
});

describe('a chat that floods', () => {
  const slowDown = () => shippedHouse().texts.list('id', 'notice.slow_down')[0] as string;

  it('is told so once, then not answered, but for a plea; and answered again after the window', async () => {
    const person = terminal();
    await openFlow({ channels: [person.channel] });
    const sayAll = async (count: number): Promise<void> => {
      person.say(...Array.from({ length: count }, () => 'BANTUAN'));
      await settled(400);
    };
    await sayAll(CASES_PER_WINDOW_MAX);
    expect(person.heard).toHaveLength(CASES_PER_WINDOW_MAX);
    expect(person.heard.join()).not.toContain(slowDown());
    await sayAll(1);
    expect(person.heard.at(-1)).toContain(slowDown());
    await sayAll(20);
    expect(person.heard).toHaveLength(CASES_PER_WINDOW_MAX + 1);
    person.say(PLEA);
    await until('the plea is answered', () => person.heard.length === CASES_PER_WINDOW_MAX + 2);
    expect(person.heard.at(-1)).toMatch(/\+855|\+62/);
    await pass(FLOOD_WINDOW_MS);
    await sayAll(1);
    expect(person.heard).toHaveLength(CASES_PER_WINDOW_MAX + 3);
    expect(person.heard.at(-1)).not.toContain(slowDown());
  });

  it('takes nothing from another chat', async () => {
    const odd = oddChannel('telegram', () => undefined);
    await openFlow({ channels: [odd] });
    for (let nth = 0; nth < 2 * CASES_PER_WINDOW_MAX; nth++)
      await odd.accept(messageTo('telegram', 'floods', 'BANTUAN', String(nth)));
    await odd.accept(messageTo('telegram', 'asks', 'BANTUAN'));
    await until('an answer', () => odd.taken.some(({ chat }) => chat === 'asks'));
    const asked = odd.taken.find(({ chat }) => chat === 'asks');
    expect(wordsOf(asked!.outgoing)).not.toContain(slowDown());
  });
});
