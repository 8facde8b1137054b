/** Answers every text with what most of the texts it learnt from were: the floor for every other figure. */
import type { Contestant, Example, Verdict } from '../contestant.js';

export function majority(): Contestant {
  let answer: Verdict = 'quiet';
  return {
    learn(examples: readonly Example[]) {
      const warned = examples.filter(({ verdict }) => verdict === 'warn').length;
      answer = warned * 2 > examples.length ? 'warn' : 'quiet';
    },
    judge: () => answer,
  };
}
