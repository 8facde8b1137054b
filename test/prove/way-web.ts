/**
 * Persons on the page, with a browser that has no script: they post a form, try the same form again when the
 * connection breaks, look at the page again when it says that the answer is late, and paste the text anew when the
 * page asks for it. A message is acknowledged when a page shows its answer.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { type Asked, ask, cookieOf, fieldValues, postForm } from '../web/ask.js';
import type { Keeper, WrittenMessage } from './history.js';
import { kindOf, type ReplyKind } from './words.js';

const TRY_AGAIN_MS = 300;
/** Looks at a page that says "already answered" before the person does as it asks and pastes the text again. */
const LOOKS_BEFORE_PASTING = 3;
const CARD = /<article[^>]*>.*?<\/article>/gs;

export class WebWay {
  #nextAddress = 1;

  constructor(
    readonly url: string,
    readonly keeper: Keeper,
    /** Aborted when nobody waits any longer. */
    readonly signal: AbortSignal,
  ) {}

  person(name: string): WebPerson {
    // Each from an address of their own, as the proxy in front would say: the limits are for one address.
    const address = `2001:db8:${(this.#nextAddress++).toString(16)}::1`;
    return new WebPerson(this, name, { 'x-forwarded-for': address });
  }
}

export class WebPerson {
  #cookie = '';
  #page = '';
  #last: { readonly written: WrittenMessage; readonly form: Record<string, string> } | null = null;
  #newest = '';
  /** Marks of the cards shown so far. */
  readonly #marks = new Set<string>();

  constructor(
    private readonly way: WebWay,
    readonly name: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  /** Resolves when an answer is shown, or nobody waits any longer. */
  async write(words: string, expects: ReplyKind): Promise<void> {
    await this.#open();
    await this.#send({ text: words, once: fieldValues(this.#page, 'once')[0] ?? '' }, expects);
  }

  /** Presses a button of the newest card. */
  async press(number: number, expects: ReplyKind): Promise<void> {
    const [caseId = ''] = fieldValues(this.#newest, 'case');
    const [once = ''] = fieldValues(this.#newest, 'once');
    await this.#send({ case: caseId, once, choice: String(number) }, expects);
  }

  /** Loads the page that shows the last answer once more: the browser posts the same form. */
  async again(): Promise<void> {
    if (!this.#last) return;
    this.#last.written.deliveries += 1;
    const page = await this.#ask(() => postForm(this.way.url, this.#last?.form ?? {}, this.#headers()));
    // That a reload shows the same answer is as it should be; another answer would be a second case.
    if (page !== null) this.#read(page, true);
  }

  /** Comes back to the page; what was owed is shown. */
  async comeBack(): Promise<void> {
    const page = await this.#ask(() => ask(this.way.url, { headers: this.#headers() }));
    if (page !== null) this.#read(page);
  }

  async #open(): Promise<void> {
    while (this.#cookie === '' && !this.way.signal.aborted) {
      const page = await this.#ask(() => ask(this.way.url, { headers: this.#headers() }));
      if (page === null) continue;
      this.#cookie = cookieOf(page);
      this.#page = page.text;
    }
  }

  async #send(form: Record<string, string>, expects: ReplyKind): Promise<void> {
    const { keeper, signal, url } = this.way;
    let written = keeper.wrote(this.name, 'web', expects);
    this.#last = { written, form };
    for (let looks = 0; !signal.aborted; looks += 1) {
      const page = await this.#ask(() => postForm(url, this.#last?.form ?? {}, this.#headers()));
      if (page !== null && this.#read(page)) break;
      if (page === null || page.status >= 400) looks = 0;
      else {
        await this.comeBack();
        if (keeper.repliesTo(this.name).some(({ kind }) => kind === expects)) break;
      }
      if (looks >= LOOKS_BEFORE_PASTING && form.text !== undefined) {
        written.state = 'replaced';
        written = keeper.wrote(this.name, 'web', expects);
        this.#last = { written, form: { ...form, once: '' } };
        looks = 0;
      }
    }
    if (!signal.aborted) keeper.acknowledged(written);
  }

  /**
   * After a kill a page may show the answer before once more, with a line that says that this one is still to come.
   * @returns whether it shows an answer that the person has not seen before
   */
  #read({ text }: Asked, isReload = false): boolean {
    const cards = [...text.matchAll(CARD)].map(([card]) => card);
    let showsNew = false;
    for (const card of cards) {
      const words = card.replace(/<[^>]*>/g, ' ');
      const mark = `${words} ${fieldValues(card, 'case').join()}`;
      const isNew = !this.#marks.has(mark);
      if (isNew) {
        this.#marks.add(mark);
        this.#newest = card;
        showsNew = true;
      }
      if (isNew || !isReload)
        this.way.keeper.saw({ person: this.name, way: 'web', kind: kindOf(words), mark, words });
    }
    return showsNew;
  }

  /** null when nothing, or only half an answer, came back. */
  async #ask(request: () => Promise<Asked>): Promise<Asked | null> {
    const page = await request().catch(() => null);
    if (page === null || page.status >= 500) await delay(TRY_AGAIN_MS);
    return page;
  }

  #headers(): Record<string, string> {
    return { ...this.headers, ...(this.#cookie === '' ? {} : { cookie: this.#cookie }) };
  }
}
