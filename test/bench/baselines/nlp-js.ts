/**
 * nlp.js: its neural classifier of intents with its Indonesian tokenizer and stemmer, as its documentation sets it up.
 * Where it answers "None" it found neither intent, and no warning would go out.
 */
import core from '@nlpjs/core';
import language from '@nlpjs/lang-id';
import nlu from '@nlpjs/nlu';
import type { Contestant, Example } from '../contestant.js';

export async function nlpJs(): Promise<Contestant> {
  const container = await core.containerBootstrap();
  container.use(language.LangId);
  const settings = { container, locale: 'id', log: false };
  let network = new nlu.NluNeural(settings);
  return {
    async learn(examples: readonly Example[]) {
      network = new nlu.NluNeural(settings);
      await network.train(examples.map(({ text, verdict }) => ({ utterance: text, intent: verdict })));
    },
    async judge(text) {
      const { classifications } = await network.process(text);
      return classifications[0]?.intent === 'warn' ? 'warn' : 'quiet';
    },
    forget() {
      if (network.cache) network.cache.results = {};
    },
  };
}
