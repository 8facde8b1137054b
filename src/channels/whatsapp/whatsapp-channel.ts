/**
 * WhatsApp as a channel, through Baileys: an account that is linked to a phone, messages in by the journal, replies
 * out as plain text with numbers to type. A message counts as received only after `accept` took it, and nobody is
 * written to who did not write first. It never prints a message, an address or a key, and a fault of the network or
 * of one chat never ends it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { type Clock, systemClock } from '../../clock.js';
import { errorCode, type Log } from '../../logger.js';
import type { ChatAddress } from '../../message.js';
import type { Outgoing } from '../../replies/reply.js';
import { type Accept, type Channel, ChannelError, type ChannelStatus, type SendContext } from '../channel.js';
import { Account } from './account.js';
import { Acknowledgements } from './acknowledgements.js';
import { InboxRefused } from './disconnect.js';
import { Intake } from './intake.js';
import { journal } from './journal.js';
import type { Linking } from './link-account.js';
import { sendReply } from './send-reply.js';
import { type KeyStorage, SessionKeys } from './session-keys.js';
import { isWhatsAppFault, StrayFault } from './stray-fault.js';
import type { Pause } from './supervise.js';

/** What `stop()` gives replies under way, and then the connection, before it goes on without them. */
export const STOP_GRACE_MS = 2_000;
/** "Typing" under way at once; further ones are left out, nobody is owed them. */
const COSMETIC_CALLS_MAX = 16;
const CONNECTION_LOST: ReadonlySet<string> = new Set(['whatsapp_not_sent', 'whatsapp_connection_lost']);

export interface WhatsAppOptions {
  readonly storage: KeyStorage;
  readonly linking: Linking;
  /** null: WhatsApp's own server. */
  readonly url: string | null;
  readonly log: Log;
  /** Folder that the assets of replies are named relative to. */
  readonly assetRoot: string;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly pause?: Pause;
  readonly acceptTimeoutMs?: number;
  readonly ackTimeoutMs?: number;
}

export interface WhatsAppChannel extends Channel {
  /** Takes an error that nobody waits for, where it is of this channel: its connection is made anew. */
  takesFault(error: unknown): boolean;
}

export function whatsappChannel(options: WhatsAppOptions): WhatsAppChannel {
  return new WhatsApp(options);
}

const patiently: Pause = async (ms, signal) => {
  await delay(ms, undefined, { signal }).catch(() => undefined);
};

/** What there is once the keys could be read. */
interface Started {
  readonly keys: SessionKeys;
  readonly account: Account;
  readonly intake: Intake;
}

class WhatsApp implements WhatsAppChannel {
  readonly name = 'whatsapp';
  readonly gathers = true;
  /** The id of a message is made from its key: a phone shows it once. */
  readonly showsRepeats = false;
  readonly #options: WhatsAppOptions;
  readonly #stopping = new AbortController();
  readonly #sends = new Set<Promise<void>>();
  readonly #acknowledgements: Acknowledgements;
  #status: ChannelStatus = { state: 'off', hint: 'not started' };
  #started: Started | null = null;
  #cosmeticCalls = 0;

  constructor(options: WhatsAppOptions) {
    this.#options = options;
    this.#acknowledgements = new Acknowledgements(options.log, options.ackTimeoutMs);
  }

