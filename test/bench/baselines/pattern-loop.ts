/**
 * The plain way to run the same rules: every phrase of the ruleset as an expression of its own (`phrase-pattern.ts`),
 * one after the other over the folded text. It counts how many phrases that speak for a warning stand in a text, and
 * warns from so many on: one, until it learns which number tells best.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { fold } from '../../../src/advert/normalise.js';
import { NO_PLACEMENT_COUNTRIES } from '../../../src/classifier/fact-names.js';
import type { WordLists } from '../../../src/classifier/phrase.js';
import type { Condition } from '../../../src/classifier/rule.js';
import type { Ruleset } from '../../../src/classifier/ruleset.js';
import type { Contestant, Example } from '../contestant.js';
import { countVerdicts, f1Of } from '../figures.js';
import { type KnownNames, PhrasePatterns } from './phrase-pattern.js';

/** A text takes it a tenth of a second and more, so it learns its one number from so many texts. */
const LEARNT_FROM_MAX = 200;

/** All phrases as expressions; those that speak for a warning come first. */
interface PatternLoop {
  readonly patterns: readonly RegExp[];
  readonly indicators: number;
}

/** The loop as a judge. */
export function patternLoop(ruleset: Ruleset, lists: WordLists): Contestant {
  const loop = patternLoopOf(ruleset, lists);
  const counted = new Map<string, number>();
  let warnsFrom = 1;
  const count = (text: string): number => {
    const known = counted.get(text);
    if (known !== undefined) return known;
    const found = countIndicators(loop, text);
    counted.set(text, found);
    return found;
  };
  return {
    learn(examples: readonly Example[]) {
      const step = Math.ceil(examples.length / LEARNT_FROM_MAX);
      warnsFrom = bestNumber(
        examples
          .filter((_, index) => index % step === 0)
          .map(example => ({ ...example, count: count(example.text) })),
      );
    },
    judge: text => (count(text) >= warnsFrom ? 'warn' : 'quiet'),
    forget: () => counted.clear(),
  };
}

/** The number of phrases from which warning gives the best F1. */
function bestNumber(examples: readonly (Example & { readonly count: number })[]): number {
  let best = { from: 1, f1: 0 };
  for (const from of new Set(examples.map(({ count }) => count))) {
    const f1 = f1Of(
      countVerdicts(
        examples.map(example => ({
          expected: example.verdict,
          answered: example.count >= from ? 'warn' : 'quiet',
        })),
      ),
    ).value;
    if (f1 > best.f1) best = { from, f1 };
  }
  return best.from;
}

/** Turns every phrase that some condition of the ruleset names into an expression. */
function patternLoopOf(ruleset: Ruleset, lists: WordLists): PatternLoop {
  const { indicating, others } = phrasesOf(ruleset);
  const patterns = new PhrasePatterns(lists, knownNames(ruleset));
  return {
    patterns: [...indicating, ...others].map(phrase => patterns.of(phrase)),
    indicators: indicating.length,
  };
}

/** The phrases that speak for danger or a warning, and all others that some condition names, as they are written. */
export function phrasesOf({ rules, distress, speech, topics, triage }: Ruleset): {
  readonly indicating: readonly string[];
  readonly others: readonly string[];
} {
  const indicating = new Set<string>();
  for (const rule of rules) if (rule.sign === 'raises') addPhrases(indicating, rule.when);
  for (const pattern of distress) addPhrases(indicating, pattern.when);
  const all = new Set<string>();
  addEveryPhrase(all, { rules, distress, speech, topics, triage });
  return { indicating: [...indicating], others: [...all].filter(phrase => !indicating.has(phrase)) };
}

/** The lists that phrases name, as they stand in `rules/words.yaml`. */
export function readWordLists(root: string): WordLists {
  const file: { lists: Record<string, readonly string[]> } = parse(
    readFileSync(path.join(root, 'rules/words.yaml'), 'utf8'),
  );
  return new Map(Object.entries(file.lists));
}

/** Runs every expression; returns how many of those that speak for a warning were found. */
function countIndicators({ patterns, indicators }: PatternLoop, text: string): number {
  const folded = fold(text).text;
  let found = 0;
  for (let index = 0; index < patterns.length; index++) {
    if ((patterns[index] as RegExp).test(folded) && index < indicators) found++;
  }
  return found;
}

/** What a condition asks for; what it asks to be absent is no indicator. */
function addPhrases(sources: Set<string>, condition: Condition): void {
  if (condition.kind === 'phrases') for (const source of condition.sources) sources.add(source);
  else if (condition.kind !== 'not' && 'of' in condition)
    for (const part of condition.of) addPhrases(sources, part);
}

/** Phrases anywhere in a tree of patterns, exceptions and absences included. */
function addEveryPhrase(sources: Set<string>, tree: unknown): void {
  if (typeof tree !== 'object' || tree === null) return;
  if ('sources' in tree && Array.isArray(tree.sources))
    for (const source of tree.sources) sources.add(String(source));
  else for (const part of Object.values(tree)) addEveryPhrase(sources, part);
}

function knownNames({ gazetteer, employers }: Ruleset): KnownNames {
  const named = [...gazetteer.byFirstWord.values()].flat();
  const namesWhere = (isMeant: (place: { country: string; kind: string }) => boolean): readonly string[] => [
    ...new Set(named.filter(({ place }) => isMeant(place)).map(({ words }) => words.join(' '))),
  ];
  return {
    abroad: namesWhere(({ country }) => country !== 'ID'),
    home_place: namesWhere(({ country }) => country === 'ID'),
    scam_place: namesWhere(({ kind }) => kind === 'scam'),
    no_placement_country: namesWhere(({ country }) => NO_PLACEMENT_COUNTRIES.has(country)),
    known_employer: [...employers.byId.values()].flatMap(({ names }) => names),
    known_firm: [...employers.byId.values()]
      .filter(({ kind }) => kind !== 'programme' && kind !== 'ministry')
      .flatMap(({ names }) => names),
  };
}
