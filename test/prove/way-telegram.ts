/**
 * Persons on Telegram, at the other end of the Bot API emulator. A message is acknowledged when a later `getUpdates`
 * asks for what comes after it; a reply is seen when the emulator took it. Messages are handed over as whole updates,
 * so that one can be delivered twice under a number of its own.
 */
import type { BotApiServer, Call } from '../fakes/bot-api-server.js';
import type { Keeper, WrittenMessage } from './history.js';
import { kindOf, type ReplyKind } from './words.js';

const FIRST_UPDATE = 800_000_001;
const FIRST_CHAT = 880_010_000;

interface Waiting {
  readonly update: number;
  readonly message: WrittenMessage;
}

export class TelegramWay {
  readonly #server: BotApiServer;
  readonly #keeper: Keeper;
  readonly #names = new Map<number, string>();
  #nextUpdate = FIRST_UPDATE;
  #nextChat = FIRST_CHAT;
  #waiting: Waiting[] = [];
  /** Calls before this one were looked at; those that were open then are in `#open`. */
  #looked = 0;
  #open: Call[] = [];

  constructor(server: BotApiServer, keeper: Keeper) {
    this.#server = server;
    this.#keeper = keeper;
  }

  person(name: string): TelegramPerson {
    const chat = this.#nextChat++;
    this.#names.set(chat, name);
    return new TelegramPerson(this, name, chat);
  }

  hand(name: string, message: object, expects: ReplyKind): WrittenMessage {
    const written = this.#keeper.wrote(name, 'telegram', expects);
    this.handAgain(written, message);
    written.deliveries = 1;
    return written;
  }

  handAgain(written: WrittenMessage, message: object): void {
    const update = this.#nextUpdate++;
    written.deliveries += 1;
    this.#waiting.push({ update, message: written });
    this.#server.inject.update({ update_id: update, message });
  }

  /** Notes what came from the bot since the last look. */
  look(): void {
    const { calls } = this.#server;
    const fresh = calls.slice(this.#looked);
    this.#looked = calls.length;
    for (const call of fresh)
      if (call.method === 'getUpdates') this.#confirm(Number(call.fields.offset ?? 0));
    const sends = [...this.#open, ...fresh.filter(({ method }) => method === 'sendMessage')];
    this.#open = sends.filter(({ status }) => status === 0);
    for (const call of sends) if (call.status === 200) this.#see(call);
  }

  #confirm(offset: number): void {
    const done = this.#waiting.filter(({ update }) => update < offset);
    if (done.length === 0) return;
    this.#waiting = this.#waiting.filter(({ update }) => update >= offset);
    for (const { message } of done) this.#keeper.acknowledged(message);
  }

  #see({ fields }: Call): void {
    const person = this.#names.get(Number(fields.chat_id));
    if (person === undefined) return;
    const words = String(fields.text);
    const mark = JSON.stringify([words, fields.reply_markup ?? null]);
    this.#keeper.saw({ person, way: 'telegram', kind: kindOf(words), mark, words });
  }
}

class TelegramPerson {
  #nextMessage = 1;
  #last: { readonly written: WrittenMessage; readonly message: object } | null = null;

  constructor(
    private readonly way: TelegramWay,
    readonly name: string,
    private readonly chat: number,
  ) {}

  async write(words: string, expects: ReplyKind): Promise<void> {
    const who = { id: this.chat, first_name: `Nama${this.chat}` };
    const message = {
      message_id: this.#nextMessage++,
      date: Math.floor(Date.now() / 1000),
      chat: { ...who, type: 'private' },
      from: { ...who, is_bot: false, language_code: 'id' },
      text: words,
    };
    this.#last = { written: this.way.hand(this.name, message, expects), message };
  }

  /** Telegram delivers the last message once more. */
  async again(): Promise<void> {
    if (this.#last) this.way.handAgain(this.#last.written, this.#last.message);
  }
}
