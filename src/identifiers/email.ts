/**
 * Finds e-mail addresses. The value is the address in small letters; whether it exists is never asked.
 */
import { originalSpan } from '../advert/normalise.js';
import type { Reading } from '../advert/reading.js';
import type { Identifier } from '../assessment.js';
import { asTyped, isLetterOrDigit } from './as-typed.js';
import { registeredHost } from './domain.js';

/** No text has more; beyond this the rest is noise and not looked at. */
const SIGNS_TRIED_MAX = 200;
const LOCAL_LENGTH_MAX = 64;
const HOST_LENGTH_MAX = 100;
const LOCAL_SIGNS = '._%+-';
const HOST_SIGNS = '.-';
/** "nama@gmail.com.Terima kasih": so many words glued to the end are cut off. */
const GLUED_WORDS_MAX = 2;

export function findEmails({ text, folded }: Reading): Identifier[] {
  const emails: Identifier[] = [];
  const all = folded.text;
  let tried = 0;
  let done = 0;
  for (let at = all.indexOf('@'); at >= 0 && tried < SIGNS_TRIED_MAX; at = all.indexOf('@', at + 1)) {
    tried++;
    const from = localFrom(all, at, done);
    if (from === at) continue;
    const to = hostTo(all, at + 1);
    if (to === null) continue;
    emails.push({
      kind: 'email',
      value: asTyped(text, folded, from, to).toLowerCase(),
      span: originalSpan(folded, from, to),
    });
    done = to;
    at = to - 1;
  }
  return emails;
}

/** @param notBefore where the address before this one ends: "a@b.com@c.com" is one address and a rest */
function localFrom(all: string, at: number, notBefore: number): number {
  let from = at;
  const first = Math.max(notBefore, at - LOCAL_LENGTH_MAX);
  while (from > first && isPart(all, from - 1, LOCAL_SIGNS)) from--;
  while (from < at && LOCAL_SIGNS.includes(all.charAt(from))) from++;
  return from;
}

function hostTo(all: string, from: number): number | null {
  let to = from;
  const last = Math.min(all.length, from + HOST_LENGTH_MAX);
  while (to < last && isPart(all, to, HOST_SIGNS)) to++;
  while (to > from && HOST_SIGNS.includes(all.charAt(to - 1))) to--;
  for (let cut = 0; cut <= GLUED_WORDS_MAX; cut++) {
    const host = all.slice(from, to);
    if (!host.includes('.')) return null;
    if (registeredHost(host) !== null) return to;
    to = from + host.lastIndexOf('.');
  }
  return null;
}

function isPart(all: string, at: number, signs: string): boolean {
  return isLetterOrDigit(all.charCodeAt(at)) || signs.includes(all.charAt(at));
}
