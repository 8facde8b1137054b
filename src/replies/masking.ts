/**
 * Takes personal data out of a quotation: phone, account and identity numbers, e-mail addresses, handles, names.
 * What remains is enough for the asker to recognise it ("+855 12 xxx x82") and too little to reach or accuse
 * anybody. Amounts of money, dates and hours stay: they are often the very sign. Pure; it never cuts.
 */
import { maskMail } from './mask-mail.js';
import { HIDDEN, keepStart, maskNames } from './mask-names.js';
import { maskQueries } from './mask-queries.js';

/** Fewer digits than this in a row reach nobody. */
const MASKED_DIGITS_MIN = 7;
const IDENTITY_DIGITS = 16;

const D = '\\p{N}';
const DOT = '(?:\\.|\\[\\.\\])';
const AT = '(?:@|\\[@\\])';

/** Digits with what people put between them, at least `MASKED_DIGITS_MIN` in all. */
const RUN = new RegExp(`\\+?${D}(?:[\\s.,()/–-]{0,2}${D}){${MASKED_DIGITS_MIN - 1},}`, 'gu');
/** A letter or two and digits: passports. "WA 0812…" is a phone. */
const LETTERED = new RegExp(`(?<![\\p{L}\\p{N}])(\\p{L}{1,2})(${D}{6,9})(?!${D})`, 'gu');
const SPELLED = /(?:\b(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\b[\s.,-]*){7,}/giu;
const HANDLE = new RegExp(`(?<![\\p{L}\\p{N}])(${AT})([\\p{L}\\p{N}_.]{2,})`, 'gu');
/** A person's own page: the path is the person. */
const PROFILE = new RegExp(
  `((?:t|wa|instagram|facebook|fb|tiktok|line|signal)${DOT}(?:me|com|id)\\/)((?:@|\\+)?[\\p{L}\\p{N}_.%+-]+(?:\\/[^\\s]*)?)`,
  'giu',
);

/** Amounts, dates, hours, years: digits that are nobody's number. Tried at the start of a run. */
const HARMLESS: readonly RegExp[] = [
  // 12.000.000, with or without a second amount behind a dash; not 081.234.567.
  /^[1-9]\p{N}{0,2}(?:[.,]\p{N}{3})+(?!\p{N})/u,
  /^\p{N}{1,2}[/.-]\p{N}{1,2}[/.-](?:20)?\p{N}{2}(?!\p{N})/u,
  /^(?:19|20)\p{N}{2}(?:\s?[-/–]\s?(?:19|20)\p{N}{2})?(?!\p{N})/u,
  /^[0-2]?\p{N}[.:][0-5]\p{N}(?!\p{N})/u,
  // 1000-1500, 800: round and short.
  /^[1-9]\p{N}{0,2}00(?!\p{N})/u,
  /^\p{N}{1,3}(?![\p{N}.,]\p{N})(?=\s?[-–]\s?\p{N})/u,
];
/** Ungrouped but round: 5000000. Grouped for the eye, so that no long row of digits stands in a reply. */
const ROUND_AMOUNT = /(?<![\p{N}+.,])[1-9]\p{N}{0,5}000(?:000)?(?!\p{N})/gu;

/** Masks personal data. Doing it twice changes nothing more. */
export function maskPersonalData(text: string): string {
  const withoutDigits = maskMail(maskQueries(text))
    .replace(PROFILE, (_, host: string, path: string) => `${host}${maskPath(path)}`)
    .replace(HANDLE, (_, at: string, name: string) => `${at}${keepStart(name)}`)
    .replace(ROUND_AMOUNT, groupThousands)
    .replace(LETTERED, (_, letters: string, digits: string) => `${letters}${maskDigits(digits, 0, 2)}`)
    .replace(RUN, maskRun)
    .replace(SPELLED, `${HIDDEN} `);
  return maskNames(withoutDigits).trimEnd();
}

function maskPath(path: string): string {
  if (path.includes(HIDDEN)) return path;
  return /^\+?\p{N}+$/u.test(path) ? maskRun(path) : keepStart(path.split('/')[0] ?? path);
}

function groupThousands(digits: string): string {
  if (digits.length < MASKED_DIGITS_MIN) return digits;
  const all = [...digits];
  return all.map((digit, at) => (at > 0 && (all.length - at) % 3 === 0 ? `.${digit}` : digit)).join('');
}

/** Masks what is left of a run of digits once amounts, dates and hours are taken out of it. */
function maskRun(run: string): string {
  let out = '';
  let rest = run;
  while (rest !== '') {
    const harmless = HARMLESS.map(pattern => pattern.exec(rest)?.[0]).find(found => found !== undefined);
    if (harmless !== undefined && !isPhone(run)) {
      const gap = /^[\s.,()/–-]*/u.exec(rest.slice(harmless.length))?.[0] ?? '';
      out += harmless + gap;
      rest = rest.slice(harmless.length + gap.length);
    } else {
      return out + maskNumber(rest);
    }
  }
  return out;
}

function isPhone(run: string): boolean {
  const digits = run.replace(/[^\p{N}]/gu, '');
  return (
    run.startsWith('+') || (/^0[1-9]/.test(digits) && digits.length >= 9) || /^62\p{N}{8,}$/u.test(digits)
  );
}

function maskNumber(run: string): string {
  const count = run.replace(/[^\p{N}]/gu, '').length;
  if (count < MASKED_DIGITS_MIN) return run;
  if (count === IDENTITY_DIGITS) return maskDigits(run, 0, 2);
  if (run.startsWith('+')) return maskDigits(run, Math.min(5, count - 6), 2);
  return isPhone(run) ? maskDigits(run, Math.min(4, count - 6), 2) : maskDigits(run, 0, 3);
}

/** Replaces every digit by x but the first `start` and the last `end`; what stands between them stays. */
function maskDigits(run: string, start: number, end: number): string {
  const count = run.replace(/[^\p{N}]/gu, '').length;
  let seen = 0;
  // "081.2xx.xxx" would look like a link, and be broken like one.
  return run.replaceAll('.', ' ').replace(/\p{N}/gu, digit => {
    seen += 1;
    return seen <= start || seen > count - end ? digit : 'x';
  });
}
