/**
 * How much of a text is read: all of it up to a limit, beyond that its beginning and its end. An advert says what it
 * wants at its head, a plea often comes last; filler that is put between them only costs time. Takes a text, gives
 * back what is to be read of it, folded, with every place still that of the whole text. Pure.
 */
import { READ_UNITS_MAX, type Span } from '../assessment.js';
import type { Folded } from './advert.js';
import { fold } from './normalise.js';

const WINDOW_UNITS = READ_UNITS_MAX / 2;
/** A window ends between words, unless a single word is longer than this. */
const WORD_UNITS_MAX = 128;
/** From either end so much is folded; where that folds to less than a window, the whole text is. */
const STRETCH_UNITS = 2 * WINDOW_UNITS;
/** Ends a sentence, so that no phrase and no fact reaches from one window into the other. */
const SEAM = '\n\n';

export interface Windows {
  /** As long as the text; what is not read is blank lines. */
  readonly text: string;
  readonly folded: Folded;
  /** What lies between the windows; null where all is read. */
  readonly unread: Span | null;
}

/** A folded stretch of the text that begins at `from`. */
interface Stretch {
  readonly folded: Folded;
  readonly from: number;
}

/** Folds what is to be read of `text`. */
export function windowsOf(text: string): Windows {
  const head = stretchAt(text, 'head');
  const tail = head && stretchAt(text, 'tail');
  if (head && tail) return windowsBetween(text, head, tail);
  const whole = { folded: fold(text), from: 0 };
  if (whole.folded.text.length <= READ_UNITS_MAX) return { text, folded: whole.folded, unread: null };
  return windowsBetween(text, whole, whole);
}

/** True when the words from `first` to `last` stand on both sides of what was not read. */
export function isAcross(unread: Span | null, first: Span, last: Span): boolean {
  return unread !== null && first.start < unread.start && last.end > unread.end;
}

/** One end of a long text, folded; null when it holds less than a window. */
function stretchAt(text: string, end: 'head' | 'tail'): Stretch | null {
  if (text.length < 2 * STRETCH_UNITS) return null;
  const from = end === 'head' ? 0 : characterStart(text, text.length - STRETCH_UNITS);
  const to = end === 'head' ? characterStart(text, STRETCH_UNITS) : text.length;
  const folded = fold(text.slice(from, to));
  return folded.text.length >= WINDOW_UNITS + WORD_UNITS_MAX ? { folded, from } : null;
}

/** `at`, or the place before it where that would cut a character in two. */
function characterStart(text: string, at: number): number {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at;
}

function windowsBetween(text: string, head: Stretch, tail: Stretch): Windows {
  const headEnd = wordEdge(head.folded, WINDOW_UNITS, -1);
  const tailStart = wordEdge(tail.folded, tail.folded.text.length - WINDOW_UNITS, 1);
  const unread = {
    start: head.folded.ends[headEnd - 1] ?? 0,
    end: tail.from + (tail.folded.starts[tailStart] ?? 0),
  };
  const offsetsOf = (which: 'starts' | 'ends', seam: number): Uint32Array => {
    const after = tail.folded[which].subarray(tailStart);
    const all = new Uint32Array(headEnd + SEAM.length + after.length).fill(seam);
    all.set(head.folded[which].subarray(0, headEnd));
    all.set(
      after.map(offset => offset + tail.from),
      headEnd + SEAM.length,
    );
    return all;
  };
  return {
    text: text.slice(0, unread.start) + '\n'.repeat(unread.end - unread.start) + text.slice(unread.end),
    folded: {
      text: head.folded.text.slice(0, headEnd) + SEAM + tail.folded.text.slice(tailStart),
      starts: offsetsOf('starts', unread.start),
      ends: offsetsOf('ends', unread.end),
    },
    unread,
  };
}

/** The nearest place from `at` on in direction `step` where no word and no folded character is cut. */
function wordEdge({ text, starts }: Folded, at: number, step: 1 | -1): number {
  for (let edge = at; Math.abs(edge - at) <= WORD_UNITS_MAX; edge += step) {
    if (text.charCodeAt(edge) <= 32 || text.charCodeAt(edge - 1) <= 32) return edge;
  }
  let edge = at;
  while (isInsideCharacter(text, starts, edge)) edge += step;
  return edge;
}

/** One character may fold to several units, and one unit may be half a character. */
function isInsideCharacter(text: string, starts: Uint32Array, at: number): boolean {
  const unit = text.charCodeAt(at);
  return starts[at] === starts[at - 1] || (unit >= 0xdc00 && unit <= 0xdfff);
}
