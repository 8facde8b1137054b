/**
 * Telegram's HTML mode as a strict reader: markup in, the words that a person sees out, or the error that the Bot
 * API answers with. Stricter than Telegram in one point: a bare `&` or `>`, which Telegram lets pass, is an error
 * here, because only unescaped words could have put it there.
 */

const TAGS = new Set(
  'b strong i em u ins s strike del code pre a blockquote tg-spoiler span tg-emoji'.split(' '),
);
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const TOKEN =
  /<(?<close>\/?)(?<tag>[a-z][a-z-]*)?(?<attributes>[^<>]*)>|&(?:#(?<code>\d{1,7})|(?<entity>[a-z]+));|[<>&]/gi;

export class EntityError extends Error {}

export interface ParsedHtml {
  readonly text: string;
  /** What stands inside each `<blockquote>`, in order. */
  readonly quotes: readonly string[];
  /** Targets of `<a href>`, in order. */
  readonly links: readonly string[];
}

/** @throws EntityError with Telegram's words */
export function parseTelegramHtml(html: string): ParsedHtml {
  const open: { tag: string; start: number }[] = [];
  const quotes: string[] = [];
  const links: string[] = [];
  let text = '';
  let at = 0;
  for (const token of html.matchAll(TOKEN)) {
    text += html.slice(at, token.index);
    at = token.index + token[0].length;
    const offset = Buffer.byteLength(html.slice(0, token.index));
    const { close, tag, attributes = '', code, entity } = token.groups ?? {};
    if (token[0].length === 1) throw new EntityError(`Unescaped "${token[0]}" at byte offset ${offset}`);
    if (code !== undefined) {
      text += String.fromCodePoint(Number(code));
    } else if (entity !== undefined) {
      const sign = NAMED[entity];
      if (sign === undefined) throw new EntityError(`Unescaped "&" at byte offset ${offset}`);
      text += sign;
    } else if (close === '/') {
      const last = open.pop();
      if (last === undefined) throw new EntityError(`Unexpected end tag at byte offset ${offset}`);
      if (last.tag !== (tag ?? '').toLowerCase()) {
        throw new EntityError(
          `Unmatched end tag at byte offset ${offset}, expected "</${last.tag}>", found "</${tag ?? ''}>"`,
        );
      }
      if (last.tag === 'blockquote') quotes.push(text.slice(last.start));
    } else {
      const name = (tag ?? '').toLowerCase();
      if (!TAGS.has(name)) throw new EntityError(`Unsupported start tag "${name}" at byte offset ${offset}`);
      const href = /href="([^"]*)"/.exec(attributes)?.[1];
      if (name === 'a' && href !== undefined) links.push(href);
      open.push({ tag: name, start: text.length });
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw new EntityError(`Can't find end tag corresponding to start tag "${unclosed.tag}"`);
  return { text: text + html.slice(at), quotes, links };
}
