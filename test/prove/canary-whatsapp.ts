/**
 * Persons on WhatsApp for the canary proof, with phones that really encrypt: each message carries marks in its stanza,
 * in its words and in what it says of a file. Each person writes from both of their addresses in turn.
 */
import { randomBytes } from 'node:crypto';
import { proto } from '@whiskeysockets/baileys';
import * as content from '../fakes/whatsapp-content.js';
import type { WhatsAppPerson } from '../fakes/whatsapp-person.js';
import type { WhatsAppServer } from '../fakes/whatsapp-server.js';
import type { MarkBook } from './canary-marks.js';
import { type Capture, OwnWords, type Talker } from './canary-talker.js';

const FILE_BYTES = 400;
const VANISHES_AFTER_S = 86_400;

export class MarkedWhatsApp {
  #persons = 0;

  constructor(
    readonly server: WhatsAppServer,
    readonly book: MarkBook,
    readonly capture: Capture,
  ) {}

  person(): WhatsAppTalker {
    this.#persons += 1;
    const { book, server } = this;
    const number = book.next('phone number');
    const lid = book.next('hidden address');
    const person = server.person(number, { lid, name: book.next('push name') });
    const identity = Buffer.from(person.handset.identity.public);
    book.note('identity key', identity);
    this.capture.add(identity);
    return new WhatsAppTalker(this, person, new OwnWords(book, number, this.#persons));
  }
}

class WhatsAppTalker implements Talker {
  readonly way = 'whatsapp';
  #written = 0;
  #lastId = '';

  constructor(
    private readonly whatsapp: MarkedWhatsApp,
    private readonly person: WhatsAppPerson,
    readonly own: OwnWords,
  ) {}

  replies(): readonly string[] {
    return this.person.texts;
  }

  async write(words: string): Promise<void> {
    await this.#say(content.text(words));
  }

  async choose(number: number): Promise<void> {
    await this.write(String(number));
  }

  forward = async (words: string): Promise<void> => {
    const { book } = this.whatsapp;
    const participant = `${book.next('number of an origin')}@s.whatsapp.net`;
    const forwardedNewsletterMessageInfo = { newsletterName: book.next('name of an origin') };
    const context = { isForwarded: true, forwardingScore: 2, participant, forwardedNewsletterMessageInfo };
    await this.#say(content.extendedText(words, context));
  };

  picture = async (caption?: string): Promise<void> => {
    await this.#say(await this.#image(caption));
  };

  document = async (caption?: string): Promise<void> => {
    const { book, server } = this.whatsapp;
    const name = `${book.next('file name')}.pdf`;
    const file = this.#noted(await server.media.document(randomBytes(FILE_BYTES), { name }));
    await this.#say(caption === undefined ? file : content.documentWithCaption(file, caption));
  };

  card = async (): Promise<void> => {
    const { book } = this.whatsapp;
    await this.#say(content.contact(book.next('name on a card'), book.next('number on a card')));
  };

  edit = async (words: string): Promise<void> => {
    const jid = this.#written % 2 === 0 ? this.person.lidJid : this.person.jid;
    await this.#say(content.edit(this.#lastId, words, jid));
  };

  viewOnce = async (caption: string): Promise<void> => {
    await this.#say(content.viewOnce(await this.#image(caption)));
  };

  hidden = async (): Promise<void> => {
    const id = this.whatsapp.server.unavailable(this.person);
    this.whatsapp.book.note('id of a hidden message', id, this.#keyedWith);
    this.whatsapp.capture.add(id);
  };

  vanishing = async (words: string): Promise<void> => {
    const context = { expiration: VANISHES_AFTER_S };
    await this.#say(content.ephemeral(content.extendedText(words, context)));
  };

  get #keyedWith(): readonly string[] {
    return ['message', 'whatsapp', this.person.lidJid];
  }

  async #image(caption?: string): Promise<content.MessageContent> {
    const details = caption === undefined ? {} : { caption };
    return this.#noted(await this.whatsapp.server.media.image(randomBytes(FILE_BYTES), details));
  }

  /** What a message says of a file tells it from every other. */
  #noted(message: content.MessageContent): content.MessageContent {
    const { book } = this.whatsapp;
    const file = message.imageMessage ?? message.documentMessage;
    if (!file?.mediaKey || !file.fileSha256 || !file.fileEncSha256 || !file.url)
      throw new Error('there is no file in it');
    book.note('media key', Buffer.from(file.mediaKey));
    book.note('hash of a file', Buffer.from(file.fileSha256));
    book.note('hash of a file', Buffer.from(file.fileEncSha256));
    book.note('media address', new URL(file.url).pathname);
    return message;
  }

  async #say(message: content.MessageContent): Promise<void> {
    const { book, capture } = this.whatsapp;
    const id = book.next('stanza id', this.#keyedWith);
    this.#written += 1;
    this.#lastId = id;
    const { jid, lidJid, name } = this.person;
    capture.add(JSON.stringify({ id, jid, lidJid, name }), proto.Message.encode(message).finish());
    await this.person.write(message, { id, via: this.#written % 2 === 0 ? 'lid' : 'phone' });
  }
}
