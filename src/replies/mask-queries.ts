/**
 * Takes the query out of an address: "wa.me/…?text=halo" becomes "wa.me/…?…". Names, numbers and whole messages stand
 * there. Reads every stretch without a space once, from question mark to question mark.
 */

const UNBROKEN = /\S+/gu;
const LETTER = /\p{L}/u;
/** Shorter than this is punctuation ("mau??"), not the query of an address. */
const QUERY_START = /^\S{3}/u;

/** Cuts what follows a question mark inside an address or a word. */
export function maskQueries(text: string): string {
  return text.replace(UNBROKEN, withoutQuery);
}

function withoutQuery(unbroken: string): string {
  let from = 0;
  for (let mark = unbroken.indexOf('?'); mark >= 0; mark = unbroken.indexOf('?', from)) {
    if (LETTER.test(unbroken.slice(from, mark)) && QUERY_START.test(unbroken.slice(mark + 1)))
      return `${unbroken.slice(0, mark)}?…`;
    from = mark + 1;
  }
  return unbroken;
}
