/**
 * Decides whether a condition holds for an advert, and on which words. Pure; a condition costs a look-up of what
 * the phrase index has already found.
 */
import { type Advert, BREAKS, type Token } from '../advert/advert.js';
import { monthlyRupiah } from '../advert/money.js';
import { isAcross } from '../advert/windows.js';
import type { Money, Span, SpeechAct } from '../assessment.js';
import { wordsOfSpan } from './fact-places.js';
import type { Hit, Hits } from './hits.js';
import { mentionsOn } from './known-employer.js';
import type { Condition, FactTest } from './rule.js';
import type { WordingPoints } from './wording.js';

/** Words such as "tidak" undo a phrase when they stand at most this far before it. */
export const NEGATION_REACH_WORDS = 2;

/** Everything a condition may look at. */
export interface Evidence {
  readonly advert: Advert;
  readonly hits: Hits;
  readonly negations: ReadonlySet<string>;
  readonly speechAct: SpeechAct;
  /** What the choice of words says of the whole text. */
  readonly wording: WordingPoints;
  /** Rules that have held so far, by id, with their place; for combinations. */
  readonly held: ReadonlyMap<string, Hit | null>;
}

/** `false` when it does not hold; else the words it holds on, null when it is about no words in particular. */
export type Held = Hit | null | false;

export function holds(condition: Condition, evidence: Evidence, negatable: boolean): Held {
  return mayHold(condition, evidence.hits) && holdsIfFound(condition, evidence, negatable);
}

/** The same where what the condition needs is known to be in the text: a condition of which all parts are needed asks once. */
function holdsIfFound(condition: Condition, evidence: Evidence, negatable: boolean): Held {
  switch (condition.kind) {
    case 'phrases':
      return firstOf(condition.set, evidence, negatable);
    case 'any':
      return some(condition.of, 1, evidence, negatable);
    case 'all':
      return all(condition.of, evidence, negatable);
    case 'some':
      return some(condition.of, condition.atLeast, evidence, negatable);
    case 'near':
      return near(condition.of, condition.words, evidence, negatable);
    case 'not':
      return holds(condition.of, evidence, negatable) === false ? null : false;
    case 'fact':
      return testFact(condition.test, evidence);
    case 'rule':
      return evidence.held.has(condition.rule) ? (evidence.held.get(condition.rule) ?? null) : false;
  }
}

/** False where words that it needs are not in the text; true says nothing yet. */
export function mayHold(condition: Condition, hits: Hits): boolean {
  if (condition.kind === 'phrases') return hits.hasSet(condition.set);
  return !('needs' in condition) || hits.hasAnyOfEach(condition.needs);
}

/** The first that holds on words, else one that holds at all. */
function better(best: Held, next: Held): Held {
  if (next === false) return best;
  return best === false || best === null ? next : best;
}

function some(parts: readonly Condition[], atLeast: number, evidence: Evidence, negatable: boolean): Held {
  let best: Held = false;
  let missing = parts.length - atLeast;
  for (const part of parts) {
    const held = holds(part, evidence, negatable);
    if (held !== false) best = better(best, held);
    else if (--missing < 0) return false;
  }
  return best;
}

function all(parts: readonly Condition[], evidence: Evidence, negatable: boolean): Held {
  if (!factsHold(parts, evidence)) return false;
  let best: Held = false;
  for (const part of parts) {
    const held = holdsIfFound(part, evidence, negatable);
    if (held === false) return false;
    best = better(best, held);
  }
  return best;
}

/** Where all must hold, what costs least is asked first; which words are quoted is settled in the written order. */
function factsHold(parts: readonly Condition[], evidence: Evidence): boolean {
  for (const part of parts) if (part.kind === 'fact' && testFact(part.test, evidence) === false) return false;
  return true;
}

/** Places of a condition: of a phrase all its hits, of anything else the one where it holds. */
export function placesOf(condition: Condition, evidence: Evidence, negatable: boolean): readonly Hit[] {
  return mayHold(condition, evidence.hits) ? placesIfFound(condition, evidence, negatable) : NOWHERE;
}

/** The same where what the condition needs is known to be in the text. */
function placesIfFound(condition: Condition, evidence: Evidence, negatable: boolean): readonly Hit[] {
  if (condition.kind === 'phrases') return allOf(condition.set, evidence, negatable);
  if (condition.kind === 'any') return condition.of.flatMap(part => placesOf(part, evidence, negatable));
  const held = holdsIfFound(condition, evidence, negatable);
  return held ? [held] : NOWHERE;
}
const NOWHERE: readonly Hit[] = [];

/** The stretch from the first to the last part when some choice of places lies within `words`. */
function near(parts: readonly Condition[], words: number, evidence: Evidence, negatable: boolean): Held {
  const places: (readonly Hit[])[] = [];
  for (const part of parts) {
    const found = placesIfFound(part, evidence, negatable);
    if (found.length === 0) return false;
    places.push(found);
  }
  const { tokens, unread } = evidence.advert;
  for (const first of places[0] ?? NOWHERE) {
    const stretch = stretchFrom(first, places, words);
    if (stretch && !isAcross(unread, tokens[stretch.from] as Token, tokens[stretch.to - 1] as Token))
      return stretch;
  }
  return false;
}

