/**
 * The web channel for the contract: a real server and a person with a browser that has no script. The person
 * posts forms, reads the cards of the answer, presses its buttons, and tries again once when the page says that
 * the text could not be taken in.
 */
import { randomBytes } from 'node:crypto';
import { type ClientRequest, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Accept } from '../../src/channels/channel.js';
import { WebChannel } from '../../src/channels/web/web-channel.js';
import { createMetrics } from '../../src/web/metrics.js';
import { startWebServer } from '../../src/web/server.js';
import { ask, cookieOf } from '../web/ask.js';
import { localePageTexts } from '../web/locale-texts.js';
import type { ChannelHarness } from './channel-harness.js';

/** Server and person share one event loop: after this it has seen that a connection was cut. */
const NOTICE_MS = 50;
const TRIES_MAX = 2;

export const harness: ChannelHarness = {
  name: 'web',
  abilities: {
    // Not the network but the person tries again: the page keeps the text and says so.
    redelivers: false,
    // A form that is posted twice is joined before it reaches accept; the tests of the channel cover that.
    repeats: false,
    ownMessages: false,
    choices: 'press',
    sendFailures: ['retry'],
  },
  open: async (accept, log) => {
    const channel = new WebChannel();
    const server = await startWebServer({
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
      trustProxyHops: 0,
      cookieKey: randomBytes(32),
      webChannel: channel,
      check: () => ({}),
      isHealthy: async () => true,
      metrics: createMetrics(),
      metricsToken: null,
      texts: localePageTexts(),
      emergencyContacts: () => [],
      shippedRoot: process.cwd(),
      log,
    });
    const offers = new Offers();
    await channel.start(message => offers.watch(accept, message));
    const cookie = cookieOf(await ask(server.url));
    const person = new Person(server.url, cookie, offers);
    let isClosed = false;
    return {
      channel,
      secrets: [cookie, cookie.replace(/^[^=]+=/, '').split('.')[0] ?? ''],
      write: text => person.post(new URLSearchParams({ text })),
      repeat: async () => {},
      writeAsBot: async () => {},
      choose: number => person.press(number),
      seen: async () => person.seen,
      failNextSend: () => person.hangUp(),
      close: async () => {
        if (isClosed) return;
        isClosed = true;
        await channel.stop();
        await server.close();
      },
    };
  },
};

/** Tells how accept dealt with the message that was posted last. */
class Offers {
  #last: Promise<boolean> = Promise.resolve(false);
  #onOffer: () => void = () => undefined;

  async watch(accept: Accept, message: Parameters<Accept>[0]): ReturnType<Accept> {
    const taken = accept(message);
    this.#last = taken.then(
      () => true,
      () => false,
    );
    this.#onOffer();
    return taken;
  }

  /** Whether the next message is taken; resolves when accept has decided. */
  next(): Promise<boolean> {
    return new Promise(resolve => {
      this.#onOffer = () => resolve(this.#last);
    });
  }
}

class Person {
  readonly seen: string[] = [];
  #lastPage = '';
  #open: ClientRequest | null = null;

  constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly offers: Offers,
  ) {}

  /** Posts a form, and once more when the page says that it was not taken in. The answer is read when it comes. */
  async post(form: URLSearchParams): Promise<void> {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const taken = this.offers.next();
      const page = this.#send(form);
      const refused = page.then(
        () => false,
        () => false,
      );
      if (await Promise.race([taken, refused])) return;
      await page.catch(() => undefined);
    }
  }

  async press(number: number): Promise<void> {
    const card = this.#lastPage.slice(this.#lastPage.lastIndexOf('<article'));
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(card)?.[1] ?? '';
    if (!card.includes(`name="choice" value="${number}"`)) throw new Error(`there is no button ${number}`);
    await this.post(
      new URLSearchParams({ case: field('case'), once: field('once'), choice: String(number) }),
    );
  }

  /** The phone loses its connection while it waits. */
  async hangUp(): Promise<void> {
    this.#open?.destroy();
    await delay(NOTICE_MS);
  }

  #send(form: URLSearchParams): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie: this.cookie };
      const sent = request(this.url, { method: 'POST', headers }, response => {
        let html = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          html += chunk;
        });
        response.on('end', () => {
          this.#lastPage = html;
          this.seen.push(...cardsOf(html).map(wordsOf));
          resolve();
        });
        response.on('error', reject);
      });
      sent.on('error', reject);
      this.#open = sent;
      sent.end(form.toString());
    });
  }
}

function cardsOf(html: string): readonly string[] {
  return [...html.matchAll(/<article[^>]*>.*?<\/article>/gs)].map(([card]) => card);
}

/** A card as it is read: blocks on lines of their own, a link to a page as its address. */
function wordsOf(card: string): string {
  return card
    .replace(/<a [^>]*href="(https:[^"]*)"[^>]*>.*?<\/a>/g, '\n$1\n')
    .replace(/<\/?(?:p|h\d|li|q|ul|ol|section|article|div|form|fieldset|legend|button|a)[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/[^\S\n]*\n\s*/g, '\n')
    .trim();
}
