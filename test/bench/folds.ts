/**
 * How CekLoker is judged in a cross-validation. A group of texts (a contrast pair, one source) stays in one fold.
 */
import { crossValidated, FOLDS, foldsOf } from '../../src/commands/cross-validation.js';
import type { JudgedText, LabelledText } from '../../src/commands/evaluation.js';
import { ownExamples } from '../../src/commands/fit.js';
import { exampleOf } from '../../src/commands/learn.js';
import { loadRuleset, PACKAGE_ROOT } from '../../src/files/house.js';
import { say } from './progress.js';

export { FOLDS, foldsOf };

/** What is said of CekLoker's figures over folds, below their table. */
export const HOW_OURS_IS_JUDGED =
  "CekLoker's points and words are learnt anew for each fold, from the other four and the project's own texts; its rules were written by people who read four fifths of these texts, so its figures still flatter it";

/** The texts as CekLoker answers them in cross-validation. */
export async function ourJudgedFolds(texts: readonly LabelledText[]): Promise<JudgedText[]> {
  const ruleset = await loadRuleset(PACKAGE_ROOT, false);
  return crossValidated(
    texts.map(labelled => exampleOf(labelled, ruleset, true)),
    await ownExamples(ruleset),
    ruleset,
    (fold, of) => say(`CekLoker learns without part ${fold} of ${of}`),
  );
}
