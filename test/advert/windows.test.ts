import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/advert/normalise.js';
import { isAcross, windowsOf } from '../../src/advert/windows.js';
import { READ_UNITS_MAX } from '../../src/assessment.js';

const HALF = READ_UNITS_MAX / 2;
/** Words that say where they stand. */
const numbered = (count: number): string => Array.from({ length: count }, (_, n) => `kata${n}`).join(' ');

describe('what is read of a text', () => {
  it('is all of it up to the limit, and of a text that folds to so little', () => {
    const text = 'a '.repeat(HALF);
    expect(windowsOf(text)).toEqual({ text, folded: fold(text), unread: null });
    const flooded = `tolong ${'\u200b'.repeat(60_000)}saya`;
    expect(windowsOf(flooded)).toMatchObject({ text: flooded, unread: null });
  });

  it('is the beginning and the end of a longer one, cut between words, its middle blank', () => {
    const given = numbered(9_000);
    const { text, folded, unread } = windowsOf(given);
    const [head = '', tail = ''] = folded.text.split('\n\n');
    expect(given.startsWith(`${head.trimEnd()} `)).toBe(true);
    expect(given.endsWith(` ${tail.trimStart()}`)).toBe(true);
    for (const { length } of [head, tail]) {
      expect(length).toBeLessThanOrEqual(HALF);
      expect(length).toBeGreaterThan(HALF - 20);
    }
    expect(text).toHaveLength(given.length);
    expect(text.slice(unread?.start, unread?.end)).toMatch(/^\n+$/);
    expect(text.replace(/\n+/, '')).toBe(head + tail);
  });

  it('is cut somewhere where there is no space, and never through a character', () => {
    for (const letter of ['a', '𐐀', 'ﷺ', '㎏']) {
      const { text, folded } = windowsOf(letter.repeat(20_000));
      const [head = '', tail = ''] = folded.text.split('\n\n');
      const one = fold(letter).text;
      expect(head + tail).toBe(one.repeat((head + tail).length / one.length));
      expect((head + tail).length).toBeGreaterThan(READ_UNITS_MAX - 8);
      expect(text).not.toMatch(/\p{Cs}/u);
    }
  });

  it('is the same whether all of the text is folded or only its ends', () => {
    for (const piece of [
      'kata kata ',
      '𝐠𝐚𝐣𝐢 ',
      'ﷺ',
      'a\u200b\u200b\u200b',
      `x${'\u0301'.repeat(40)}`,
      '😀',
    ]) {
      for (const shift of ['', 'x', 'xy']) {
        const text = shift + piece.repeat(Math.ceil(60_000 / piece.length));
        const { folded, unread } = windowsOf(text);
        const whole = fold(text);
        const seam = unread === null ? -1 : folded.starts.indexOf(unread.start);
        const isHead = (at: number): boolean => seam < 0 || at < seam;
        const before = whole.text.length - folded.text.length;
        for (let at = 0; at < folded.text.length; at++) {
          if (seam >= 0 && at >= seam && at < seam + 2) continue;
          const same = isHead(at) ? at : at + before;
          expect([folded.text[at], folded.starts[at], folded.ends[at]]).toEqual([
            whole.text[same],
            whole.starts[same],
            whole.ends[same],
          ]);
        }
      }
    }
  });

  it('keeps every place that of the whole text', () => {
    const piece = fc.constantFrom(
      'kerja ',
      'x'.repeat(300),
      '𝐠𝐚𝐣𝐢',
      '\u200b',
      '\ud800',
      'ﷺ',
      '\n',
      'é',
      '🙂',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 200, maxLength: 400 }), pieces => {
        const given = pieces.join('').repeat(8);
        const { folded } = windowsOf(given);
        const whole = fold(given);
        const seam = folded.text.indexOf('\n\n', HALF - 200);
        const isCut = whole.text.length > READ_UNITS_MAX;
        expect(folded.text.length).toBeLessThanOrEqual(READ_UNITS_MAX + 2);
        expect(folded.starts).toHaveLength(folded.text.length);
        for (let at = 0; at < folded.text.length; at++) {
          const [start, end] = [folded.starts[at] as number, folded.ends[at] as number];
          expect(start >= (folded.starts[at - 1] ?? 0) && end >= start && end <= given.length).toBe(true);
          if (isCut && at >= seam && at < seam + 2) continue;
          expect(fold(given.slice(start, end)).text).toContain(folded.text.charAt(at));
        }
      }),
      { numRuns: 4 },
    );
  });

  it('knows what stands on both sides of the middle', () => {
    const word = (start: number) => ({ start, end: start + 4 });
    const unread = { start: 100, end: 200 };
    expect(isAcross(unread, word(90), word(210))).toBe(true);
    expect(isAcross(unread, word(90), word(95))).toBe(false);
    expect(isAcross(unread, word(210), word(220))).toBe(false);
    expect(isAcross(null, word(90), word(210))).toBe(false);
  });
});
