/**
 * All rules, ready to run: one phrase index over everything that any of them looks for, and the words that
 * spelling is turned into. Built once at start (or for a single rule, to run its examples alone).
 */
import { buildDisguises, COMMON_USES } from '../advert/disguises.js';
import type { KnownEmployers } from '../advert/known-employers.js';
import { type LetterRows, letterRowsOf } from '../advert/letter-rows.js';
import { buildLexicon, type Lexicon } from '../advert/lexicon.js';
import type { Gazetteer } from '../advert/places.js';
import { roots } from '../advert/stem.js';
import { type Sequence, wordItems } from './phrase.js';
import { PhraseIndex } from './phrase-index.js';
import { type CompiledPhrases, compilePhrases } from './phrase-program.js';
import type { DistressPattern, Rule, SpeechPattern, TopicPattern, TriageCues, Weights } from './rule.js';
import { Wording, type WordingTable } from './wording.js';

export interface Ruleset {
  /** Plain rules first, then the combinations that name them. */
  readonly rules: readonly Rule[];
  readonly distress: readonly DistressPattern[];
  readonly speech: readonly SpeechPattern[];
  readonly topics: readonly TopicPattern[];
  readonly triage: TriageCues;
  readonly weights: Weights;
  readonly wording: Wording;
  /** Word lists and facts as sets of their own, by name: what the wording counts beside words. */
  readonly signs: ReadonlyMap<string, number>;
  readonly negations: ReadonlySet<string>;
  readonly lexicon: Lexicon;
  readonly gazetteer: Gazetteer;
  readonly employers: KnownEmployers;
  readonly index: PhraseIndex;
  /** Given names: no report keeps one, whatever word of the rules it may be. */
  readonly names: ReadonlySet<string>;
}

/** What the files hold, before the index is built. */
export interface RulesetParts {
  readonly rules: readonly Rule[];
  readonly distress: readonly DistressPattern[];
  readonly speech: readonly SpeechPattern[];
  readonly topics: readonly TopicPattern[];
  readonly triage: TriageCues;
  readonly weights: Weights;
  readonly wording: WordingTable;
  readonly signs: ReadonlyMap<string, number>;
  readonly negations: ReadonlySet<string>;
  readonly slang: ReadonlyMap<string, string>;
  /** Passives that are found when they are written apart, too. */
  readonly passives: ReadonlySet<string>;
  /** Ordinary words that only look like a misspelt word of the rules. */
  readonly ordinary: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly gazetteer: Gazetteer;
  readonly employers: KnownEmployers;
  /** Every phrase of every condition. */
  readonly phrases: readonly (readonly Sequence[])[];
  /** Phrases that conditions ask for together; conditions refer to these by number. */
  readonly sets: readonly (readonly number[])[];
}

/**
 * The same with the phrases compiled: what costs time is done, and all of it is plain data that can be kept from one start
 * to the next (`files/kept-rules.ts`).
 */
export interface CompiledRules extends Omit<RulesetParts, 'phrases' | 'ordinary'> {
  readonly phrases: CompiledPhrases;
  /** Every word that some rule looks for, as a text has it once its spelling is undone. */
  readonly vocabulary: ReadonlySet<string>;
  /** What may be meant by a word that is none, with how much it is used. */
  readonly meant: ReadonlyMap<string, number>;
  /** Words that are no misspelling: names, and ordinary words that only look like a word of the rules. */
  readonly asWritten: ReadonlySet<string>;
  /** Letters that may be one of all these words, or a word of the language. */
  readonly letterRows: LetterRows;
  readonly foreignPlaces: ReadonlySet<string>;
}

export function compileRules({ phrases, ordinary, ...parts }: RulesetParts): CompiledRules {
  const uses = new Map<string, number>();
  for (const [{ words, stems }, times] of wordItems(phrases))
    for (const word of [...words, ...stems]) uses.set(word, (uses.get(word) ?? 0) + times);
  // A way of typing that also stands in a phrase keeps its standard word, or "loker" in one rule would hide it
  // from every rule that says "lowongan"; the phrase still finds it as typed.
  const vocabulary = new Set<string>();
  for (const word of uses.keys()) if (!parts.slang.has(word)) vocabulary.add(word);
  for (const word of parts.employers.words) if (!parts.slang.has(word)) vocabulary.add(word);
  for (const word of [...parts.slang.values(), ...parts.passives]) vocabulary.add(word);
  const foreignPlaces = foreignNames(parts.gazetteer);
  const meant = meantWords(parts, uses, vocabulary, foreignPlaces);
  const asWritten = new Set([...parts.names, ...ordinary]);
  for (const name of [...parts.gazetteer.byFirstWord.values()].flat())
    for (const word of name.words) asWritten.add(word);
  return {
    ...parts,
    phrases: compilePhrases(phrases),
    vocabulary,
    meant,
    asWritten,
    letterRows: letterRowsOf([...vocabulary, ...parts.slang.keys(), ...meant.keys(), ...asWritten]),
    foreignPlaces,
  };
}

