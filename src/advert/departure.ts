/**
 * Finds when a text promises that one leaves: "besok berangkat", "3 hari lagi terbang", "langsung fly". Days from
 * the day of the message; a date that needs a calendar is left out, and so is what already happened. Pure.
 */
import type { Departure } from '../assessment.js';
import type { Token } from './advert.js';
import { beginsLine, isNegated, isOneOf, type Reading } from './reading.js';
import { defineWordClass, nextOfClass, wordClasses } from './word-classes.js';

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

const LEAVE = words(
  `berangkat brangkat brgkt brngkt diberangkatkan diberangkatin terbang fly flight budal budhal mangkat
  keberangkatan pemberangkatan miber takeoff departure mabur diterbangkan`,
);
/** Words of time that stand alone → days. */
const MOMENTS: ReadonlyMap<string, number> = new Map([
  ...['besok', 'bsk', 'besuk', 'sesuk', 'isuk', 'enjing', 'mbenjing', 'tomorrow'].map(
    (word): [string, number] => [word, 1],
  ),
  ...['lusa', 'emben'].map((word): [string, number] => [word, 2]),
  ...['langsung', 'lgsg', 'lsg', 'lgsung', 'langsong'].map((word): [string, number] => [word, 0]),
]);
/** "minggu ini" → days, at the latest. */
const THIS: ReadonlyMap<string, number> = new Map([
  ['hari', 0],
  ['malam', 0],
  ['pagi', 0],
  ['siang', 0],
  ['sore', 0],
  ['minggu', 7],
  ['pekan', 7],
  ['bulan', 30],
]);
const NEXT: ReadonlyMap<string, number> = new Map([
  ['minggu', 14],
  ['pekan', 14],
  ['bulan', 60],
]);
const UNITS: ReadonlyMap<string, number> = new Map([
  ['hari', 1],
  ['hr', 1],
  ['dino', 1],
  ['minggu', 7],
  ['mgg', 7],
  ['pekan', 7],
  ['bulan', 30],
  ['bln', 30],
]);
const NUMBERS: ReadonlyMap<string, number> = new Map(
  ['satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh'].map((word, index): [string, number] => [
    word,
    index + 1,
  ]),
);
const NEXT_WORDS = words('depan ngarep hareup');
/** After a span of time these say that it lies in the past or counts something else. */
const NOT_AHEAD = words(
  'lalu kemarin sebelum sblm kemaren yang libur kerja kontrak seminggu sebulan per pertama pelatihan training',
);
/** Before a span of time: a deadline or a length, not the wait. */
const LENGTHS = words(
  'kontrak selama proses libur usia minimal per tiap setiap lembur pelatihan training kursus',
);
/** "sebelum berangkat" tells when something else happens. */
const BEFORE_LEAVING = words('sebelum sblm setelah sesudah sejak saat waktu pas');
/** Words between the time and the leaving: "3 hari sudah berangkat". */
const REACH = 3;
const DAYS_MAX = 400;

const LEAVE_CLASS = defineWordClass(LEAVE);

export function findDeparture({ tokens }: Reading): Departure | null {
  const classes = wordClasses(tokens);
  for (
    let at = nextOfClass(classes, LEAVE_CLASS, 0);
    at < tokens.length;
    at = nextOfClass(classes, LEAVE_CLASS, at + 1)
  ) {
    if (isOneOf(tokens[at - 1], BEFORE_LEAVING) && !beginsLine(tokens[at])) continue;
    const departure = timeBefore(tokens, at) ?? timeAfter(tokens, at);
    if (departure) return departure;
  }
  return null;
}

/** A span of time as words [from, to). */
interface Wait {
  readonly days: number;
  readonly from: number;
  readonly to: number;
}

