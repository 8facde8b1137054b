/**
 * Takes the name out of an e-mail address and leaves its host: "hrdxxx@gmail.com". The sign and the host are looked for
 * first and the name is read backwards from there, so that no text, however it is made, is read more than once.
 */
import { keepStart } from './mask-names.js';

/** Dots and signs may have been broken before, as `neutralise.ts` does it. */
const DOT = '(?:\\.|\\[\\.\\])';
const SIGN_AND_HOST = new RegExp(`(?:@|\\[@\\])(?:[\\p{L}\\p{N}-]+${DOT})+\\p{L}{2,}`, 'gu');
const NAME_SIGN = /[\p{L}\p{N}_%+.-]/u;
/** Longest name of an address by RFC 5321; a broken dot counts once. */
const NAME_SIGNS_MAX = 64;
const BROKEN_DOT = '[.]';

/** Masks the name of every address. */
export function maskMail(text: string): string {
  let masked = '';
  let done = 0;
  for (const found of text.matchAll(SIGN_AND_HOST)) {
    const from = nameStart(text, found.index, done);
    if (from === found.index) continue;
    const end = found.index + found[0].length;
    masked += `${text.slice(done, from)}${keepStart(text.slice(from, found.index))}${text.slice(found.index, end)}`;
    done = end;
  }
  return masked + text.slice(done);
}

/** Where the name that ends at `end` begins, not before `first`; `end` itself where there is none. */
function nameStart(text: string, end: number, first: number): number {
  let from = end;
  for (let count = 0; count < NAME_SIGNS_MAX; count++) {
    const length = signLengthBefore(text, from);
    if (length === 0 || from - length < first) break;
    from -= length;
  }
  return from;
}

/** Units of the one sign of a name that ends at `at`, 0 where none does. */
function signLengthBefore(text: string, at: number): number {
  if (text.endsWith(BROKEN_DOT, at)) return BROKEN_DOT.length;
  const unit = text.charCodeAt(at - 1);
  const width = unit >= 0xdc00 && unit <= 0xdfff ? 2 : 1;
  return at >= width && NAME_SIGN.test(text.slice(at - width, at)) ? width : 0;
}
