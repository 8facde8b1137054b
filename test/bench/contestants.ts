/** Who takes part, in the order of the tables, and how each is made. */
import { PACKAGE_ROOT } from '../../src/files/house.js';
import { majority } from './baselines/majority.js';
import { naturalBayes } from './baselines/natural-bayes.js';
import { nlpJs } from './baselines/nlp-js.js';
import { patternLoop, readWordLists } from './baselines/pattern-loop.js';
import { winkBayes } from './baselines/wink-bayes.js';
import { type Contestant, verdictOf } from './contestant.js';
import { shippedProgram } from './shipped.js';

/** By what each is called in results.json. */
export const MAKERS = {
  cekloker: async (): Promise<Contestant> => {
    const { assess, loadRuleset } = await shippedProgram();
    const ruleset = await loadRuleset();
    return { judge: text => verdictOf(assess(text, ruleset)) };
  },
  natural: async () => naturalBayes(),
  wink: async () => winkBayes(),
  nlpjs: nlpJs,
  patterns: async () => {
    const { loadRuleset } = await shippedProgram();
    return patternLoop(await loadRuleset(), readWordLists(PACKAGE_ROOT));
  },
  majority: async () => majority(),
} as const satisfies Record<string, () => Promise<Contestant>>;

export type ContestantName = keyof typeof MAKERS;
