/**
 * Receipt codes: random, with a check letter, without vowels so that no word comes about by accident. Whoever has
 * one can withdraw the report it belongs to, on any channel; nothing else can be learned from it.
 */

/** No vowels, nothing that looks like something else in it; 23 is prime, which the check letter needs. */
const ALPHABET = 'BCDFGHJKMNPQRTVWXY34679';
/** 14 of 23 letters: 63 bits, far beyond guessing at the pace of a chat. */
const RANDOM_LETTERS = 14;
const GROUP_LETTERS = 5;
const GROUPS = new RegExp(`.{1,${GROUP_LETTERS}}`, 'g');
const LETTERS = RANDOM_LETTERS + 1;
/** A byte from here on would make some letters likelier than others. */
const FAIR_BYTE_BELOW = Math.floor(256 / ALPHABET.length) * ALPHABET.length;

/** @param randomBytes that many random bytes @returns e.g. "7KMQX-4WPDH-9TRCB" */
export function newReceipt(randomBytes: (size: number) => Uint8Array): string {
  let letters = '';
  while (letters.length < RANDOM_LETTERS) {
    for (const byte of randomBytes(RANDOM_LETTERS)) {
      if (byte < FAIR_BYTE_BELOW && letters.length < RANDOM_LETTERS)
        letters += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return grouped(letters + checkLetter(letters));
}

/** The code that a text is, in canonical form, however it was typed; null when it is none. */
export function readReceipt(text: string): string | null {
  const letters = text.normalize('NFKC').toUpperCase().replace(/[\s-]/gu, '');
  if (letters.length !== LETTERS || [...letters].some(letter => !ALPHABET.includes(letter))) return null;
  const code = letters.slice(0, RANDOM_LETTERS);
  return checkLetter(code) === letters.charAt(RANDOM_LETTERS) ? grouped(letters) : null;
}

/**
 * Sum weighted by position, modulo a prime (as ISBN-10 does): finds every single wrong letter and every two neighbours
 * that changed places.
 */
function checkLetter(letters: string): string {
  let sum = 0;
  for (let at = 0; at < letters.length; at++) sum += (at + 2) * ALPHABET.indexOf(letters.charAt(at));
  return ALPHABET.charAt(sum % ALPHABET.length);
}

function grouped(letters: string): string {
  return (letters.match(GROUPS) ?? []).join('-');
}
