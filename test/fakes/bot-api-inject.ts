/**
 * What people do at the other end of the Bot API emulator, as the updates that Telegram would make of it. Each
 * returns the id that later acts refer to.
 */
import type { BotApiChats, Json } from './bot-api-chats.js';

export interface Inject {
  text(chatId: number, text: string, extra?: Json): number;
  /** `from` is a name that no part of the program may keep. */
  forward(chatId: number, text: string, from?: string): number;
  photo(chatId: number, photo: { caption?: string; bytes: Buffer }): number;
  document(
    chatId: number,
    file: { caption?: string; bytes: Buffer; mediaType: string; name: string },
  ): number;
  contact(chatId: number, contact: { name: string; number: string }): number;
  edit(chatId: number, messageId: number, text: string): void;
  /** A press on a button. @returns the id of the query */
  press(chatId: number, messageId: number, data: string): string;
  /** Any other update; gets a number unless it brings one. */
  update(fields: Json): void;
  /** The last update once more, under the same message id but a number of its own. */
  again(): void;
}

export function injectInto(chats: BotApiChats): Inject {
  let lastFields: Json = {};
  let count = 0;
  const add = (fields: Json) => {
    lastFields = fields;
    chats.addUpdate(fields);
  };
  const addMessage = (chatId: number, content: Json): number => {
    const message = chats.personMessage(chatId, content);
    add({ message });
    return message.message_id;
  };
  const newFile = (bytes: Buffer): string => {
    count += 1;
    const fileId = `berkas${count}`;
    chats.addFile(fileId, bytes);
    return fileId;
  };
  return {
    text: (chatId, text, extra = {}) => addMessage(chatId, { text, ...extra }),
    forward: (chatId, text, from = 'Nama Pengirim') =>
      addMessage(chatId, {
        text,
        forward_origin: { type: 'hidden_user', sender_user_name: from, date: 1_760_000_000 },
        forward_sender_name: from,
        forward_date: 1_760_000_000,
      }),
    photo: (chatId, { caption, bytes }) => {
      const size = (file_id: string, width: number) => ({
        file_id,
        file_unique_id: `u${file_id}`,
        width,
        height: width,
      });
      const photo = [size(newFile(bytes.subarray(0, 1)), 90), size(newFile(bytes), 1280)];
      return addMessage(chatId, { photo, ...(caption === undefined ? {} : { caption }) });
    },
    document: (chatId, { caption, bytes, mediaType, name }) => {
      const file_id = newFile(bytes);
      const document = { file_id, file_unique_id: `u${file_id}`, mime_type: mediaType, file_name: name };
      return addMessage(chatId, { document, ...(caption === undefined ? {} : { caption }) });
    },
    contact: (chatId, { name, number }) =>
      addMessage(chatId, { contact: { phone_number: number, first_name: name } }),
    edit: (chatId, messageId, text) => {
      const before = chats.opened(chatId).personMessages.get(messageId);
      const edit_date = Math.floor(Date.now() / 1000);
      add({ edited_message: { ...before, text, edit_date } });
    },
    press: (chatId, messageId, data) => {
      count += 1;
      const id = `${chatId}${count}`;
      chats.openQuery(id);
      const from = { id: chatId, is_bot: false, first_name: `Nama${chatId}` };
      const message = { message_id: messageId, date: 1_760_000_000, chat: { id: chatId, type: 'private' } };
      add({ callback_query: { id, from, message, chat_instance: '1', data } });
      return id;
    },
    update: fields => {
      // Whoever writes opens a chat, however the update was made.
      const chatId = (fields.message as { chat?: { id?: unknown } } | undefined)?.chat?.id;
      if (typeof chatId === 'number') chats.opened(chatId);
      if (typeof fields.update_id !== 'number') return add(fields);
      const { update_id, ...rest } = fields;
      lastFields = rest;
      chats.addNumberedUpdate({ ...rest, update_id });
    },
    again: () => add(lastFields),
  };
}
