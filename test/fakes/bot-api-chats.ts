/**
 * The memory of the Bot API emulator: chats, their messages and the updates that wait for the bot, with the
 * offset rule of the real thing. No network in here.
 */

export type Json = Readonly<Record<string, unknown>>;

/** A message that the bot sent, as the person's phone shows it. */
export interface SentMessage {
  readonly chatId: number;
  readonly messageId: number;
  readonly method: 'sendMessage' | 'sendPhoto' | 'sendDocument';
  /** The words after the markup was parsed; a caption where there is a file. */
  readonly text: string;
  /** As it was sent. */
  readonly html: string;
  readonly quotes: readonly string[];
  /** Message that it answers; null for none. */
  readonly replyTo: number | null;
  readonly linkPreviewOff: boolean;
  readonly file: { readonly name: string; readonly bytes: Buffer } | null;
  /** Buttons as shown now: edited away is empty. */
  keyboard: readonly (readonly { readonly text: string; readonly callback_data: string }[])[];
  isDeleted: boolean;
}

export interface Chat {
  readonly id: number;
  nextMessageId: number;
  readonly personMessages: Map<number, Json>;
  readonly sent: SentMessage[];
  isBlocked: boolean;
}

export class BotApiChats {
  readonly #chats = new Map<number, Chat>();
  #updates: (Json & { update_id: number })[] = [];
  #nextUpdateId = 700_000_001;
  readonly #openQueries = new Set<string>();
  readonly #files = new Map<string, { path: string; bytes: Buffer }>();
  #onUpdate: () => void = () => {};

  /** Called whenever an update is added. */
  set onUpdate(notify: () => void) {
    this.#onUpdate = notify;
  }

  /** A chat exists from the person's first message on; before that the bot cannot write to it. */
  find(chatId: number): Chat | undefined {
    return this.#chats.get(chatId);
  }

  opened(chatId: number): Chat {
    const known = this.#chats.get(chatId);
    if (known) return known;
    const chat = { id: chatId, nextMessageId: 1, personMessages: new Map(), sent: [], isBlocked: false };
    this.#chats.set(chatId, chat);
    return chat;
  }

  /** What a person's message looks like in an update. */
  personMessage(chatId: number, content: Json): Json & { message_id: number } {
    const chat = this.opened(chatId);
    const message = {
      message_id: chat.nextMessageId++,
      date: Math.floor(Date.now() / 1000),
      chat: { id: chatId, type: 'private', first_name: `Nama${chatId}`, username: `akun${chatId}` },
      from: { id: chatId, is_bot: false, first_name: `Nama${chatId}`, language_code: 'id' },
      ...content,
    };
    chat.personMessages.set(message.message_id, message);
    return message;
  }

  addUpdate(fields: Json): number {
    const update_id = this.#nextUpdateId++;
    this.#updates.push({ update_id, ...fields });
    this.#onUpdate();
    return update_id;
  }

  /** Puts an update with a number of its own into the queue: one delivered twice, or a new numbering. */
  addNumberedUpdate(update: Json & { update_id: number }): void {
    this.#updates.push(update);
    this.#updates.sort((a, b) => a.update_id - b.update_id);
    this.#nextUpdateId = Math.max(this.#nextUpdateId, update.update_id + 1);
    this.#onUpdate();
  }

  /** Everything below `offset` is forgotten; what is left, oldest first. A negative offset counts from the end. */
  updatesFrom(offset: number, limit: number): readonly (Json & { update_id: number })[] {
    if (offset < 0) this.#updates = this.#updates.slice(offset);
    else this.#updates = this.#updates.filter(({ update_id }) => update_id >= offset);
    return this.#updates.slice(0, limit);
  }

  get waiting(): readonly (Json & { update_id: number })[] {
    return this.#updates;
  }

  forget(updateId: number): void {
    this.#updates = this.#updates.filter(({ update_id }) => update_id !== updateId);
  }

  openQuery(id: string): void {
    this.#openQueries.add(id);
  }

  /** @returns false for a query that is unknown or answered */
  closeQuery(id: string): boolean {
    return this.#openQueries.delete(id);
  }

  addFile(fileId: string, bytes: Buffer): void {
    this.#files.set(fileId, { path: `files/${fileId}.bin`, bytes });
  }

  file(fileId: string): { path: string; bytes: Buffer } | undefined {
    return this.#files.get(fileId);
  }

  fileAt(path: string): Buffer | undefined {
    return [...this.#files.values()].find(file => file.path === path)?.bytes;
  }
}
