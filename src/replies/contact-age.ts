/**
 * How old the evidence for a contact is, and what follows from it: printed plainly, printed as old, or not
 * printed. Comes in: a contact and the time; goes out: data that the locales put into words, and the list of
 * contacts that the operator must look at. It never looks at the day on which the file was gathered.
 */
import { type Contact, type ContactAge, type ContactDirectory, isNational, UNDATED } from './contacts.js';

/** Up to this age a contact is printed with its month and nothing else. */
export const FRESH_MONTHS_MAX = 12;
/** Up to this age it is printed as one that may have changed; beyond it only a national grade A contact is. */
export const AGEING_MONTHS_MAX = 36;
const DAY_MS = 86_400_000;
/** Mission pages bear no date; the newest hotline in the copy of them agrees with press of this month. */
export const UNDATED_MISSION_MONTH = '2025-01';

/** @returns the age, or null for a contact that is too old to be shown. A date in the future counts as fresh. */
export function contactAge(contact: Contact, now: number): ContactAge | null {
  const newest = newestEvidence(contact, now);
  const month = newest?.slice(0, 7) ?? null;
  if (newest !== null && now < monthsAfter(newest, FRESH_MONTHS_MAX)) return { kind: 'fresh', month };
  if (newest !== null && now < monthsAfter(newest, AGEING_MONTHS_MAX)) return { kind: 'ageing', month };
  // An old number of the state is still the best guess there is; an answer without any hotline is worse.
  return isNational(contact) && contact.grade === 'A' ? { kind: 'old_national', month } : null;
}

/**
 * Why a contact needs the operator: it is not shown any more; it is marked old; what was checked was another number;
 * nobody has checked it yet.
 */
export const DUE_REASONS = ['hidden', 'old_national', 'ageing', 'number_changed', 'unverified'] as const;
export type DueReason = (typeof DUE_REASONS)[number];

export interface DueContact {
  readonly contact: Contact;
  /** Gravest first, at least one. */
  readonly reasons: readonly DueReason[];
  /** YYYY-MM of the newest evidence, null where there is none. */
  readonly month: string | null;
  /** Full months since then. */
  readonly ageMonths: number | null;
}

/** Contacts that the operator should dial or open, gravest first, then in the order of the file. */
export function contactsDue(directory: ContactDirectory, now: number): readonly DueContact[] {
  return directory.contacts
    .map(contact => {
      const newest = newestEvidence(contact, now);
      return {
        contact,
        reasons: dueReasons(contact, now),
        month: newest?.slice(0, 7) ?? null,
        ageMonths: newest === null ? null : fullMonthsSince(newest, now),
      };
    })
    .filter(due => due.reasons.length > 0)
    .sort((a, b) => gravity(a) - gravity(b));
}

/** "12 to check, 9 of them too old to be shown", for the operator; null where nothing is due. */
export function dueSummary(directory: ContactDirectory, now: number): string | null {
  const due = contactsDue(directory, now);
  const hidden = due.filter(({ reasons }) => reasons.includes('hidden')).length;
  if (due.length === 0) return null;
  return hidden === 0
    ? `${due.length} to check`
    : `${due.length} to check, ${hidden} of them too old to be shown`;
}

function dueReasons(contact: Contact, now: number): readonly DueReason[] {
  const kind = contactAge(contact, now)?.kind ?? 'hidden';
  const reasons: DueReason[] = kind === 'fresh' ? [] : [kind];
  if (contact.otherChecked !== null && lastCheck(contact, now) === null) reasons.push('number_changed');
  else if (contact.ship === 'after_check' && lastCheck(contact, now) === null) reasons.push('unverified');
  return reasons;
}

function gravity(due: DueContact): number {
  return DUE_REASONS.indexOf(due.reasons[0] ?? 'unverified');
}

/** A check on a day to come is a slip of the pen; counted, it would keep a dead number fresh for years. */
function lastCheck({ checked }: Contact, now: number): string | null {
  const tomorrow = new Date(now + DAY_MS).toISOString().slice(0, 10);
  return checked !== null && checked <= tomorrow ? checked : null;
}

/** The newer of the source's date and the operator's check; null where neither exists. */
function newestEvidence(contact: Contact, now: number): string | null {
  const dates: string[] = [];
  const checked = lastCheck(contact, now);
  if (checked !== null) dates.push(checked);
  if (contact.sourceDate !== UNDATED) dates.push(contact.sourceDate);
  else if (contact.role === 'mission') dates.push(UNDATED_MISSION_MONTH);
  // As text, "2025-01" sorts before every day of that month: the cautious reading.
  return dates.sort().at(-1) ?? null;
}

/** First millisecond (UTC) after the day that lies `months` after `date`; a month without a day counts from its first. */
function monthsAfter(date: string, months: number): number {
  const [year, month, day] = date.split('-').map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1 + months, (day ?? 1) + 1);
}

function fullMonthsSince(date: string, now: number): number {
  let months = 0;
  while (now >= monthsAfter(date, months + 1)) months += 1;
  return months;
}
