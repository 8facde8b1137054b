/**
 * `rules/weights.yaml`, once read and checked, in the words of the program. Pure.
 */
import type { z } from 'zod';
import type { Weights } from '../classifier/rule.js';
import type { weightsFileSchema } from './rule-schema.js';

export type WeightsFile = z.infer<typeof weightsFileSchema>;

/** The weights of a file that is well formed. */
export function weightsOf({ learnt, ...file }: WeightsFile): Weights {
  const { own_plea: ownPlea, not_meant: notMeant, ...plea } = learnt.plea;
  return {
    strengths: file.strengths,
    levels: {
      unsure: file.levels.unsure,
      unsureInTalk: file.levels.unsure_in_talk,
      caution: file.levels.caution,
      high: file.levels.high,
    },
    lowersAtMost: file.lowers_at_most,
    speechAtLeast: file.speech_at_least,
    asked: file.asked,
    toldFrom: file.told_from,
    besideWords: file.beside_words,
    plea: {
      from: file.plea.from,
      moreWhereTold: file.plea.more_where_told,
      alone: new Set(file.plea.alone),
    },
    rules: file.rules,
    learnt: {
      advert: { ...learnt.advert, rules: new Map(Object.entries(learnt.advert.rules)) },
      plea: { ...plea, ownPlea, notMeant },
    },
  };
}
