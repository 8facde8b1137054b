/**
 * Everything in a text that points at a recruiter: e-mail addresses, links, accounts, licence numbers, telephone
 * numbers, handles and company names, each in canonical form with its place in the text. The kinds are tried in
 * this order and none takes what another already has. Pure; asks nobody.
 */
import type { Reading } from '../advert/reading.js';
import type { Identifier, Span } from '../assessment.js';
import { findAccounts } from './account.js';
import { findCompanies } from './company.js';
import { findEmails } from './email.js';
import { findHandles } from './handle.js';
import { findLicences } from './licence.js';
import { findLinks } from './link.js';
import { findPhones } from './phone.js';

/** More than any advert has; the rest of a list of branches adds nothing. */
const IDENTIFIERS_MAX = 100;

type Finder = (reading: Reading, claimed: readonly Span[]) => Identifier[];

/** Surest first: an account number would otherwise be read as a telephone number. */
const FINDERS: readonly Finder[] = [
  findEmails,
  findLinks,
  findLicences,
  findAccounts,
  findPhones,
  findHandles,
  findCompanies,
];

/** @returns identifiers in order of appearance; their spans never overlap */
export function findIdentifiers(reading: Reading): Identifier[] {
  const found: Identifier[] = [];
  const claimed: Span[] = [];
  for (const find of FINDERS) {
    for (const identifier of find(reading, claimed)) {
      found.push(identifier);
      claimed.push(identifier.span);
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start).slice(0, IDENTIFIERS_MAX);
}
