/**
 * Says whether a text claims a licence or a registration that one can look up: a licence number, SIP3MI, an izin SO,
 * a job order in SISKOP2MI. Only the claim; whether it is true is for the official page. Pure.
 */
import type { Identifier } from '../assessment.js';
import type { Token } from './advert.js';
import { beginsLine, isNegated, type Reading } from './reading.js';
import { defineWordClass, nextOfClass, wordClasses } from './word-classes.js';

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Named, these are a claim by themselves. */
const LICENCES = words('sip3mi sippmi sipp3mi sipptki sippptki siskop2mi sisko2mi siskotkln sisnaker');
/** "izin SO", "izin Kemnaker": claims when both stand together. */
const PERMITS = words('izin ijin berizin berijin lisensi licence license terdaftar legalitas');
const OFFICES = words(
  'kemnaker kemenaker kemnakertrans kp2mi bp2mi bp3mi disnaker depnaker so p3mi ojk kemenkumham',
);
const REACH = 4;
const NEGATION_REACH = 3;

const CLAIM_CLASS = defineWordClass([...LICENCES, ...PERMITS]);

export function mentionsLicence({ tokens }: Reading, identifiers: readonly Identifier[]): boolean {
  if (identifiers.some(identifier => identifier.kind === 'licence')) return true;
  const classes = wordClasses(tokens);
  for (
    let at = nextOfClass(classes, CLAIM_CLASS, 0);
    at < tokens.length;
    at = nextOfClass(classes, CLAIM_CLASS, at + 1)
  ) {
    const word = (tokens[at] as Token).surface;
    const isClaim = LICENCES.has(word) || (PERMITS.has(word) && namesOffice(tokens, at));
    if (isClaim && !isNegated(tokens, at, NEGATION_REACH)) return true;
  }
  return false;
}

function namesOffice(tokens: readonly Token[], permit: number): boolean {
  for (let at = permit + 1; at < tokens.length && at <= permit + REACH && !beginsLine(tokens[at]); at++)
    if (OFFICES.has((tokens[at] as Token).surface)) return true;
  return false;
}
