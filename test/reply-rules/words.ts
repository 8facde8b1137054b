/**
 * Words by which the checker knows the parts of a reply. Written apart from the locales on purpose: a text that
 * loses its meaning must fail here, not change what is looked for.
 */
import type { RiskLevel } from '../../src/assessment.js';
import type { Locale } from '../../src/replies/text-keys.js';

type ByLocale<T> = Readonly<Record<Locale, T>>;

export const MARKS: Readonly<Record<RiskLevel, string>> = {
  high: '🔴',
  caution: '🟠',
  unsure: '🟡',
  none: '⚪',
};

export const LEVEL_WORDS: ByLocale<readonly string[]> = {
  id: ['BAHAYA TINGGI', 'WASPADA', 'BELUM PASTI', 'TIDAK ADA TANDA'],
  en: ['HIGH DANGER', 'CAUTION', 'NOT CERTAIN', 'NO SIGNS'],
};

export const DOUBT: ByLocale<RegExp> = { id: /\bbisa salah\b/i, en: /\bcan be wrong\b/i };
export const NO_GUARANTEE: ByLocale<RegExp> = {
  id: /\bbukan jaminan aman\b/i,
  en: /\bnot a guarantee of safety\b/i,
};

/** Something a person can do at once. */
export const ACTION: ByLocale<RegExp> = {
  id: /\b(?:jangan|tunda|tanya|tanyakan|cek|simpan|cari|telepon|kirim|minta|hubungi)\b/i,
  en: /\b(?:do not|don't|ask|check|keep|look up|call|send|pay nothing|go to)\b/i,
};
export const WAY_ON: ByLocale<RegExp> = {
  id: /\b(?:kirim|ketik|balas|tunggu|salin|teruskan|hubungi|menulis|hapus|tanya|tanyakan|telepon|cari)\b/i,
  en: /\b(?:send|type|reply|wait|copy|forward|call|write|delete|ask|look up)\b/i,
};
/** How a reason says that something is not there. */
export const LACK: ByLocale<RegExp> = {
  id: /\b(?:tidak|belum|tanpa)\b/i,
  en: /\b(?:no|not|without|missing)\b/i,
};
export const REPORT: ByLocale<RegExp> = { id: /\blapor/i, en: /\breport\b/i };
/** A second number beside the level. */
export const SECOND_NUMBER: ByLocale<RegExp> = {
  id: /\b(?:skor|nilai risiko|tingkat keyakinan|persen)\b|\d\s?%|\d\/10/i,
  en: /\b(?:score|confidence|percent)\b|\d\s?%|\d\/10/i,
};
export const PROMOTION: ByLocale<RegExp> = {
  id: /\b(?:donasi|sumbang|ikuti kami|follow kami|kuota|berlangganan|bagikan bot)\b/i,
  en: /\b(?:donat\w+|follow us|quota|subscribe|share this bot)\b/i,
};

/** Capitals that are names of offices and papers, or the words a person types. */
export const CAPITALS: ReadonlySet<string> = new Set(
  `KTP KK PT HP OTP PIN SMS ID KP2MI BP2MI BP3MI P3MI KBRI KJRI BUMN OJK IASC SPLP
   STOP HAPUS BAHASA BANTUAN SINGKAT LENGKAP`.split(/\s+/),
);
