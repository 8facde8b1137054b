/** Makes one case of the inbox items of one chat: their texts in order, without any address. */
import type { Case, Unread } from '../conversation/case.js';
import type { InboxItem } from '../store/store.js';

/** Joined texts are cut here; UTF-16 units. More is no advert, and the beginning holds what counts. */
export const CASE_TEXT_LENGTH_MAX = 16_384;

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
  const text = texts.join('\n').slice(0, CASE_TEXT_LENGTH_MAX);
  return { text, messageCount: items.length, press: text === '' ? press : null, unread };
}
