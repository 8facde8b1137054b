/**
 * What the bot's client sends once it is logged in: messages go to the phones that they are sealed for and are
 * acknowledged, receipts and acknowledgements empty the delivery queue, typing is noted. Parts that are sealed for
 * the account's own devices are left alone, as nobody here looks at them.
 */
import {
  type BinaryNode,
  getBinaryNodeChild,
  getBinaryNodeChildren,
  jidDecode,
} from '@whiskeysockets/baileys';
import type { WhatsAppAccount } from './whatsapp-account.js';
import type { WhatsAppConnection } from './whatsapp-connection.js';
import type { DeliveryQueue } from './whatsapp-delivery.js';
import type { WhatsAppPerson } from './whatsapp-person.js';

export interface SentStanza {
  readonly id: string;
  readonly to: string;
  /** What the server answered; a refused message reaches nobody. */
  readonly answer: 'ack' | 'nack' | 'none';
  readonly atMs: number;
}

export interface RetryRequest {
  readonly id: string;
  /** The address whose message could not be read. */
  readonly from: string;
  readonly count: number;
  readonly hasKeys: boolean;
}

export interface FromBotLinks {
  readonly account: WhatsAppAccount;
  readonly delivery: DeliveryQueue;
  /** A person or the account's owner, by number or LID. */
  find(user: string): WhatsAppPerson | undefined;
  fault(fault: string): void;
}

type Plan = { readonly error: string } | 'withhold';

export class FromBot {
  /** Every message stanza, in order, whatever became of it. */
  readonly sent: SentStanza[] = [];
  readonly retryRequests: RetryRequest[] = [];
  readonly #links: FromBotLinks;
  readonly #plans: Plan[] = [];

  constructor(links: FromBotLinks) {
    this.#links = links;
  }

  plan(plan: Plan, times: number): void {
    for (let planned = 0; planned < times; planned += 1) this.#plans.push(plan);
  }

  async take(line: WhatsAppConnection, node: BinaryNode): Promise<void> {
    switch (node.tag) {
      case 'message':
        return this.#message(line, node);
      case 'receipt':
        return this.#receipt(line, node);
      case 'ack':
        return this.#links.delivery.ack(node);
      case 'chatstate':
        return this.#chatState(node);
      case 'ib':
        if (getBinaryNodeChild(node, 'offline_batch')) this.#links.delivery.handOver(line);
        return;
    }
  }

  async #message(line: WhatsAppConnection, node: BinaryNode): Promise<void> {
    const { id = '', to = '', category } = node.attrs;
    // What the client asks of its own phone is no message to anybody.
    const plan = category === 'peer' ? undefined : this.#plans.shift();
    const isRefused = typeof plan === 'object';
    if (category !== 'peer') {
      const answer = plan === 'withhold' ? 'none' : isRefused ? 'nack' : 'ack';
      this.sent.push({ id, to, answer, atMs: Date.now() });
    }
    if (plan !== 'withhold') line.send(ack('message', id, to, isRefused ? plan.error : undefined));
    if (!isRefused) await this.#deliver(node, to);
  }

  async #deliver(node: BinaryNode, to: string): Promise<void> {
    const participants = getBinaryNodeChildren(getBinaryNodeChild(node, 'participants'), 'to');
    const direct = getBinaryNodeChild(node, 'enc');
    const parts = participants.map(part => ({
      jid: part.attrs.jid ?? '',
      enc: getBinaryNodeChild(part, 'enc'),
    }));
    if (direct) parts.push({ jid: to, enc: direct });
    for (const { jid, enc } of parts) {
      const user = jidDecode(jid)?.user ?? '';
      if (this.#links.account.isOwn(user)) continue;
      const person = this.#links.find(user);
      if (!person || !enc) this.#links.fault(`message ${node.attrs.id} for ${jid}, whom nobody knows`);
      else await person.read(node, to, enc);
    }
    if (parts.length === 0) this.#links.fault(`message ${node.attrs.id} to ${to} with nothing in it`);
  }

  async #receipt(line: WhatsAppConnection, node: BinaryNode): Promise<void> {
    const { id = '', to = '', type } = node.attrs;
    line.send(ack('receipt', id, to));
    if (type !== 'retry') return this.#links.delivery.receipt(node);
    const count = Number(getBinaryNodeChild(node, 'retry')?.attrs.count ?? 1);
    const hasKeys = getBinaryNodeChild(node, 'keys') !== undefined;
    this.retryRequests.push({ id, from: to, count, hasKeys });
    await this.#links.find(jidDecode(to)?.user ?? '')?.retry(node);
  }

  #chatState(node: BinaryNode): void {
    const { to = '' } = node.attrs;
    const state = Array.isArray(node.content) ? node.content[0]?.tag : undefined;
    const person = this.#links.find(jidDecode(to)?.user ?? '');
    if (state) person?.chatStates.push({ state, to, atMs: Date.now() });
  }
}

function ack(kind: 'message' | 'receipt', id: string, from: string, error?: string): BinaryNode {
  const t = String(Math.floor(Date.now() / 1000));
  return { tag: 'ack', attrs: { class: kind, id, from, t, ...(error !== undefined && { error }) } };
}
