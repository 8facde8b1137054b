/**
 * What `rules check` says of rules that work and are yet not what they claim: a stable one whose record on the
 * project's own texts does not bear it out, a settled one that leans on a draft. Ruleset and records come in, warnings
 * go out; none of them makes a check fail.
 */
import type { Rule, Status } from '../classifier/rule.js';
import { type Ruleset, rulesNamedIn } from '../classifier/ruleset.js';
import type { Records, RuleRecord } from './rule-record.js';

/**
 * A rule that is found in more good texts than this share of all with it is not stable: it wants narrowing, or a good
 * reason to stay as it is. Chosen by hand: two in five.
 */
export const STABLE_WRONG_SHARE_MAX = 0.4;

/** One thing to look at, about a field of the rule's file. */
export interface RuleWarning {
  readonly rule: string;
  readonly field: 'status' | 'when';
  readonly message: string;
}

/** Stable rules without a record, or with a bad one. */
export function recordWarnings({ records }: Records): readonly RuleWarning[] {
  return records
    .filter(({ status }) => status === 'stable')
    .flatMap(record => {
      const message = notBorneOut(record);
      return message === null ? [] : [{ rule: record.id, field: 'status' as const, message }];
    });
}

function notBorneOut({ kind, sign, precision: { count, of } }: RuleRecord): string | null {
  const [right, wrong] =
    sign === 'lowers' ? ['quiet', 'alarm'] : kind === 'pattern' ? ['danger', 'quiet'] : ['alarm', 'quiet'];
  if (count === 0)
    return `stable, but found in no ${right} text of test/corpus; add such texts, or set it back to test`;
  const wrongCount = of - count;
  return wrongCount > of * STABLE_WRONG_SHARE_MAX
    ? `stable, but ${wrongCount} of the ${of} texts with it are ${wrong} (at most ${100 * STABLE_WRONG_SHARE_MAX} %); narrow it, or set it back to test`
    : null;
}

/** Rules that count fully or not at all because a draft holds: through them the draft would count like a settled rule. */
export function draftWarnings({ rules }: Ruleset): readonly RuleWarning[] {
  const status = new Map<string, Status>(rules.map(rule => [rule.id, rule.status]));
  return rules
    .filter(rule => rule.status !== 'draft')
    .flatMap(rule =>
      draftsIn(rule, status).map(id => ({
        rule: rule.id,
        field: 'when' as const,
        message: `${rule.status}, but it names the draft ${id}`,
      })),
    );
}

function draftsIn({ when, unless }: Rule, status: ReadonlyMap<string, Status>): readonly string[] {
  const named = [when, ...unless.map(exception => exception.when)].flatMap(rulesNamedIn);
  return [...new Set(named)].filter(id => status.get(id) === 'draft');
}
