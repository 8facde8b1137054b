/**
 * The facts that a phrase can name in angle brackets: what was read at a place in the text, not which words
 * said it. `fact-places.ts` finds them; `rules/README.md` lists them for the writers of rules.
 */
export const FACT_NAMES = [
  'money',
  'sum',
  'salary',
  'fee',
  'dollars',
  'abroad',
  'home_place',
  'scam_place',
  'no_placement_country',
  'phone',
  'handle',
  'link',
  'email',
  'account',
  'company',
  'licence',
  'number',
  'known_employer',
  'known_firm',
] as const;
export type FactName = (typeof FACT_NAMES)[number];

/**
 * Countries that the minister for migrant workers named as no destination for placement: Cambodia and Myanmar
 * (28 October 2025); Thailand was named in March 2025 but not in October, so it is not in this list.
 * Source: rules/journey/destination-not-placement.yaml.
 */
export const NO_PLACEMENT_COUNTRIES: ReadonlySet<string> = new Set(['KH', 'MM']);
