/**
 * One raw update of the Bot API → one message in no network's dialect, or null for what is not for us: groups,
 * channels, bots, service notices, moving locations. Pure. Of a forward it keeps that it is one, never from whom.
 */
import {
  ChatAddress,
  type InboundContent,
  type InboundMessage,
  type UnsupportedKind,
} from '../../message.js';
import { parseChoiceData } from './choice-data.js';
import { readWords } from './read-words.js';

/** An update as it comes: nothing in it is believed before it was looked at. */
export type Raw = Readonly<Record<string, unknown>>;

/** The update has not the shape the Bot API promises. Carries no part of it. */
export class UnreadableUpdate extends Error {
  constructor(what: string) {
    super(`not readable: ${what}`);
    this.name = 'UnreadableUpdate';
  }
}

/** Content the bot cannot read. `animation` stands before `document`, because Telegram sends both. */
const UNSUPPORTED: readonly (readonly [string, UnsupportedKind])[] = [
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['animation', 'video'],
  ['sticker', 'sticker'],
  ['venue', 'location'],
  ['location', 'location'],
  ['poll', 'poll'],
];

/** Notices about the chat itself: nobody said anything. Whatever is neither here nor known gets a kind answer. */
const SERVICE =
  /^(?:new_chat_|left_chat_|delete_chat_|group_chat_|supergroup_chat_|channel_chat_|chat_|forum_|general_forum_|giveaway|video_chat_|migrate_|suggested_post_|checklist_tasks_|direct_message_|paid_message_price_)|^(?:pinned_message|message_auto_delete_timer_changed|successful_payment|refunded_payment|users?_shared|gift|unique_gift|connected_website|write_access_allowed|passport_data|proximity_alert_triggered|boost_added|web_app_data)$/;

/**
 * @param nowMs for a button press, which Telegram sends without a time
 * @throws UnreadableUpdate
 */
export function translateUpdate(update: unknown, nowMs: number): InboundMessage | null {
  const fields = record(update, 'update');
  if (fields.callback_query !== undefined) {
    return translatePress(record(fields.callback_query, 'callback_query'), nowMs);
  }
  const edited = fields.message === undefined;
  const raw = edited ? fields.edited_message : fields.message;
  if (raw === undefined) return null;
  const message = record(raw, 'message');
  const address = privateChat(message);
  if (address === null || isBot(message.from)) return null;
  // A live location is edited every few seconds; the person said nothing new.
  if (edited && message.location !== undefined) return null;
  const content = contentOf(message);
  if (content === null) return null;
  const id = integer(message.message_id, 'message_id');
  const writtenAt = integer(edited ? message.edit_date : message.date, 'date');
  // An edit is known by its update: two within a second carry the same date.
  return {
    address,
    messageId: edited ? `${id}e${integer(fields.update_id, 'update_id')}` : String(id),
    content,
    edited,
    sentAtMs: writtenAt * 1000,
  };
}

function translatePress(query: Raw, nowMs: number): InboundMessage | null {
  const press = parseChoiceData(query.data);
  if (press === null || query.message === undefined || isBot(query.from)) return null;
  const address = privateChat(record(query.message, 'callback_query.message'));
  if (address === null) return null;
  if (typeof query.id !== 'string') throw new UnreadableUpdate('callback_query.id');
  // Ids of presses and of messages are both numbers; the prefix keeps them apart within a chat.
  return {
    address,
    messageId: `press-${query.id}`,
    content: { kind: 'choice', press },
    edited: false,
    sentAtMs: nowMs,
  };
}

/** Groups are not served in this version: a warning meant for one person does not belong in front of all. */
function privateChat(message: Raw): ChatAddress | null {
  const chat = record(message.chat, 'chat');
  return chat.type === 'private' ? new ChatAddress('telegram', String(integer(chat.id, 'chat.id'))) : null;
}

function contentOf(message: Raw): InboundContent | null {
  const forwarded = message.forward_origin !== undefined || message.forward_date !== undefined;
  if (typeof message.text === 'string' && message.text !== '') {
    return { kind: 'text', text: readWords(message, 'text'), forwarded };
  }
  const caption = readWords(message, 'caption');
  if (message.photo !== undefined) {
    return { kind: 'picture', fileRef: largestPhoto(message.photo), caption, forwarded };
  }
  const unsupported = UNSUPPORTED.find(([field]) => message[field] !== undefined)?.[1];
  if (message.document !== undefined && unsupported === undefined) {
    const document = record(message.document, 'document');
    const mediaType =
      typeof document.mime_type === 'string' ? document.mime_type : 'application/octet-stream';
    return { kind: 'document', fileRef: fileId(document), mediaType, caption, forwarded };
  }
  if (message.contact !== undefined) {
    const contact = record(message.contact, 'contact');
    // Somebody's own card is nothing to judge, and their number shall not stand among an advert's.
    if (contact.user_id !== undefined && contact.user_id === (message.from as Raw | undefined)?.id)
      return { kind: 'unsupported', what: 'other' };
    return { kind: 'contact', text: contactLines(contact) };
  }
  // The words under a video are often the whole advert: they are read even where the video cannot be.
  if (caption !== '') return { kind: 'text', text: caption, forwarded };
  if (unsupported !== undefined) return { kind: 'unsupported', what: unsupported };
  return Object.keys(message).some(field => SERVICE.test(field))
    ? null
    : { kind: 'unsupported', what: 'other' };
}

function largestPhoto(photo: unknown): string {
  if (!Array.isArray(photo) || photo.length === 0) throw new UnreadableUpdate('photo');
  const sizes = photo.map(size => record(size, 'photo'));
  const pixels = (size: Raw) => Number(size.width ?? 0) * Number(size.height ?? 0);
  return fileId(sizes.reduce((largest, size) => (pixels(size) >= pixels(largest) ? size : largest)));
}

function fileId(file: Raw): string {
  if (typeof file.file_id !== 'string' || file.file_id === '') throw new UnreadableUpdate('file_id');
  return file.file_id;
}

/** Name and number of a shared contact. Telegram often leaves out the plus of an international number. */
function contactLines(contact: Raw): string {
  const words = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  const name = [words(contact.first_name), words(contact.last_name)].filter(part => part !== '').join(' ');
  const number = words(contact.phone_number);
  const isBareInternational = /^[1-9]\d{9,14}$/.test(number);
  return [name, isBareInternational ? `+${number}` : number].filter(line => line !== '').join('\n');
}

function isBot(from: unknown): boolean {
  return typeof from === 'object' && from !== null && (from as Raw).is_bot === true;
}

export function record(value: unknown, what: string): Raw {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnreadableUpdate(what);
  return value as Raw;
}

function integer(value: unknown, what: string): number {
  if (!Number.isSafeInteger(value)) throw new UnreadableUpdate(what);
  return value as number;
}
