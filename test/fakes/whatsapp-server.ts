/**
 * WhatsApp's multi-device server on a real socket, for tests: an unmodified client in another process pairs, logs
 * in, and exchanges messages that are really encrypted with persons who have real phones. It keeps what the client
 * has not acknowledged, records what it sends, and can be told to misbehave. It prints nothing and throws nothing
 * into the air: what goes wrong is in `faults`.
 *
 *   const server = await startWhatsAppServer();              // server.url goes to the client
 *   await server.scan(qr);                                   // the owner's phone links the device
 *   const siti = server.person('6281299990001', { lid: '199990001', name: 'Siti' });
 *   await siti.write('Lowongan…');                           // siti.received fills with what the bot sends
 *   server.drop(); server.failLogins('401'); server.ackNext({ error: '463' });
 *   await server.close();
 */
import { WhatsAppAccount } from './whatsapp-account.js';
import { type Acknowledgement, DeliveryQueue } from './whatsapp-delivery.js';
import { FromBot, type RetryRequest, type SentStanza } from './whatsapp-from-bot.js';
import { WhatsAppLines } from './whatsapp-lines.js';
import { MediaStore } from './whatsapp-media.js';
import { OtherTraffic } from './whatsapp-other-traffic.js';
import { type PairingRequest, WhatsAppPairing } from './whatsapp-pairing.js';
import { WhatsAppPerson } from './whatsapp-person.js';

export interface WhatsAppServerOptions {
  /** The bot's number and LID. */
  readonly number?: string;
  readonly lid?: string;
  /** How many references a client gets that wants to register; it ends by itself when they have run out. */
  readonly refsMax?: number;
}

export interface PersonDetails {
  readonly lid?: string;
  readonly name?: string;
}

const LOOK_AGAIN_MS = 5;

export async function startWhatsAppServer(options: WhatsAppServerOptions = {}): Promise<WhatsAppServer> {
  const server = new WhatsAppServer(options);
  await server.listen();
  return server;
}

export class WhatsAppServer {
  readonly account: WhatsAppAccount;
  readonly media: MediaStore;
  /** What went wrong, in a few words each. */
  readonly faults: string[] = [];
  /** The account's own phone. */
  readonly owner: WhatsAppPerson;
  readonly #persons = new Map<string, WhatsAppPerson>();
  readonly #delivery = new DeliveryQueue();
  readonly #fromBot: FromBot;
  readonly #pairing: WhatsAppPairing;
  readonly #traffic: OtherTraffic;
  readonly #lines: WhatsAppLines;

