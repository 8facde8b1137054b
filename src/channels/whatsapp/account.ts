/**
 * The bot's account at WhatsApp over time: linked to a phone or offering to be, connected again and again, restricted,
 * or gone. It hands out the socket while the account can send, and says how things stand; messages pass it by.
 */
import type { Log } from '../../logger.js';
import type { ChannelStatus } from '../channel.js';
import type { WASocket } from './baileys.js';
import { type ConnectionOptions, connect } from './connection.js';
import { ACCOUNT_IS_GONE, type DisconnectKind } from './disconnect.js';
import { type Linking, showPairingCode, showQr } from './link-account.js';
import type { SessionKeys } from './session-keys.js';
import { type Attempt, type Pause, supervise } from './supervise.js';

/** A reply waits so long for a connection before it goes back to the outbox, and looks so often. */
export const OPEN_WAIT_MS = 5_000;
const OPEN_LOOK_MS = 50;

const LINKED = 'linked and connected';
const NOT_LINKED = 'not linked yet: link the phone as the terminal shows';
const RESTRICTED =
  'WhatsApp lets this number answer old chats only: let it rest for as long as its phone says; the other channels go on';

export interface AccountOptions {
  readonly keys: SessionKeys;
  readonly linking: Linking;
  readonly url: string | null;
  readonly log: Log;
  readonly random: () => number;
  readonly pause: Pause;
  readonly signal: AbortSignal;
  readonly messages: Pick<ConnectionOptions, 'journal' | 'onMessage' | 'onStanza' | 'onAck'>;
  /** What was sent and not acknowledged has to be sent again. */
  readonly onConnectionLost: () => void;
}

export class Account {
  #status: ChannelStatus = { state: 'starting', hint: 'asking WhatsApp' };
  /** Open or not; null between two connections. */
  #socket: WASocket | null = null;
  #canSend = false;
  #isGone = false;
  #isRestricted = false;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly options: AccountOptions) {}

  start(): void {
    const { log, random, pause, signal } = this.options;
    this.#running = supervise({
      attempt: () => this.#attempt(),
      report: status => this.#report(status),
      onEnd: kind => this.#end(kind),
      log,
      random,
      pause,
      signal,
    });
  }

  /** Resolves when the last connection is over; call after the signal was aborted. */
  async stopped(): Promise<void> {
    await this.#socket?.end(undefined);
    await this.#running;
    await this.options.keys.flush();
  }

  status(): ChannelStatus {
    const isLimited = this.#status.state === 'on' && this.#isRestricted;
    return isLimited ? { state: 'on', hint: RESTRICTED } : this.#status;
  }

  /** True once nothing of this account can be sent any more. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** The socket to send on now; null while there is none. */
  get openSocket(): WASocket | null {
    return this.#canSend ? this.#socket : null;
  }

  /** The same, but waits a little: a connection that was just lost is mostly back at once. */
  async socketSoon(): Promise<WASocket | null> {
    const { signal } = this.options;
    for (let waited = 0; waited < OPEN_WAIT_MS; waited += OPEN_LOOK_MS) {
      if (this.openSocket || this.#isGone || signal.aborted) break;
      await new Promise(resolve => setTimeout(resolve, OPEN_LOOK_MS));
    }
    return this.openSocket;
  }

  /** Ends the connection; what it has not confirmed comes again on the next. */
  cut(why: Error): void {
    this.#canSend = false;
    void this.#socket?.end(why);
  }

  async #attempt(): Promise<Attempt> {
    const { keys, messages, url, onConnectionLost } = this.options;
    if (!keys.isLinked) keys.renew();
    let openedAtMs: number | null = null;
    let wasOffered = false;
    const { socket, ended } = connect({
      ...messages,
      keys,
      url,
      onOpen: () => {
        openedAtMs = performance.now();
        this.#canSend = true;
        this.#report({ state: 'on', hint: LINKED });
      },
      onQr: (text, offering) => {
        void this.#offerLink(text, offering, wasOffered);
        wasOffered = true;
      },
      onRestriction: isRestricted => {
        this.#isRestricted = isRestricted;
        if (isRestricted) this.options.log.warn('whatsapp_restricted');
      },
    });
    this.#socket = socket;
    const error = await ended;
    this.#canSend = false;
    this.#socket = null;
    onConnectionLost();
    await keys.flush();
    const openForMs = openedAtMs === null ? 0 : performance.now() - openedAtMs;
    return { error, openForMs, wasLinkIgnored: wasOffered && !keys.isLinked };
  }

  async #offerLink(text: string, socket: WASocket, isRepeated: boolean): Promise<void> {
    const { linking, log } = this.options;
    this.#report({ state: 'starting', hint: NOT_LINKED });
    if (linking.pairWith === null) return showQr(text, linking);
    // One code for each connection: it stays good while the QR codes beside it change.
    if (!isRepeated && !(await showPairingCode(socket, linking))) log.warn('whatsapp_no_pairing_code');
  }

  #report(status: ChannelStatus): void {
    this.#status = status;
  }

  #end(kind: DisconnectKind): void {
    this.#isGone = ACCOUNT_IS_GONE.has(kind);
    const { keys, log } = this.options;
    if (kind === 'logged_out') keys.end().catch(() => log.error('whatsapp_storage_fault'));
  }
}
