/**
 * Finds what kind of visa a text speaks of: a visit visa, one for pilgrims, one on arrival, a work visa or permit,
 * or none at all. Only the kind; whether the sentence offers, warns or asks is left to the rules. Pure.
 */
import type { Visa, VisaKind } from '../assessment.js';
import { BREAKS, type Token } from './advert.js';
import { beginsLine, isNegated, isOneOf, type Reading } from './reading.js';
import { defineWordClass, nextOfClass, wordClasses } from './word-classes.js';

const VISAS_MAX = 20;
/** "visa kunjungan", "visit visa 60 hari", "visanya kerja ya": so many words between the two. */
const REACH = 2;

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

const FREE = words('bebas free');
const WITHOUT = words('tanpa tnp without no');
const VISA = words('visa visanya visane visana vissa pisa');
/** Words beside "visa" → its kind. */
const KINDS: ReadonlyMap<string, VisaKind> = new Map(
  (
    [
      [
        'tourist',
        'turis tourist tourism wisata pelancong kunjungan visit visitor visiting lawatan liburan jalan jalan2 melancong b211 b211a sosial',
      ],
      ['pilgrim', 'ziarah umrah umroh umrh haji hajj umra'],
      [
        'work',
        'kerja working work bekerja employment pekerja ssw tokutei eps e9 tg ginou calling permit entertainer',
      ],
    ] as const
  ).flatMap(([kind, list]) => list.split(' ').map((word): [string, VisaKind] => [word, kind])),
);
/** Kinds named without the word visa: second word → kind, by first word. */
const PAIRS: ReadonlyMap<string, VisaKind> = new Map([
  ['work permit', 'work'],
  ['izin kerja', 'work'],
  ['ijin kerja', 'work'],
  ['employment pass', 'work'],
  ['calling visa', 'work'],
  ['eps topik', 'work'],
  ['tokutei ginou', 'work'],
  ['tokutei ginō', 'work'],
  ['visa exempt', 'tourist'],
  ['visa waiver', 'tourist'],
]);
const PAIR_STARTS: ReadonlySet<string> = new Set([...PAIRS.keys()].map(pair => pair.split(' ')[0] as string));
const ARRIVAL = words('arrival arival kedatangan');
const ALONE: ReadonlyMap<string, VisaKind> = new Map([
  ['voa', 'on_arrival'],
  ['evoa', 'on_arrival'],
  ['ssw', 'work'],
  ['tokutei', 'work'],
  ['tokuteiginou', 'work'],
]);
/** Days that only a visit lasts: "visa 30 hari". */
const VISIT_DAYS = words('14 15 30 60');

const VISA_CLASS = defineWordClass([...VISA, ...PAIR_STARTS, ...ALONE.keys()]);

export function findVisas({ tokens }: Reading): Visa[] {
  const visas: Visa[] = [];
  const classes = wordClasses(tokens);
  for (let at = nextOfClass(classes, VISA_CLASS, 0); at < tokens.length && visas.length < VISAS_MAX; ) {
    const found = visaAt(tokens, at);
    // "bukan visa turis", "jangan pakai visa turis": spoken of as what it is not.
    if (found === null || (found.kind !== 'none' && isNegated(tokens, found.from, REACH))) {
      at = nextOfClass(classes, VISA_CLASS, found?.to ?? at + 1);
      continue;
    }
    visas.push({
      kind: found.kind,
      span: { start: (tokens[found.from] as Token).start, end: (tokens[found.to - 1] as Token).end },
    });
    at = nextOfClass(classes, VISA_CLASS, Math.max(found.to, at + 1));
  }
  return visas;
}

interface VisaMatch {
  readonly kind: VisaKind;
  readonly from: number;
  readonly to: number;
}

function visaAt(tokens: readonly Token[], at: number): VisaMatch | null {
  const token = tokens[at] as Token;
  const next = tokens[at + 1];
  if (VISA.has(token.surface)) return kindOfVisa(tokens, at);
  const isPairStart =
    PAIR_STARTS.has(token.surface) && next !== undefined && next.breakBefore === BREAKS.none;
  const pair = isPairStart ? PAIRS.get(`${token.surface} ${next.surface}`) : undefined;
  if (pair) return { kind: pair, from: at, to: at + 2 };
  const alone = ALONE.get(token.surface);
  if (alone) return { kind: alone, from: at, to: at + 1 };
  return null;
}

/** Word `at` is "visa": reads the words after it, then those before. */
function kindOfVisa(tokens: readonly Token[], at: number): VisaMatch | null {
  const before = tokens[at - 1];
  const isBesideBefore = before !== undefined && !beginsLine(tokens[at]);
  if (isBesideBefore && isOneOf(before, FREE)) return { kind: 'tourist', from: at - 1, to: at + 1 };
  if (isBesideBefore && isOneOf(before, WITHOUT)) return noVisa(tokens, at);
  const kindBefore = isBesideBefore && before ? KINDS.get(before.surface) : undefined;
  for (let to = at + 1; to < tokens.length && to <= at + REACH && !beginsLine(tokens[to]); to++) {
    const token = tokens[to] as Token;
    if (kindBefore && to > at + 1) break;
    if (token.breakBefore === BREAKS.comma && !isOneOf(token, ARRIVAL)) break;
    if (ARRIVAL.has(token.surface)) return { kind: 'on_arrival', from: at, to: to + 1 };
    const kind = KINDS.get(token.surface);
    if (kind) return { kind, from: at, to: to + 1 };
    if (VISIT_DAYS.has(token.surface) && tokens[to + 1]?.surface === 'hari')
      return { kind: 'tourist', from: at, to: to + 2 };
  }
  return kindBefore ? { kind: kindBefore, from: at - 1, to: at + 1 } : null;
}

/** "tanpa visa" – unless a kind follows: "tanpa visa kerja" lacks the work visa all the same. */
function noVisa(tokens: readonly Token[], at: number): VisaMatch {
  const next = tokens[at + 1];
  const hasKind =
    next !== undefined && next.breakBefore === BREAKS.none && KINDS.get(next.surface) === 'work';
  return { kind: 'none', from: at - 1, to: at + (hasKind ? 2 : 1) };
}
