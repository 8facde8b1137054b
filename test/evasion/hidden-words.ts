/**
 * Which words of a text somebody would hide: a fixed share of the longer ones and every country. Knows nothing of the
 * rules, so that what it measures is not what they happen to look for. Links, handles and numbers stay, because
 * whoever hides an offer still wants to be reached.
 */
import type { Random } from './seeded.js';

/** A transform that is not told otherwise hides this share of the words. */
const HIDDEN_SHARE = 0.4;
const HIDDEN_LENGTH_MIN = 4;

/** Countries that Indonesian adverts name, with their flags; written down from a map, not from the list of places. */
export const COUNTRY_FLAGS: Readonly<Record<string, string>> = {
  kamboja: '🇰🇭',
  cambodia: '🇰🇭',
  myanmar: '🇲🇲',
  thailand: '🇹🇭',
  laos: '🇱🇦',
  vietnam: '🇻🇳',
  filipina: '🇵🇭',
  malaysia: '🇲🇾',
  singapura: '🇸🇬',
  brunei: '🇧🇳',
  taiwan: '🇹🇼',
  hongkong: '🇭🇰',
  makau: '🇲🇴',
  china: '🇨🇳',
  jepang: '🇯🇵',
  korea: '🇰🇷',
  dubai: '🇦🇪',
  qatar: '🇶🇦',
  kuwait: '🇰🇼',
  turki: '🇹🇷',
  polandia: '🇵🇱',
  australia: '🇦🇺',
  inggris: '🇬🇧',
  jerman: '🇩🇪',
  kanada: '🇨🇦',
};

/** What is no word of a sentence: links, handles, addresses, numbers, codes. */
const NO_WORD = /[@/\\\d_]|\p{L}\.\p{L}/u;
const LETTERS = /\p{L}+/gu;

/** Changes every word for which `change` has something else; links, handles and numbers stay. */
export function onWords(text: string, change: (word: string) => string): string {
  return text.replace(/\S+/gu, chunk => (NO_WORD.test(chunk) ? chunk : chunk.replace(LETTERS, change)));
}

/** Changes the words that would be hidden. */
export function onHiddenWords(text: string, random: Random, change: (word: string) => string): string {
  return onWords(text, word => {
    if (word.length < HIDDEN_LENGTH_MIN) return word;
    const isHidden = random() < HIDDEN_SHARE || word.toLowerCase() in COUNTRY_FLAGS;
    return isHidden ? change(word) : word;
  });
}
