/** Makes one case of the inbox items of one chat: their texts in order, without any address. */
import { TEXT_LENGTH_MAX } from '../assessment.js';
import type { Case, Unread } from '../conversation/case.js';
import type { InboxItem } from '../store/store.js';

export function gatherCase(items: readonly InboxItem[]): Case {
  const texts: string[] = [];
  let press: Case['press'] = null;
  let unread: Unread | null = null;
  for (const { message } of items) {
    const { content } = message;
    switch (content.kind) {
      case 'text':
      case 'contact':
        texts.push(content.text);
        break;
      case 'choice':
        press = content.press;
        break;
      case 'picture':
      case 'document':
        unread = content.kind;
        if (content.caption !== '') texts.push(content.caption);
        break;
      case 'unsupported':
        unread ??= 'unsupported';
        break;
    }
  }
  const whole = texts.join('\n');
  if (whole.length > TEXT_LENGTH_MAX) unread = 'too_long';
  const text = joined(texts, whole);
  return { text, messageCount: items.length, press: text === '' ? press : null, unread };
}

/**
 * The texts as one, at most `TEXT_LENGTH_MAX`. Of more, the beginning counts and the last message: a plea closes
 * its case, so it comes last, and no advert before it may push it out.
 */
function joined(texts: readonly string[], whole: string): string {
  if (whole.length <= TEXT_LENGTH_MAX) return whole;
  const last = texts.at(-1) ?? '';
  const room = TEXT_LENGTH_MAX - last.length - 1;
  return room > 0 ? `${whole.slice(0, room)}\n${last}` : last.slice(0, TEXT_LENGTH_MAX);
}
