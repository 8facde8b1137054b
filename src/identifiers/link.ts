/**
 * Finds links, with or without "http", and says what each points at: a telephone number (wa.me), an account on a
 * chat network (t.me, Instagram …) or a page. Never opens one.
 */
import { createRequire } from 'node:module';
import type LinkifyIt from 'linkify-it';
import { originalSpan } from '../advert/normalise.js';
import { overlapsAny, type Reading } from '../advert/reading.js';
import type { Identifier, Span } from '../assessment.js';
import { asTyped, isLetter, isLetterOrDigit } from './as-typed.js';
import { BARE_ENDINGS, registeredHost } from './domain.js';
import { linkTarget } from './link-target.js';

/** A longer stretch without a space is cut; no address that anyone types gets there. */
const CHUNK_LENGTH_MAX = 600;
const LINKS_MAX = 40;
const VALUE_LENGTH_MAX = 200;

const require = createRequire(import.meta.url);
let finder: LinkifyIt | null = null;
/** Without "http" only our own endings count; with it any host does. Its patterns are built for the first link. */
function linkify(): LinkifyIt {
  finder ??= new (require('linkify-it') as typeof LinkifyIt)({}, { fuzzyEmail: false })
    .tlds([...BARE_ENDINGS, 'my', 'uk', 'au', 'us', 'de', 'th', 'ph', 'vn', 'kh'])
    .add('ftp:', null)
    .add('//', null)
    .add('mailto:', null);
  return finder;
}

export function findLinks(reading: Reading, claimed: readonly Span[]): Identifier[] {
  const all = reading.folded.text;
  const links: Identifier[] = [];
  const hasScheme = all.includes('://');
  let done = 0;
  for (let dot = all.indexOf('.'); dot >= 0 && links.length < LINKS_MAX; dot = all.indexOf('.', dot + 1)) {
    if (dot < done || !mayBeHost(reading, dot, hasScheme)) continue;
    const [from, to] = chunkAround(all, dot);
    for (const link of linksIn(reading, Math.max(from, done), to)) {
      if (!overlapsAny(link.span, claimed)) links.push(link);
    }
    done = to;
  }
  return links;
}

/** Cheap look before the costly one: a known ending follows, or the stretch says that it is an address. */
function mayBeHost({ text, folded }: Reading, dot: number, hasScheme: boolean): boolean {
  const all = folded.text;
  if (!isLetterOrDigit(all.charCodeAt(dot - 1)) || !isLetterOrDigit(all.charCodeAt(dot + 1))) return false;
  if (all.startsWith('www', dot - 3)) return true;
  if (hasScheme && isAfterScheme(all, dot)) return true;
  let end = dot + 1;
  while (isLetter(all.charCodeAt(end))) end++;
  if (!BARE_ENDINGS.has(all.slice(dot + 1, end))) return false;
  // "sampai selesai.Info lebih lanjut": a sentence that ended without a space.
  const after = text.charAt(folded.starts[dot + 1] ?? 0);
  const before = text.charAt(folded.starts[dot - 1] ?? 0);
  const isNewSentence = after !== after.toLowerCase() && before === before.toLowerCase();
  return !isNewSentence || all.charAt(end) === '/';
}

function isAfterScheme(all: string, dot: number): boolean {
  const [from] = chunkAround(all, dot);
  const scheme = all.indexOf('://', from);
  return scheme >= 0 && scheme < dot;
}

function chunkAround(all: string, at: number): [number, number] {
  let from = at;
  let to = at;
  const first = Math.max(0, at - CHUNK_LENGTH_MAX);
  const last = Math.min(all.length, at + CHUNK_LENGTH_MAX);
  while (from > first && !isChunkEdge(all, from - 1)) from--;
  while (to < last && !isChunkEdge(all, to)) to++;
  return [from, to];
}

/** Spaces, brackets and quotes; and a colon that no "//" follows ("Daftar:bit.ly/…"). */
function isChunkEdge(all: string, at: number): boolean {
  const unit = all.charCodeAt(at);
  if (unit <= 32) return true;
  const character = all.charAt(at);
  if (character === ':') return all.charAt(at + 1) !== '/' && !isPort(all, at);
  return character === '<' || character === '>' || character === '"' || character === '|' || unit === 0x2028;
}

function isPort(all: string, colon: number): boolean {
  const next = all.charCodeAt(colon + 1);
  return next >= 48 && next <= 57;
}

function linksIn({ text, folded }: Reading, from: number, to: number): Identifier[] {
  const found: Identifier[] = [];
  for (const match of linkify().match(folded.text.slice(from, to)) ?? []) {
    const start = from + match.index;
    let end = from + match.lastIndex;
    while (end > start && '*_~`.,;!?)'.includes(folded.text.charAt(end - 1))) end--;
    const target = targetOf(asTyped(text, folded, start, end));
    if (target) found.push({ ...target, span: originalSpan(folded, start, end) });
  }
  return found;
}

function targetOf(typed: string): Omit<Identifier, 'span'> | null {
  const address = typed.replace(/^[A-Za-z]+:\/\//, '').replace(/^[^/?#@]*@/, '');
  const hostEnd = address.search(/[/?#:]/);
  const host = (hostEnd < 0 ? address : address.slice(0, hostEnd)).toLowerCase();
  const registered = registeredHost(host);
  if (registered === null) return null;
  const rest = hostEnd < 0 ? '' : address.slice(hostEnd).replace(/^:\d+/, '');
  const queryAt = rest.search(/[?#]/);
  const path = (queryAt < 0 ? rest : rest.slice(0, queryAt)).replace(/\/$/, '');
  const query = queryAt < 0 ? '' : rest.slice(queryAt);
  const target = linkTarget(registered.host, path, query);
  return target ?? { kind: 'link', value: `${registered.domain}${path}`.slice(0, VALUE_LENGTH_MAX) };
}
