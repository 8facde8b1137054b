/** The parts of a reply that the checks look at. Reply in, words out; it judges nothing. */
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

/** Telegram HTML as a person sees it. */
export function withoutMarkup(html: string): string {
  return html
    .replaceAll('<blockquote>', '> ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
