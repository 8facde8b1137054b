/**
 * Rules of wording that hold for every text, whoever edits the locales: words that are not said, words that line
 * 1 of an answer to somebody in danger must not hold, and how long a sentence may be. Pure: text in, what is
 * wrong with it out.
 */
import type { Locale } from './text-keys.js';

/** Longer sentences are not read to the end on a small screen by somebody who is afraid. */
export const SENTENCE_WORDS_MAX = 20;
export const REASON_LENGTH_MAX = 60;
/** Behind its number ("5 …"), so that the whole label stays within the 20 characters of a button. */
export const BUTTON_LENGTH_MAX = 18;

interface Unsaid {
  readonly word: RegExp;
  readonly because: string;
}

const ACCUSES = 'speak of the advert, never accuse a person';
const OFFICE = 'office language; say it as people say it';

const UNSAID: Readonly<Record<Locale, readonly Unsaid[]>> = {
  id: [
    { word: /\b(?:kamu|kalian|bapak|ibu(?! kandung)|anda)\b/iu, because: 'no pronoun; write an imperative' },
    {
      word: /\b(?:penipu|pelaku|sindikat|komplotan|mafia|pasti (?:penipuan|korban|palsu))\b/iu,
      because: ACCUSES,
    },
    { word: /\btertipu\b/iu, because: 'it blames the reader' },
    {
      word: /\b(?:red flag|scam(?:mer)? ?compound|verifikasi|(?:ter)?indikasi(?:kan)?|non-?prosedural|entitas|kredensial)\b/iu,
      because: OFFICE,
    },
    { word: /\bforward\b/iu, because: 'say teruskan' },
    { word: /\btautan\b/iu, because: 'the texts say link' },
    { word: /\bwaspada selalu\b/iu, because: 'nobody can do that; say what to do' },
  ],
  en: [
    { word: /\b(?:scammers?|criminals?|syndicates?|fraudsters?|perpetrators?|mafia)\b/iu, because: ACCUSES },
    { word: /\b(?:you were (?:fooled|cheated)|victims? of)\b/iu, because: 'it blames or judges the reader' },
  ],
};

/** The judgement "safe" is never given. Left: the disclaimer itself, and a question about the reader's own safety. */
const SAFE: Readonly<Record<Locale, { readonly word: RegExp; readonly allowed: RegExp }>> = {
  id: { word: /\baman\b/iu, allowed: /\bbukan jaminan aman\b/giu },
  en: {
    word: /\bsafe(?:ly|ty)?\b/iu,
    allowed: /\b(?:not a|no) guarantee (?:of safety|that it is safe)\b/giu,
  },
};

/** Words that betray what a chat is about to whoever looks at the screen. */
const ALARM: Readonly<Record<Locale, RegExp>> = {
  id: /\b(?:bahaya|darurat|polisi|polres|polri|kbri|kjri|kemlu|kedutaan|lapor\w*|tolong|pertolongan|bantuan|kabur|lari|melarikan|disekap|ditahan|diancam|disiksa|dipukul|disandera|sandera|tebusan|perdagangan|tppo|korban|paspor|hotline|penipuan|scam|judi|penyelamatan|selamat\w*|hapus)\b/iu,
  en: /\b(?:danger\w*|emergency|police|embassy|consulate|report\w*|help\w*|rescue\w*|escap\w*|held|locked|threat\w*|beaten|hostage|ransom|traffick\w*|victims?|passports?|hotline|scam\w*|fraud|gambling|delete)\b/iu,
};

/** Everything in `text` that is not said, one sentence each; empty when it is well worded. */
export function unsaidWords(text: string, locale: Locale): readonly string[] {
  const found = UNSAID[locale].flatMap(({ word, because }) => {
    const hit = word.exec(text);
    return hit ? [`"${hit[0]}" is not said: ${because}`] : [];
  });
  return judgesSafe(text, locale) ? [...found, 'never judges anything to be safe'] : found;
}

function judgesSafe(text: string, locale: Locale): boolean {
  const { word, allowed } = SAFE[locale];
  return sentencesOf(text).some(
    sentence => !sentence.trimEnd().endsWith('?') && word.test(sentence.replaceAll(allowed, '')),
  );
}

/** The first word of alarm in `text`, null when there is none. */
export function alarmWord(text: string, locale: Locale): string | null {
  return ALARM[locale].exec(text)?.[0] ?? null;
}

/** Sentences with more than `SENTENCE_WORDS_MAX` words. */
export function longSentences(text: string): readonly string[] {
  return sentencesOf(text).filter(sentence => wordCount(sentence) > SENTENCE_WORDS_MAX);
}

export function wordCount(text: string): number {
  return text.split(/\s+/u).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Sentences of a text; a line break ends one, and so does a colon. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?:…])\s+|\n+/u).filter(sentence => sentence.trim() !== '');
}
