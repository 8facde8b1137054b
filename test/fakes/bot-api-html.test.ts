/** The strict reader that stands for Telegram's: shown to take what Telegram takes and to refuse what it refuses. */
import { describe, expect, it } from 'vitest';
import { EntityError, parseTelegramHtml } from './bot-api-html.js';

describe("Telegram's HTML", () => {
  it.each([
    ['<b>tebal</b> biasa', 'tebal biasa'],
    ['<b>a <i>b</i></b>', 'a b'],
    ['<B>x</B>', 'x'],
    ['&lt;b&gt; &amp;amp; &quot; &#128176;', '<b> &amp; " 💰'],
    ['<blockquote expandable>x</blockquote>', 'x'],
    ['a\n\n- b', 'a\n\n- b'],
    ['', ''],
  ])('%j is read as %j', (html, text) => {
    expect(parseTelegramHtml(html).text).toBe(text);
  });

  it('knows quotations and links', () => {
    const html = '<blockquote>satu &lt;</blockquote><a href="https://a.example">dua</a>';
    expect(parseTelegramHtml(html)).toEqual({
      text: 'satu <dua',
      quotes: ['satu <'],
      links: ['https://a.example'],
    });
  });

  it.each([
    ['<div>x</div>', 'Unsupported start tag "div" at byte offset 0'],
    ['é<x>', 'Unsupported start tag "x" at byte offset 2'],
    ['a < b > c', 'Unsupported start tag "" at byte offset 2'],
    ['a < b', 'Unescaped "<" at byte offset 2'],
    ['a & b', 'Unescaped "&" at byte offset 2'],
    ['a > b', 'Unescaped ">" at byte offset 2'],
    ['&nbsp;', 'Unescaped "&" at byte offset 0'],
    ['<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['<b><i>x</b></i>', 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
  ])('%j is refused', (html, description) => {
    expect(() => parseTelegramHtml(html)).toThrow(new EntityError(description));
  });
});