/** From the first part on, the nearest fitting place of each other; null when one of them has none. */
function stretchFrom(first: Hit, places: readonly (readonly Hit[])[], words: number): Hit | null {
  let { from, to } = first;
  const reach = words + first.to - first.from;
  for (let part = 1; part < places.length; part++) {
    let close: Hit | null = null;
    for (const hit of places[part] as readonly Hit[]) {
      if (Math.max(to, hit.to) - Math.min(from, hit.from) > reach + hit.to - hit.from) continue;
      close = hit;
      break;
    }
    if (close === null) return null;
    from = Math.min(from, close.from);
    to = Math.max(to, close.to);
  }
  return { from, to };
}

/** The first place of the first phrase of a set that counts. */
function firstOf(set: number, evidence: Evidence, negatable: boolean): Hit | false {
  for (const hit of evidence.hits.inSet(set)) if (!negatable || !isNegated(hit, evidence)) return hit;
  return false;
}

function allOf(set: number, evidence: Evidence, negatable: boolean): readonly Hit[] {
  const hits = evidence.hits.inSet(set);
  // Most are not undone: then the list is as it was.
  return negatable && hits.some(hit => isNegated(hit, evidence))
    ? hits.filter(hit => !isNegated(hit, evidence))
    : hits;
}

function isNegated(hit: Hit, evidence: Evidence): boolean {
  const { tokens } = evidence.advert;
  for (let back = 1; back <= NEGATION_REACH_WORDS; back++) {
    const after = tokens[hit.from - back + 1];
    const token = tokens[hit.from - back];
    if (!token || !after || after.breakBefore >= BREAKS.comma) return false;
    if (evidence.negations.has(token.word)) return true;
  }
  return false;
}

/** A test on facts holds on the words of the first fact that fits; on none in particular where a fact has no place. */
function testFact(test: FactTest, evidence: Evidence): Held {
  const { facts, identifiers, tokens } = evidence.advert;
  const yes = (truth: boolean): Held => (truth ? null : false);
  const first = (fitting: readonly { readonly span: Span | null }[]): Held =>
    fitting[0] ? placeOf(fitting[0].span, evidence) : false;
  switch (test.fact) {
    case 'destination':
      return yes(matchesDestination(facts.destination, test));
    case 'mentions':
      return first(
        facts.places.filter(
          place =>
            (test.in?.includes(place.country) ?? true) &&
            (test.is === undefined ||
              (test.is === 'scam_place' ? place.kind === 'scam' : place.country !== 'ID')),
        ),
      );
    case 'salary':
      return first(facts.money.filter(money => matchesSalary(money, test)));
    case 'visa':
      return first(facts.visas.filter(visa => test.in.includes(visa.kind)));
    case 'payment':
      return first(facts.payments.filter(payment => payment.payer === test.payer));
    case 'departure':
      return facts.departure !== null && facts.departure.days <= test.atMostDays
        ? placeOf(facts.departure.span, evidence)
        : false;
    case 'employer':
      return facts.employer.kind === test.is ? placeOf(facts.employer.span, evidence) : false;
    case 'known_employer':
      return first(mentionsOn(facts.knownEmployers, test.is));
    case 'licence':
      return yes(facts.licence === test.is);
    case 'phone':
      return first(
        identifiers.filter(
          found =>
            found.kind === 'phone' && found.country && (test.country === 'home') === (found.country === 'ID'),
        ),
      );
    case 'identifier':
      return first(
        identifiers.filter(
          found =>
            test.in.includes(found.kind) &&
            (test.domain === undefined || hasDomain(found.value, test.domain)),
        ),
      );
    case 'disguised': {
      const disguised = facts.disguised ?? [];
      return disguised.length >= test.atLeast ? first(disguised.map(span => ({ span }))) : false;
    }
    case 'speech':
      return yes(test.in.includes(evidence.speechAct));
    case 'words':
      return yes(
        tokens.length >= (test.atLeast ?? 0) && tokens.length <= (test.atMost ?? Number.POSITIVE_INFINITY),
      );
  }
}

/** Where a fact stands, in words; null when it has no place or covers no word. */
function placeOf(span: Span | null, { advert }: Evidence): Hit | null {
  const words = span ? wordsOfSpan(advert.tokens, span) : null;
  return words && words.to > words.from ? words : null;
}

function matchesSalary(money: Money, test: Extract<FactTest, { fact: 'salary' }>): boolean {
  if (money.role !== 'salary' || (test.currency !== undefined && money.currency !== test.currency))
    return false;
  if (test.atLeast === undefined && test.below === undefined) return true;
  const monthly = monthlyRupiah(money);
  return (
    monthly !== null &&
    monthly.max >= (test.atLeast ?? 0) &&
    monthly.min < (test.below ?? Number.POSITIVE_INFINITY)
  );
}

function matchesDestination(
  destination: string | null,
  test: Extract<FactTest, { fact: 'destination' }>,
): boolean {
  if (test.in && !(destination !== null && test.in.includes(destination))) return false;
  if (test.is === 'abroad') return destination !== null && destination !== 'ID';
  if (test.is === 'home') return destination === 'ID';
  if (test.is === 'unknown') return destination === null;
  return true;
}

/** "go.id" fits `kemnaker.go.id/x` and "a@kemnaker.go.id". */
function hasDomain(value: string, domains: readonly string[]): boolean {
  const host = value.slice(value.lastIndexOf('@') + 1).split('/')[0] ?? '';
  for (let from = 0; from >= 0; from = host.indexOf('.', from + 1)) {
    if (domains.includes(from === 0 ? host : host.slice(from + 1))) return true;
  }
  return false;
}
