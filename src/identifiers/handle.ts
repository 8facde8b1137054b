/**
 * Finds account names on chat networks: "@name", and "tele: name_1" after a word that names the network. The value
 * is `network:name` in small letters, `at:name` where the text does not say which network.
 */
import { originalSpan } from '../advert/normalise.js';
import { beginsLine, overlapsAny, type Reading, tokenIndexAt } from '../advert/reading.js';
import { defineWordClass, nextOfClass, wordClasses } from '../advert/word-classes.js';
import type { Identifier, Span } from '../assessment.js';
import { asTyped, isDigit, isLetter, isLetterOrDigit } from './as-typed.js';

const HANDLES_MAX = 30;
const NAME_LENGTH_MIN = 3;
const NAME_LENGTH_MAX = 40;
/** A network is named at most this many words before its "@name". */
const NETWORK_REACH_TOKENS = 3;
const NETWORKS: ReadonlyMap<string, string> = new Map([
  ['telegram', 'telegram'],
  ['tele', 'telegram'],
  ['telegrem', 'telegram'],
  ['tg', 'telegram'],
  ['instagram', 'instagram'],
  ['insta', 'instagram'],
  ['ig', 'instagram'],
  ['facebook', 'facebook'],
  ['fb', 'facebook'],
  ['tiktok', 'tiktok'],
  ['tt', 'tiktok'],
  ['line', 'line'],
]);

const NETWORK_CLASS = defineWordClass(NETWORKS.keys());

export function findHandles(reading: Reading, claimed: readonly Span[]): Identifier[] {
  const handles = [...handlesAfterAt(reading), ...handlesAfterNetwork(reading)];
  return handles.filter(handle => !overlapsAny(handle.span, claimed)).slice(0, HANDLES_MAX);
}

function handlesAfterAt(reading: Reading): Identifier[] {
  const { folded } = reading;
  const all = folded.text;
  const handles: Identifier[] = [];
  for (let at = all.indexOf('@'); at >= 0 && handles.length < HANDLES_MAX; at = all.indexOf('@', at + 1)) {
    if (isNameUnit(all, at - 1) || !isLetterOrUnderscore(all, at + 1)) continue;
    const to = nameEnd(all, at + 1);
    if (to - at - 1 < NAME_LENGTH_MIN) continue;
    const network = networkBefore(reading, folded.starts[at] ?? 0);
    handles.push(makeHandle(reading, network ?? 'at', at, at + 1, to));
    at = to - 1;
  }
  return handles;
}

/** "IG: loker_x", "telegram : budi88": without "@" only after a colon, and only what no ordinary word looks like. */
function handlesAfterNetwork(reading: Reading): Identifier[] {
  const { folded, tokens } = reading;
  const handles: Identifier[] = [];
  const classes = wordClasses(tokens);
  const next = (from: number): number => nextOfClass(classes, NETWORK_CLASS, from);
  for (
    let index = next(0);
    index + 1 < tokens.length && handles.length < HANDLES_MAX;
    index = next(index + 1)
  ) {
    const token = tokens[index];
    const network = token && NETWORKS.get(token.surface);
    if (!token || network === undefined) continue;
    const colon = foldedOffset(folded.starts, token.end);
    const from = skipGap(folded.text, colon);
    if (from === null) continue;
    const to = nameEnd(folded.text, from);
    if (to - from >= NAME_LENGTH_MIN && hasHandleShape(folded.text.slice(from, to)))
      handles.push(makeHandle(reading, network, from, from, to));
  }
  return handles;
}

/** Past "id", a colon or an equals sign; null when there is neither colon nor equals sign, or an "@" follows. */
function skipGap(all: string, at: number): number | null {
  let next = at;
  while (all.charAt(next) === ' ') next++;
  if (all.startsWith('id', next) && !isLetterOrDigit(all.charCodeAt(next + 2))) next += 2;
  while (all.charAt(next) === ' ') next++;
  if (all.charAt(next) !== ':' && all.charAt(next) !== '=') return null;
  next++;
  while (all.charAt(next) === ' ') next++;
  return isLetterOrUnderscore(all, next) ? next : null;
}

function hasHandleShape(name: string): boolean {
  return /[a-z]/.test(name) && /[0-9_]|[a-z]\.[a-z]/.test(name);
}

function makeHandle(
  { text, folded }: Reading,
  network: string,
  from: number,
  nameFrom: number,
  to: number,
): Identifier {
  const name = asTyped(text, folded, nameFrom, to).toLowerCase();
  return { kind: 'handle', value: `${network}:${name}`, span: originalSpan(folded, from, to) };
}

function networkBefore({ tokens }: Reading, offset: number): string | null {
  const index = tokenIndexAt(tokens, offset);
  for (let at = index - 1; at >= 0 && at >= index - NETWORK_REACH_TOKENS; at--) {
    const token = tokens[at];
    const network = token && NETWORKS.get(token.surface);
    if (network !== undefined) return network;
    if (beginsLine(token)) return null;
  }
  return null;
}

/** Folded offset of the first unit that lies at or after an original offset. */
function foldedOffset(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) >= offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function nameEnd(all: string, from: number): number {
  let to = from;
  while (to < all.length && to - from < NAME_LENGTH_MAX && isNameUnit(all, to)) to++;
  while (to > from && all.charAt(to - 1) === '.') to--;
  return to;
}

function isNameUnit(all: string, at: number): boolean {
  const unit = all.charCodeAt(at);
  return isLetter(unit) || isDigit(unit) || unit === 95 || unit === 46;
}

function isLetterOrUnderscore(all: string, at: number): boolean {
  return isLetter(all.charCodeAt(at)) || all.charAt(at) === '_';
}
