/**
 * The words of a Telegram message as one plain text, with the addresses that Telegram hides behind words, in
 * buttons or in a quotation from another chat: what a person could see or tap must not be lost to the judgement.
 * Pure; adds nothing that was not in the message.
 */
import type { Raw } from './translate-update.js';

/** Hidden addresses shown per message; an advert has one or two, a hundred are an attack on the reader. */
const HIDDEN_LINKS_MAX = 20;
/** Longer addresses are left out, not cut: half an address is a different one. */
const HIDDEN_LINK_LENGTH_MAX = 500;

interface HiddenLink {
  readonly at: number;
  readonly url: string;
}

/** Text or caption of a message; '' where there is none. */
export function readWords(message: Raw, field: 'text' | 'caption'): string {
  const written = message[field];
  const text = typeof written === 'string' ? written : '';
  const shown = showHiddenLinks(text, message[field === 'text' ? 'entities' : 'caption_entities']);
  return [quotedFromElsewhere(message), shown, ...buttonLines(message.reply_markup)]
    .filter(part => part !== '')
    .join('\n');
}

/** "Daftar di sini" that leads to an address becomes "Daftar di sini (https://…)". */
function showHiddenLinks(text: string, entities: unknown): string {
  const links = list(entities)
    .flatMap(entity => hiddenLink(entity, text))
    .slice(0, HIDDEN_LINKS_MAX)
    .sort((a, b) => b.at - a.at);
  return links.reduce((words, { at, url }) => `${words.slice(0, at)} (${url})${words.slice(at)}`, text);
}

function hiddenLink(entity: Raw, text: string): readonly HiddenLink[] {
  const { type, url, offset, length } = entity;
  if (type !== 'text_link' || typeof url !== 'string' || url.length > HIDDEN_LINK_LENGTH_MAX) return [];
  const at = Number(offset) + Number(length);
  const isInside = Number.isSafeInteger(at) && at > 0 && at <= text.length;
  return isInside && text.slice(Number(offset), at) !== url ? [{ at, url }] : [];
}

/** "Reply in another chat" carries the quoted words of the other chat's message, often the advert itself. */
function quotedFromElsewhere(message: Raw): string {
  if (message.external_reply === undefined) return '';
  const words = (message.quote as Raw | undefined)?.text;
  return typeof words === 'string' ? words : '';
}

/** Adverts forwarded from channels often carry their address in a button under the text. */
function buttonLines(replyMarkup: unknown): readonly string[] {
  const rows = (replyMarkup as Raw | undefined)?.inline_keyboard;
  return (Array.isArray(rows) ? rows : [])
    .flatMap(list)
    .flatMap(({ text, url }) =>
      typeof text === 'string' && typeof url === 'string' && url.length <= HIDDEN_LINK_LENGTH_MAX
        ? [`${text} (${url})`]
        : [],
    )
    .slice(0, HIDDEN_LINKS_MAX);
}

function list(value: unknown): readonly Raw[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'object' && item !== null) : [];
}
