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

/** Number of a phrase that could not be read; the ruleset is refused anyway. */
const NEVER_FOUND = -1;

export class ConditionReader {
  /** Every phrase of every condition; conditions refer to them by number. */
  readonly phrases: (readonly Sequence[])[] = [];
  /** The same words in many conditions are one phrase: they are looked for once. */
  readonly #numbers = new Map<string, number>();

  /** @param problems where mistakes are added */
  constructor(
    readonly lists: WordLists,
    readonly problems: Problem[],
  ) {}

  /** A list is short for `any`; a string is a phrase. */
  read(written: ConditionFile | ConditionFile[], file: YamlFile, where: YamlPath): Condition {
    if (Array.isArray(written)) return { kind: 'any', of: this.#all(written, file, where) };
    if (typeof written === 'string') return this.#phrase(written, file, where);
    if ('any' in written) return { kind: 'any', of: this.#all(written.any, file, [...where, 'any']) };
    if ('all' in written) return { kind: 'all', of: this.#all(written.all, file, [...where, 'all']) };
    if ('near' in written)
      return { kind: 'near', words: written.words, of: this.#all(written.near, file, [...where, 'near']) };
    if ('some' in written)
      return {
        kind: 'some',
        atLeast: written.at_least,
        of: this.#all(written.some, file, [...where, 'some']),
      };
    if ('not' in written) return { kind: 'not', of: this.read(written.not, file, [...where, 'not']) };
    if ('rule' in written) return { kind: 'rule', rule: written.rule };
    return { kind: 'fact', test: factTestOf(written) };
  }

  #all(written: readonly ConditionFile[], file: YamlFile, where: YamlPath): Condition[] {
    return written.map((part, index) => this.read(part, file, [...where, index]));
  }

  #phrase(source: string, file: YamlFile, where: YamlPath): Condition {
    try {
      return { kind: 'phrase', phrase: this.#numberOf(source), source };
    } catch (error) {
      if (!(error instanceof PhraseError)) throw error;
      this.problems.push({
        file: file.name,
        line: file.lineOf(where),
        message: `phrase "${source}": ${error.message}`,
      });
      return { kind: 'phrase', phrase: NEVER_FOUND, source };
    }
  }

  #numberOf(source: string): number {
    const known = this.#numbers.get(source);
    if (known !== undefined) return known;
    const number = this.phrases.push(parsePhrase(source, this.lists)) - 1;
    this.#numbers.set(source, number);
    return number;
  }

  /** Every word list and every fact as a phrase of its own, by the name it has in phrases; checks the lists as well. */
  signs(words: { readonly file: YamlFile } | null): ReadonlyMap<string, number> {
    const signs = new Map<string, number>();
    for (const name of FACT_NAMES) signs.set(`<${name}>`, this.#numberOf(`<${name}>`));
    for (const name of this.lists.keys()) {
      try {
        signs.set(`@${name}`, this.#numberOf(`@${name}`));
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

function factTestOf(written: FactTestFile): FactTest {
  switch (written.fact) {
    case 'salary':
      return defined({
        fact: written.fact,
        atLeast: written.at_least,
        below: written.below,
        currency: written.currency,
      });
    case 'departure':
      return { fact: written.fact, atMostDays: written.at_most_days };
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
