/**
 * Which contacts an answer names. Comes in: the country it is about, where the person is, what they need and
 * the time; goes out: contacts in the order to be printed, each with its age. Pure. It never offers what cannot
 * be reached from where the person is, and never lets a doubtful number stand without a national one beside it.
 */
import { contactAge } from './contact-age.js';
import {
  type ChosenContact,
  CONTACT_GRADES,
  type Contact,
  type ContactAge,
  type ContactDirectory,
  type ContactNeed,
  type ContactRole,
  isLocalAbroad,
  isNational,
} from './contacts.js';

/** No answer names more, whatever is asked for. */
export const CHOSEN_CONTACTS_MAX = 5;

/** Where the person who reads the answer is. `unknown` counts as abroad: 110 is no help there. */
export type Whereabouts = 'indonesia' | 'abroad' | 'unknown';

export interface ContactQuestion {
  /**
   * ISO 3166 alpha-2 of the country it is about: where the person in danger is, or where the work would be. `ID`
   * for work inside Indonesia that the text names; null where it cannot be told.
   */
  readonly country: string | null;
  readonly from: Whereabouts;
  readonly need: ContactNeed;
  /** Indonesian province that the person is from; its own office comes as one more. */
  readonly province?: string;
  /** How many are wanted, 1 to 5. One that may not stand alone brings a second even where 1 is wanted. */
  readonly max: number;
}

/** A step in the order of asking: a role, or whatever has no number: an official page, an office to walk to. */
type Station = ContactRole | 'page';

/** Somebody is, or may be, held abroad: the order that Kemlu, KP2MI and the embassies themselves ask for. */
const HELD_ABROAD: readonly Station[] = [
  'mission',
  'kemlu',
  'kp2mi',
  'police',
  // A form or a counter is no hotline: in danger every number goes before a page.
  'page',
  'women_children',
  'other',
];

/** Danger inside Indonesia: only the police can come to the door, and no mission can act here. */
const HELD_IN_INDONESIA: readonly Station[] = ['police', 'kp2mi', 'women_children', 'kemlu', 'page', 'other'];

/**
 * An offer of work abroad, asked about before leaving: KP2MI licenses the agencies and answers on WhatsApp and
 * free of charge. Not the mission: it cannot look into a recruiter in Indonesia, the call is an international
 * one, and a thousand questions about adverts would keep its line busy for those who are trapped.
 */
const OFFER_ABROAD: readonly Station[] = ['kp2mi', 'police', 'numbers_check', 'kemlu', 'other'];

/** An offer inside Indonesia is none of KP2MI's business. */
const OFFER_IN_INDONESIA: readonly Station[] = ['police', 'numbers_check', 'kp2mi', 'other'];

/** Money is gone: the account can be blocked while the money is still there, so that comes first, then the police. */
const MONEY_SENT: readonly Station[] = ['money', 'police', 'kp2mi', 'numbers_check', 'kemlu', 'other'];

/** Somebody under 18 asks: the line for children listens, whatever the advert is about. */
const UNDER_AGE: readonly Station[] = ['women_children', 'kp2mi', 'police', 'other'];

interface Candidate extends ChosenContact {
  /** Compared from left to right, smaller first; the first two name the group. */
  readonly rank: readonly number[];
}

/**
 * Chooses contacts in the order to be printed: what can be reached, then role, then whole country before a part of
 * it, then grade, then age. Wherever there is room, another office comes before a second line of the same one.
 * @returns at least one, as long as the directory passed its loader
 */
export function chooseContacts(
  question: ContactQuestion,
  directory: ContactDirectory,
  now: number,
): readonly ChosenContact[] {
  const order = candidates(question, directory, now);
  const wanted = Math.min(Math.max(Math.trunc(question.max) || 1, 1), CHOSEN_CONTACTS_MAX);
  const everybodys = order.filter(({ contact }) => contact.province === null);
  const picked = pick(officesFirst(everybodys), wanted, question.from);
  const all = [...picked, ...ownOffice(order, picked, question.from)];
  return all
    .sort((a, b) => compareRanks(a.rank, b.rank))
    .map(({ contact, age }) => ({
      contact,
      age,
    }));
}

/** The office of the person's own province: the one door to which nobody has to telephone. Never without a national line. */
function ownOffice(
  order: readonly Candidate[],
  picked: readonly Candidate[],
  from: Whereabouts,
): readonly Candidate[] {
  const own = order.find(({ contact }) => contact.province !== null);
  if (own === undefined || picked.length >= CHOSEN_CONTACTS_MAX) return [];
  return picked.some(({ contact }) => backs(contact, own.contact, from)) ? [own] : [];
}

function candidates(
  question: ContactQuestion,
  directory: ContactDirectory,
  now: number,
): readonly Candidate[] {
  const stations = stationsOf(question);
  return directory.contacts
    .flatMap((contact, position) => {
      if (!contact.for.includes(question.need) || !isReachable(contact, question)) return [];
      const age = contactAge(contact, now);
      const station = stations.indexOf(stationOf(contact, stations));
      return age === null || station < 0
        ? []
        : [{ contact, age, rank: rankOf(contact, age, question, station, position) }];
    })
    .sort((a, b) => compareRanks(a.rank, b.rank));
}

