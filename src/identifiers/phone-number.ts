/**
 * Digits, as people write them, to a telephone number in E.164 with its country. Knows the Indonesian habits
 * (leading 0, 62 without plus, +62 followed by 0); everything else is judged by libphonenumber's full tables.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** The tables take as long as the rest of the program: they are loaded with the first number, not at start. */
const parsePhoneNumberFromString = (number: string) =>
  (require('libphonenumber-js/max') as typeof import('libphonenumber-js/max')).parsePhoneNumberFromString(
    number,
  );

interface PhoneNumber {
  /** E.164. */
  readonly number: string;
  /** ISO 3166 alpha-2, null for numbers of no country. */
  readonly country: string | null;
}

interface Writing {
  /** It began with "+". */
  readonly hasPlus?: boolean;
  /** A word beside it says that it is a number to call: only then are odd forms tried. */
  readonly isCued?: boolean;
}

const DIGITS_MIN = 8;
const DIGITS_MAX = 15;
/** Indonesian mobile numbers in the national form: 08 and eight to eleven more. */
const HOME_MOBILE = /^08[1-9]\d{7,10}$/;
const HOME_MOBILE_WITHOUT_ZERO = /^8[1-9]\d{7,10}$/;
const HOME_FIXED = /^0[2-79]\d{6,10}$/;
const HOME_INTERNATIONAL = /^620?(?:8[1-9]\d{7,10}|[2-79]\d{6,10})$/;

/** @returns null when no numbering plan has such a number */
export function parsePhone(digits: string, writing: Writing = {}): PhoneNumber | null {
  if (digits.length < DIGITS_MIN || digits.length > DIGITS_MAX + 2) return null;
  const international = internationalForm(digits, writing);
  if (international === null || international.length > DIGITS_MAX + 1) return null;
  const parsed = parsePhoneNumberFromString(international);
  if (!parsed?.isValid()) return null;
  return { number: parsed.number, country: parsed.country ?? null };
}

/** The plausible international reading; null when the digits look like none. */
function internationalForm(digits: string, { hasPlus, isCued }: Writing): string | null {
  // libphonenumber reads "62812…" without a plus as a fixed line of +62 62: the country code goes first.
  if (HOME_INTERNATIONAL.test(digits)) return `+62${digits.slice(2).replace(/^0/, '')}`;
  if (hasPlus) return `+${digits}`;
  if (HOME_MOBILE.test(digits)) return `+62${digits.slice(1)}`;
  if (HOME_FIXED.test(digits)) return `+62${digits.slice(1)}`;
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  if (!isCued || digits.startsWith('0')) return null;
  return HOME_MOBILE_WITHOUT_ZERO.test(digits) ? `+62${digits}` : `+${digits}`;
}
