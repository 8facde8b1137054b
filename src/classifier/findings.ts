/** Turns a rule that held into a finding that quotes its own words from the text as given. */
import type { Advert, Token } from '../advert/advert.js';
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
  const { start } = first;
  const end = quoteEnd(advert, first, last);
  return { rule, reason, quote: advert.text.slice(start, end), start, end, weight };
}

/** No words that say something are so long; letters stretched or flooded with invisible ones may be. */
const QUOTE_UNITS_MAX = 1_000;

/** Where a quotation that begins with `first` ends: after `last`, unless that would be endless. */
function quoteEnd({ text }: Advert, { start }: Token, { end }: Token): number {
  if (end - start <= QUOTE_UNITS_MAX) return end;
  const cut = start + QUOTE_UNITS_MAX;
  return (text.codePointAt(cut - 1) ?? 0) > 0xffff ? cut - 1 : cut;
}