function stationsOf({ country, from, need }: ContactQuestion): readonly Station[] {
  switch (need) {
    case 'danger':
      return from === 'indonesia' ? HELD_IN_INDONESIA : HELD_ABROAD;
    case 'family':
      return country === 'ID' ? HELD_IN_INDONESIA : HELD_ABROAD;
    case 'advert':
      return country === 'ID' ? OFFER_IN_INDONESIA : OFFER_ABROAD;
    case 'paid':
      return MONEY_SENT;
    case 'minor':
      return UNDER_AGE;
  }
}

function stationOf(contact: Contact, stations: readonly Station[]): Station {
  const hasNumber = contact.e164 !== null || contact.dial !== null;
  return !hasNumber && stations.includes('page') ? 'page' : contact.role;
}

function isReachable(contact: Contact, { country, from, need, province }: ContactQuestion): boolean {
  if (contact.province !== null && contact.province !== province) return false;
  if (contact.country !== null && contact.country !== country && !serves(contact, country)) return false;
  // A short code abroad works only inside its own country, and only of a person in danger do we know that they are there.
  if (contact.dial !== null && isLocalAbroad(contact) && need !== 'danger') return false;
  return contact.reach === 'both' || contact.reach === (from === 'indonesia' ? 'indonesia' : 'abroad');
}

function serves(contact: Contact, country: string | null): boolean {
  return country !== null && contact.alsoFor.includes(country);
}

function rankOf(
  contact: Contact,
  age: ContactAge,
  { country }: ContactQuestion,
  station: number,
  position: number,
): readonly number[] {
  const isNeighbour = contact.country !== null && contact.country !== country;
  return [
    station,
    isNeighbour ? 1 : 0,
    // A consulate for one part of a country comes after the embassy, since the part is not known.
    contact.area === null ? 0 : 1,
    CONTACT_GRADES.indexOf(contact.grade),
    age.kind === 'fresh' ? 0 : 1,
    position,
  ];
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The best of each group in order, then everything else in order. */
function officesFirst(order: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>();
  const best = order.filter(({ rank }) => {
    const group = rank.slice(0, 2).join();
    return seen.has(group) ? false : seen.add(group);
  });
  return [...best, ...order.filter(candidate => !best.includes(candidate))];
}

/**
 * Takes from the top whatever may be named together. As long as it can be had, even a doubtful national contact gets
 * another national one beside it; when that would push out the first in the order, two that are old must do.
 */
function pick(order: readonly Candidate[], wanted: number, from: Whereabouts): Candidate[] {
  const picked = pickUnder(order, wanted, group => mayStandTogether(group, from, true));
  if (order[0] && picked.includes(order[0])) return picked;
  const loosely = pickUnder(order, wanted, group => mayStandTogether(group, from, false));
  // A single old national contact is still better than none.
  return loosely.length > 0 ? loosely : order.filter(({ contact }) => isNational(contact)).slice(0, 1);
}

/** A contact that may not be added as things stand comes with a companion or not at all. */
function pickUnder(
  order: readonly Candidate[],
  wanted: number,
  mayStand: (group: readonly Candidate[]) => boolean,
): Candidate[] {
  const room = Math.max(wanted, 2);
  let picked: Candidate[] = [];
  for (const candidate of order) {
    if (picked.length >= wanted) break;
    if (picked.includes(candidate)) continue;
    const next = [...picked, candidate];
    if (mayStand(next)) picked = next;
    else if (next.length < room) {
      const companion = order.find(other => !next.includes(other) && mayStand([...next, other]));
      if (companion) picked = [...next, companion];
    }
  }
  return picked;
}

function mayStandTogether(group: readonly Candidate[], from: Whereabouts, isStrict: boolean): boolean {
  return group.every(one => {
    if (!isDoubtful(one)) return true;
    if (!isStrict && isNational(one.contact)) return group.length > 1;
    return group.some(other => other !== one && backs(other.contact, one.contact, from));
  });
}

/** Attested once, or not lately, or a stranger's police: not to be a person's only call. */
function isDoubtful({ contact, age }: ChosenContact): boolean {
  return contact.grade === 'C' || age.kind !== 'fresh' || isLocalAbroad(contact);
}

/** True when `national` is what a person can turn to if `doubtful` does not answer; abroad that is Kemlu or KP2MI. */
function backs(national: Contact, doubtful: Contact, from: Whereabouts): boolean {
  if (!isNational(national) || national.grade === 'C') return false;
  const asksForKemluOrKp2mi = from !== 'indonesia' && (doubtful.grade === 'C' || isLocalAbroad(doubtful));
  return !asksForKemluOrKp2mi || national.role === 'kemlu' || national.role === 'kp2mi';
}
