/**
 * What waits for the bot: stanzas stay here, in order, until its client sends a receipt or an acknowledgement, over
 * any number of connections. After a login everything that waits goes out once more, the same bytes, marked as
 * `offline` and announced before and after as WhatsApp does. It decides nothing about what a stanza says.
 */
import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren } from '@whiskeysockets/baileys';
import type { WhatsAppConnection } from './whatsapp-connection.js';

export interface Acknowledgement {
  readonly id: string;
  /** Who the stanza came from, as addressed in it. */
  readonly from: string;
  readonly how: 'receipt' | 'ack' | 'nack';
  /** A receipt's type, for example `inactive`; absent for plain delivery. */
  readonly type?: string | undefined;
  /** The code of a nack. */
  readonly error?: string | undefined;
  readonly atMs: number;
}

interface Waiting {
  readonly node: BinaryNode;
  /** Sent at least once; only then can it be acknowledged. */
  isSent: boolean;
}

export class DeliveryQueue {
  /** Every acknowledgement that took a message out, in order of arrival. */
  readonly acknowledged: Acknowledgement[] = [];
  #waiting: Waiting[] = [];
  #line: WhatsAppConnection | undefined;
  /** Everything that waited at the login is out, so that what comes now goes out live. */
  #isCaughtUp = false;

  /** Messages that are not acknowledged, sent or not. */
  get waitingCount(): number {
    return this.#waiting.filter(({ node }) => node.tag === 'message').length;
  }

  add(node: BinaryNode): void {
    const item = { node, isSent: false };
    this.#waiting.push(item);
    if (this.#line?.isOpen && this.#isCaughtUp) this.#send(this.#line, item);
  }

  /** The device is somebody else now: what was sealed for the one before is of no use. */
  clear(): void {
    this.#waiting = [];
  }

  /** A client is logged in and takes stanzas. */
  announce(line: WhatsAppConnection): void {
    this.#line = line;
    this.#isCaughtUp = false;
    const count = this.#waiting.length;
    const messages = this.waitingCount;
    const kinds = { message: messages, receipt: count - messages, notification: 0, appdata: 0 };
    const attrs = inWords({ count, ...kinds });
    if (count === 0) this.#catchUp(line);
    else line.send({ tag: 'ib', attrs: {}, content: [{ tag: 'offline_preview', attrs }] });
  }

  /** The client asks for what was announced. */
  handOver(line: WhatsAppConnection): void {
    if (line === this.#line && !this.#isCaughtUp) this.#catchUp(line);
  }

  leave(line: WhatsAppConnection): void {
    if (this.#line === line) this.#line = undefined;
  }

  #catchUp(line: WhatsAppConnection): void {
    for (const [index, item] of this.#waiting.entries()) this.#send(line, item, String(index));
    const attrs = { count: String(this.#waiting.length) };
    line.send({ tag: 'ib', attrs: {}, content: [{ tag: 'offline', attrs }] });
    this.#isCaughtUp = true;
  }

  #send(line: WhatsAppConnection, item: Waiting, offline?: string): void {
    item.isSent = true;
    const { node } = item;
    line.send(offline === undefined ? node : { ...node, attrs: { ...node.attrs, offline } });
  }

  /** A receipt for one or more messages. */
  receipt(node: BinaryNode): void {
    const listed = getBinaryNodeChildren(getBinaryNodeChild(node, 'list'), 'item');
    for (const id of [node.attrs.id, ...listed.map(item => item.attrs.id)]) {
      this.#settle('message', id, { how: 'receipt', type: node.attrs.type });
    }
  }

  ack(node: BinaryNode): void {
    const { error, id } = node.attrs;
    this.#settle(node.attrs.class ?? 'message', id, { how: error ? 'nack' : 'ack', error });
  }

  /** The oldest stanza of that id goes: a message that was sent anew under its id is acknowledged once for each. */
  #settle(tag: string, id: string | undefined, how: Pick<Acknowledgement, 'how' | 'type' | 'error'>): void {
    const index = this.#waiting.findIndex(
      ({ node, isSent }) => isSent && node.tag === tag && node.attrs.id === id,
    );
    const [item] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (item?.node.tag !== 'message') return;
    const { id: stanzaId = '', from = '' } = item.node.attrs;
    this.acknowledged.push({ id: stanzaId, from, ...how, atMs: Date.now() });
  }
}

function inWords(counts: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]));
}
