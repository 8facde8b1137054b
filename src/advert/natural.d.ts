/** natural ships types for its index only; these are the deep paths that are used. */
declare module 'natural/lib/natural/stemmers/indonesian/stemmer_id.js' {
  const stemmer: { stem(word: string): string; readonly dictionary: readonly string[] };
  export default stemmer;
}

declare module 'natural/lib/natural/util/stopwords_id.js' {
  const stopwords: { readonly words: readonly string[] };
  export default stopwords;
}
