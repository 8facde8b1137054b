/**
 * Finds telephone numbers written in a text. Candidates are runs of digits with the gaps people leave in numbers;
 * sums, dates, hours, identity and account numbers are ruled out by shape before any number is parsed.
 */
import { originalSpan } from '../advert/normalise.js';
import { isOneOf, overlapsAny, type Reading, tokenIndexAt } from '../advert/reading.js';
import type { Identifier, Span } from '../assessment.js';
import { isDigit, isLetter } from './as-typed.js';
import { parsePhone } from './phone-number.js';

const PHONES_MAX = 30;
const DIGITS_MIN = 8;
const DIGITS_MAX = 15;
const GROUPS_MAX = 6;
const GAP_LENGTH_MAX = 3;
const GAP_SIGNS = ' .-–‑()';
/** A first group this long is the whole number; what follows is something else. */
const WHOLE_LENGTH_MIN = 10;
/** "00971 50 …": 00, country code and number. */
const INTERNATIONAL_LENGTH_MIN = 12;
/** Indonesian numbers written in groups begin with the area or network code: 021, 0812. */
const HOME_CODE_LENGTH_MIN = 3;
/** Codes of countries people are lured to that are Indonesian network codes as well. */
const FOREIGN_CODES: ReadonlySet<string> = new Set(['855', '856', '852', '853', '886', '971', '966', '880']);
const CUE_REACH_TOKENS = 3;
const CUES: ReadonlySet<string> = new Set(
  (
    'wa whatsapp whatsap wasap watsap hp nohp nowa telp tlp tel telepon telpon tlpn hub hubungi call cp no nomor ' +
    'nmr nomer nope kontak contact tele telegram sms phone mobile fax chat viber zalo'
  ).split(' '),
);

interface Group {
  readonly from: number;
  readonly to: number;
}

export function findPhones(reading: Reading, claimed: readonly Span[]): Identifier[] {
  const { folded } = reading;
  const all = folded.text;
  const phones: Identifier[] = [];
  for (let at = nextRun(all, 0); at >= 0 && phones.length < PHONES_MAX; ) {
    const groups = readGroups(all, at);
    const first = groups[0] as Group;
    const isLongEnough = digitsIn(groups) >= DIGITS_MIN;
    const phone = isLongEnough && isPossibleStart(all, first) ? longestPhone(reading, groups) : null;
    if (phone && !overlapsAny(phone.identifier.span, claimed)) {
      phones.push(phone.identifier);
      at = nextRun(all, phone.to);
    } else at = nextRun(all, first.to);
  }
  return phones;
}

/** Groups of digits from `at` on, as far as the gaps between them may stand inside one number. */
function readGroups(all: string, at: number): Group[] {
  const groups: Group[] = [];
  let digits = 0;
  let from = at;
  while (groups.length < GROUPS_MAX) {
    let to = from;
    while (isDigit(all.charCodeAt(to))) to++;
    digits += to - from;
    if (groups.length > 0 && digits > DIGITS_MAX) break;
    groups.push({ from, to });
    let next = to;
    while (next - to < GAP_LENGTH_MAX && next < all.length && GAP_SIGNS.includes(all.charAt(next))) next++;
    if (next === to || !isDigit(all.charCodeAt(next))) break;
    from = next;
  }
  return groups;
}

/** Eight digits or more with at most three gap signs between any two. */
const RUN = /[0-9](?:[ .()\-–‑]{0,3}[0-9]){7}/g;

/** Offset at or after `from` where such a run begins, -1 without one. */
function nextRun(all: string, from: number): number {
  RUN.lastIndex = from;
  return RUN.exec(all)?.index ?? -1;
}

function digitsIn(groups: readonly Group[]): number {
  return groups.reduce((digits, group) => digits + group.to - group.from, 0);
}

/** Not the inside of a sum, a decimal or a word; "wa0812…" may touch its word. */
function isPossibleStart(all: string, first: Group): boolean {
  const length = first.to - first.from;
  if (length > DIGITS_MAX) return false;
  const before = all.charCodeAt(first.from - 1);
  if (isLetter(before)) return length >= WHOLE_LENGTH_MIN && !endsWithCurrency(all, first.from);
  const sign = all.charAt(first.from - 1);
  return (
    sign !== '$' &&
    sign !== '€' &&
    sign !== '#' &&
    sign !== '_' &&
    !/\d[.,]$/.test(all.slice(first.from - 2, first.from))
  );
}

