/**
 * What two scripts with the same wording have in common: the words that the rules know, in order, without amounts,
 * places in brackets and gaps. Used where an advert names nobody: then the wording is all there is to know it by.
 */

/** @param script as `redactedScript` made it */
export function scriptSignature(script: string): string {
  return script
    .split(/\s+/)
    .filter(word => /^\p{L}+$/u.test(word))
    .join(' ');
}
