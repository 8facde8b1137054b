/**
 * Judges every text of a collection with what was learnt from others: the collection is parted in five by groups (a
 * source or a contrast pair stays together), and each part is judged after learning from the other four and from the
 * project's own texts. What is measured so is not what was learnt by heart.
 */
import { createHash } from 'node:crypto';
import { assess } from '../classifier/assess.js';
import type { Ruleset } from '../classifier/ruleset.js';
import type { JudgedText } from './evaluation.js';
import { withLearnt } from './fit.js';
import { type Example, learn } from './learn.js';

const FOLDS = 5;
/** Apart from the hash that sets texts aside, or one part would hold them all. */
const FOLD_KEY = 'fold:';

export function foldOf(group: string): number {
  const digest = createHash('sha256').update(`${FOLD_KEY}${group}`).digest('hex');
  return Number.parseInt(digest.slice(0, 8), 16) % FOLDS;
}

/**
 * @param own learnt from in every part
 * @param onFold called before each part with its number, from 1
 */
export function crossValidated(
  collection: readonly Example[],
  own: readonly Example[],
  ruleset: Ruleset,
  onFold: (fold: number, of: number) => void = () => {},
): JudgedText[] {
  const judged = new Map<Example, JudgedText>();
  for (let fold = 0; fold < FOLDS; fold++) {
    onFold(fold + 1, FOLDS);
    const rest = collection.filter(({ group }) => foldOf(group) !== fold);
    const learnt = withLearnt(ruleset, learn([...own, ...rest], ruleset.rules));
    for (const example of collection) {
      if (foldOf(example.group) !== fold) continue;
      const { labelled } = example;
      judged.set(example, { labelled, assessment: assess(labelled.text, learnt) });
    }
  }
  return collection.map(example => judged.get(example) as JudgedText);
}
