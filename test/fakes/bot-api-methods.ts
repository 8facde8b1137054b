/**
 * What each method of the Bot API emulator does: payload in, result out, or the error that the real one answers
 * with. Only what this program uses; anything else is "Not Found", as with the real one.
 */
import type { BotApiChats, Chat, Json, SentMessage } from './bot-api-chats.js';
import { EntityError, type ParsedHtml, parseTelegramHtml } from './bot-api-html.js';

const TEXT_LENGTH_MAX = 4096;
const CAPTION_LENGTH_MAX = 1024;
const CALLBACK_DATA_BYTES_MAX = 64;

export class BotApiError extends Error {
  constructor(
    readonly code: number,
    readonly description: string,
    readonly retryAfter: number | null = null,
  ) {
    super(description);
  }
}

/** A payload: JSON fields, or the fields of a form with its files. */
export interface Payload {
  readonly fields: Json;
  readonly files: Readonly<Record<string, { readonly name: string; readonly bytes: Buffer }>>;
}

export const BOT_USER = { id: 700, is_bot: true, first_name: 'Uji', username: 'uji_bot' } as const;

export function runMethod(method: string, payload: Payload, chats: BotApiChats): unknown {
  const { fields } = payload;
  switch (method) {
    case 'getMe':
      return BOT_USER;
    case 'setMyCommands':
      return true;
    case 'sendChatAction':
      chatOf(fields, chats);
      return true;
    case 'sendMessage':
      return send(method, payload, chats, fields.text, TEXT_LENGTH_MAX, null);
    case 'sendPhoto':
      return send(method, payload, chats, fields.caption ?? '', CAPTION_LENGTH_MAX, 'photo');
    case 'sendDocument':
      return send(method, payload, chats, fields.caption ?? '', CAPTION_LENGTH_MAX, 'document');
    case 'answerCallbackQuery':
      if (chats.closeQuery(String(fields.callback_query_id))) return true;
      throw bad('query is too old and response timeout expired or query ID is invalid');
    case 'editMessageReplyMarkup':
      return editKeyboard(fields, chats);
    case 'editMessageText':
      return { ...describe(sentMessage(fields, chats)), text: parsed(fields, fields.text).text };
    case 'deleteMessage':
      return deleteMessage(fields, chats);
    case 'getFile': {
      const file = chats.file(String(fields.file_id));
      if (!file) throw bad('wrong file_id or the file is temporarily unavailable');
      return { file_id: fields.file_id, file_path: file.path, file_size: file.bytes.length };
    }
    default:
      throw new BotApiError(404, 'Not Found');
  }
}

function send(
  method: SentMessage['method'],
  { fields, files }: Payload,
  chats: BotApiChats,
  words: unknown,
  lengthMax: number,
  fileField: string | null,
): Json {
  const chat = chatOf(fields, chats);
  const file = fileField === null ? null : files[fileField];
  if (file === undefined) throw bad(`there is no ${fileField} in the request`);
  const { text, quotes } = parsed(fields, words);
  if (text.trim() === '' && fileField === null) throw bad('message text is empty');
  if (text.length > lengthMax)
    throw bad(fileField === null ? 'message is too long' : 'message caption is too long');
  const message: SentMessage = {
    chatId: chat.id,
    messageId: chat.nextMessageId,
    method,
    text,
    html: String(words),
    quotes,
    replyTo: replyTarget(fields, chat),
    linkPreviewOff: (structured(fields.link_preview_options) as Json | null)?.is_disabled === true,
    file,
    keyboard: keyboardOf(fields),
    isDeleted: false,
  };
  chat.nextMessageId += 1;
  chat.sent.push(message);
  return describe(message);
}

function parsed(fields: Json, words: unknown): ParsedHtml {
  if (typeof words !== 'string') throw bad('message text is empty');
  if (fields.parse_mode === undefined) return { text: words, quotes: [], links: [] };
  if (fields.parse_mode !== 'HTML') throw bad('unsupported parse_mode');
  try {
    return parseTelegramHtml(words);
  } catch (error) {
    if (error instanceof EntityError) throw bad(`can't parse entities: ${error.message}`);
    throw error;
  }
}

function replyTarget(fields: Json, chat: Chat): number | null {
  const parameters = structured(fields.reply_parameters) as Json | null;
  if (parameters === null) return null;
  const id = Number(parameters.message_id);
  if (chat.personMessages.has(id) || chat.sent.some(({ messageId }) => messageId === id)) return id;
  if (parameters.allow_sending_without_reply === true) return null;
  throw bad('message to be replied not found');
}

function keyboardOf(fields: Json): SentMessage['keyboard'] {
  const markup = structured(fields.reply_markup) as Json | null;
  const rows = (markup?.inline_keyboard ?? []) as { text?: unknown; callback_data?: unknown }[][];
  return rows.map(row =>
    row.map(({ text, callback_data }) => {
      if (typeof text !== 'string' || text === '') throw bad('inline keyboard button text must be non-empty');
      const bytes = Buffer.byteLength(String(callback_data ?? ''));
      if (bytes < 1 || bytes > CALLBACK_DATA_BYTES_MAX) throw bad('BUTTON_DATA_INVALID');
      return { text, callback_data: String(callback_data) };
    }),
  );
}

/** In a form, structured fields travel as JSON text. */
function structured(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw bad("can't parse JSON object");
  }
}

function editKeyboard(fields: Json, chats: BotApiChats): Json {
  const message = sentMessage(fields, chats);
  const keyboard = keyboardOf(fields);
  if (JSON.stringify(keyboard) === JSON.stringify(message.keyboard)) {
    throw bad(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  message.keyboard = keyboard;
  return describe(message);
}

function deleteMessage(fields: Json, chats: BotApiChats): true {
  const chat = chatOf(fields, chats);
  const id = Number(fields.message_id);
  if (chat.personMessages.delete(id)) return true;
  const own = chat.sent.find(({ messageId, isDeleted }) => messageId === id && !isDeleted);
  if (!own) throw bad('message to delete not found');
  own.isDeleted = true;
  return true;
}

function sentMessage(fields: Json, chats: BotApiChats): SentMessage {
  const found = chatOf(fields, chats).sent.find(({ messageId }) => messageId === Number(fields.message_id));
  if (!found || found.isDeleted) throw bad('message to edit not found');
  return found;
}

function chatOf(fields: Json, chats: BotApiChats): Chat {
  const chat = chats.find(Number(fields.chat_id));
  if (!chat) throw bad('chat not found');
  if (chat.isBlocked) throw new BotApiError(403, 'Forbidden: bot was blocked by the user');
  return chat;
}

function describe(message: SentMessage): Json {
  return {
    message_id: message.messageId,
    date: Math.floor(Date.now() / 1000),
    chat: { id: message.chatId, type: 'private' },
    from: BOT_USER,
    ...(message.file === null ? { text: message.text } : { caption: message.text }),
  };
}

function bad(what: string): BotApiError {
  return new BotApiError(400, `Bad Request: ${what}`);
}
