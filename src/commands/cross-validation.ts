/**
 * Judges every text of a collection with what was learnt from others: the collection is parted in five by groups (a
 * source or a contrast pair stays together), and each part is judged after learning from the other four and from the
 * project's own texts. What is measured so is not what was learnt by heart; rules, though, that were written by reading
 * these texts stay what they are.
 */
import { createHash } from 'node:crypto';
import { assess } from '../classifier/assess.js';
import type { Ruleset } from '../classifier/ruleset.js';
import { groupOf, type JudgedText, type LabelledText } from './evaluation.js';
import { type Example, learn, withLearnt } from './learn.js';

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
  const folds = foldsOf(collection.map(({ labelled }) => labelled));
  const judged = new Map<LabelledText, JudgedText>();
  folds.forEach((fold, index) => {
    onFold(index + 1, folds.length);
    const members = new Set(fold);
    const rest = collection.filter(({ labelled }) => !members.has(labelled));
    const learnt = withLearnt(ruleset, learn([...own, ...rest], ruleset));
    for (const labelled of fold)
      judged.set(labelled, { labelled, assessment: assess(labelled.text, learnt) });
  });
  return collection.map(({ labelled }) => judged.get(labelled) as JudgedText);
}
