/**
 * A neutral reply as WhatsApp shows it: `*bold*`, "> " before a quotation, choices as numbers to type. Words of an
 * advert lose the four signs that WhatsApp reads as markup; of our own words only those marked bold carry any.
 */
import { renderText, type TextStyle } from './render-plain.js';
import type { Line, Reply } from './reply.js';

const WHATSAPP: TextStyle = {
  line: (line: Line) => line.map(({ text, bold }) => (bold ? boldly(text) : text)).join(''),
  // An underscore often stands for the space in a name; the other signs stand for nothing.
  quoted: words => words.replaceAll('_', ' ').replace(/[*~`]/g, '').replace(/ {2,}/g, ' ').trim(),
};

export function renderWhatsApp(reply: Reply): string {
  return renderText(reply, WHATSAPP);
}

/** WhatsApp takes a star for a star where a space stands on its inner side. */
function boldly(text: string): string {
  const words = text.trim();
  if (words === '') return text;
  const start = text.length - text.trimStart().length;
  return `${text.slice(0, start)}*${words}*${text.slice(start + words.length)}`;
}
