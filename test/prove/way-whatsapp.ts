/**
 * Persons on WhatsApp, with phones that really encrypt. A message is acknowledged when the program sent its receipt;
 * a reply is seen when the phone could read it. Each person writes from both of their addresses in turn.
 */
import { newMessageId, type WhatsAppPerson } from '../fakes/whatsapp-person.js';
import type { WhatsAppServer } from '../fakes/whatsapp-server.js';
import type { Keeper, WrittenMessage } from './history.js';
import { kindOf, type ReplyKind } from './words.js';

const FIRST_NUMBER = 6_281_390_010_000;
const FIRST_LID = 190_010_000_000;

export class WhatsAppWay {
  readonly #server: WhatsAppServer;
  readonly #keeper: Keeper;
  readonly #messages = new Map<string, WrittenMessage>();
  readonly #phones: WhatsAppPhone[] = [];
  #count = 0;
  #looked = 0;

  constructor(server: WhatsAppServer, keeper: Keeper) {
    this.#server = server;
    this.#keeper = keeper;
  }

  person(name: string): WhatsAppPhone {
    this.#count += 1;
    const details = { lid: String(FIRST_LID + this.#count), name: `Nama ${name}` };
    const person = this.#server.person(String(FIRST_NUMBER + this.#count), details);
    const phone = new WhatsAppPhone(this, name, person);
    this.#phones.push(phone);
    return phone;
  }

  hand(name: string, id: string, expects: ReplyKind): WrittenMessage {
    const written = this.#keeper.wrote(name, 'whatsapp', expects);
    this.#messages.set(id, written);
    return written;
  }

  /** Notes what came from the bot since the last look. */
  look(): void {
    const { acknowledged } = this.#server;
    for (const { id, how } of acknowledged.slice(this.#looked)) {
      const message = this.#messages.get(id);
      if (message === undefined) continue;
      if (how === 'receipt') this.#keeper.acknowledged(message);
      else if (how === 'nack' && message.state === 'waiting') message.state = 'refused';
    }
    this.#looked = acknowledged.length;
    for (const phone of this.#phones) for (const reply of phone.fresh()) this.#keeper.saw(reply);
  }
}

class WhatsAppPhone {
  #seen = 0;
  #written = 0;
  #last: { readonly written: WrittenMessage; readonly words: string; readonly id: string } | null = null;

  constructor(
    private readonly way: WhatsAppWay,
    readonly name: string,
    private readonly person: WhatsAppPerson,
  ) {}

  async write(words: string, expects: ReplyKind): Promise<void> {
    const id = newMessageId();
    this.#last = { written: this.way.hand(this.name, id, expects), words, id };
    this.#written += 1;
    await this.person.write(words, { id, via: this.#via() });
  }

  /** As a phone does that was asked to say it again: the same message, sealed anew. */
  async again(): Promise<void> {
    if (!this.#last) return;
    const { id, words, written } = this.#last;
    written.deliveries += 1;
    await this.person.write(words, { id, via: this.#via() });
  }

  fresh() {
    const replies = this.person.received.slice(this.#seen);
    this.#seen += replies.length;
    return replies.map(({ id, text }) => ({
      person: this.name,
      way: 'whatsapp' as const,
      kind: kindOf(text),
      mark: id,
      words: text,
    }));
  }

  #via(): 'lid' | 'phone' {
    return (this.#written + this.name.length) % 2 === 0 ? 'lid' : 'phone';
  }
}
