/**
 * The characters of a folded stretch as the recruiter typed them, where they are plain ASCII: capitals in a path
 * matter, and "sh0pee" is another address than "shopee". Invisible characters stay out.
 */
import type { Folded } from '../advert/advert.js';

/** @param from folded offset, inclusive @param to folded offset, exclusive */
export function asTyped(text: string, folded: Folded, from: number, to: number): string {
  let typed = '';
  for (let at = from; at < to; at++) {
    const original = text.charCodeAt(folded.starts[at] ?? 0);
    typed += original < 0x80 ? String.fromCharCode(original) : folded.text.charAt(at);
  }
  return typed;
}

/** Kinds of folded code units that the finders scan for. */
export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

export function isLetter(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}

export function isLetterOrDigit(unit: number): boolean {
  return isLetter(unit) || isDigit(unit);
}
