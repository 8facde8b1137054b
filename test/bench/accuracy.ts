/**
 * How right everybody is on the same texts: learnt from the corpus and judged on its held-out part, and over the folds of
 * further labelled texts. Texts and judges in, counts out.
 */
import type { JudgedText, LabelledText } from '../../src/commands/evaluation.js';
import type { Rival } from './contest.js';
import { exampleOf, expectedVerdict, type Verdict, verdictOf } from './contestant.js';
import type { ContestantName } from './contestants.js';
import { type Confusion, countVerdicts } from './figures.js';
import { foldsOf, ourJudgedFolds } from './folds.js';
import { say } from './progress.js';
import { type AccuracySet, LABELS, type Label, type RowName, type ThreeWay } from './results.js';
import type { Program } from './shipped.js';

/** Rows beside CekLoker's own: whose process answers, and whether it learns. */
const ROWS: readonly { readonly row: RowName; readonly of: ContestantName; readonly learns: boolean }[] = [
  { row: 'natural', of: 'natural', learns: true },
  { row: 'wink', of: 'wink', learns: true },
  { row: 'nlpjs', of: 'nlpjs', learns: true },
  { row: 'patterns-any', of: 'patterns', learns: false },
  { row: 'patterns-learnt', of: 'patterns', learns: true },
  { row: 'majority', of: 'majority', learns: true },
];

/** One learning set and the texts to be judged after it. */
interface Trial {
  readonly learn: readonly LabelledText[];
  readonly judge: readonly LabelledText[];
}

/** Learnt from one part of the corpus, judged on the other. */
export async function heldOutAccuracy(
  learn: readonly LabelledText[],
  heldOut: readonly LabelledText[],
  { assess, loadRuleset }: Program,
  rivals: ReadonlyMap<ContestantName, Rival>,
): Promise<AccuracySet> {
  const ruleset = await loadRuleset();
  const ours = heldOut.map(labelled => ({ labelled, assessment: assess(labelled.text, ruleset) }));
  const rows = await rowsOf('held-out', [{ learn, judge: heldOut }], ours, rivals);
  return {
    name: 'held-out',
    texts: heldOut.length,
    learntFrom: learn.length,
    leftOut: 0,
    rows,
    threeWay: threeWayOf(ours),
  };
}

/** Over five folds of a file of labelled texts. */
export async function crossValidated(
  all: readonly LabelledText[],
  rivals: ReadonlyMap<ContestantName, Rival>,
): Promise<AccuracySet> {
  const texts = all.filter(({ expect, set }) => expect !== 'scam' && set !== 'retold');
  const folds = foldsOf(texts);
  const trials = folds.map(judge => ({ learn: folds.filter(fold => fold !== judge).flat(), judge }));
  const ours = await ourJudgedFolds(texts);
  return {
    name: 'cross-validation',
    texts: texts.length,
    learntFrom: Math.round((texts.length * (folds.length - 1)) / folds.length),
    leftOut: all.length - texts.length,
    rows: await rowsOf('cross-validation', trials, ours, rivals),
    threeWay: threeWayOf(ours),
  };
}

async function rowsOf(
  name: string,
  trials: readonly Trial[],
  ours: readonly JudgedText[],
  rivals: ReadonlyMap<ContestantName, Rival>,
): Promise<AccuracySet['rows']> {
  const rows: Partial<Record<RowName, Confusion>> = {
    cekloker: countVerdicts(
      ours.map(({ labelled, assessment }) => ({
        expected: expectedVerdict(labelled),
        answered: verdictOf(assessment),
      })),
    ),
  };
  for (const { row, of, learns } of ROWS) {
    const rival = rivals.get(of) as Rival;
    const verdicts: { expected: Verdict; answered: Verdict }[] = [];
    for (const [place, { learn, judge }] of trials.entries()) {
      say(`${name}: ${row}${trials.length > 1 ? `, fold ${place + 1} of ${trials.length}` : ''}`);
      if (learns) await rival.ask({ ask: 'learn', examples: learn.map(exampleOf) });
      const answers = await rival.ask({ ask: 'judge', texts: judge.map(({ text }) => text) });
      for (const [index, labelled] of judge.entries())
        verdicts.push({ expected: expectedVerdict(labelled), answered: answers[index] as Verdict });
    }
    rows[row] = countVerdicts(verdicts);
  }
  return rows as AccuracySet['rows'];
}

function threeWayOf(judged: readonly JudgedText[]): ThreeWay {
  const answered = ({ assessment }: JudgedText): Label =>
    assessment.kind === 'danger' ? 'danger' : verdictOf(assessment) === 'warn' ? 'alarm' : 'quiet';
  const row = (expected: Label) =>
    Object.fromEntries(
      LABELS.map(label => [
        label,
        judged.filter(one => one.labelled.expect === expected && answered(one) === label).length,
      ]),
    ) as Record<Label, number>;
  return { danger: row('danger'), alarm: row('alarm'), quiet: row('quiet') };
}
