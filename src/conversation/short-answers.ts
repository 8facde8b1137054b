/**
 * Reads the short things people type in a conversation: a number in any of the ways it is typed, yes and no, and
 * the words that work in every state. Pure; anything longer or else is null and is judged as a text.
 */

/** Words that work in any state, in the locales' capitals. */
export const KEYWORDS = ['STOP', 'HAPUS', 'BANTUAN', 'BAHASA', 'SINGKAT', 'LENGKAP'] as const;
export type Keyword = (typeof KEYWORDS)[number];

/** A short answer has no more characters than this; longer texts are looked at as adverts. */
const SHORT_ANSWER_LENGTH_MAX = 30;

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  satu: 1,
  pertama: 1,
  siji: 1,
  one: 1,
  dua: 2,
  kedua: 2,
  loro: 2,
  two: 2,
  tiga: 3,
  ketiga: 3,
  telu: 3,
  three: 3,
  empat: 4,
  keempat: 4,
  papat: 4,
  four: 4,
  lima: 5,
  kelima: 5,
  limo: 5,
  five: 5,
};
/** Words around a number that change nothing: "pilih nomor 2 ya", "yang pertama". */
const FILLERS = new Set([
  'no',
  'nomor',
  'nomer',
  'nmr',
  'yang',
  'yg',
  'sing',
  'pilih',
  'pilihan',
  'angka',
  'ya',
  'kak',
  'min',
  'dong',
  'aja',
  'saja',
  'number',
  'the',
]);
/** Words that may follow a yes or no and change nothing; "tidak tahu" is a no: there is nothing new to tell. */
const AFTER_YES_NO = new Set([
  'tahu',
  'tau',
  'ngerti',
  'pasti',
  'yakin',
  'bisa',
  'aman',
  'pak',
  'bu',
  'mas',
  'mbak',
  'bang',
  'kak',
  'juga',
]);
/** Words that agree to something being kept: "masih" and "bisa" answer other questions. */
const CONSENT = new Set([
  'y',
  'ya',
  'iya',
  'iyaa',
  'yaa',
  'yes',
  'ok',
  'oke',
  'setuju',
  'inggih',
  'nggih',
  'iyo',
]);
const YES = new Set([...CONSENT, 'betul', 'benar', 'bisa', 'yoi', 'sudah', 'masih']);
const NO = new Set([
  't',
  'g',
  'n',
  'tidak',
  'tdk',
  'ga',
  'gak',
  'gk',
  'nggak',
  'ngga',
  'enggak',
  'engga',
  'no',
  'ndak',
  'ora',
  'mboten',
  'belum',
  'bukan',
  'jangan',
  'tak',
]);
const KEYWORD_WORDS: Readonly<Record<string, Keyword>> = {
  stop: 'STOP',
  berhenti: 'STOP',
  '/stop': 'STOP',
  hapus: 'HAPUS',
  delete: 'HAPUS',
  '/hapus': 'HAPUS',
  bantuan: 'BANTUAN',
  help: 'BANTUAN',
  menu: 'BANTUAN',
  '/help': 'BANTUAN',
  '/bantuan': 'BANTUAN',
  singkat: 'SINGKAT',
  lengkap: 'LENGKAP',
  bahasa: 'BAHASA',
  language: 'BAHASA',
  '/bahasa': 'BAHASA',
  '/language': 'BAHASA',
};

/** The words of a short text, folded: keycap emoji become digits, signs at the ends fall off. */
function wordsOf(text: string): string[] | null {
  if (text.length > SHORT_ANSWER_LENGTH_MAX) return null;
  const plain = text
    .normalize('NFKC')
    .replace(/[\ufe0f\u20e3]/g, '')
    .toLowerCase();
  return plain.split(/[^\p{L}\p{N}/]+/u).filter(word => word !== '');
}

/** "2", "2.", "no 2", "yang kedua", "dua", "2️⃣" → 2; null when it is no number from 1 to 5. */
export function readNumber(text: string): number | null {
  const words = wordsOf(text)?.filter(word => !FILLERS.has(word));
  if (words?.length !== 1) return null;
  const word = words[0] as string;
  const number = /^\d+$/.test(word) ? Number(word) : (NUMBER_WORDS[word] ?? 0);
  return number >= 1 && number <= 5 ? number : null;
}

/** Any number typed alone, even one that is no choice ("7"): people count further than we offer. */
export function isBareNumber(text: string): boolean {
  return /^\s*\d{1,3}[.)]?\s*$/.test(text.normalize('NFKC'));
}

const YES_NO_WORDS_MAX = 4;

/** Yes and no, in the ways people type them; null for anything else. */
export function readYesNo(text: string): boolean | null {
  const words = wordsOf(text);
  if (!words || words.length === 0 || words.length > YES_NO_WORDS_MAX) return null;
  const first = words[0] as string;
  const rest = words
    .slice(1)
    .every(word => YES.has(word) || NO.has(word) || FILLERS.has(word) || AFTER_YES_NO.has(word));
  if (!rest) return null;
  if (NO.has(first)) return false;
  return YES.has(first) ? true : null;
}

/** A yes or no to "may this be kept?"; null for anything that is not plainly one of the two. */
export function readConsent(text: string): boolean | null {
  const answer = readYesNo(text);
  if (answer !== true) return answer;
  return CONSENT.has(wordsOf(text)?.[0] ?? '') ? true : null;
}

/** A word that works in every state, typed alone. */
export function readKeyword(text: string): Keyword | null {
  const words = wordsOf(text)?.filter(word => !FILLERS.has(word));
  return words?.length === 1 ? (KEYWORD_WORDS[words[0] as string] ?? null) : null;
}
