/**
 * What the government has said about working in a country, as a dated text. Country code in, clause out; a
 * country that no statement names gets none.
 */
import type { RiskLevel } from '../assessment.js';
import type { ReplyTools } from './compose-tools.js';
import { countryName } from './country-names.js';

type StatementKey =
  | 'law.destination.not_placement'
  | 'law.destination.forbidden_in_2025'
  | 'law.destination.no_channel';

/**
 * Named by the minister in October 2025 (KH, MM), in March 2025 only (TH), or by nobody: for LA, PH and VN no ban
 * was found, only no official route, and no more than that is said.
 */
const STATEMENTS: Readonly<Record<string, StatementKey>> = {
  KH: 'law.destination.not_placement',
  MM: 'law.destination.not_placement',
  TH: 'law.destination.forbidden_in_2025',
  LA: 'law.destination.no_channel',
  PH: 'law.destination.no_channel',
  VN: 'law.destination.no_channel',
};

/** Reasons that a statement replaces: it says the same, with its date. */
export const DESTINATION_REASONS: ReadonlySet<string> = new Set([
  'destination_not_placement',
  'destination_no_channel',
]);

/** The clause about `destination`, null where there is none to give at this level. */
export function destinationClause(
  destination: string | null,
  level: RiskLevel,
  tools: ReplyTools,
): string | null {
  const key = destination === null ? undefined : STATEMENTS[destination];
  if (destination === null || key === undefined || level === 'none') return null;
  // Honest posts in Thailand exist, and the statement was not repeated: it explains an alarm, it is none.
  if (level === 'unsure' && key !== 'law.destination.not_placement') return null;
  return tools.texts.text(tools.locale, key, { country: countryName(destination, tools.locale) });
}
