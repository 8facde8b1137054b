/** natural ships types for its index only; these are the deep paths that are used. */
declare module 'natural/lib/natural/stemmers/indonesian/stemmer_id.js' {
  export function stem(word: string): string;
  export const dictionary: readonly string[];
}

declare module 'natural/lib/natural/util/stopwords_id.js' {
  const stopwords: { readonly words: readonly string[] };
  export default stopwords;
}
