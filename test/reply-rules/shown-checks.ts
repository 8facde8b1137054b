/** Checks of what a person sees: links, markup, pictures, capitals. */
import type { ChannelName } from '../../src/message.js';
import type { Reply } from '../../src/replies/reply.js';
import type { Locale } from '../../src/replies/text-keys.js';
import { employerNamesThatShip, linksThatShip, sitesThatShip } from './shipped.js';
import { CAPITALS, LEVEL_WORDS } from './words.js';

/** Anything a chat program would make tappable, but pages and WhatsApp numbers of contacts and sites of employers that ship. */
export function liveLinks(reply: Reply, shown: string): readonly string[] {
  const listed = new Set([...linksThatShip(), ...sitesThatShip()]);
  const found = [
    ...shown.matchAll(/https?:\/\/\S+/giu),
    ...shown
      .replaceAll(/https?:\/\/\S+/giu, ' ')
      .matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}-]+\.\p{L}{2,}\S*/giu),
    ...shown.matchAll(/(?<![\p{L}\p{N}[])@[\p{L}\p{N}_]{3,}/giu),
  ].map(([link]) => link);
  const strange = found.filter(link => !listed.has(link));
  const unlisted = reply.blocks.flatMap(block =>
    block.type === 'contact'
      ? [block.contact.url, block.contact.waLink].filter(link => link !== null && !listed.has(link))
      : [],
  );
  return [...strange, ...unlisted].map(link => `"${link}" is live`);
}

export function strayMarkup(rendered: string, channel: ChannelName): readonly string[] {
  if (channel === 'telegram') {
    const tags = [...rendered.matchAll(/<[^>]*>?/g)].map(([tag]) => tag);
    const strange = tags.filter(tag => !/^<\/?(?:b|blockquote)>$/.test(tag));
    const balance = (tag: string) =>
      tags.filter(one => one === `<${tag}>`).length - tags.filter(one => one === `</${tag}>`).length;
    return [
      ...strange.map(tag => `"${tag}" reached Telegram`),
      ...(balance('b') === 0 && balance('blockquote') === 0 ? [] : ['a tag is left open']),
    ];
  }
  if (channel !== 'whatsapp') return [];
  return rendered.split('\n').flatMap(line => {
    if (/^> .*[*_~`]/.test(line)) return ['a quotation carries WhatsApp markup'];
    // A star that begins or ends nothing is shown as a star, and so is bold with a space inside its stars.
    const rest = line.replace(/(?<![\p{L}\p{N}])\*(?! )[^*]+(?<! )\*(?![\p{L}\p{N}])/gu, '');
    return rest.includes('*') ? ['a star is left over'] : [];
  });
}

export function badEmoji(reply: Reply, visible: string): readonly string[] {
  const pictures = /\p{Extended_Pictographic}/gu;
  return visible.split('\n').flatMap(line => {
    const count = [...line.matchAll(pictures)].length;
    if (count === 0) return [];
    if (reply.kind === 'danger' || reply.kind === 'family')
      return ['an emoji in front of somebody in danger'];
    const isAtStart = /^\p{Extended_Pictographic}/u.test(line);
    return count > 1 || !isAtStart ? ['more than one emoji in a line, or not at its start'] : [];
  });
}

export function shouted(line: string, locale: Locale): readonly string[] {
  const quiet = LEVEL_WORDS[locale].reduce((text, level) => text.replaceAll(level, ' '), line);
  return [...quiet.matchAll(/(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}\p{N}]+(?![\p{L}\p{N}])/gu)]
    .map(([word]) => word)
    .filter(word => !CAPITALS.has(word) && !employerNamesThatShip().has(word));
}
