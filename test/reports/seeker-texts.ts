/**
 * Texts of seekers with their own data beside an advert, written by hand without a look at what reads them: forms,
 * chats, run-on sentences, regional languages. Everything in them is invented; `marks` is what belongs to the seeker.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface SeekerText {
  readonly id: string;
  readonly text: string;
  /** The seeker's data, as they stand in the text. */
  readonly marks: readonly string[];
  /** What points at the recruiter, as it stands in the text. */
  readonly recruiters: readonly string[];
}

export function seekerTexts(): readonly SeekerText[] {
  const lines = readFileSync(path.join(import.meta.dirname, 'seeker-texts.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return lines.map(line => JSON.parse(line) as SeekerText);
}

const DIGITS_MIN = 7;

/** Marks that are among the kept values, in whatever way they were written. */
export function leaksIn(values: readonly string[], marks: readonly string[]): readonly string[] {
  const kept = values.map(value => ({ value: value.toLowerCase(), digits: digitsOf(value) }));
  return marks.filter(mark => {
    const digits = digitsOf(mark);
    if (digits.length >= DIGITS_MIN)
      return kept.some(
        one =>
          one.digits.length >= DIGITS_MIN && (one.digits.includes(digits) || digits.includes(one.digits)),
      );
    const word = mark.toLowerCase().replace(/^@|^https?:\/\//, '');
    return /[@._]/.test(mark) && word.length > 4 && kept.some(({ value }) => value.includes(word));
  });
}

function digitsOf(value: string): string {
  return value.replace(/\D/g, '').replace(/^(?:62|0)/, '');
}
