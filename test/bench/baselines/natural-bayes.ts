/**
 * natural's BayesClassifier with its Indonesian stemmer, both by their deep paths. Texts are lower-cased first: its
 * Indonesian tokenizer drops capital letters, and would lose whole words in capitals.
 */
import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import stemmer from 'natural/lib/natural/stemmers/indonesian/stemmer_id.js';
import type { Contestant, Example, Verdict } from '../contestant.js';

export function naturalBayes(): Contestant {
  let classifier = new BayesClassifier(stemmer);
  return {
    learn(examples: readonly Example[]) {
      classifier = new BayesClassifier(stemmer);
      for (const { text, verdict } of examples) classifier.addDocument(text.toLowerCase(), verdict);
      classifier.train();
    },
    judge: text => classifier.classify(text.toLowerCase()) as Verdict,
  };
}
