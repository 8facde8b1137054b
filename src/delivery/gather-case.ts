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
  // More is no advert, and the beginning holds what counts.
  const text = texts.join('\n').slice(0, TEXT_LENGTH_MAX);
  return { text, messageCount: items.length, press: text === '' ? press : null, unread };
}