  constructor({ number = '6281200000001', lid = '100200300400', refsMax }: WhatsAppServerOptions) {
    this.account = new WhatsAppAccount(number, lid);
    this.media = new MediaStore(() => `http://${this.#lines.host}`);
    this.owner = new WhatsAppPerson(this.#shared(), number, lid, 'Pemilik');
    this.#fromBot = new FromBot(this.#shared());
    this.#traffic = new OtherTraffic(this.#delivery, this.owner);
    this.#pairing = new WhatsAppPairing(this.account, this.owner.handset.identity, refsMax);
    this.#pairing.onLink = () => this.#delivery.clear();
    this.account.onFewPreKeys = () => this.#traffic.preKeysLeft(this.account.preKeysLeft);
    this.#lines = new WhatsAppLines({
      ...this.#shared(),
      fromBot: this.#fromBot,
      pairing: this.#pairing,
      media: this.media,
    });
  }

  async listen(): Promise<void> {
    await this.#lines.listen();
  }

  /** For the client's `waWebSocketUrl`. */
  get url(): string {
    return `ws://${this.#lines.host}/ws/chat`;
  }

  /** The owner's phone scans a code of the client. Resolves with the device's address once it is linked. */
  async scan(qr: string): Promise<string> {
    return this.#pairing.scan(qr);
  }

  /** What the client asked for when it wanted to be linked by a code that is typed. */
  get pairingRequests(): readonly PairingRequest[] {
    return this.#pairing.requests;
  }

  /** Types the code that the client shows into the owner's phone; as `scan` after that. */
  async enterCode(code: string): Promise<string> {
    return this.#pairing.enterCode(code);
  }

  /** Somebody with WhatsApp; the same number is the same person. */
  person(
    number: string,
    { lid = `1${number}`, name = `Nama ${number}` }: PersonDetails = {},
  ): WhatsAppPerson {
    const known = this.#persons.get(number);
    if (known) return known;
    const person = new WhatsAppPerson(this.#shared(), number, lid, name);
    this.#persons.set(number, person);
    return person;
  }

  get persons(): readonly WhatsAppPerson[] {
    return [...this.#persons.values()];
  }

  /** What the client acknowledged, in order of arrival. */
  get acknowledged(): readonly Acknowledgement[] {
    return this.#delivery.acknowledged;
  }

  /** Messages to the bot that are not acknowledged. */
  get waiting(): number {
    return this.#delivery.waitingCount;
  }

  /** Messages that the client could not read and asked for again. */
  get retryRequests(): readonly RetryRequest[] {
    return this.#fromBot.retryRequests;
  }

  /** Every message stanza of the client, in order, with what the server answered. */
  get sent(): readonly SentStanza[] {
    return this.#fromBot.sent;
  }

  /** The next messages of the client are refused with that error and reach nobody. */
  ackNext({ error, times = 1 }: { readonly error: string; readonly times?: number }): void {
    this.#fromBot.plan({ error }, times);
  }

  /** The next messages of the client arrive, but the client is not told. */
  withholdNextAck(times = 1): void {
    this.#fromBot.plan('withhold', times);
  }

  /** A message that this device may not see, as one to be viewed once. */
  unavailable(person: WhatsAppPerson, type = 'view_once'): string {
    return this.#traffic.unavailable(person, type);
  }

  /** The owner writes to somebody from the phone; the linked device gets its copy. */
  async fromOwnPhone(text: string, to: WhatsAppPerson): Promise<string> {
    return this.#traffic.fromOwnPhone(text, to);
  }

  status(person: WhatsAppPerson, text: string): string {
    return this.#traffic.status(person, text);
  }

  group(person: WhatsAppPerson, text: string): string {
    return this.#traffic.group(person, text);
  }

  newsletter(text: string): string {
    return this.#traffic.newsletter(text);
  }

  /** Somebody calls. */
  call(person: WhatsAppPerson): string {
    return this.#traffic.call(person);
  }

  get isOnline(): boolean {
    return this.#lines.isOnline;
  }

  /** When the bot logged in, in milliseconds. */
  get logins(): readonly number[] {
    return this.#lines.logins;
  }

  /** WebSocket connections so far. */
  get connections(): number {
    return this.#lines.connections;
  }

  /** TCP connections that were closed at once. */
  get refusals(): number {
    return this.#lines.refusals;
  }

  /** Resets every connection of the client. */
  drop(): void {
    this.#lines.drop();
  }

  /** Sends a frame that the client cannot open. */
  garble(): void {
    this.#lines.garble();
  }

  /** Ends the login with a code; after a 401 the device is no longer linked. */
  streamError(code: number): void {
    this.#lines.streamError(code);
  }

  /** The next login is answered with that failure. */
  failure(reason: string | number): void {
    this.#lines.nextFailure = String(reason);
  }

  /** Every login is answered with that failure, until it is null. */
  failLogins(reason: string | number | null): void {
    this.#lines.failure = reason === null ? null : String(reason);
  }

  /** Closes every new TCP connection at once; those that are open stay. */
  refuse(isRefusing: boolean): void {
    this.#lines.isRefusing = isRefusing;
  }

  /** Resolves when the condition holds, rejects after `limitMs`. */
  async until(condition: () => boolean, limitMs = 20_000): Promise<void> {
    const endsAt = Date.now() + limitMs;
    while (!condition()) {
      if (Date.now() > endsAt) throw new Error(`did not come about: ${condition}`);
      await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  async close(): Promise<void> {
    await this.#lines.close();
  }

  #shared() {
    return {
      account: this.account,
      delivery: this.#delivery,
      find: (user: string) => this.#find(user),
      fault: (text: string) => void this.faults.push(text),
    };
  }

  #find(user: string): WhatsAppPerson | undefined {
    if (this.account.isOwn(user)) return this.owner;
    return this.#persons.get(user) ?? this.persons.find(person => person.lid === user);
  }
}
