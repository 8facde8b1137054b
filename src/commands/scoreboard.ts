/**
 * `rules scoreboard`: writes `test/corpus/SCOREBOARD.md`, how the project's own texts are answered, so that a change of
 * a rule shows in review as a change of numbers. Texts and a ruleset come in, counts with intervals go out; no text
 * enters the page, and those held out are only counted.
 */
import { assess } from '../classifier/assess.js';
import type { Ruleset } from '../classifier/ruleset.js';
import { loadRuleset, PACKAGE_ROOT } from '../files/house.js';
import { type JudgedText, type Row, rowsBy, type Share, sayShare } from './evaluation.js';
import { type GeneratedPage, keepPage, markdownTable } from './generated-page.js';
import { CORPUS_FOLDER, type LabelledGroup, readCorpus } from './labelled-files.js';
import { triageRows } from './triage-evaluation.js';

/** Where the page lies, and what writes it. */
export const SCOREBOARD_PAGE = `${CORPUS_FOLDER}/SCOREBOARD.md`;
export const SCOREBOARD_COMMAND = 'npm run --silent cekloker -- rules scoreboard';

/** `rules scoreboard`: writes the page, or looks whether it is stale. @returns the exit status */
export async function rulesScoreboard(
  options: { readonly check?: true },
  root: string = PACKAGE_ROOT,
): Promise<number> {
  return keepPage(scoreboard(await loadRuleset(root), await readCorpus(root)), root, options);
}

/** The whole page. */
export function scoreboard(ruleset: Ruleset, groups: readonly LabelledGroup[]): GeneratedPage {
  const lines = [
    '# How the own texts are answered',
    '',
    `Written by \`${SCOREBOARD_COMMAND}\`; not edited by hand. How to read it stands in [README.md](README.md).`,
    ...groups.flatMap(({ name, texts }) =>
      section(
        name,
        texts.map(labelled => ({ labelled, assessment: assess(labelled.text, ruleset) })),
        ruleset,
      ),
    ),
  ];
  return { file: SCOREBOARD_PAGE, text: `${lines.join('\n')}\n`, command: SCOREBOARD_COMMAND };
}

function section(name: string, judged: readonly JudgedText[], { gazetteer }: Ruleset): readonly string[] {
  return [
    '',
    `## ${name}: ${judged.length} texts`,
    '',
    ...levelTable(
      'expectation',
      rowsBy(judged, () => undefined),
    ),
    '',
    ...levelTable(
      'expectation · category',
      rowsBy(judged, ({ category }) => category ?? '–'),
    ),
    '',
    'Of the pleas that were found, how many were understood rightly:',
    '',
    ...markdownTable(
      ['field', 'right', 'of', '%', '95 %'],
      triageRows(judged, gazetteer).map(({ field, right }) => [field, ...shareCells(right)]),
    ),
  ];
}

function levelTable(what: string, rows: readonly Row[]): readonly string[] {
  return markdownTable(
    [what, 'texts', 'danger', 'high', 'caution', 'unsure', 'neither', 'right', 'of', '%', '95 %'],
    [...rows]
      .sort(byGroup)
      .map(({ group, texts, danger, high, caution, unsure, right }) => [
        group,
        String(texts),
        ...[danger, high, caution, unsure].map(({ count }) => String(count)),
        String(texts - danger.count - high.count - caution.count - unsure.count),
        ...shareCells(right),
      ]),
  );
}

/** By the letters of the name alone, the same on every machine. */
function byGroup(left: Row, right: Row): number {
  return left.group < right.group ? -1 : Number(left.group > right.group);
}

function shareCells(share: Share): readonly string[] {
  return [String(share.count), String(share.of), ...sayShare(share)];
}
