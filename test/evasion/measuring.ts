/**
 * How much of what is found in clean texts is still found in disguised ones, and how many more quiet texts are warned
 * of. Labelled texts and a ruleset in, counts out; reads no file and prints nothing.
 */

import { TEXT_LENGTH_MAX } from '../../src/assessment.js';
import { assess } from '../../src/classifier/assess.js';
import type { Ruleset } from '../../src/classifier/ruleset.js';
import { disguised, TRANSFORMS, tripleOf } from './transforms.js';

export interface Labelled {
  readonly id: string;
  readonly text: string;
  readonly expect: string;
}

/** Of texts that were caught clean, how many still are; of quiet ones, how many are warned of clean and disguised. */
export interface Row {
  readonly name: string;
  readonly kept: number;
  readonly caught: number;
  readonly keptDanger: number;
  readonly caughtDanger: number;
  readonly falseClean: number;
  readonly falseDisguised: number;
  readonly quiet: number;
  /** Ids of what was lost and of what was falsely warned of, for whoever mends it. */
  readonly lost: readonly string[];
  readonly woken: readonly string[];
}

export interface Measured {
  readonly clean: { readonly expect: string; readonly found: number; readonly of: number }[];
  readonly rows: readonly Row[];
}

/** Whether the answer is the one that a text of this kind must get; for quiet texts whether it is warned of. */
function isFound(text: string, expect: string, ruleset: Ruleset): boolean {
  const { kind, riskLevel } = assess(text.slice(0, TEXT_LENGTH_MAX), ruleset);
  const isAlarm = riskLevel === 'high' || riskLevel === 'caution';
  if (expect === 'danger') return kind === 'danger';
  return expect === 'quiet' ? kind === 'danger' || isAlarm : isAlarm;
}

/** @param triples how many random triples each text goes through */
export function measure(
  texts: readonly Labelled[],
  ruleset: Ruleset,
  triples: number,
  only?: string,
): Measured {
  const judged = texts
    .filter(({ expect }) => expect === 'danger' || expect === 'alarm' || expect === 'quiet')
    .map(one => ({ ...one, wasFound: isFound(one.text, one.expect, ruleset) }));
  const rowFor = (name: string, disguise: (one: Labelled) => readonly string[]): Row => {
    const counts = { kept: 0, caught: 0, keptDanger: 0, caughtDanger: 0 };
    const quiet = { falseClean: 0, falseDisguised: 0, quiet: 0 };
    const lost: string[] = [];
    const woken: string[] = [];
    for (const one of judged) {
      if (one.expect !== 'quiet' && !one.wasFound) continue;
      for (const text of disguise(one)) {
        const found = isFound(text, one.expect, ruleset);
        if (one.expect === 'quiet') {
          quiet.quiet++;
          quiet.falseClean += Number(one.wasFound);
          quiet.falseDisguised += Number(found);
          if (found && !one.wasFound) woken.push(one.id);
          continue;
        }
        counts.caught++;
        counts.kept += Number(found);
        if (one.expect === 'danger') {
          counts.caughtDanger++;
          counts.keptDanger += Number(found);
        }
        if (!found) lost.push(one.id);
      }
    }
    return { name, ...counts, ...quiet, lost, woken };
  };
  return {
    clean: ['danger', 'alarm', 'quiet'].map(expect => {
      const those = judged.filter(one => one.expect === expect);
      return { expect, found: those.filter(one => one.wasFound).length, of: those.length };
    }),
    rows: [
      ...TRANSFORMS.filter(({ name }) => only === undefined || name === only).map(transform =>
        rowFor(transform.name, one => [disguised(one.text, transform, one.id)]),
      ),
      ...(triples > 0 ? [rowFor(`${triples} random triples`, one => triplesOf(one, triples))] : []),
    ],
  };
}

function triplesOf(one: Labelled, count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => {
    const key = `${one.id} ${number}`;
    return tripleOf(key).reduce((text, transform) => disguised(text, transform, key), one.text);
  });
}

/** Share of the clean finds that a row kept, 0 to 1. */
export function keptShare({ kept, caught }: Row): number {
  return caught === 0 ? 1 : kept / caught;
}

/** How many points more of the quiet texts are warned of than clean. */
export function addedPoints({ falseClean, falseDisguised, quiet }: Row): number {
  return quiet === 0 ? 0 : (100 * (falseDisguised - falseClean)) / quiet;
}