export function openRuleset(parts: CompiledRules): Ruleset {
  const { slang, vocabulary } = parts;
  const wording = new Wording(parts.wording, parts.signs);
  return {
    rules: [...parts.rules].sort((a, b) => Number(a.isCombination) - Number(b.isCombination)),
    distress: parts.distress,
    speech: parts.speech,
    topics: parts.topics,
    triage: parts.triage,
    weights: parts.weights,
    wording,
    signs: parts.signs,
    negations: parts.negations,
    lexicon: buildLexicon(
      slang,
      vocabulary,
      { passives: parts.passives, places: parts.foreignPlaces },
      buildDisguises(
        parts.meant,
        word => (vocabulary.has(word) ? word : slang.get(word)),
        parts.asWritten,
        parts.letterRows,
      ),
      wording,
    ),
    gazetteer: parts.gazetteer,
    employers: parts.employers,
    names: parts.names,
    index: new PhraseIndex(parts.phrases, parts.sets),
  };
}

/**
 * What may be meant by a word that is none: what rules look for, what the vocabulary counts, and places abroad. Ways of
 * typing are none of it.
 */
function meantWords(
  { slang, gazetteer, wording, signs }: Omit<RulesetParts, 'phrases' | 'ordinary'>,
  phraseUses: ReadonlyMap<string, number>,
  vocabulary: ReadonlySet<string>,
  places: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const uses = new Map<string, number>([...vocabulary].map(word => [word, 1]));
  const use = (word: string, times: number): void => void uses.set(word, (uses.get(word) ?? 0) + times);
  for (const [word, times] of phraseUses) use(word, times);
  for (const { id } of gazetteer.countries.values()) if (places.has(id)) use(id, COMMON_USES);
  const worded = new Wording(wording, signs);
  for (const root of roots()) if (worded.knows(root)) use(root, COMMON_USES);
  for (const word of new Set(slang.values())) use(word, COMMON_USES);
  // "loker" may be missed a letter like any word; shorter ways of typing, and those that no rule says, are like too many.
  for (const [typed, word] of slang) {
    if (typed.length < TYPED_LENGTH_MIN || !phraseUses.has(typed)) uses.delete(typed);
    else use(typed, Math.min(COMMON_USES, uses.get(word) ?? 0));
  }
  return uses;
}

const TYPED_LENGTH_MIN = 5;

/** A shorter name glued to "di" could be any word. */
const GLUED_PLACE_LENGTH_MIN = 4;

function foreignNames(gazetteer: Gazetteer): ReadonlySet<string> {
  const names = [...gazetteer.byFirstWord.values()].flat();
  return new Set(
    names
      .filter(({ words, place }) => words.length === 1 && place.country !== 'ID')
      .map(({ words }) => words[0] as string)
      .filter(word => word.length >= GLUED_PLACE_LENGTH_MIN),
  );
}

/** The same ruleset reduced to one rule (and the rules that its condition names), to run examples alone. */
export function onlyRule(ruleset: Ruleset, id: string): Ruleset {
  const distress = ruleset.distress.filter(pattern => pattern.id === id);
  const rule = ruleset.rules.find(candidate => candidate.id === id);
  const needed = new Set(rule ? [id, ...rulesNamedIn(rule.when)] : []);
  return { ...ruleset, distress, rules: ruleset.rules.filter(candidate => needed.has(candidate.id)) };
}

/** Ids of the rules that a condition names. */
export function rulesNamedIn(condition: Rule['when']): string[] {
  if (condition.kind === 'rule') return [condition.rule];
  if (condition.kind === 'not') return rulesNamedIn(condition.of);
  if ('of' in condition) return condition.of.flatMap(rulesNamedIn);
  return [];
}
