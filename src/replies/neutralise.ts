/**
 * The last line of defence before words out of an advert stand in a reply: what comes out is one line that
 * shows no hidden letters, turns no text around and holds nothing a chat program would make tappable. It
 * neither cuts nor masks (that was done before) and escapes no markup: that belongs to each renderer.
 */

/** More combining marks than this on one letter are dropped: they pile up over the neighbouring lines. */
const MARKS_PER_LETTER_MAX = 2;

// Bidirectional controls, zero-width letters, soft hyphens, Hangul fillers and tag letters are all "format" or
// "default ignorable"; U+FE0F stays, without it many emoji turn into black and white signs.
const INVISIBLE = /(?!\uFE0F)[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
// C0 and C1 controls would reach a terminal as commands; line breaks would end a quotation early.
const CONTROL_OR_SPACE = /[\p{Cc}\s\u2028\u2029]+/gu;
const PILED_MARKS = new RegExp(`(\\p{M}{${MARKS_PER_LETTER_MAX}})\\p{M}+`, 'gu');

const SCHEME = /[a-z][a-z0-9+.-]{1,20}:\/\/+/giu;
// Full-width and ideographic full stops are dots to a browser, too.
const DOT_BEFORE_LETTERS = /(?<=[\p{L}\p{N}_-])[.\uFF0E\u3002\uFF61](?=\p{L}{2})/gu;
const IPV4_BYTE = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`(?<![\\d.])${IPV4_BYTE}(?:\\.${IPV4_BYTE}){3}(?![\\d.])`, 'gu');
// "/kata" at the beginning of a word is a command that Telegram runs on a tap.
const SLASH_BEFORE_NAME = /(?<![\p{L}\p{N}_/<>])\/(?=[\p{L}\p{N}_])/gu;
const AT_BEFORE_NAME = /[@\uFF20](?=[\p{L}\p{N}_])/gu;

/** One line of quoted words with nothing hidden and nothing tappable in it. */
export function neutraliseQuote(quote: string): string {
  const visible = quote
    .replace(LONE_SURROGATE, '')
    .replace(INVISIBLE, '')
    .replace(PILED_MARKS, '$1')
    .replace(CONTROL_OR_SPACE, ' ')
    .trim();
  return defang(visible);
}

/**
 * Breaks links, mail addresses, @names and /commands so that no chat program links them: `contoh[.]com`, `[@]nama`.
 * Also breaks "selesai.Lalu", which some programs would link: ugly is better than live.
 */
export function defang(text: string): string {
  return text
    .replace(SCHEME, '')
    .replace(DOT_BEFORE_LETTERS, '[.]')
    .replace(IPV4, address => address.replaceAll('.', '[.]'))
    .replace(AT_BEFORE_NAME, '[@]')
    .replace(SLASH_BEFORE_NAME, '/ ');
}
