/** Makes one case of the inbox items of one chat: their texts in order, without any address. */
import { READ_UNITS_MAX, type Span, TEXT_LENGTH_MAX } from '../assessment.js';
import type { Case, Unread } from '../conversation/case.js';
import type { InboxItem } from '../store/store.js';

interface Piece {
  readonly text: string;
  readonly forwarded: boolean;
}

export function gatherCase(items: readonly InboxItem[]): Case {
  const pieces: Piece[] = [];
  let press: Case['press'] = null;
  let unread: Unread | null = null;
  for (const { message } of items) {
    const { content } = message;
    switch (content.kind) {
      case 'text':
        pieces.push({ text: content.text.trim(), forwarded: content.forwarded });
        break;
      case 'contact':
        // A contact card is somebody else's by its nature.
        pieces.push({ text: content.text.trim(), forwarded: true });
        break;
      case 'choice':
        press = content.press;
        break;
      case 'picture':
      case 'document':
        unread = content.kind;
        pieces.push({ text: content.caption.trim(), forwarded: content.forwarded });
        break;
      case 'unsupported':
        unread ??= 'unsupported';
        break;
    }
  }
  const { text, typed } = joined(pieces.filter(piece => piece.text !== ''));
  return {
    text,
    typed,
    messageCount: items.length,
    press: text === '' ? press : null,
    unread: text.length > READ_UNITS_MAX ? 'too_long' : unread,
  };
}

/**
 * The texts as one, at most `TEXT_LENGTH_MAX`. Of more, the beginning counts and the last message: a plea closes
 * its case, so it comes last, and no advert before it may push it out. Of a last message that is too long by itself
 * both ends count.
 */
function joined(pieces: readonly Piece[]): { text: string; typed: readonly Span[] } {
  const whole = pieces.map(({ text }) => text).join('\n');
  if (whole.length <= TEXT_LENGTH_MAX) return { text: whole, typed: typedSpans(pieces) };
  const last = bothEnds(pieces.at(-1)?.text ?? '');
  const room = Math.max(0, TEXT_LENGTH_MAX - last.length - 1);
  const text = room > 0 ? `${whole.slice(0, room)}\n${last}` : last;
  const lastStart = text.length - last.length;
  const before = typedSpans(pieces)
    .filter(({ start }) => start < room)
    .map(({ start, end }) => ({ start, end: Math.min(end, room) }));
  const isTyped = pieces.some(({ forwarded }) => forwarded) && pieces.at(-1)?.forwarded === false;
  return { text, typed: isTyped ? [...before, { start: lastStart, end: text.length }] : before };
}

function bothEnds(text: string): string {
  if (text.length <= TEXT_LENGTH_MAX) return text;
  const half = TEXT_LENGTH_MAX / 2;
  // Apart, or the end of one number and the beginning of another would make a third.
  return `${text.slice(0, half - 1)}\n${text.slice(-half)}`;
}

/** Only where something was forwarded does typing tell anything: a pasted advert is typed, too. */
function typedSpans(pieces: readonly Piece[]): readonly Span[] {
  if (!pieces.some(({ forwarded }) => forwarded)) return [];
  const spans: Span[] = [];
  let start = 0;
  for (const { text, forwarded } of pieces) {
    if (!forwarded) spans.push({ start, end: start + text.length });
    start += text.length + 1;
  }
  return spans;
}
