/**
 * Persons on the page for the canary proof: a browser without a script that names itself, its address and where it
 * comes from with marks, and that posts again, looks again and pastes again until it has its answer.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { type Asked, ask, cookieOf, fieldValues, postForm } from '../web/ask.js';
import type { MarkBook } from './canary-marks.js';
import { type Capture, OwnWords, type Talker } from './canary-talker.js';

const TRY_AGAIN_MS = 250;
/** Looks at a page without an answer before the person pastes the text again, as the page asks. */
const LOOKS_BEFORE_PASTING = 3;
const CARD = /<article[^>]*>.*?<\/article>/gs;

export class MarkedWeb {
  #persons = 0;

  constructor(
    readonly url: string,
    readonly book: MarkBook,
    readonly capture: Capture,
    /** Aborted when nobody waits any longer. */
    readonly signal: AbortSignal,
  ) {}

  person(): WebTalker {
    this.#persons += 1;
    return new WebTalker(this, this.#persons);
  }
}

class WebTalker implements Talker {
  readonly way = 'web';
  readonly own: OwnWords;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #cards: string[] = [];
  #cookie = '';
  #page = '';

  constructor(
    private readonly web: MarkedWeb,
    which: number,
  ) {
    const { book } = web;
    this.#headers = {
      'x-forwarded-for': book.next('client address'),
      'user-agent': `Mozilla/5.0 (Linux; ${book.next('user agent')})`,
      referer: `https://contoh.id/${book.next('referrer')}`,
    };
    this.own = new OwnWords(book, book.next('number in a text'), which);
  }

  replies(): readonly string[] {
    return this.#cards.map(card => card.replace(/<[^>]*>/g, ' '));
  }

  /** Resolves when an answer is shown. */
  async write(words: string): Promise<void> {
    while (this.#cookie === '' && !this.web.signal.aborted) await this.#look();
    await this.#send({ text: words, once: this.#noted(fieldValues(this.#page, 'once')[0] ?? '') });
  }

  async choose(number: number): Promise<void> {
    const newest = this.#cards.at(-1) ?? '';
    const [caseId = ''] = fieldValues(newest, 'case');
    const once = this.#noted(fieldValues(newest, 'once')[0] ?? '');
    await this.#send({ case: caseId, once, choice: String(number) });
  }

  async #send(given: Readonly<Record<string, string>>): Promise<void> {
    let form = given;
    const before = this.#cards.length;
    for (let looks = 1; !this.web.signal.aborted; looks += 1) {
      const page = await this.#ask(() => postForm(this.web.url, form, this.#allHeaders()), form);
      if (page !== null) this.#read(page);
      else looks = 0;
      if (this.#cards.length > before) return;
      if (page !== null) await this.#look();
      if (this.#cards.length > before) return;
      if (looks < LOOKS_BEFORE_PASTING || form.text === undefined) continue;
      form = { ...form, once: '' };
      looks = 0;
    }
  }

  async #look(): Promise<void> {
    const page = await this.#ask(() => ask(this.web.url, { headers: this.#allHeaders() }), {});
    if (page === null) return;
    this.#page = page.text;
    this.#read(page);
  }

  #read(page: Asked): void {
    this.#cookie = cookieOf(page) || this.#cookie;
    const [id = ''] = this.#cookie.replace(/^[^=]+=/, '').split('.');
    this.#note('page cookie', id, ['chat', 'web']);
    for (const [card] of page.text.matchAll(CARD)) if (!this.#cards.includes(card)) this.#cards.push(card);
  }

  /** null when nothing, or only half an answer, came back. */
  async #ask(request: () => Promise<Asked>, form: Readonly<Record<string, string>>): Promise<Asked | null> {
    this.web.capture.add(JSON.stringify([this.#allHeaders(), form]));
    const page = await request().catch(() => null);
    if (page !== null && page.status < 500) return page;
    await delay(TRY_AGAIN_MS);
    return null;
  }

  #allHeaders(): Record<string, string> {
    return { ...this.#headers, ...(this.#cookie === '' ? {} : { cookie: this.#cookie }) };
  }

  #noted(once: string): string {
    const [id = ''] = this.#cookie.replace(/^[^=]+=/, '').split('.');
    this.#note('form id', once, ['message', 'web', id]);
    return once;
  }

  /** Ids of the page are base64url of random bytes: their bytes would be as bad. */
  #note(kind: 'page cookie' | 'form id', id: string, keyedWith: readonly string[]): void {
    if (id === '') return;
    const { book, capture } = this.web;
    book.note(kind, id, keyedWith);
    const bytes = Buffer.from(id, 'base64url');
    book.note(kind, bytes);
    capture.add(id, bytes);
  }
}
