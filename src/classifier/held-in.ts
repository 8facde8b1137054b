/**
 * Which rules and distress patterns hold for a text, each by itself: a text in, ids out. No level is made, no plea is
 * believed or doubted, and drafts are named as well: this is for the record of a rule, not for an answer. Pure.
 */
import { heldRules } from './assess.js';
import { type Evidence, holds } from './conditions.js';
import { readAdvert } from './read-advert.js';
import type { DistressPattern } from './rule.js';
import type { Ruleset } from './ruleset.js';
import { speechActOf } from './speech-act.js';
import { SILENT } from './wording.js';

/** Ids of everything that holds, rules first. */
export function heldIn(text: string, ruleset: Ruleset): readonly string[] {
  const advert = readAdvert(text, ruleset);
  const seen = { advert, hits: ruleset.index.find(advert), negations: ruleset.negations };
  const evidence: Evidence = {
    ...seen,
    speechAct: speechActOf(ruleset, seen),
    wording: SILENT,
    held: new Map(),
  };
  return [
    ...heldRules(ruleset, evidence).map(({ rule }) => rule.id),
    ...ruleset.distress.filter(pattern => patternHolds(pattern, evidence)).map(({ id }) => id),
  ];
}

function patternHolds({ when, unless, negatable }: DistressPattern, evidence: Evidence): boolean {
  return (
    holds(when, evidence, negatable) !== false &&
    !unless.some(exception => holds(exception.when, evidence, false) !== false)
  );
}
