/**
 * wink's naive Bayes over the words of a text, stemmed by natural's Indonesian stemmer, set up as its documentation does:
 * presence only, smoothing 0.5.
 */
import stemmer from 'natural/lib/natural/stemmers/indonesian/stemmer_id.js';
import naiveBayes from 'wink-naive-bayes-text-classifier';
import type { Contestant, Example, Verdict } from '../contestant.js';

export function winkBayes(): Contestant {
  let classifier = prepared();
  return {
    learn(examples: readonly Example[]) {
      classifier = prepared();
      for (const { text, verdict } of examples) classifier.learn(text, verdict);
      classifier.consolidate();
    },
    judge: text => (classifier.predict(text) === 'warn' ? 'warn' : 'quiet') satisfies Verdict,
  };
}

function prepared() {
  const classifier = naiveBayes();
  classifier.definePrepTasks([stems]);
  classifier.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 });
  return classifier;
}

function stems(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(word => stemmer.stem(word));
}
