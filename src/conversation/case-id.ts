/**
 * The short name of a case that ties a numbered choice to what it was offered for. Six consonants: no vowels, so
 * no accidental word; random, so it says nothing about when or who.
 */
const CONSONANTS = 'bcdfghjkmnpqrstvwxyz';
const CASE_ID_LENGTH = 6;
export const CASE_ID_PATTERN = /^[bcdfghjkmnpqrstvwxyz]{6}$/;

/** @param randomBytes source of randomness, injected so that conversations can be replayed */
export function newCaseId(randomBytes: (size: number) => Uint8Array): string {
  return [...randomBytes(CASE_ID_LENGTH)].map(byte => CONSONANTS[byte % CONSONANTS.length]).join('');
}
