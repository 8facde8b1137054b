/**
 * Persons on Telegram for the canary proof: whole updates with a mark in every field that a sender has or is known by,
 * handed to the Bot API emulator. Nothing of them is judged here.
 */
import type { BotApiServer } from '../fakes/bot-api-server.js';
import { type MarkBook, markOf } from './canary-marks.js';
import { type Capture, OwnWords, type Talker } from './canary-talker.js';

type Json = Readonly<Record<string, unknown>>;

export class MarkedTelegram {
  /** The emulator goes on counting from there, so that what it numbers itself carries the mark, too. */
  #nextUpdate = Number(markOf('update id', 1));
  #persons = 0;

  constructor(
    readonly server: BotApiServer,
    readonly book: MarkBook,
    readonly capture: Capture,
  ) {}

  person(): TelegramTalker {
    this.#persons += 1;
    return new TelegramTalker(this, this.#persons);
  }

  hand(fields: Json): void {
    const update = { update_id: this.#takeUpdate(), ...fields };
    this.capture.add(JSON.stringify(update));
    this.server.inject.update(update);
  }

  press(chat: number, message: number, data: string): void {
    this.#takeUpdate();
    const query = this.server.inject.press(chat, message, data);
    this.capture.add(JSON.stringify({ update_id: this.#nextUpdate - 1, chat, query }));
  }

  #takeUpdate(): number {
    const update = this.#nextUpdate++;
    this.book.note('update id', String(update));
    return update;
  }
}

class TelegramTalker implements Talker {
  readonly way = 'telegram';
  readonly own: OwnWords;
  readonly #chat: number;
  readonly #names: Json;
  #last: Json = {};

  constructor(
    private readonly telegram: MarkedTelegram,
    which: number,
  ) {
    const { book } = telegram;
    this.#chat = Number(book.next('chat id', ['chat', 'telegram']));
    this.#names = {
      first_name: book.next('first name'),
      last_name: book.next('last name'),
      username: book.next('user name'),
    };
    this.own = new OwnWords(book, book.next('number in a text'), which);
  }

  replies(): readonly string[] {
    return this.telegram.server.sentTo(this.#chat).map(({ text }) => text);
  }

  async write(words: string): Promise<void> {
    this.#say({ text: words });
  }

  async choose(number: number): Promise<void> {
    const sent = this.telegram.server.sentTo(this.#chat);
    for (const { messageId, keyboard } of [...sent].reverse()) {
      const button = keyboard.flat().find(({ callback_data }) => callback_data.endsWith(`:${number}`));
      if (button) return this.telegram.press(this.#chat, messageId, button.callback_data);
    }
    throw new Error(`there is no button ${number}`);
  }

  forward = async (words: string): Promise<void> => {
    const { book } = this.telegram;
    const name = book.next('name of an origin');
    const sender_user = {
      id: Number(book.next('id of an origin')),
      is_bot: false,
      first_name: name,
      username: book.next('user name of an origin'),
    };
    this.#say({
      text: words,
      forward_origin: { type: 'user', sender_user, date: 1_760_000_000 },
      forward_from: sender_user,
      forward_sender_name: name,
      forward_date: 1_760_000_000,
    });
  };

  picture = async (caption?: string): Promise<void> => {
    const sizes = [90, 1280].map(width => ({ ...this.#file(), width, height: width }));
    this.#say({ photo: sizes, ...(caption === undefined ? {} : { caption }) });
  };

  document = async (caption?: string): Promise<void> => {
    const file_name = `${this.telegram.book.next('file name')}.pdf`;
    const document = { ...this.#file(), file_name, mime_type: 'application/pdf' };
    this.#say({ document, ...(caption === undefined ? {} : { caption }) });
  };

  card = async (): Promise<void> => {
    const { book } = this.telegram;
    const number = book.next('number on a card');
    const name = book.next('name on a card');
    const vcard = `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;MOBILE:+${number}\nEND:VCARD`;
    this.#say({ contact: { phone_number: number, first_name: name, vcard } });
  };

  edit = async (words: string): Promise<void> => {
    const edit_date = Math.floor(Date.now() / 1000);
    this.telegram.hand({ edited_message: { ...this.#last, text: words, edit_date } });
  };

  #file(): Json {
    const { book } = this.telegram;
    return { file_id: book.next('file id'), file_unique_id: book.next('lasting file id'), file_size: 4_000 };
  }

  #say(content: Json): void {
    const { book } = this.telegram;
    const message_id = Number(book.next('message id', ['message', 'telegram', String(this.#chat)]));
    this.#last = {
      message_id,
      date: Math.floor(Date.now() / 1000),
      chat: { id: this.#chat, ...this.#names, type: 'private' },
      from: { id: this.#chat, ...this.#names, is_bot: false, language_code: 'id' },
      ...content,
    };
    this.telegram.hand({ message: this.#last });
  }
}
