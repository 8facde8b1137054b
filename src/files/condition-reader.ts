/**
 * Turns the conditions of rule files into the form that is run. Comes in: what a caseworker wrote under `when`; goes
 * out: a tree of conditions, with every phrase numbered in one list. A phrase that cannot be read is reported with
 * its file and line, and reading goes on, so that all of them are named at once.
 */
import { FACT_NAMES } from '../classifier/fact-names.js';
import { PhraseError, parsePhrase, type Sequence, type WordLists } from '../classifier/phrase.js';
import type { Condition, FactTest } from '../classifier/rule.js';
import type { Problem } from '../errors.js';
import type { ConditionFile, FactTestFile } from './rule-schema.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

export class ConditionReader {
  /** Every phrase of every condition; conditions refer to them by number. */
  readonly phrases: (readonly Sequence[])[] = [];
  /** Phrases that are asked for together, by the number that conditions hold. */
  readonly sets: (readonly number[])[] = [];
  /** The same words in many conditions are one phrase: they are looked for once. */
  readonly #numbers = new Map<string, number>();

  /** @param problems where mistakes are added */
  constructor(
    readonly lists: WordLists,
    readonly problems: Problem[],
  ) {}

  /** A list is short for `any`; a string is a phrase. */
  read(written: ConditionFile | ConditionFile[], file: YamlFile, where: YamlPath): Condition {
    if (Array.isArray(written)) return this.#any(written, file, where);
    if (typeof written === 'string') return this.#phrases([[written, where]], file);
    if ('any' in written) return this.#any(written.any, file, [...where, 'any']);
    if ('all' in written) {
      const of = this.#all(written.all, file, [...where, 'all']);
      return { kind: 'all', of, needs: allNeed(of) };
    }
    if ('near' in written) {
      const of = this.#all(written.near, file, [...where, 'near']);
      return { kind: 'near', words: written.words, of, needs: allNeed(of) };
    }
    if ('some' in written) {
      const of = this.#all(written.some, file, [...where, 'some']);
      return { kind: 'some', atLeast: written.at_least, of, needs: anyNeed(of) };
    }
    if ('not' in written) return { kind: 'not', of: this.read(written.not, file, [...where, 'not']) };
    if ('rule' in written) return { kind: 'rule', rule: written.rule };
    return { kind: 'fact', test: factTestOf(written) };
  }

  #all(written: readonly ConditionFile[], file: YamlFile, where: YamlPath): Condition[] {
    return written.map((part, index) => this.read(part, file, [...where, index]));
  }

  /** Phrases that stand next to each other in a list are asked for together. */
  #any(written: readonly ConditionFile[], file: YamlFile, where: YamlPath): Condition {
    const of: Condition[] = [];
    let phrases: [string, YamlPath][] = [];
    written.forEach((part, index) => {
      if (typeof part === 'string') phrases.push([part, [...where, index]]);
      if (typeof written[index + 1] !== 'string' && phrases.length > 0) {
        of.push(this.#phrases(phrases, file));
        phrases = [];
      }
      if (typeof part !== 'string') of.push(this.read(part, file, [...where, index]));
    });
    return of.length === 1 ? (of[0] as Condition) : { kind: 'any', of, needs: anyNeed(of) };
  }

  #phrases(written: readonly (readonly [string, YamlPath])[], file: YamlFile): Condition {
    const phrases = written.flatMap(([source, where]) => {
      try {
        return [this.#numberOf(source)];
      } catch (error) {
        if (!(error instanceof PhraseError)) throw error;
        this.problems.push({
          file: file.name,
          line: file.lineOf(where),
          message: `phrase "${source}": ${error.message}`,
        });
        return [];
      }
    });
    const set = this.sets.push([...new Set(phrases)]) - 1;
    return { kind: 'phrases', set, sources: written.map(([source]) => source) };
  }

  #numberOf(source: string): number {
    const known = this.#numbers.get(source);
    if (known !== undefined) return known;
    const number = this.phrases.push(parsePhrase(source, this.lists)) - 1;
    this.#numbers.set(source, number);
    return number;
  }

  #setOf(source: string): number {
    return this.sets.push([this.#numberOf(source)]) - 1;
  }

  /** Every word list and every fact as a set of its own, by the name it has in phrases; checks the lists as well. */
  signs(words: { readonly file: YamlFile } | null): ReadonlyMap<string, number> {
    const signs = new Map<string, number>();
    for (const name of FACT_NAMES) signs.set(`<${name}>`, this.#setOf(`<${name}>`));
    for (const name of this.lists.keys()) {
      try {
        signs.set(`@${name}`, this.#setOf(`@${name}`));
      } catch (error) {
        if (!(error instanceof PhraseError)) throw error;
        this.problems.push({
          file: 'rules/words.yaml',
          line: words?.file.lineOf(['lists', name]) ?? null,
          message: error.message,
        });
      }
    }
    return signs;
  }
}

/** As in `Condition`: of each group one set must be found. */
function needsOf(condition: Condition): readonly (readonly number[])[] {
  if (condition.kind === 'phrases') return [[condition.set]];
  return 'needs' in condition ? condition.needs : [];
}

/** All are needed; what is looked for in the fewest places is asked for first, as it is missing most often. */
function allNeed(parts: readonly Condition[]): readonly (readonly number[])[] {
  return parts.flatMap(needsOf).sort((a, b) => a.length - b.length);
}

/** One part may be enough: without anything that any of them needs none can hold. */
function anyNeed(parts: readonly Condition[]): readonly (readonly number[])[] {
  const groups = parts.map(part => [...needsOf(part)].sort((a, b) => a.length - b.length)[0]);
  return groups.every(group => group !== undefined) ? [[...new Set(groups.flat())]] : [];
}

function factTestOf(written: FactTestFile): FactTest {
  switch (written.fact) {
    case 'salary':
      return defined({
        fact: written.fact,
        atLeast: written.at_least,
        below: written.below,
        currency: written.currency,
      });
    case 'identifier':
      return defined({ ...written, domain: written.domain && [...new Set(written.domain)] });
    case 'departure':
      return { fact: written.fact, atMostDays: written.at_most_days };
    case 'disguised':
      return { fact: written.fact, atLeast: written.at_least };
    case 'words':
      return defined({ fact: written.fact, atLeast: written.at_least, atMost: written.at_most });
    default:
      return defined(written);
  }
}

/** The same without the fields that were left out. */
function defined(test: object): FactTest {
  return Object.fromEntries(
    Object.entries(test).filter(([, value]) => value !== undefined),
  ) as unknown as FactTest;
}
