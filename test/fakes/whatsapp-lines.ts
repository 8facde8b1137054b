/**
 * Who is connected to the WhatsApp test server: it listens, lets a linked device in or turns it away, gives one that
 * is not linked something to pair with, and sends each node where it belongs. There is one login at a time, as with
 * WhatsApp. Breaking lines on purpose is done here too; what is said on them is not decided here.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BinaryNode } from '@whiskeysockets/baileys';
import { listenForWebSockets, WhatsAppConnection } from './whatsapp-connection.js';
import type { DeliveryQueue } from './whatsapp-delivery.js';
import type { FromBot } from './whatsapp-from-bot.js';
import type { MediaStore } from './whatsapp-media.js';
import { makeTestCertificates } from './whatsapp-noise.js';
import type { WhatsAppPairing } from './whatsapp-pairing.js';
import { answerQuery, type QuerySources } from './whatsapp-queries.js';

export interface LinesParts extends Pick<QuerySources, 'account' | 'find'> {
  readonly delivery: DeliveryQueue;
  readonly fromBot: FromBot;
  readonly pairing: WhatsAppPairing;
  readonly media: MediaStore;
  fault(fault: string): void;
}

/** What a client is told besides the code of a stream error. */
const CONFLICTS = new Map([
  [440, 'replaced'],
  [401, 'device_removed'],
]);
/** These failures concern a device that is linked; others, as 405, anybody who connects. */
const LOGIN_FAILURES = new Set(['401', '402', '403']);

export class WhatsAppLines {
  readonly logins: number[] = [];
  connections = 0;
  refusals = 0;
  isRefusing = false;
  /** What every login is answered with, and what the next one is. */
  failure: string | null = null;
  nextFailure: string | null = null;
  readonly #parts: LinesParts;
  readonly #certificates = makeTestCertificates();
  readonly #http: Server;
  readonly #sockets: { close(): void };
  readonly #open = new Set<WhatsAppConnection>();
  /** One that is gone may have said something before it went. */
  readonly #everLoggedIn = new WeakSet<WhatsAppConnection>();
  #login: WhatsAppConnection | undefined;

  constructor(parts: LinesParts) {
    this.#parts = parts;
    this.#http = createServer((request, response) => parts.media.serve(request, response));
    this.#http.on('clientError', (_error, socket) => socket.destroy());
    this.#http.on('connection', socket => {
      socket.on('error', () => undefined);
      if (!this.isRefusing) return;
      this.refusals += 1;
      socket.destroy();
    });
    this.#sockets = listenForWebSockets(this.#http, (socket, tcp) => {
      this.connections += 1;
      const connection = new WhatsAppConnection(socket, tcp, this.#certificates, {
        onHello: line => this.#hello(line),
        onNode: (line, node) => this.#node(line, node),
        onClose: line => this.#closed(line),
        onFault: parts.fault,
      });
      this.#open.add(connection);
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>(resolve => this.#http.listen(0, '127.0.0.1', resolve));
  }

  get host(): string {
    return `127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  get isOnline(): boolean {
    return this.#login?.isOpen ?? false;
  }

  drop(): void {
    for (const connection of this.#open) connection.reset();
  }

  garble(): void {
    this.#login?.garble();
  }

  streamError(code: number): void {
    if (this.#login) end(this.#login, code);
    if (code === 401) this.#parts.account.isLinked = false;
  }

  async close(): Promise<void> {
    this.drop();
    this.#sockets.close();
    const closed = new Promise(resolve => this.#http.close(resolve));
    this.#http.closeAllConnections();
    await closed;
  }

  /** The handshake is done: the client has said who it is. */
  #hello(line: WhatsAppConnection): void {
    const isNew = Boolean(line.payload.devicePairingData);
    const planned = this.nextFailure ?? this.failure;
    const reason = isNew && planned !== null && LOGIN_FAILURES.has(planned) ? null : planned;
    if (reason !== null) {
      this.nextFailure = null;
      fail(line, reason);
    } else if (isNew) this.#parts.pairing.offer(line);
    else if (this.#isLinked(line)) this.#letIn(line);
    else fail(line, '401');
  }

  #isLinked({ payload: { device, username } }: WhatsAppConnection): boolean {
    const { account } = this.#parts;
    return account.isLinked && String(username) === account.number && device === account.device;
  }

  #letIn(line: WhatsAppConnection): void {
    if (this.#login?.isOpen) end(this.#login, 440);
    this.#login = line;
    this.#everLoggedIn.add(line);
    this.logins.push(Date.now());
    const t = String(Math.floor(Date.now() / 1000));
    line.send({ tag: 'success', attrs: { t, lid: this.#parts.account.lidJid, location: 'uji' } });
  }

  async #node(line: WhatsAppConnection, node: BinaryNode): Promise<void> {
    if (node.tag === 'iq') this.#query(line, node);
    else if (this.#everLoggedIn.has(line)) await this.#parts.fromBot.take(line, node);
  }

  #query(line: WhatsAppConnection, iq: BinaryNode): void {
    const { pairing } = this.#parts;
    const { id = '', type, xmlns } = iq.attrs;
    if (type === 'result') {
      pairing.answer(iq);
      return;
    }
    const content = answerQuery(iq, {
      account: this.#parts.account,
      find: this.#parts.find,
      host: this.host,
      onUnlink: () => {
        this.#parts.account.isLinked = false;
      },
      onPairingCode: request => pairing.requestCode(line, request),
    });
    line.send({ tag: 'iq', attrs: { id, from: 's.whatsapp.net', type: 'result' }, content });
    const isReady = xmlns === 'passive' && Array.isArray(iq.content) && iq.content[0]?.tag === 'active';
    if (isReady && line === this.#login) this.#parts.delivery.announce(line);
  }

  #closed(line: WhatsAppConnection): void {
    this.#open.delete(line);
    this.#parts.pairing.close(line);
    this.#parts.delivery.leave(line);
    if (this.#login === line) this.#login = undefined;
  }
}

function fail(line: WhatsAppConnection, reason: string): void {
  line.send({ tag: 'failure', attrs: { reason, location: 'uji' } });
  line.end();
}

function end(line: WhatsAppConnection, code: number): void {
  const conflict = CONFLICTS.get(code);
  const content = conflict === undefined ? [] : [{ tag: 'conflict', attrs: { type: conflict } }];
  line.send({ tag: 'stream:error', attrs: { code: String(code) }, content });
  line.end();
}
