/** The words that every Indonesian text is full of, by natural's list: they say nothing about anybody. */
import stopwords from 'natural/lib/natural/util/stopwords_id.js';

/** Folded: lower case, one word each. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  stopwords.words.map(word => word.toLowerCase()).filter(word => /^\p{L}+$/u.test(word)),
);