function timeBefore(tokens: readonly Token[], leave: number): Departure | null {
  for (let at = leave - 1; at >= 0 && at >= leave - REACH - 3; at--) {
    if (beginsLine(tokens[at + 1])) return null;
    const last = waitAt(tokens, at);
    if (last === null || last.to > leave || leave - last.to > REACH) continue;
    // "2-3 hari": the words read backwards meet the 3 first.
    const wider = at > 0 && !beginsLine(tokens[at]) ? waitAt(tokens, at - 1) : null;
    const wait = wider?.to === last.to ? wider : last;
    if (isUnusable(tokens, wait, leave)) return null;
    return spanned(tokens, wait.days, wait.from, leave + 1);
  }
  return null;
}

function timeAfter(tokens: readonly Token[], leave: number): Departure | null {
  for (let at = leave + 1; at < tokens.length && at <= leave + REACH; at++) {
    if (beginsLine(tokens[at])) return null;
    const wait = waitAt(tokens, at);
    if (wait === null) continue;
    // "berangkat langsung dari Surabaya" tells the way, not the time.
    if (MOMENTS.get((tokens[wait.from] as Token).surface) === 0) return null;
    if (isUnusable(tokens, wait, leave)) return null;
    return spanned(tokens, wait.days, leave, wait.to);
  }
  return null;
}

function spanned(tokens: readonly Token[], days: number, from: number, to: number): Departure | null {
  if (days > DAYS_MAX) return null;
  return { days, span: { start: (tokens[from] as Token).start, end: (tokens[to - 1] as Token).end } };
}

function isUnusable(tokens: readonly Token[], wait: Wait, leave: number): boolean {
  const next = tokens[wait.to];
  const isPast = next !== undefined && wait.to !== leave && !beginsLine(next) && isOneOf(next, NOT_AHEAD);
  const isLength = wait.from > 0 && !beginsLine(tokens[wait.from]) && isOneOf(tokens[wait.from - 1], LENGTHS);
  return (
    isPast || isLength || isNegated(tokens, Math.min(wait.from, leave), 2) || isNegated(tokens, leave, 1)
  );
}

function waitAt(tokens: readonly Token[], at: number): Wait | null {
  const token = tokens[at] as Token;
  const next = tokens[at + 1];
  const moment = MOMENTS.get(token.surface);
  if (moment !== undefined) return { days: moment, from: at, to: at + 1 };
  const named = namedTime(token, next, at);
  if (named) return named;
  if (token.surface === 'h' && next !== undefined && isNumber(next.surface))
    return { days: Number(next.surface), from: at, to: at + 2 };
  return counted(tokens, at);
}

/** "minggu ini", "bulan depan". */
function namedTime(token: Token, next: Token | undefined, at: number): Wait | null {
  if (next === undefined) return null;
  const days = next.surface === 'ini' || next.surface === 'iki' ? THIS.get(token.surface) : undefined;
  const later = isOneOf(next, NEXT_WORDS) ? NEXT.get(token.surface) : undefined;
  const found = days ?? later;
  return found === undefined ? null : { days: found, from: at, to: at + 2 };
}

/** "3 hari", "2-3 hari lagi", "dua minggu": the earliest counts. */
function counted(tokens: readonly Token[], at: number): Wait | null {
  const first = numberOf(tokens[at]);
  if (first === null) return null;
  const second = numberOf(tokens[at + 1]);
  const unitAt = second === null ? at + 1 : at + 2;
  const unit = UNITS.get(tokens[unitAt]?.surface ?? '');
  if (unit === undefined) return null;
  const hasMore = tokens[unitAt + 1]?.surface === 'lagi' || tokens[unitAt + 1]?.surface === 'maneh';
  // "2 minggu sekali", "3 hari kerja" and the like are lengths; "lagi" makes it a wait for certain.
  return { days: first * unit, from: at, to: unitAt + (hasMore ? 2 : 1) };
}

function numberOf(token: Token | undefined): number | null {
  if (token === undefined) return null;
  return isNumber(token.surface) ? Number(token.surface) : (NUMBERS.get(token.surface) ?? null);
}

function isNumber(word: string): boolean {
  return /^\d{1,2}$/.test(word);
}
