/**
 * Everything that comes in, on its way to the inbox: out of the journal, or told late by Baileys. What the inbox does
 * not take stays with WhatsApp.
 */
import { AsyncResource } from 'node:async_hooks';
import { errorCode, type Log } from '../../logger.js';
import { ChatAddress, type InboundMessage } from '../../message.js';
import { isAcceptedInTime } from '../accept-in-time.js';
import type { Accept } from '../channel.js';
import type { BinaryNode, WAMessage, WASocket } from './baileys.js';
import { InboxRefused } from './disconnect.js';
import type { Decrypted } from './journal.js';
import { chatJid, isPerson, personOf } from './people.js';
import {
  isOwn,
  isUnreadable,
  type Received,
  receivedFrom,
  receivedLate,
  receivedUnseen,
} from './received.js';
import { RecentMessages } from './recent-messages.js';
import type { Quotable } from './send-reply.js';
import type { SessionKeys } from './session-keys.js';

export interface IntakeOptions {
  readonly accept: Accept;
  readonly keys: SessionKeys;
  readonly log: Log;
  /** Ends the connection, so that WhatsApp keeps what was not taken. */
  readonly refuse: (why: InboxRefused) => void;
  readonly signal: AbortSignal;
  readonly acceptTimeoutMs?: number | undefined;
}

export class Intake {
  readonly #recent = new RecentMessages();
  /**
   * Baileys finds its open transaction by the chain of asynchronous calls. Whatever follows from a message, its answer
   * included, would still stand in that of its decryption, read keys that are old and write none.
   */
  readonly #outside = new AsyncResource('WhatsAppIntake');

  constructor(private readonly options: IntakeOptions) {}

  /** What a reply to this message can quote. */
  quotable(person: string, messageId: string | null): Quotable | null {
    return this.#recent.quotable(person, messageId);
  }

  /** Inside the decryption: what it throws undoes it. @throws InboxRefused */
  async takeDecrypted({ stanza, message, person }: Decrypted): Promise<void> {
    const { log, refuse, keys: session } = this.options;
    if (isOwn(stanza, session.creds.me)) return;
    const received = this.#read(() => receivedFrom(stanza, message));
    if (received === null) return;
    if (await this.#isTaken(person, stanza.attrs.from ?? '', received)) return;
    const refused = new InboxRefused();
    log.warn('whatsapp_message_kept_back');
    refuse(refused);
    throw refused;
  }

  /** Baileys tells of every message once more; here only of those that did not come through the journal. */
  async takeLate(message: WAMessage, socket: WASocket): Promise<void> {
    const { key } = message;
    if (key.fromMe || !isPerson(key.remoteJid)) return;
    if (isUnreadable(message)) {
      this.options.log.warn('whatsapp_message_undecryptable');
      return;
    }
    await this.#takeOutside(
      key.remoteJid ?? '',
      key.remoteJidAlt,
      this.#read(() => receivedLate(message)),
      socket,
    );
  }

  /** A stanza that holds nothing to decrypt and is a message all the same. */
  async takeUnseen(stanza: BinaryNode, socket: WASocket): Promise<void> {
    const { from = '', sender_lid, sender_pn } = stanza.attrs;
    const received = this.#read(() => receivedUnseen(stanza));
    if (received && !isOwn(stanza, this.options.keys.creds.me))
      await this.#takeOutside(from, sender_lid ?? sender_pn, received, socket);
  }

  /** Too late to hold it back: what is not taken here is lost, and said to be. Never throws. */
  async #takeOutside(
    jid: string,
    alternative: string | null | undefined,
    received: Received | null,
    socket: WASocket,
  ): Promise<void> {
    if (received === null) return;
    const { log } = this.options;
    try {
      const person = await personOf(jid, alternative, phone =>
        socket.signalRepository.lidMapping.getLIDForPN(phone).catch(() => null),
      );
      if (this.#recent.has(person, received.message.messageId)) return;
      if (!(await this.#isTaken(person, jid, received))) log.error('whatsapp_message_lost');
    } catch (error) {
      log.error('whatsapp_message_lost', { error: errorCode(error) });
    }
  }

  #read(read: () => Received | null): Received | null {
    try {
      return read();
    } catch {
      this.options.log.error('whatsapp_message_unreadable');
      return null;
    }
  }

  async #isTaken(person: string, jid: string, received: Received): Promise<boolean> {
    const { message, quotableId, vanishAfterS } = received;
    // Before the inbox: the answer can be on its way before anything after it is on disk.
    await this.options.keys.noteChat(person, { jid: chatJid(jid), vanishAfterS });
    const { content } = message;
    const text = 'text' in content ? content.text : 'caption' in content ? content.caption : '';
    const isTaken = await this.#isAccepted({ ...message, address: new ChatAddress('whatsapp', person) });
    if (isTaken) this.#recent.add(person, message.messageId, { id: quotableId, text });
    return isTaken;
  }

  async #isAccepted(message: InboundMessage): Promise<boolean> {
    const { accept, log, signal, acceptTimeoutMs } = this.options;
    if (signal.aborted) return false;
    const outside: Accept = given => this.#outside.runInAsyncScope(accept, null, given);
    return isAcceptedInTime(outside, message, log, acceptTimeoutMs);
  }
}
