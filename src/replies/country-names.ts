/** A country's name as people say it, from the language data that Node carries. Code in, name out. */
import type { Locale } from './text-keys.js';

/** Shorter than this is an abbreviation ("AS", "UK"), which not everybody knows. */
const NAME_LENGTH_MIN = 4;

/** "Kamboja" for KH; the code itself where there is no name. */
export function countryName(code: string, locale: Locale): string {
  const name = nameIn('short', code, locale);
  const known = name.length < NAME_LENGTH_MIN ? nameIn('long', code, locale) : name;
  // "Myanmar (Burma)": nobody says both.
  const bracket = known.endsWith(')') ? known.indexOf('(') : -1;
  return bracket < 0 ? known : known.slice(0, bracket).trimEnd();
}

function nameIn(style: 'short' | 'long', code: string, locale: Locale): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'region', style }).of(code) ?? code;
  } catch {
    return code;
  }
}
