/**
 * One connection to WhatsApp, from opening to its end: Baileys' socket set up the way this program needs it, and what
 * it says turned into a few callbacks. It does not decide whether there is another one; see `supervise.ts`.
 */
import { type BinaryNode, makeWASocket, SILENT_LOGGER, type WAMessage, type WASocket } from './baileys.js';
import type { Journal } from './journal.js';
import { isIgnored } from './people.js';
import type { SessionKeys } from './session-keys.js';

export interface ConnectionOptions {
  readonly keys: SessionKeys;
  readonly journal: Journal;
  /** Another server than WhatsApp's own, on this machine; for tests. */
  readonly url: string | null;
  /** The account can send from now on. */
  readonly onOpen: () => void;
  /** A QR code to be scanned with the account's phone, while it is not linked. */
  readonly onQr: (text: string, socket: WASocket) => void;
  /** What Baileys tells of besides what the journal took: asked for again at the phone, or unreadable. */
  readonly onMessage: (message: WAMessage, socket: WASocket) => void;
  /** A stanza for which there will be no decryption. */
  readonly onStanza: (stanza: BinaryNode, socket: WASocket) => void;
  /** WhatsApp took a message of ours, or did not: then with a code. */
  readonly onAck: (messageId: string, error: string | null) => void;
  /** WhatsApp has (or has no longer) restricted whom the account may write to. */
  readonly onRestriction: (isRestricted: boolean) => void;
}

export interface Connection {
  readonly socket: WASocket;
  /** Resolves, with why, when it is over; never rejects. */
  readonly ended: Promise<unknown>;
}

/** Baileys keeps what was lately sent and received, to send it again when a phone asks; in memory only. */
export function connect(options: ConnectionOptions): Connection {
  const { keys, journal, url } = options;
  const socket = makeWASocket({
    auth: { creds: keys.creds, keys },
    makeSignalRepository: journal.makeSignalRepository,
    ...(url === null ? {} : { waWebSocketUrl: url }),
    logger: SILENT_LOGGER,
    // Nothing of the account's past is wanted: it is other people's.
    syncFullHistory: false,
    shouldSyncHistoryMessage: () => false,
    shouldIgnoreJid: isIgnored,
    markOnlineOnConnect: false,
    generateHighQualityLinkPreview: false,
    emitOwnEvents: false,
  });
  // Before Baileys' own listener: it looks into the stanza while the journal needs to know it already.
  socket.ws.prependListener('CB:message', (stanza: BinaryNode) => {
    journal.watch(stanza);
    options.onStanza(stanza, socket);
  });
  socket.ws.on('CB:ack,class:message', ({ attrs }: BinaryNode) => {
    if (attrs.id !== undefined) options.onAck(attrs.id, attrs.error ?? null);
  });
  socket.ev.on('creds.update', () => keys.noteChange());
  socket.ev.on('messages.upsert', ({ messages }) => {
    for (const message of messages) options.onMessage(message, socket);
  });
  const ended = new Promise<unknown>(resolve => {
    socket.ev.on('connection.update', update => {
      if (update.qr !== undefined) options.onQr(update.qr, socket);
      if (update.connection === 'open') options.onOpen();
      if (update.reachoutTimeLock) options.onRestriction(update.reachoutTimeLock.isActive === true);
      if (update.connection === 'close') resolve(update.lastDisconnect?.error);
    });
  });
  return { socket, ended };
}
