/**
 * A neutral reply as plain text, for a terminal and for any place without markup: bold is dropped, a quotation
 * stands behind "> ". The words of the locales pass unchanged; words of an advert are neutralised here.
 */
import { neutraliseQuote } from './neutralise.js';
import type { Block, Choice, Line, Reply, ShownContact } from './reply.js';

/** The whole reply, blocks separated by a blank line, choices last. */
export function renderPlain(reply: Reply): string {
  const parts = reply.blocks.map(block => plainBlock(block).join('\n'));
  if (reply.choices.length > 0) parts.push(reply.choices.map(plainChoice).join('\n'));
  return parts.filter(part => part !== '').join('\n\n');
}

function plainBlock(block: Block): readonly string[] {
  switch (block.type) {
    case 'headline':
      return [[block.mark, plainLine(block.line)].filter(part => part !== '').join(' ')];
    case 'lines':
      return block.lines.map(plainLine);
    case 'reasons':
      return [
        plainLine(block.title),
        ...block.reasons.flatMap(({ line, quote }, index) => [
          `${index + 1}. ${plainLine(line)}`,
          ...quoteLines(quote).map(words => `> ${words}`),
        ]),
      ];
    case 'excerpt':
      return [plainLine(block.title), ...block.lines.flatMap(quoteLines).map(words => `> ${words}`)];
    case 'list':
      return [
        ...(block.title === null ? [] : [plainLine(block.title)]),
        ...block.items.map(item => `- ${plainLine(item)}`),
      ];
    case 'contact':
      return [
        ...(block.lead === null ? [] : [plainLine(block.lead)]),
        `${block.contact.name} (${block.contact.seen})`,
        ...contactWays(block.contact),
      ];
  }
}

/** The quotation as it may be shown: one line, or none when nothing visible is left of it. */
export function quoteLines(quote: string | null): readonly string[] {
  const words = neutraliseQuote(quote ?? '');
  return words === '' ? [] : [words];
}

/** The ways to reach a contact, one a line, so that each can be tapped or read out by itself. */
export function contactWays(contact: ShownContact): readonly string[] {
  const { number, url, address = null, waLink } = contact;
  return [number, url, address, waLink].filter(way => way !== null);
}

function plainLine(line: Line): string {
  return line.map(run => run.text).join('');
}

function plainChoice(choice: Choice): string {
  return `${choice.number} ${choice.label}`;
}
