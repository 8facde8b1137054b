/**
 * A neutral reply as plain text, for a terminal and for any place without markup: bold is dropped, a quotation
 * stands behind "> ". The words of the locales pass unchanged; words of an advert are neutralised here.
 */
import { neutraliseQuote } from './neutralise.js';
import type { Block, Choice, Line, Reply, ShownContact } from './reply.js';

/** How a network without tags writes our words and those that are quoted. */
export interface TextStyle {
  readonly line: (line: Line) => string;
  /** Comes neutralised, on one line. */
  readonly quoted: (words: string) => string;
}

const PLAIN: TextStyle = { line: line => line.map(run => run.text).join(''), quoted: words => words };

/** The whole reply, blocks separated by a blank line, choices last. */
export function renderPlain(reply: Reply): string {
  return renderText(reply, PLAIN);
}

/** The same in the style of a network. */
export function renderText(reply: Reply, style: TextStyle): string {
  const parts = reply.blocks.map(block => blockLines(block, style).join('\n'));
  if (reply.choices.length > 0) parts.push(reply.choices.map(choiceLine).join('\n'));
  return parts.filter(part => part !== '').join('\n\n');
}

function blockLines(block: Block, { line, quoted }: TextStyle): readonly string[] {
  const quotation = (quote: string | null): string[] =>
    quoteLines(quote)
      .map(quoted)
      .filter(words => words !== '')
      .map(words => `> ${words}`);
  switch (block.type) {
    case 'headline':
      return [[block.mark, line(block.line)].filter(part => part !== '').join(' ')];
    case 'lines':
      return block.lines.map(line);
    case 'reasons':
      return [
        line(block.title),
        ...block.reasons.flatMap((reason, index) => [
          `${index + 1}. ${line(reason.line)}`,
          ...quotation(reason.quote),
        ]),
      ];
    case 'excerpt':
      return [line(block.title), ...block.lines.flatMap(quotation)];
    case 'list':
      return [
        ...(block.title === null ? [] : [line(block.title)]),
        ...block.items.map(item => `- ${line(item)}`),
      ];
    case 'contact':
      return [
        ...(block.lead === null ? [] : [line(block.lead)]),
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

function choiceLine(choice: Choice): string {
  return `${choice.number} ${choice.label}`;
}
