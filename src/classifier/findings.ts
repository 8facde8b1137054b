/** Turns a rule that held into a finding that quotes its own words from the text as given. */
import type { Advert } from '../advert/advert.js';
import type { Finding } from '../assessment.js';
import type { Hit } from './hits.js';

/** @param hit the words it held on; null for a sign of something missing, which quotes nothing */
export function makeFinding(
  advert: Advert,
  rule: string,
  reason: string,
  hit: Hit | null,
  weight: number,
): Finding {
  const first = hit ? advert.tokens[hit.from] : undefined;
  const last = hit ? advert.tokens[hit.to - 1] : undefined;
  if (!first || !last) return { rule, reason, quote: null, start: null, end: null, weight };
  return {
    rule,
    reason,
    quote: advert.text.slice(first.start, last.end),
    start: first.start,
    end: last.end,
    weight,
  };
}
