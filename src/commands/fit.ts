/**
 * `npm run fit`: learns from labelled texts what rules and words say, and writes it: the points of the rules under
 * `learnt` in `rules/weights.yaml` (what was set by hand there stays), the choice of words as numbers in
 * `rules/wording.json`. `learn.ts` does the learning.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument, visit } from 'yaml';
import type { RiskLevel } from '../assessment.js';
import type { LearntPoints } from '../classifier/rule.js';
import type { Ruleset } from '../classifier/ruleset.js';
import { loadRuleset, PACKAGE_ROOT } from '../files/house.js';
import { writeWording } from '../files/wording-file.js';
import { crossValidated } from './cross-validation.js';
import { readLabelled } from './evaluate.js';
import { type JudgedText, type LabelledText, sayShare, wilson } from './evaluation.js';
import { type Example, exampleOf, learn } from './learn.js';

/**
 * @param wholeFiles learnt from to the last text
 * @param sharedFiles texts from life: they weigh more, and the figures are measured on them by cross-validation
 * @returns the exit status
 */
export async function fitWeights(
  wholeFiles: readonly string[],
  sharedFiles: readonly string[],
  root = PACKAGE_ROOT,
): Promise<number> {
  const ruleset = await loadRuleset(root, false);
  const whole = await examplesIn(wholeFiles, ruleset, false);
  const shared = await examplesIn(sharedFiles, ruleset, true);
  const examples = [...whole, ...shared];
  process.stderr.write(`learning from ${examples.length} texts …\n`);
  const learnt = learn(examples, ruleset);
  const figures = shared.length === 0 ? {} : figuresOf(shared, whole, ruleset);
  writeWeights(path.join(root, 'rules', 'weights.yaml'), learnt.points, figures, ruleset);
  const about = `learnt from ${whole.length} texts of the project, ${shared.length} others; numbers of features, each from at least 5 sources`;
  writeWording(path.join(root, 'rules', 'wording.json'), about, learnt.wording);
  process.stdout.write(
    `rules/weights.yaml: ${learnt.points.advert.rules.size} rules; rules/wording.json: ${learnt.wording.features.length} features\n`,
  );
  return 0;
}

/** The texts to learn from that come with the project. */
export async function ownExamples(ruleset: Ruleset, root = PACKAGE_ROOT): Promise<readonly Example[]> {
  const folder = path.join(root, LEARN_FOLDER);
  const files = readdirSync(folder)
    .sort()
    .map(name => path.join(folder, name));
  return examplesIn(files, ruleset, false);
}
const LEARN_FOLDER = path.join('test', 'corpus', 'learn');

/** Texts that are told again teach nothing: some cannot be known from what they say. */
async function examplesIn(
  fileNames: readonly string[],
  ruleset: Ruleset,
  isShared: boolean,
): Promise<Example[]> {
  const texts = (await Promise.all(fileNames.map(readLabelled))).flat();
  return texts.filter(({ set }) => set !== 'retold').map(one => exampleOf(one, ruleset, isShared));
}

/** How texts are answered that nothing was learnt from, in words: `91 of 94 (96.8 %, 91.0–98.9)`. */
function figuresOf(
  collection: readonly Example[],
  own: readonly Example[],
  ruleset: Ruleset,
): Readonly<Record<string, string>> {
  const judged = crossValidated(collection, own, ruleset, (fold, of) => {
    process.stderr.write(`measuring part ${fold} of ${of} …\n`);
  });
  const count = (expect: LabelledText['expect'], isSo: (one: JudgedText) => boolean): string => {
    const among = judged.filter(({ labelled }) => labelled.expect === expect);
    const share = wilson(among.filter(isSo).length, among.length);
    const [percent, interval] = sayShare(share);
    return `${share.count} of ${share.of} (${percent} %, ${interval})`;
  };
  const hasLevel =
    (...levels: readonly RiskLevel[]) =>
    ({ assessment: { riskLevel } }: JudgedText): boolean =>
      riskLevel !== null && levels.includes(riskLevel);
  const isDanger = ({ assessment }: JudgedText): boolean => assessment.kind === 'danger';
  return {
    danger_found: count('danger', isDanger),
    quiet_called_danger: count('quiet', isDanger),
    alarm_warned_of: count('alarm', hasLevel('high', 'caution')),
    alarm_at_least_unsure: count('alarm', hasLevel('high', 'caution', 'unsure')),
    quiet_warned_of: count('quiet', hasLevel('high', 'caution')),
    quiet_at_high: count('quiet', hasLevel('high')),
  };
}

/** Replaces `learnt` and leaves the rest of the file as it is, comments included. */
function writeWeights(
  file: string,
  { advert, plea }: LearntPoints,
  figures: Readonly<Record<string, string>>,
  ruleset: Ruleset,
): void {
  const document = parseDocument(readFileSync(file, 'utf8'));
  const byPoints = [...advert.rules].sort(([left, a], [right, b]) => b - a || left.localeCompare(right));
  const { ownPlea: own_plea, notMeant: not_meant, ...others } = plea;
  const learnt = document.createNode({
    figures,
    advert: { ...advert, rules: Object.fromEntries(byPoints) },
    plea: { ...others, own_plea, not_meant },
  });
  document.setIn(['learnt'], learnt);
  document.setIn(['rules'], document.createNode(ruleset.weights.rules));
  visit(document, {
    // A list of steps is read in one line.
    Seq: (_, list) => {
      list.flow = true;
    },
  });
  writeFileSync(file, document.toString({ lineWidth: 0 }));
}
