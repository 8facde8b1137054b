/**
 * A neutral reply as Telegram HTML with its buttons. Only `<`, `>` and `&` mean anything in that markup, so
 * every run of words is escaped and the only tags are the ones written here. It knows nothing of the wire: the
 * channel turns a button into callback data.
 */
import { contactWays, quoteLines } from './render-plain.js';
import type { Block, Line, Reply } from './reply.js';

/** More than two buttons a row cut their labels off on a small screen. */
export const BUTTONS_PER_ROW = 2;

export interface Button {
  readonly label: string;
  readonly caseId: string;
  readonly number: number;
}

export interface TelegramText {
  readonly html: string;
  /** Rows of buttons; empty where the reply has none. */
  readonly keyboard: readonly (readonly Button[])[];
}

/** Markup and buttons of a reply. A danger reply has no buttons: whoever looks over the shoulder can read them. */
export function renderTelegram(reply: Reply): TelegramText {
  const parts = reply.blocks.map(block => htmlBlock(block).join('\n'));
  if (reply.choices.length > 0) {
    parts.push(reply.choices.map(({ number, label }) => `<b>${number}</b> ${escapeHtml(label)}`).join('\n'));
  }
  return { html: parts.filter(part => part !== '').join('\n\n'), keyboard: keyboardOf(reply) };
}

/** The first block alone: what stands under a picture when the whole reply is too long for a caption. */
export function renderTelegramHeadline(reply: Reply): string {
  const first = reply.blocks[0];
  return first === undefined ? '' : htmlBlock(first).join('\n');
}

/** Length as Telegram counts it: without the tags, each escaped sign as one, in UTF-16 units. */
export function visibleLength(html: string): number {
  return html.replace(/<[^<>]*>/g, '').replace(/&(?:lt|gt|amp);/g, ' ').length;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function htmlBlock(block: Block): readonly string[] {
  switch (block.type) {
    case 'headline':
      return [[escapeHtml(block.mark), htmlLine(block.line)].filter(part => part !== '').join(' ')];
    case 'lines':
      return block.lines.map(htmlLine);
    case 'reasons':
      return [
        htmlLine(block.title),
        ...block.reasons.flatMap(({ line, quote }, index) => [
          `${index + 1}. ${htmlLine(line)}`,
          ...quoteLines(quote).map(words => `<blockquote>${escapeHtml(words)}</blockquote>`),
        ]),
      ];
    case 'excerpt':
      return [
        htmlLine(block.title),
        `<blockquote>${block.lines.flatMap(quoteLines).map(escapeHtml).join('\n')}</blockquote>`,
      ];
    case 'list':
      return [
        ...(block.title === null ? [] : [htmlLine(block.title)]),
        ...block.items.map(item => `- ${htmlLine(item)}`),
      ];
    case 'contact':
      return [
        ...(block.lead === null ? [] : [htmlLine(block.lead)]),
        escapeHtml(`${block.contact.name} (${block.contact.seen})`),
        ...contactWays(block.contact).map(escapeHtml),
      ];
  }
}

function htmlLine(line: Line): string {
  return line.map(({ text, bold }) => (bold ? `<b>${escapeHtml(text)}</b>` : escapeHtml(text))).join('');
}

function keyboardOf(reply: Reply): readonly (readonly Button[])[] {
  const { caseId, choices, kind } = reply;
  if (kind === 'danger' || caseId === null) return [];
  const buttons = choices.map(({ number, buttonLabel }) => ({
    label: `${number} ${buttonLabel}`,
    caseId,
    number,
  }));
  const rows: Button[][] = [];
  for (let at = 0; at < buttons.length; at += BUTTONS_PER_ROW) {
    rows.push(buttons.slice(at, at + BUTTONS_PER_ROW));
  }
  return rows;
}
