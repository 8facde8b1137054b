/**
 * One WebSocket of the WhatsApp test server: it does the handshake, hands over who wants in, then turns frames into
 * nodes and nodes into frames, in order. A connection that breaks is just over; bytes that make no sense are told
 * to `onFault` and end it. It knows nothing of what the nodes mean.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { type BinaryNode, decodeBinaryNode, encodeBinaryNode, type proto } from '@whiskeysockets/baileys';
import { FrameCutter, framed, NoiseResponder, type TestCertificates } from './whatsapp-noise.js';
import { requireFromBaileys } from './whatsapp-signal.js';

/** The part of `ws` that is used here; the package brings no types. */
export interface WebSocket {
  send(data: Uint8Array, done?: (error?: Error) => void): void;
  close(): void;
  terminate(): void;
  on(event: 'message', listener: (data: Buffer) => void): void;
  on(event: 'close', listener: () => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
}

interface WebSocketServer {
  on(event: 'connection', listener: (socket: WebSocket, request: IncomingMessage) => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
  close(): void;
}

const { WebSocketServer: WebSocketServerOfWs } = requireFromBaileys('ws') as {
  WebSocketServer: new (options: { server: Server }) => WebSocketServer;
};

export function listenForWebSockets(
  http: Server,
  onSocket: (socket: WebSocket, tcp: Socket) => void,
): WebSocketServer {
  const server = new WebSocketServerOfWs({ server: http });
  server.on('connection', (socket, request) => onSocket(socket, request.socket));
  server.on('error', () => undefined);
  return server;
}

export interface ConnectionEvents {
  /** The handshake is done. */
  onHello(connection: WhatsAppConnection): void;
  onNode(connection: WhatsAppConnection, node: BinaryNode): Promise<void> | void;
  onClose(connection: WhatsAppConnection): void;
  onFault(fault: string): void;
}

export class WhatsAppConnection {
  /** What the client said of itself; empty before the handshake. */
  payload: proto.IClientPayload = {};
  /** The client's static key on the line. */
  noiseKey: Buffer = Buffer.alloc(0);
  isOpen = true;
  readonly #socket: WebSocket;
  readonly #tcp: Socket;
  readonly #noise: NoiseResponder;
  readonly #events: ConnectionEvents;
  #stage: 'hello' | 'finish' | 'nodes' = 'hello';
  #turn: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, tcp: Socket, certificates: TestCertificates, events: ConnectionEvents) {
    this.#socket = socket;
    this.#tcp = tcp;
    this.#noise = new NoiseResponder(certificates);
    this.#events = events;
    const cutter = new FrameCutter();
    socket.on('message', data => {
      for (const frame of cutter.add(data)) this.#turn = this.#turn.then(() => this.#take(frame));
    });
    // A client that is killed is no fault of the server's.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.isOpen = false;
      // After the frames that came before it, as on the line.
      this.#turn = this.#turn
        .then(() => events.onClose(this))
        .catch((error: unknown) => events.onFault(`close: ${error}`));
    });
  }

  /** Does nothing once the connection is closed. */
  send(node: BinaryNode): void {
    if (!this.isOpen) return;
    this.#write(this.#noise.encrypt(encodeBinaryNode(node)));
  }

  /** A frame that nobody can open. */
  garble(): void {
    this.#write(Buffer.alloc(64, 7));
  }

  /** Says goodbye after what was sent. */
  end(): void {
    this.isOpen = false;
    this.#socket.close();
  }

  /** Breaks the line without a word: a TCP reset. */
  reset(): void {
    this.isOpen = false;
    this.#tcp.resetAndDestroy();
  }

  #write(bytes: Uint8Array): void {
    this.#socket.send(framed(bytes), () => undefined);
  }

  /** Never rejects. */
  async #take(frame: Buffer): Promise<void> {
    try {
      switch (this.#stage) {
        case 'hello':
          this.#write(this.#noise.hello(frame));
          this.#stage = 'finish';
          return;
        case 'finish': {
          const { payload, noiseKey } = this.#noise.finish(frame);
          this.payload = payload;
          this.noiseKey = noiseKey;
          this.#stage = 'nodes';
          return this.#events.onHello(this);
        }
        case 'nodes':
          return await this.#events.onNode(this, await decodeBinaryNode(this.#noise.decrypt(frame)));
      }
    } catch (error) {
      this.#events.onFault(`connection (${this.#stage}): ${error}`);
      this.end();
    }
  }
}
