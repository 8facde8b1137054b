/**
 * What the directory of hotlines must hold as a whole, so that no answer is ever without one. Comes in: all
 * entries, each of them sound; goes out: what is missing. It judges no single entry.
 */
import { CONTACT_NEEDS, type Contact, isNational } from '../replies/contacts.js';

/** Where the sources of this project place the compounds, the roads to them and the largest number of workers. */
const MISSION_COUNTRIES = ['KH', 'MM', 'TH', 'LA', 'PH', 'VN', 'MY'] as const;

/** In danger a number is needed; a page will do where money or an advert is the matter. */
const NEEDS_WITH_A_NUMBER: readonly string[] = ['danger', 'family'];

/** @returns one sentence for each thing that is missing */
export function directoryProblems(contacts: readonly Contact[]): readonly string[] {
  const missions = MISSION_COUNTRIES.filter(
    country => !contacts.some(contact => isMissionFor(contact, country)),
  ).map(
    country =>
      `no mission for ${country} that can be reached from abroad: without it nobody held there gets one`,
  );
  const fallbacks = CONTACT_NEEDS.flatMap(need =>
    (['indonesia', 'abroad'] as const)
      .filter(place => !contacts.some(contact => isFallback(contact, need, place)))
      .map(
        place =>
          `no national contact of grade A for "${need}" with reach ${place} or both: one day nothing else is left`,
      ),
  );
  return [...missions, ...fallbacks];
}

function isMissionFor(contact: Contact, country: string): boolean {
  const isReached = contact.reach !== 'indonesia' && contact.url === null;
  return (
    contact.role === 'mission' && contact.country === country && isReached && contact.for.includes('danger')
  );
}

/** Grade A and national: the only contacts that are shown at any age. */
function isFallback(
  contact: Contact,
  need: (typeof CONTACT_NEEDS)[number],
  place: 'indonesia' | 'abroad',
): boolean {
  if (NEEDS_WITH_A_NUMBER.includes(need) && contact.url !== null) return false;
  const isReached = contact.reach === 'both' || contact.reach === place;
  return isNational(contact) && contact.grade === 'A' && isReached && contact.for.includes(need);
}
