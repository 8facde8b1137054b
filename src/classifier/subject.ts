/**
 * Who is in danger: the writer, or somebody the writer tells of. Looks for what is done to somebody and for the
 * person named nearest before it, so that "kabari ibu saya, saya disekap" is the writer's plea and "saya dapat
 * kabar adik saya disekap" is not; and weighs it with who is spoken of at all. Pure.
 */
import { BREAKS, type Token } from '../advert/advert.js';
import { type Evidence, placesOf } from './conditions.js';
import type { Hit } from './hits.js';
import { type Person, peopleIn, type Who } from './people.js';
import type { Condition, TriageCues } from './rule.js';

/** How far before it the one may stand to whom something is done. */
const SUBJECT_REACH_WORDS = 24;

/** What in a text says who is in danger: whether it is so, or how often (at most so often). */
type Clue =
  | 'named'
  | 'bare'
  | 'they'
  | 'nobodyElse'
  | 'own'
  | 'asking'
  | 'firstNamed'
  | 'firstBare'
  | 'firstWriter'
  | 'doneToWriter'
  | 'doneToRelative'
  | 'onlyToWriter'
  | 'onlyToRelative'
  | 'doneHere'
  | 'here'
  | 'speaksFor'
  | 'noticed'
  | 'relativePattern'
  | 'writerPattern';

/**
 * How much each speaks for a relative, in log odds: a logistic regression over the pleas of `test/corpus/learn` and
 * of the collection that rule writers may read, rounded. Fitted again only when clues are added.
 */
const CLUE_POINTS: Readonly<Record<Clue, number>> = {
  named: 0.7,
  bare: 0.5,
  they: 1,
  nobodyElse: -1.1,
  own: -0.5,
  asking: -0.3,
  firstNamed: 1.6,
  firstBare: 0.9,
  firstWriter: -0.7,
  doneToWriter: -0.5,
  doneToRelative: 0.4,
  onlyToWriter: -0.5,
  onlyToRelative: 0.4,
  doneHere: -2,
  here: -0.6,
  speaksFor: 2,
  noticed: 1,
  relativePattern: 0.8,
  writerPattern: -0.4,
};
const BASE = -0.5;
/** What the choice of words says beside the clues, for one log odd of the scale `relative`. */
const WORDING_SHARE = 0.4;
/** In log odds; a short text's wording would else speak over what is said in it. */
const WORDING_MAX = 1.2;
const COUNTED_MAX = 2;
const OWN_COUNTED_MAX = 3;

/**
 * Where nobody is named, the patterns decide.
 * @param patterns who the patterns that were found speak of
 * @param wording log odds of the scale `relative`
 */
export function subjectOf(
  cues: TriageCues,
  evidence: Evidence,
  patterns: readonly Who[],
  wording: number,
): Who {
  const people = peopleIn(cues, evidence);
  if (people.length === 0) {
    const isRelative = patterns.length > 0 ? patterns.includes('relative') : wording > 0;
    return isRelative ? 'relative' : 'self';
  }
  const clues = Object.entries(cluesOf(people, cues, evidence, patterns));
  const points = clues.reduce((sum, [clue, count]) => sum + count * CLUE_POINTS[clue as Clue], BASE);
  const byWording = Math.max(-WORDING_MAX, Math.min(WORDING_MAX, WORDING_SHARE * wording));
  return points + byWording > 0 ? 'relative' : 'self';
}

function cluesOf(
  people: readonly Person[],
  cues: TriageCues,
  evidence: Evidence,
  patterns: readonly Who[],
): Readonly<Record<Clue, number>> {
  const called = (how: Person['called']): number =>
    people.filter(person => person.who === 'relative' && person.called === how).length;
  const writer = people.filter(({ who }) => who === 'self');
  const own = writer.filter(({ isAsking }) => !isAsking).length;
  const first = people.find(({ isAsking }) => !isAsking);
  const isFirst = (who: Who, how: Person['called']): boolean => first?.who === who && first.called === how;
  const doneTo = placesOf(cues.done, evidence, false).map(hit =>
    nearest(people, hit, evidence.advert.tokens),
  );
  const stands = (condition: Condition): boolean => placesOf(condition, evidence, false).length > 0;
  const isWriterMeant = doneTo.some(person => person?.who === 'self');
  const isRelativeMeant = doneTo.some(person => person?.who === 'relative' && person.called !== 'they');
  const isHere = stands(cues.here);
  return {
    named: Math.min(called('own'), COUNTED_MAX),
    bare: Math.min(called('bare'), COUNTED_MAX),
    they: flag(called('they') > 0),
    nobodyElse: flag(people.length === writer.length),
    own: Math.min(own, OWN_COUNTED_MAX),
    asking: flag(writer.length > own),
    firstNamed: flag(isFirst('relative', 'own')),
    firstBare: flag(isFirst('relative', 'bare')),
    firstWriter: flag(isFirst('self', 'own')),
    doneToWriter: flag(isWriterMeant),
    doneToRelative: flag(isRelativeMeant),
    onlyToWriter: flag(isWriterMeant && !isRelativeMeant),
    onlyToRelative: flag(isRelativeMeant && !isWriterMeant),
    here: flag(isHere),
    doneHere: flag(isHere && isWriterMeant),
    speaksFor: flag(stands(cues.speaksFor)),
    noticed: flag(stands(cues.noticed)),
    relativePattern: flag(patterns.includes('relative')),
    writerPattern: flag(patterns.includes('self')),
  };
}

function flag(is: boolean): number {
  return is ? 1 : 0;
}

/** Who stands within the words of what is done, else nearest before them; over the end of a sentence only when none does. */
function nearest(people: readonly Person[], done: Hit, tokens: readonly Token[]): Person | undefined {
  const inside = people.find(person => person.from >= done.from && person.to <= done.to);
  if (inside) return inside;
  const before = people.filter(
    person => person.to <= done.from && done.from - person.to <= SUBJECT_REACH_WORDS,
  );
  const sentence = sentenceStart(tokens, done.from);
  return (
    before.findLast(person => person.from >= sentence) ??
    people.find(person => person.from >= done.to && person.from - done.to <= 1) ??
    before.findLast(person => person.called !== 'they')
  );
}

function sentenceStart(tokens: readonly Token[], at: number): number {
  let start = at;
  while (start > 0 && (tokens[start] as Token).breakBefore < BREAKS.sentence) start--;
  return start;
}