  async start(accept: Accept): Promise<void> {
    if (this.#status.state !== 'off' || this.#stopping.signal.aborted) return;
    this.#status = { state: 'starting', hint: 'reading its keys' };
    const { log, storage, clock = systemClock } = this.#options;
    try {
      const onFault = (): void => {
        log.error('whatsapp_storage_fault');
        this.#started?.account.cut(new InboxRefused());
      };
      this.#begin(await SessionKeys.open(storage, onFault, () => clock.now()), accept);
    } catch {
      log.error('whatsapp_keys_unreadable');
      const hint = 'the keys of the account cannot be read: see the log and the disk';
      this.#status = { state: 'down', hint };
    }
  }

  #begin(keys: SessionKeys, accept: Accept): void {
    const { log, linking, url, acceptTimeoutMs, random = Math.random, pause = patiently } = this.#options;
    const { signal } = this.#stopping;
    const refuse = (why: Error): void => account.cut(why);
    const intake = new Intake({ accept, keys, log, refuse, signal, acceptTimeoutMs });
    const account = new Account({
      keys,
      linking,
      url,
      log,
      random,
      pause,
      signal,
      messages: {
        journal: journal(keys, decrypted => intake.takeDecrypted(decrypted)),
        onMessage: (message, socket) => void intake.takeLate(message, socket),
        onStanza: (stanza, socket) => void intake.takeUnseen(stanza, socket),
        onAck: (messageId, error) => this.#acknowledgements.heard(messageId, error),
      },
      onConnectionLost: () => this.#acknowledgements.connectionLost(),
    });
    this.#started = { keys, account, intake };
    account.start();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#status = { state: 'off', hint: 'stopped' };
    await Promise.race([Promise.allSettled([...this.#sends]), delay(STOP_GRACE_MS)]);
    this.#acknowledgements.connectionLost();
    await Promise.race([this.#started?.account.stopped(), delay(STOP_GRACE_MS)]);
  }

  status(): ChannelStatus {
    const isRunning = this.#started !== null && !this.#stopping.signal.aborted;
    return isRunning ? (this.#started as Started).account.status() : this.#status;
  }

  async send(address: ChatAddress, outgoing: Outgoing, context: SendContext): Promise<void> {
    const person = personIn(address);
    const sent = this.#sendOnce(person, outgoing, context).catch(error => {
      // The connection went while it was sent: once more on the next one, under the same id.
      if (!isConnectionLost(error)) throw error;
      return this.#sendOnce(person, outgoing, context);
    });
    this.#sends.add(sent);
    try {
      await sent;
    } finally {
      this.#sends.delete(sent);
    }
  }

  takesFault(error: unknown): boolean {
    if (!isWhatsAppFault(error)) return false;
    this.#options.log.error('whatsapp_stray_fault', { error: errorCode(error) });
    this.#started?.account.cut(new StrayFault());
    return true;
  }

  async #sendOnce(person: string, outgoing: Outgoing, { inReplyTo, key }: SendContext): Promise<void> {
    if (this.#started === null) throw new ChannelError('retry', 'whatsapp_not_started');
    const { account, keys, intake } = this.#started;
    const socket = await account.socketSoon();
    if (account.isGone) throw new ChannelError('gone', 'whatsapp_account_gone');
    if (!socket) throw new ChannelError('retry', 'whatsapp_not_connected');
    const chat = await keys.chatOf(person);
    if (chat === null) throw new ChannelError('refused', 'whatsapp_never_wrote');
    const { log, assetRoot } = this.#options;
    const sending = { socket, acknowledgements: this.#acknowledgements, log, assetRoot };
    // A danger reply quotes nothing, because the screen may be looked at.
    const quoted = outgoing.reply.kind === 'danger' ? null : intake.quotable(person, inReplyTo);
    await sendReply(sending, chat, outgoing, key, quoted);
  }

  showTyping(address: ChatAddress): void {
    const { channel, nativeId } = address.reveal();
    const socket = this.#started?.account.openSocket;
    if (channel !== 'whatsapp' || !socket || this.#cosmeticCalls >= COSMETIC_CALLS_MAX) return;
    this.#cosmeticCalls += 1;
    const typing = async (): Promise<void> => {
      const chat = await this.#started?.keys.chatOf(nativeId);
      if (chat) await socket.sendPresenceUpdate('composing', chat.jid);
    };
    typing()
      .catch(() => this.#options.log.debug('whatsapp_cosmetic_failed'))
      .finally(() => {
        this.#cosmeticCalls -= 1;
      });
  }

  /** A linked device could only ask everybody's phone to hide it; the person deletes for themselves. */
  async deleteMessage(): Promise<boolean> {
    return false;
  }
}

function isConnectionLost(error: unknown): boolean {
  return error instanceof ChannelError && CONNECTION_LOST.has(error.code);
}

/** @throws ChannelError for an address of another network */
function personIn(address: ChatAddress): string {
  const { channel, nativeId } = address.reveal();
  if (channel !== 'whatsapp') throw new ChannelError('refused', 'whatsapp_foreign_address');
  return nativeId;
}
