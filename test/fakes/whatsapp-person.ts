/**
 * Somebody with a phone: writes to the bot, sealed for its linked device, and reads what the bot sends. As a real
 * phone does, it sends a message again when the bot could not read it, and asks the bot to send again what it could
 * not read itself. Everything happens one after the other, in the order of the calls.
 */
import { randomBytes } from 'node:crypto';
import {
  type BinaryNode,
  extractE2ESessionFromRetryReceipt,
  getBinaryNodeChild,
  proto,
} from '@whiskeysockets/baileys';
import type { WhatsAppAccount } from './whatsapp-account.js';
import { type MessageContent, quotedIdOf, stanzaKindOf, textOf } from './whatsapp-content.js';
import type { DeliveryQueue } from './whatsapp-delivery.js';
import { Handset } from './whatsapp-handset.js';

export interface Received {
  readonly id: string;
  /** Body or caption, as a person would read it; empty where there is none. */
  readonly text: string;
  readonly quotedId: string | undefined;
  readonly message: proto.Message;
  /** The address that the bot wrote to. */
  readonly to: string;
  readonly atMs: number;
}

export interface ChatState {
  readonly state: string;
  readonly to: string;
  readonly atMs: number;
}

export interface WriteOptions {
  /** Which of the person's two addresses the message comes from; `lid` unless told. */
  readonly via?: 'lid' | 'phone';
  readonly id?: string;
  /** Whether the stanza names the other address too; true unless told. */
  readonly withAlt?: boolean;
  /** When it was written, in seconds since 1970. */
  readonly at?: number;
  /** More attributes of the stanza; they replace what is there. */
  readonly attrs?: Readonly<Record<string, string>>;
}

/** What a person needs of the server. */
export interface PersonLine {
  readonly account: WhatsAppAccount;
  readonly delivery: DeliveryQueue;
  fault(fault: string): void;
}

const RETRIES_MAX = 5;

export class WhatsAppPerson {
  readonly number: string;
  readonly lid: string;
  readonly name: string;
  readonly handset: Handset;
  /** What the bot sent and the phone could read, in order; a message sent twice is there twice. */
  readonly received: Received[] = [];
  readonly chatStates: ChatState[] = [];
  readonly #line: PersonLine;
  /** What was written, so that it can be sealed again. */
  readonly #written = new Map<string, { plain: Uint8Array; attrs: Record<string, string> }>();
  readonly #asked = new Map<string, number>();
  #last: BinaryNode | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(line: PersonLine, number: string, lid: string, name: string) {
    this.#line = line;
    this.number = number;
    this.lid = lid;
    this.name = name;
    this.handset = new Handset(line.account);
  }

  get jid(): string {
    return `${this.number}@s.whatsapp.net`;
  }

  get lidJid(): string {
    return `${this.lid}@lid`;
  }

  /** What arrived, each id once: a phone shows a message that was sent twice only once. */
  get receivedDistinct(): readonly Received[] {
    return [...new Map(this.received.toReversed().map(message => [message.id, message])).values()].reverse();
  }

  get texts(): readonly string[] {
    return this.receivedDistinct.map(({ text }) => text);
  }

  /**
   * Sends the bot a message; the content helpers make the unusual ones. Resolves with its id when it is on its way
   * or in the queue; before the bot is paired it is kept and sealed later.
   */
  async write(content: MessageContent | string, options: WriteOptions = {}): Promise<string> {
    const message = typeof content === 'string' ? { conversation: content } : content;
    const id = options.id ?? newMessageId();
    const plain = proto.Message.encode(message).finish();
    this.#written.set(id, { plain, attrs: this.#attrsOf(id, message, options) });
    const { account } = this.#line;
    if (account.isReachable) await this.#inTurn(() => this.#send(id));
    else account.whenReachable(() => void this.#inTurn(() => this.#send(id)));
    return id;
  }

  /** The last stanza once more, though it may be acknowledged. */
  repeat(): void {
    if (this.#last) this.#line.delivery.add(this.#last);
  }

  /** A sealed part of a `message` stanza from the bot has arrived. */
  read(stanza: BinaryNode, to: string, enc: BinaryNode): Promise<void> {
    return this.#inTurn(async () => {
      const id = stanza.attrs.id ?? '';
      try {
        const type = enc.attrs.type === 'pkmsg' ? 'pkmsg' : 'msg';
        const message = await this.handset.open(type, enc.content as Uint8Array);
        const quotedId = quotedIdOf(message);
        this.received.push({ id, text: textOf(message), quotedId, message, to, atMs: Date.now() });
      } catch (error) {
        const seen = this.received.some(message => message.id === id) ? ' (read before)' : '';
        this.#line.fault(`${this.number} cannot read ${enc.attrs.type} ${id}${seen}: ${reason(error)}`);
        if (!seen) this.#askAgain(id, to);
      }
    });
  }

  /** The bot could not read a message: it goes out again, in a new session when the bot sent keys for one. */
  retry(receipt: BinaryNode): Promise<void> {
    return this.#inTurn(async () => {
      const id = receipt.attrs.id ?? '';
      const count = getBinaryNodeChild(receipt, 'retry')?.attrs.count ?? '1';
      if (!this.#written.has(id) || Number(count) > RETRIES_MAX) return;
      const bundle = extractE2ESessionFromRetryReceipt(receipt);
      if (bundle) await this.handset.restart(bundle);
      await this.#send(id, count);
    });
  }

  async #send(id: string, retryCount?: string): Promise<void> {
    const { plain, attrs } = this.#written.get(id)!;
    const { type, body } = await this.handset.seal(plain);
    const { mediatype, ...stanza } = attrs;
    const enc = {
      v: '2',
      type,
      ...(mediatype && { mediatype }),
      ...(retryCount && { count: retryCount }),
    };
    this.#last = {
      tag: 'message',
      attrs: stanza,
      content: [{ tag: 'enc', attrs: enc, content: body }],
    };
    this.#line.delivery.add(this.#last);
  }

  #attrsOf(id: string, message: MessageContent, options: WriteOptions): Record<string, string> {
    const { at = Math.floor(Date.now() / 1000), via = 'lid', withAlt = true } = options;
    const { type, mediatype } = stanzaKindOf(message);
    const alt = via === 'lid' ? { sender_pn: this.jid } : { sender_lid: this.lidJid };
    return {
      id,
      from: via === 'lid' ? this.lidJid : this.jid,
      type,
      t: String(at),
      notify: this.name,
      addressing_mode: via === 'lid' ? 'lid' : 'pn',
      ...(withAlt && alt),
      ...(mediatype && { mediatype }),
      ...options.attrs,
    };
  }

  #askAgain(id: string, from: string): void {
    const count = (this.#asked.get(id) ?? 0) + 1;
    if (count > RETRIES_MAX) return;
    this.#asked.set(id, count);
    const t = String(Math.floor(Date.now() / 1000));
    this.#line.delivery.add({
      tag: 'receipt',
      attrs: { id, from, type: 'retry', t },
      content: [
        { tag: 'retry', attrs: { count: String(count), id, t, v: '1' } },
        this.handset.registrationNode(),
        { tag: 'keys', attrs: {}, content: this.handset.bundleNodes() },
      ],
    });
  }

  /** Never rejects: what goes wrong is a fault. */
  async #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work).catch((error: unknown) => {
      this.#line.fault(`${this.number}: ${reason(error)}`);
    });
    this.#turn = done;
    await done;
  }
}

/** An id as Android phones make them. */
export function newMessageId(): string {
  return `AC${randomBytes(15).toString('hex').toUpperCase()}`;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
