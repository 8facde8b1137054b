/**
 * What must hold for the assessment of any text whatever: every place lies in the text, every quotation is what stands
 * there, and there is never more of anything than can be read. Says what does not hold, in words.
 */
import { fold } from '../../src/advert/normalise.js';
import type { Assessment, Span } from '../../src/assessment.js';
import type { Ruleset } from '../../src/classifier/ruleset.js';

/** As the readers in src/ limit themselves. */
const MOST = { identifiers: 100, money: 40, places: 60, visas: 30, payments: 30 } as const;
const QUOTE_UNITS_MAX = 1_000;

/** Everything wrong with `assessment` as one of `text`. */
export function faultsOf(text: string, assessment: Assessment, ruleset: Ruleset): readonly string[] {
  return [...findingFaults(text, assessment, ruleset), ...factFaults(text, assessment), ...foldFaults(text)];
}

function findingFaults(text: string, { findings }: Assessment, { rules, distress }: Ruleset): string[] {
  const faults: string[] = [];
  // The wording of a plea is a finding of its own.
  if (findings.length > Math.max(rules.length, distress.length + 1))
    faults.push(`${findings.length} findings`);
  for (const { rule, quote, start, end } of findings) {
    if (quote === null && start === null && end === null) continue;
    if (quote === null || start === null || end === null) faults.push(`${rule} has half a place`);
    else {
      if (!isInside({ start, end }, text)) faults.push(`${rule} lies at ${start} to ${end}`);
      if (quote !== text.slice(start, end)) faults.push(`${rule} quotes what does not stand there`);
      if (quote.length > QUOTE_UNITS_MAX) faults.push(`${rule} quotes ${quote.length} units`);
    }
  }
  return faults;
}

function factFaults(text: string, { facts, identifiers }: Assessment): string[] {
  const faults: string[] = [];
  const lists = { identifiers, ...facts };
  for (const name of Object.keys(MOST) as (keyof typeof MOST)[]) {
    if (lists[name].length > MOST[name]) faults.push(`${lists[name].length} ${name}`);
    for (const { span } of lists[name])
      if (!isInside(span, text)) faults.push(`${name} at ${span.start} to ${span.end}`);
  }
  for (const span of [facts.departure?.span, facts.employer.span])
    if (span && !isInside(span, text)) faults.push(`a fact at ${span.start} to ${span.end}`);
  let end = 0;
  for (const { kind, span, quote } of identifiers) {
    if (quote !== text.slice(span.start, span.end)) faults.push(`${kind} quotes what does not stand there`);
    if (span.start < end) faults.push(`${kind} stands in another identifier`);
    end = span.end;
  }
  for (const { min, max } of facts.money)
    if (!(Number.isFinite(min) && min <= max)) faults.push(`an amount from ${min} to ${max}`);
  return faults;
}

function foldFaults(text: string): string[] {
  const { text: folded, starts, ends } = fold(text);
  const faults: string[] = [];
  if (fold(folded).text !== folded) faults.push('folds otherwise the second time');
  if (starts.length !== folded.length || ends.length !== folded.length) faults.push('folds without places');
  return faults;
}

function isInside({ start, end }: Span, text: string): boolean {
  return Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length;
}
