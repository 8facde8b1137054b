/**
 * What an honest advert would say and this one does not. Comes in: the facts of an assessment; goes out: what is
 * missing, the most telling first. A text that is no advert misses nothing.
 */
import type { Assessment } from '../assessment.js';

const MISSING = ['employer', 'place', 'cost', 'pay', 'contact'] as const;
type Missing = (typeof MISSING)[number];

/** More questions than this at once are not asked. */
const MISSING_MAX = 3;

const REASON_OF: Readonly<Record<Missing, string>> = {
  employer: 'employer_missing',
  place: 'destination_missing',
  cost: 'cost_missing',
  pay: 'pay_missing',
  contact: 'contact_missing',
};
/** Reasons that say the same as this list does: said once. */
export const MISSING_REASONS: ReadonlySet<string> = new Set(Object.values(REASON_OF));

/** At most three of them. */
export function missingData(assessment: Assessment): readonly Missing[] {
  if (assessment.kind !== 'advert') return [];
  const found = new Set(assessment.findings.map(({ reason }) => reason));
  const { facts } = assessment;
  const isAbroad = facts.destination !== null && facts.destination !== 'ID';
  const fromFacts: Readonly<Record<Missing, boolean>> = {
    employer: facts.employer.kind !== 'named',
    place: facts.destination === null && facts.places.length === 0,
    cost: isAbroad && facts.payments.length === 0,
    pay: !facts.money.some(({ role }) => role === 'salary' || role === 'unknown'),
    // Adverts come forwarded, with the number above them: only a rule can tell that it is missing.
    contact: false,
  };
  return MISSING.filter(what => fromFacts[what] || found.has(REASON_OF[what])).slice(0, MISSING_MAX);
}
