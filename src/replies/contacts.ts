/**
 * What the directory of hotlines holds, and how one of them is printed. Comes in: entries that the loader has
 * checked; goes out: the same as a line of a reply. It never invents a number, an hour or a language, and it
 * never reads the disk or the clock.
 */
import type { ShownContact } from './reply.js';

/** Who answers. `mission` is an embassy, a consulate or a trade office of Indonesia; `police` may be anybody's police. */
export const CONTACT_ROLES = [
  'mission',
  'kemlu',
  'kp2mi',
  'police',
  'women_children',
  'money',
  'numbers_check',
  'other',
] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** What a person can need of a contact. */
export const CONTACT_NEEDS = ['danger', 'family', 'advert', 'paid', 'minor'] as const;
export type ContactNeed = (typeof CONTACT_NEEDS)[number];
/** What an entry may be good for: the needs, and looking up a number or an account. */
export const CONTACT_USES = [...CONTACT_NEEDS, 'check'] as const;
export type ContactUse = (typeof CONTACT_USES)[number];

/** From where it can be dialled or opened. */
export const CONTACT_REACHES = ['indonesia', 'abroad', 'both'] as const;
export type ContactReach = (typeof CONTACT_REACHES)[number];

/**
 * How well the number is attested. A: three or more occasions or an official page, with something from the last
 * 13 months; B: two or more occasions, the newest 2024 or later; C: one occasion, or older. Anything worse is
 * no contact.
 */
export const CONTACT_GRADES = ['A', 'B', 'C'] as const;
export type ContactGrade = (typeof CONTACT_GRADES)[number];

/** `after_check`: shown with its date, and on the operator's list until somebody has dialled or opened it. */
export const CONTACT_SHIPS = ['yes', 'after_check'] as const;
export type ContactShip = (typeof CONTACT_SHIPS)[number];

/** The `source_date` of a page that bears none. */
export const UNDATED = 'undated';

/** One number, one page or one place. Exactly one of `e164`, `dial`, `url` and `address` is there. */
export interface Contact {
  readonly id: string;
  /** Indonesian, as a seeker reads it. */
  readonly name: string;
  /** The number as the source prints it; null for a page. */
  readonly shownAs: string | null;
  readonly e164: string | null;
  /** `e164` as it is printed: "+62 811 8080 141"; null without one. */
  readonly international: string | null;
  /** A short code or domestic toll-free number, which has no international form. */
  readonly dial: string | null;
  readonly url: string | null;
  /** Where an office stands, or where else it is found, in words; only where there is no number and no page. */
  readonly address: string | null;
  /** True only where a source says that the number is on WhatsApp. */
  readonly wa: boolean;
  /** ISO 3166 alpha-2 of the country it serves; null: Indonesia's own, whatever country it is about. */
  readonly country: string | null;
  /** Further countries it serves beside the mission there. */
  readonly alsoFor: readonly string[];
  /** Part of the country it serves, in words; null for all of it. */
  readonly area: string | null;
  /** Indonesian province whose people it serves; null for everybody. */
  readonly province: string | null;
  readonly role: ContactRole;
  readonly reach: ContactReach;
  readonly for: readonly ContactUse[];
  readonly grade: ContactGrade;
  readonly ship: ContactShip;
  /** Address of the page that printed it. */
  readonly source: string;
  /** YYYY-MM, YYYY-MM-DD or `undated`. */
  readonly sourceDate: string;
  /** YYYY-MM-DD on which an operator dialled or opened it; null for never. */
  readonly checked: string | null;
  /** YYYY-MM-DD on which an operator checked another number under this id: it says nothing about this one. */
  readonly otherChecked: string | null;
}

/** In the order of the file: among equals the earlier one is offered first. */
export interface ContactDirectory {
  readonly contacts: readonly Contact[];
}

/**
 * How old the evidence is. `fresh`: the month is printed; `ageing`: printed as one that may have changed;
 * `old_national`: older still, and kept because an answer needs a hotline. `month` is YYYY-MM of the newest
 * evidence; null where no page bears a date.
 */
export interface ContactAge {
  readonly kind: 'fresh' | 'ageing' | 'old_national';
  readonly month: string | null;
}

/** A contact as it was picked for one answer. */
export interface ChosenContact {
  readonly contact: Contact;
  readonly age: ContactAge;
}

/** The one way in which a contact is reached: its number, its page, or where it stands. */
export function wayOf({ e164, dial, url, address }: Contact): string {
  return e164 ?? dial ?? url ?? address ?? '';
}

/** True for Indonesia's own and everybody's: the contacts that an answer falls back on. */
export function isNational(contact: Contact): boolean {
  return contact.country === null && contact.province === null;
}

/** True for police and aid lines of another country: they may not know Indonesian and may not believe a caller. */
export function isLocalAbroad(contact: Contact): boolean {
  return contact.country !== null && contact.role !== 'mission';
}

/** Prints a chosen contact. `words` is its age in the reader's language, in full and short, worded by the locales. */
export function shownContact(
  chosen: ChosenContact,
  words: { readonly seen: string; readonly seenBriefly: string },
): ShownContact {
  const { contact } = chosen;
  return {
    id: contact.id,
    name: contact.name,
    number: contact.international ?? contact.dial,
    e164: contact.e164,
    dial: contact.dial,
    url: contact.url,
    ...(contact.address !== null && { address: contact.address }),
    waLink: contact.wa && contact.e164 !== null ? `https://wa.me/${contact.e164.slice(1)}` : null,
    seen: words.seen,
    brief: { name: briefName(contact.name), seen: words.seenBriefly },
  };
}

/** "KBRI Phnom Penh, pelindungan WNI": the office stands before the first comma outside brackets. */
function briefName(name: string): string {
  return name.split(/,(?![^(]*\))/)[0] ?? name;
}
