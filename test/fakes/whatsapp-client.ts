/**
 * A bare Baileys client for trying out the WhatsApp test server: credentials and keys in memory, so that it can come
 * back, lose what it kept, or fall silent. It records what it hears and answers nothing by itself. Baileys runs in
 * the test's own process here, so the console has to be shut.
 */
import makeWASocket, {
  type AuthenticationCreds,
  type BaileysEventMap,
  initAuthCreds,
  type SignalKeyStore,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import pino from 'pino';
import { eventually } from '../process/spawn-bot.js';

const logger = pino({ level: 'silent' });

/** A client with its credentials in memory, which comes back as often as a test wants. */
export class TestClient {
  readonly creds: AuthenticationCreds = initAuthCreds();
  readonly upserts: { type: string; message: WAMessage }[] = [];
  readonly updates: BaileysEventMap['messages.update'] = [];
  readonly closings: number[] = [];
  qr: string | undefined;
  isOpen = false;
  socket!: WASocket;
  readonly #url: string;
  readonly #kept: Record<string, Record<string, unknown>> = {};

  constructor(url: string) {
    this.#url = url;
  }

  connect(): void {
    const keys: SignalKeyStore = {
      get: async (type, ids) =>
        Object.fromEntries(
          ids.flatMap(id => (this.#kept[type]?.[id] ? [[id, this.#kept[type][id]]] : [])),
        ) as never,
      set: async data => {
        for (const [type, values] of Object.entries(data)) {
          const kept = this.#kept[type] ?? {};
          this.#kept[type] = kept;
          for (const [id, value] of Object.entries(values ?? {})) {
            if (value === null) delete kept[id];
            else kept[id] = value;
          }
        }
      },
    };
    this.socket = makeWASocket({
      waWebSocketUrl: this.#url,
      auth: { creds: this.creds, keys },
      logger,
      version: [2, 3000, 1],
      shouldSyncHistoryMessage: () => false,
      markOnlineOnConnect: false,
    });
    const { ev } = this.socket;
    ev.on('creds.update', update => void Object.assign(this.creds, update));
    ev.on('connection.update', ({ connection, lastDisconnect, qr }) => {
      if (qr) this.qr = qr;
      if (connection === 'open') this.isOpen = true;
      if (connection !== 'close') return;
      this.isOpen = false;
      const error = lastDisconnect?.error as { output?: { statusCode?: number } } | undefined;
      this.closings.push(error?.output?.statusCode ?? 0);
    });
    ev.on('messages.upsert', ({ messages, type }) => {
      this.upserts.push(...messages.map(message => ({ type, message })));
    });
    ev.on('messages.update', updates => void this.updates.push(...updates));
  }

  /** From now on nothing that the client sends leaves it; the next connection is whole again. */
  silence(): void {
    const { socket } = this.socket.ws as unknown as {
      socket: { send(data: unknown, done: () => void): void };
    };
    socket.send = (_data, done) => done();
  }

  /** What is kept of one kind, to go back to. */
  copy(type: string): Record<string, unknown> {
    return structuredClone(this.#kept[type] ?? {});
  }

  /** Puts back what was copied, as a program does that was killed before it saved. */
  restore(type: string, values: Record<string, unknown>): void {
    this.#kept[type] = structuredClone(values);
  }

  async open(): Promise<void> {
    this.connect();
    await eventually('the client is open', () => this.isOpen);
  }

  /** The message whose words these are. */
  async got(words: string): Promise<{ type: string; message: WAMessage }> {
    const find = () => this.upserts.findLast(({ message }) => textOf(message) === words);
    await eventually(`the client has got "${words}"`, () => find() !== undefined);
    return find()!;
  }

  /** Why a message of the client was refused; Baileys may put it into the message itself as it hands that out. */
  refusalOf(id: string | null | undefined): readonly string[] | undefined {
    const update = this.updates.find(({ key }) => key.id === id)?.update;
    const own = this.upserts.find(({ message }) => message.key.id === id)?.message;
    return (update ?? own)?.messageStubParameters ?? undefined;
  }

  /** Resolves when a connection has ended with that code. */
  async closing(code: number): Promise<void> {
    await eventually(`the client is closed with ${code}`, () => this.closings.includes(code));
  }
}

/** Body or caption. */
export function textOf({ message }: WAMessage): string | null | undefined {
  return message?.conversation || message?.extendedTextMessage?.text || message?.imageMessage?.caption;
}