function endsWithCurrency(all: string, at: number): boolean {
  const before = all.slice(Math.max(0, at - 3), at);
  return before.endsWith('rp') || before.endsWith('idr') || before.endsWith('rm');
}

function longestPhone(
  reading: Reading,
  groups: readonly Group[],
): { readonly identifier: Identifier; readonly to: number } | null {
  const all = reading.folded.text;
  const first = groups[0] as Group;
  const plusAt = plusBefore(all, first.from);
  const usable = first.to - first.from >= WHOLE_LENGTH_MIN ? 1 : groups.length;
  let isCued: boolean | null = null;
  for (let count = usable; count >= 1; count--) {
    const used = groups.slice(0, count);
    const last = used[count - 1] as Group;
    if (isLetter(all.charCodeAt(last.to)) || !hasPhoneShape(all, used, plusAt !== null)) continue;
    const digits = used.map(group => all.slice(group.from, group.to)).join('');
    isCued ??= hasCue(reading, first.from);
    if (isWeak(digits, used, plusAt !== null) && !isCued) continue;
    const hasPlus = plusAt !== null || isForeignGrouping(all, used);
    const phone = parsePhone(digits, { hasPlus, isCued });
    if (phone === null) continue;
    const from = plusAt ?? (all.charAt(first.from - 1) === '(' ? first.from - 1 : first.from);
    const span = originalSpan(reading.folded, from, last.to);
    return { identifier: { kind: 'phone', value: phone.number, country: phone.country, span }, to: last.to };
  }
  return null;
}

/** Offset of the "+" (or "(+") before the digits, null without one. */
function plusBefore(all: string, from: number): number | null {
  let at = from - 1;
  if (all.charAt(at) === ' ' && all.charAt(at - 1) === '+') at--;
  if (all.charAt(at) !== '+') return null;
  return all.charAt(at - 1) === '(' ? at - 1 : at;
}

/** Rules out hours (08.00-16.00), dates (01-02-2026) and sums (10.000.000). */
function hasPhoneShape(all: string, groups: readonly Group[], hasPlus: boolean): boolean {
  if (hasPlus || groups.length === 1) return true;
  const lengths = groups.map(group => group.to - group.from);
  const first = all.slice((groups[0] as Group).from, (groups[0] as Group).to);
  if (first.startsWith('0'))
    return first.length >= HOME_CODE_LENGTH_MIN && lengths.every(length => length >= 2);
  if (first === '62') return (lengths[1] as number) >= HOME_CODE_LENGTH_MIN;
  const isSum = first.length <= 3 && lengths.slice(1).every(length => length === 3);
  const isDate = lengths.length === 3 && lengths.every(length => length <= 2 || length === 4);
  return !isSum && !isDate;
}

/** Forms that are as often something else: fixed lines in one piece, numbers without 0, 62 or plus. */
function isWeak(digits: string, groups: readonly Group[], hasPlus: boolean): boolean {
  if (hasPlus) return false;
  if (digits.startsWith('08')) return false;
  if (digits.startsWith('62') && digits.length >= WHOLE_LENGTH_MIN && digits.charAt(2) === '8') return false;
  if (digits.startsWith('00')) return digits.length < INTERNATIONAL_LENGTH_MIN || digits.charAt(2) === '0';
  return !(digits.startsWith('0') && groups.length > 1);
}

/**
 * "855 10 000 000" is Cambodia, "855-1000-0000" an Indonesian number without its 0: neighbours of Indonesia write
 * two digits after the country code.
 */
function isForeignGrouping(all: string, groups: readonly Group[]): boolean {
  const [first, second] = groups;
  if (first === undefined || second === undefined) return false;
  return FOREIGN_CODES.has(all.slice(first.from, first.to)) && second.to - second.from === 2;
}

function hasCue({ folded, tokens }: Reading, from: number): boolean {
  const index = tokenIndexAt(tokens, folded.starts[from] ?? 0);
  for (let at = index - 1; at >= 0 && at >= index - CUE_REACH_TOKENS; at--)
    if (isOneOf(tokens[at], CUES)) return true;
  return false;
}
