/**
 * What else arrives at a linked device and is nobody's question to the bot: the owner's own messages, status posts,
 * groups, newsletters, calls, and messages that the device may not see. Groups and status posts carry bytes that
 * nobody can read: a bot has to leave them alone before it tries.
 */
import { randomBytes } from 'node:crypto';
import { type BinaryNode, proto, S_WHATSAPP_NET } from '@whiskeysockets/baileys';
import type { DeliveryQueue } from './whatsapp-delivery.js';
import { newMessageId, type WhatsAppPerson } from './whatsapp-person.js';

const GROUP = '120363000000000001@g.us';
const NEWSLETTER = '120363000000000002@newsletter';

export class OtherTraffic {
  readonly #delivery: DeliveryQueue;
  readonly #owner: WhatsAppPerson;

  constructor(delivery: DeliveryQueue, owner: WhatsAppPerson) {
    this.#delivery = delivery;
    this.#owner = owner;
  }

  async fromOwnPhone(text: string, to: WhatsAppPerson): Promise<string> {
    const destinationJid = to.jid;
    const content = { deviceSentMessage: { destinationJid, message: { conversation: text } } };
    const attrs = { recipient: destinationJid, peer_recipient_lid: to.lidJid };
    return this.#owner.write(content, { via: 'phone', withAlt: false, attrs });
  }

  unavailable(person: WhatsAppPerson, type: string): string {
    return this.#add({ from: person.lidJid, sender_pn: person.jid, notify: person.name, type: 'media' }, [
      { tag: 'unavailable', attrs: { type } },
    ]);
  }

  status(person: WhatsAppPerson, text: string): string {
    return this.#add({ from: 'status@broadcast', participant: person.jid, notify: person.name }, [
      unreadable(text),
    ]);
  }

  group(person: WhatsAppPerson, text: string): string {
    const attrs = {
      from: GROUP,
      participant: person.lidJid,
      participant_pn: person.jid,
      notify: person.name,
    };
    return this.#add({ ...attrs, addressing_mode: 'lid' }, [unreadable(text)]);
  }

  newsletter(text: string): string {
    const content = proto.Message.encode({ conversation: text }).finish();
    return this.#add({ from: NEWSLETTER, server_id: '7' }, [{ tag: 'plaintext', attrs: {}, content }]);
  }

  /** The server tells the device how many pre-keys it holds of it. */
  preKeysLeft(count: number): void {
    this.#delivery.add({
      tag: 'notification',
      attrs: {
        from: S_WHATSAPP_NET,
        type: 'encrypt',
        id: newMessageId(),
        t: String(Math.floor(Date.now() / 1000)),
      },
      content: [{ tag: 'count', attrs: { value: String(count) } }],
    });
  }

  call(person: WhatsAppPerson): string {
    const id = newMessageId();
    const attrs = { 'call-id': id, 'call-creator': person.lidJid, caller_pn: person.jid };
    this.#delivery.add({
      tag: 'call',
      attrs: { id, from: person.lidJid, t: String(Math.floor(Date.now() / 1000)) },
      content: [{ tag: 'offer', attrs }],
    });
    return id;
  }

  #add(attrs: Record<string, string>, content: BinaryNode[]): string {
    const id = newMessageId();
    const t = String(Math.floor(Date.now() / 1000));
    this.#delivery.add({ tag: 'message', attrs: { id, t, type: 'text', ...attrs }, content });
    return id;
  }
}

/** As long as the words would be, and nothing that anybody has a key for. */
function unreadable(text: string): BinaryNode {
  const content = randomBytes(64 + Buffer.byteLength(text));
  return { tag: 'enc', attrs: { v: '2', type: 'skmsg' }, content };
}
