/**
 * The digits of one entry of locales/contacts.yaml: each number stands there twice, as its source prints it and
 * as it is dialled, and the two must say the same. Comes in: one entry as it was parsed; goes out: what is wrong
 * with its digits, named on both lines, since nobody can tell which of the two is right.
 */
import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { EntryProblem } from './contact-schema.js';

/** Everything wrong with the digits of one entry. Fields that are no text are left to the schema. */
export function numberProblems(entry: unknown): readonly EntryProblem[] {
  const fields = typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : {};
  const { shown_as: shown, e164, dial, name, country } = fields;
  const field = typeof e164 === 'string' ? 'e164' : 'dial';
  const number = field === 'e164' ? e164 : dial;
  if (typeof number !== 'string') return [];
  const problems: EntryProblem[] = [];
  if (typeof shown === 'string' && !isSameNumber(shown, number)) {
    const message = `shown_as "${shown}" and ${field} "${number}" are not the same number: copy both from the source`;
    problems.push({ path: ['shown_as'], message }, { path: [field], message });
  }
  if (field === 'e164' && (country === null || typeof country === 'string')) {
    const wrong = placeProblem(number, country ?? 'ID');
    if (wrong !== null) problems.push({ path: [field], message: wrong });
  }
  if (typeof name === 'string' && !digitRuns(name).every(run => digitsOf(number).includes(run))) {
    problems.push({
      path: ['name'],
      message: 'has digits that are not part of the number: a name carries no second one',
    });
  }
  return problems;
}

/** The international form with spaces, "+62 811 8080 141"; the number as given where it cannot be read. */
export function internationalForm(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

function placeProblem(e164: string, country: string): string | null {
  if (!isSupportedCountry(country)) return null;
  const phone = parsePhoneNumberFromString(e164);
  const callingCode = getCountryCallingCode(country);
  if (phone?.countryCallingCode !== callingCode)
    return `e164 must begin with +${callingCode}, the code of ${country}`;
  return phone.isPossible() ? null : `e164 has a length that no number in ${country} has`;
}

/**
 * True when a printed number and a dialled one have the same digits: in full ("+62 811…"), as dialled inside the
 * country ("0811…"), or without either prefix. A number printed with + must be in full.
 */
function isSameNumber(shown: string, number: string): boolean {
  const digits = digitsOf(shown);
  if (digits === digitsOf(number)) return true;
  if (!number.startsWith('+') || shown.includes('+')) return false;
  const phone = parsePhoneNumberFromString(number);
  return phone !== undefined && [digitsOf(phone.formatNational()), phone.nationalNumber].includes(digits);
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}

/** Three digits and more: shorter ones belong to names such as KP2MI. */
function digitRuns(text: string): readonly string[] {
  return text.match(/\d{3,}/g) ?? [];
}
