/**
 * Runs the examples that stand in each rule file against a ruleset that holds only that rule, so that no other
 * rule can hide its failure.
 */

import type { SpeechAct } from '../assessment.js';
import { type Evidence, holds } from './conditions.js';
import type { Hit } from './hits.js';
import { readAdvert } from './read-advert.js';
import type { DistressPattern, Rule } from './rule.js';
import { onlyRule, type Ruleset } from './ruleset.js';
import { speechActOf } from './speech-act.js';
import { SILENT } from './wording.js';

/** An example that did not behave as its list says. */
export interface ExampleFailure {
  readonly rule: string;
  readonly list: 'match' | 'no_match' | 'known_miss';
  /** Place in the list, from 0. */
  readonly index: number;
  readonly message: string;
}

/** All failures of all rules; empty when every example holds. */
export function runExamples(ruleset: Ruleset): readonly ExampleFailure[] {
  return [...ruleset.rules, ...ruleset.distress].flatMap(rule =>
    examplesOf(rule, onlyRule(ruleset, rule.id)),
  );
}

function examplesOf(rule: Rule | DistressPattern, alone: Ruleset): ExampleFailure[] {
  const failures: ExampleFailure[] = [];
  const run = (
    list: ExampleFailure['list'],
    texts: readonly string[],
    expected: boolean,
    message: string,
  ): void => {
    texts.forEach((text, index) => {
      if (ruleHolds(rule, text, alone) !== expected) failures.push({ rule: rule.id, list, index, message });
    });
  };
  run('match', rule.examples.match, true, 'does not match; mend the rule, or move it to known_miss');
  run('no_match', rule.examples.noMatch, false, 'matches; narrow the rule or add an exception');
  run('known_miss', rule.examples.knownMiss, false, 'matches now; move it to match');
  return failures;
}

/** True when the rule holds for the text, with nothing but the rules it names beside it. */
export function ruleHolds(rule: Rule | DistressPattern, text: string, alone: Ruleset): boolean {
  const advert = readAdvert(text, alone);
  const seen = { advert, hits: alone.index.find(advert), negations: alone.negations };
  const speechAct: SpeechAct = speechActOf(alone, seen);
  const held = new Map<string, Hit | null>();
  const evidence: Evidence = { ...seen, speechAct, wording: SILENT, held };
  const holdsHere = (candidate: Rule | DistressPattern): boolean => {
    const place = holds(candidate.when, evidence, candidate.negatable);
    if (place === false) return false;
    if (candidate.unless.some(exception => holds(exception.when, evidence, false) !== false)) return false;
    held.set(candidate.id, place);
    return true;
  };
  for (const other of alone.rules) if (other.id !== rule.id) holdsHere(other);
  return holdsHere(rule);
}
