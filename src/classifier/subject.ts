/**
 * Who is in danger: the writer, or somebody the writer tells of. Looks for what is done to somebody and for the
 * person named nearest before it, so that "kabari ibu saya, saya disekap" is the writer's plea and "saya dapat
 * kabar adik saya disekap" is not. Pure.
 */
import { BREAKS, type Token } from '../advert/advert.js';
import type { Triage } from '../assessment.js';
import { type Evidence, placesOf } from './conditions.js';
import type { Hit } from './hits.js';
import type { TriageCues } from './rule.js';

type Who = Triage['who'];

/** A person as named in the text. */
interface Person extends Hit {
  readonly who: Who;
  /** Named outright, or only by a word such as "dia". */
  readonly isNamed: boolean;
}

/** How far before it the one may stand to whom something is done. */
const SUBJECT_REACH_WORDS = 24;
/** Before a person: he is told something, or sent something, and is not the one in danger. */
const TOLD: ReadonlySet<string> = new Set(
  `bilang bilangin kabari kabarin kabarkan sampaikan sampein hubungi hubungin ke kepada kpd pada buat untuk kasihtau tau tahu
  telepon telpon beritahu beritau sama pa kirim minta disuruh ditebus tell call from`.split(/\s+/),
);
/** At the beginning of a sentence, before "saya": the one who is spoken to. */
const ADDRESSED: ReadonlySet<string> = new Set(
  'kak kk kang mas mbak bang cak lae teh om min pak bu dek ka mba'.split(' '),
);
/** Between the writer and a person: both are meant. */
const TOGETHER: ReadonlySet<string> = new Set(
  'dan dn sama bersama dengan dgn bareng karo sareng serta and with & beserta'.split(' '),
);

/** @param patterns who the patterns that were found speak of; decides where the sentence does not */
export function subjectOf(cues: TriageCues, evidence: Evidence, patterns: readonly Who[]): Who {
  const people = peopleIn(cues, evidence);
  const here = placesOf(cues.here, evidence, false);
  let writerIsMeant = false;
  let relativeIsMeant = false;
  for (const done of placesOf(cues.done, evidence, false)) {
    const person = nearest(people, done, evidence.advert.tokens);
    if (person?.who === 'self') writerIsMeant = true;
    else if (person?.isNamed || (person && hasNamedRelative(people))) relativeIsMeant = true;
  }
  if (!writerIsMeant && !relativeIsMeant) {
    if (hasNamedRelative(people) && placesOf(cues.noticed, evidence, false).length > 0) return 'relative';
    for (const felt of placesOf(cues.felt, evidence, false)) {
      const person = nearest(people, felt, evidence.advert.tokens);
      if (person?.who === 'self') writerIsMeant = true;
      else if (person?.isNamed) relativeIsMeant = true;
    }
  }
  if (writerIsMeant !== relativeIsMeant) return writerIsMeant ? 'self' : 'relative';
  if (here.length > 0 && !relativeIsMeant) return 'self';
  if (writerIsMeant) return here.length > 0 || !beginsWithRelative(people) ? 'self' : 'relative';
  const isRelativeNamed = people.length === 0 || people.some(({ who }) => who === 'relative');
  return patterns.includes('relative') && isRelativeNamed ? 'relative' : 'self';
}

function hasNamedRelative(people: readonly Person[]): boolean {
  return people.some(({ who, isNamed }) => who === 'relative' && isNamed);
}

function beginsWithRelative(people: readonly Person[]): boolean {
  return people[0]?.who === 'relative' && people[0].isNamed;
}

/** Everybody named, in the order of the text; a relative who is only told something is left out. */
function peopleIn(cues: TriageCues, evidence: Evidence): Person[] {
  const { tokens } = evidence.advert;
  const named = placesOf(cues.relative, evidence, false).filter(hit => !isAddressed(tokens, hit));
  const relatives: Person[] = [
    ...named.map(hit => ({ ...hit, who: 'relative' as const, isNamed: true })),
    ...placesOf(cues.they, evidence, false)
      .filter(hit => !overlapsAny(hit, named))
      .map(hit => ({ ...hit, who: 'relative' as const, isNamed: false })),
  ];
  const writers: Person[] = placesOf(cues.writer, evidence, false)
    .filter(hit => !overlapsAny(hit, named))
    .map(hit => ({ ...hit, who: 'self', isNamed: true }));
  return [
    ...writers,
    ...relatives
      .filter(hit => !isTold(tokens, hit))
      .map(hit => (isWithWriter(tokens, hit, writers) ? { ...hit, who: 'self' as const } : hit)),
  ].sort((a, b) => a.from - b.from);
}

function overlapsAny(hit: Hit, others: readonly Hit[]): boolean {
  return others.some(other => hit.from < other.to && other.from < hit.to);
}

function isTold(tokens: readonly Token[], { from }: Hit): boolean {
  const before = tokens[from - 1];
  return before !== undefined && tokens[from]?.breakBefore === BREAKS.none && TOLD.has(before.surface);
}

/** "Mas, saya", "kang inyong": not a brother but the reader. */
function isAddressed(tokens: readonly Token[], { from }: Hit): boolean {
  const first = tokens[from] as Token;
  return ADDRESSED.has(first.surface) && (from === 0 || first.breakBefore >= BREAKS.sentence);
}

/** "saya dan adik saya" */
function isWithWriter(tokens: readonly Token[], { from }: Hit, writers: readonly Hit[]): boolean {
  const joiner = tokens[from - 1];
  return (
    joiner !== undefined && TOGETHER.has(joiner.surface) && writers.some(writer => writer.to === from - 1)
  );
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
    before.findLast(person => person.isNamed)
  );
}

function sentenceStart(tokens: readonly Token[], at: number): number {
  let start = at;
  while (start > 0 && (tokens[start] as Token).breakBefore < BREAKS.sentence) start--;
  return start;
}
