/**
 * The five folds of a cross-validation and how CekLoker is judged in them. A group of texts (a contrast pair, one source)
 * stays in one fold.
 */
import { createHash } from 'node:crypto';
import { groupOf, type JudgedText, type LabelledText } from '../../src/commands/evaluation.js';
import type { Program } from './shipped.js';

export const FOLDS = 5;

/** Texts in folds of about the same size: groups in an order that says nothing, each into the smallest fold so far. */
export function foldsOf(texts: readonly LabelledText[], count = FOLDS): readonly (readonly LabelledText[])[] {
  const groups = new Map<string, LabelledText[]>();
  for (const text of texts) {
    const group = groupOf(text);
    const members = groups.get(group);
    if (members) members.push(text);
    else groups.set(group, [text]);
  }
  const folds: LabelledText[][] = Array.from({ length: count }, () => []);
  const inOrder = [...groups]
    .map(([group, members]) => ({ members, order: createHash('sha256').update(group).digest('hex') }))
    .sort((left, right) => right.members.length - left.members.length || (left.order < right.order ? -1 : 1));
  for (const { members } of inOrder) {
    const smallest = folds.reduce((least, fold) => (fold.length < least.length ? fold : least));
    smallest.push(...members);
  }
  return folds;
}

/** What is said of CekLoker's figures over folds, below their table. */
export const HOW_OURS_IS_JUDGED =
  'CekLoker is judged with the rules and weights as shipped, not learnt anew for each fold: where these texts took part in choosing them, its figures flatter it';

/** The texts as CekLoker answers them in cross-validation. */
export function ourJudgedFolds(
  texts: readonly LabelledText[],
  { assess, loadRuleset }: Program,
): JudgedText[] {
  const ruleset = loadRuleset();
  return texts.map(labelled => ({ labelled, assessment: assess(labelled.text, ruleset) }));
}
