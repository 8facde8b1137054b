/** The parts of a reply that the checks look at. Reply in, words out; it judges nothing. */
import type { ChannelName } from '../../src/message.js';
import type { Block, Line } from '../../src/replies/reply.js';

/** Words of the locales in a block, a line each; no quotation, no contact. */
export function wordsOf(block: Block): readonly string[] {
  switch (block.type) {
    case 'headline':
      return [textOf(block.line)];
    case 'lines':
      return block.lines.map(textOf);
    case 'reasons':
      return [textOf(block.title), ...block.reasons.map(({ line }) => textOf(line))];
    case 'excerpt':
      return [textOf(block.title)];
    case 'list':
      return [...(block.title === null ? [] : [textOf(block.title)]), ...block.items.map(textOf)];
    case 'contact':
      return block.lead === null ? [] : [textOf(block.lead)];
  }
}

export function textOf(line: Line): string {
  return line.map(run => run.text).join('');
}

/** As a person sees it: without the signs that a network reads as markup. */
export function asSeen(rendered: string, channel: ChannelName): string {
  if (channel === 'whatsapp') return rendered.replace(/\*([^*\n]+)\*/g, '$1');
  return channel === 'telegram' ? withoutTags(rendered) : rendered;
}

function withoutTags(html: string): string {
  return html
    .replaceAll('<blockquote>', '> ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
