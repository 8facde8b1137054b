/**
 * All rules, ready to run: one phrase index over everything that any of them looks for, and the words that
 * spelling is turned into. Built once at start (or for a single rule, to run its examples alone).
 */
import type { KnownEmployers } from '../advert/known-employers.js';
import { buildLexicon, type Lexicon } from '../advert/lexicon.js';
import type { Gazetteer } from '../advert/places.js';
import { type Sequence, wordItems } from './phrase.js';
import { PhraseIndex } from './phrase-index.js';
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
  readonly names: ReadonlySet<string>;
  readonly gazetteer: Gazetteer;
  readonly employers: KnownEmployers;
  /** Every phrase of every condition. */
  readonly phrases: readonly (readonly Sequence[])[];
  /** Phrases that conditions ask for together; conditions refer to these by number. */
  readonly sets: readonly (readonly number[])[];
}

export function buildRuleset(parts: RulesetParts): Ruleset {
  // A way of typing that also stands in a phrase keeps its standard word, or "loker" in one rule would hide it
  // from every rule that says "lowongan"; the phrase still finds it as typed.
  const known = new Set<string>();
  for (const { words, stems } of wordItems(parts.phrases).keys())
    for (const word of [...words, ...stems]) if (!parts.slang.has(word)) known.add(word);
  for (const word of parts.employers.words) if (!parts.slang.has(word)) known.add(word);
  for (const word of [...parts.slang.values(), ...parts.passives]) known.add(word);
  return {
    rules: [...parts.rules].sort((a, b) => Number(a.isCombination) - Number(b.isCombination)),
    distress: parts.distress,
    speech: parts.speech,
    topics: parts.topics,
    triage: parts.triage,
    weights: parts.weights,
    wording: new Wording(parts.wording, parts.signs),
    signs: parts.signs,
    negations: parts.negations,
    lexicon: buildLexicon(parts.slang, known, {
      passives: parts.passives,
      places: foreignNames(parts.gazetteer),
    }),
    gazetteer: parts.gazetteer,
    employers: parts.employers,
    names: parts.names,
    index: new PhraseIndex(parts.phrases, parts.sets),
  };
}

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
