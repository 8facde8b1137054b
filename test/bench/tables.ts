/** RESULTS.md out of results.json: the same results always give the same file. Pure. */
import {
  type Confusion,
  type Figure,
  f1Of,
  falseAlarmRateOf,
  figureOf,
  median,
  precisionOf,
  recallOf,
} from './figures.js';
import { FOLDS, HOW_OURS_IS_JUDGED } from './folds.js';
import { ROW_NAMES, ROWS, SET_NAMES, TIMED, TIMED_NAMES, timedAs } from './names.js';
import { type AccuracySet, LABELS, type OwnTimes, type Results, type TimedName } from './results.js';

type Speed = NonNullable<Results['speed']>;

/** The whole page. */
export function resultsPage({ measured, accuracy, speed }: Results): string {
  const lines = [
    '# CekLoker beside other ways to judge the same texts',
    '',
    `Written by \`npm run bench\` from \`test/bench/results.json\`, not by hand. Measured on ${measured.date} with Node ${measured.node} on ${measured.cores} cores${measured.load === undefined ? '' : `, ${measured.load} processes wanting one of them in the minute before`}${measured.mode === 'quick' ? ', in the quick form: few texts and short turns, figures are coarse' : ''}; ${measured.rules} rules and distress patterns with ${measured.phrases} different phrases. Everybody gets the same texts and one core.`,
    '',
    'The question put to all is whether a text needs an answer to danger or a warning ("danger and alarm against quiet").',
    ...(accuracy[0] ? sideBySide(accuracy[0], speed) : []),
    ...accuracy.flatMap(accuracySection),
    ...(speed ? [...speedSection(speed), ...ownSection(speed.own)] : []),
    '',
    '## What the names mean',
    '',
    '- **CekLoker**: the compiled program, rules and weights as shipped; it remembers the stems of single words, as it does in service, and nothing of a text.',
    `- **${ROW_NAMES.natural}**: BayesClassifier of natural with its Indonesian stemmer, over lower-cased text.`,
    `- **${ROW_NAMES.wink}**: wink-naive-bayes-text-classifier over words stemmed by the same stemmer, presence only, smoothing 0.5.`,
    `- **${ROW_NAMES.nlpjs}**: NluNeural of nlp.js with its Indonesian tokenizer and stemmer; an answer of "None" sends no warning. What it remembers of whole texts is dropped before each pass.`,
    '- **patterns in a loop**: each phrase of our rules as one regular expression, one after the other over the folded text, without our index, conditions and weights. "any one" warns as soon as one phrase that speaks for a warning stands in the text; "number learnt" warns from the number of them that gave the best F1 on the learning texts (at most 200 of them).',
    `- **${ROW_NAMES.majority}**: what most of the learning texts were.`,
    '',
    'Intervals are 95 %, by Wilson; that of F1 by way of TP / (TP + FP + FN). The texts of this repository are invented and flatter everybody.',
  ];
  return `${lines.join('\n')}\n`;
}

function sideBySide(set: AccuracySet, speed: Speed | null): string[] {
  return [
    '',
    `## Accuracy and speed side by side`,
    '',
    `Accuracy on the ${SET_NAMES[set.name]}; speed on adverts of about 800 characters. "CekLoker to it": how many texts CekLoker judges in the time in which this judge does one.`,
    '',
    ...table(
      ['judge', 'F1', 'precision', 'recall', 'false alarms', 'texts/s', 'CekLoker to it'],
      ROWS.map(row => {
        const counts = set.rows[row];
        const timed = timedAs(row);
        return [
          bold(row === 'cekloker', ROW_NAMES[row]),
          percent(f1Of(counts)),
          percent(precisionOf(counts)),
          percent(recallOf(counts)),
          percent(falseAlarmRateOf(counts)),
          speed && timed ? number(median(speed.rows[timed].textsPerSecond)) : '–',
          speed && timed && timed !== 'cekloker' ? factor(ratioOf(speed, timed)) : '–',
        ];
      }),
    ),
  ];
}

function accuracySection(set: AccuracySet): string[] {
  const isFolds = set.name === 'cross-validation';
  return [
    '',
    `## Accuracy: ${SET_NAMES[set.name]}`,
    '',
    isFolds
      ? `${set.texts} texts, ${FOLDS} folds, no group of texts (a pair, a source) in two of them; each judge learns from the other folds (about ${set.learntFrom} texts) and from nothing else. Left out: ${set.leftOut} texts with no single right answer.`
      : `${set.texts} texts that nobody learnt from; everybody who learns does so from ${set.learntFrom} texts of \`test/corpus/learn/\`.`,
    ...(isFolds ? [`${HOW_OURS_IS_JUDGED}.`] : []),
    '',
    ...table(
      ['judge', 'precision', 'recall', 'F1', 'false alarms', 'TP', 'FN', 'FP', 'TN'],
      ROWS.map(row => {
        const counts: Confusion = set.rows[row];
        return [
          bold(row === 'cekloker', ROW_NAMES[row]),
          withInterval(precisionOf(counts)),
          withInterval(recallOf(counts)),
          withInterval(f1Of(counts)),
          withInterval(falseAlarmRateOf(counts)),
          ...[counts.warned, counts.missed, counts.falseAlarms, counts.leftQuiet].map(String),
        ];
      }),
    ),
    '',
    'CekLoker, three ways:',
    '',
    ...table(
      ['expected', 'answered danger', 'answered alarm', 'answered quiet', 'precision', 'recall'],
      LABELS.map(label => threeWayRow(set, label)),
    ),
    ...(isFolds ? [] : ['', '![Accuracy of all judges, with intervals](accuracy.svg)']),
  ];
}

function threeWayRow({ threeWay }: AccuracySet, label: (typeof LABELS)[number]): string[] {
  const row = threeWay[label];
  const expected = LABELS.reduce((sum, answered) => sum + row[answered], 0);
  const answered = LABELS.reduce((sum, other) => sum + threeWay[other][label], 0);
  return [
    label,
    ...LABELS.map(other => String(row[other])),
    withInterval(figureOf(row[label], answered)),
    withInterval(figureOf(row[label], expected)),
  ];
}

function speedSection(speed: Speed): string[] {
  return [
    '',
    '## Speed',
    '',
    `${speed.adverts} adverts of 700 to 900 characters; each judge in a process of its own, warmed up, then ${speed.rounds} rounds in turns of equal length. Median of the rounds, slowest and fastest round; "CekLoker to it" is the median of the factors within a round. Memory is that of the process with everything that it learnt, the loader of the TypeScript sources included.`,
    '',
    ...table(
      ['judge', 'texts/s', 'slowest–fastest round', 'ms a text', 'CekLoker to it', 'resident memory'],
      TIMED.map(name => {
        const rates = speed.rows[name].textsPerSecond;
        return [
          bold(name === 'cekloker', TIMED_NAMES[name]),
          number(median(rates)),
          `${number(Math.min(...rates))}–${number(Math.max(...rates))}`,
          number(1000 / median(rates)),
          name === 'cekloker' ? '–' : factor(ratioOf(speed, name)),
          `${speed.rows[name].rssMb} MB`,
        ];
      }),
    ),
    '',
    '![Texts a second of all judges](speed.svg)',
  ];
}

function ownSection(own: OwnTimes): string[] {
  const { latency, coldStart, memory } = own;
  const whole = own.byRules.find(({ share }) => share === 'all')?.ms ?? Number.NaN;
  return [
    '',
    '## CekLoker by itself',
    '',
    ...table(
      ['what', 'measured'],
      [
        [`one advert, ${latency.texts} times: half of them within`, `${number(latency.p50)} ms`],
        ['… 99 % within', `${number(latency.p99)} ms`],
        ['… the slowest', `${number(latency.max)} ms`],
        [`import in a fresh process (median of ${coldStart.runs})`, `${number(coldStart.importMs)} ms`],
        ['… reading rules and building the index', `${number(coldStart.loadMs)} ms`],
        ['… together', `${number(coldStart.importMs + coldStart.loadMs)} ms`],
        ['… first text', `${number(coldStart.firstTextMs)} ms`],
        ['resident memory of an empty Node process', `${number(memory.emptyRssMb)} MB`],
        ['… with the rules, after 100 texts', `${number(memory.loadedRssMb)} MB`],
        [`… after ${memory.texts} texts more`, `${number(memory.rssMb)} MB`],
        [
          'heap in use, after 100 texts and after those',
          `${number(memory.loadedHeapMb)} MB, ${number(memory.heapMb)} MB (${signed(memory.heapMb - memory.loadedHeapMb)} MB)`,
        ],
      ],
    ),
    '',
    'By length of the text (linear time doubles with each row):',
    '',
    ...table(
      ['characters', 'ms', 'times the row before'],
      own.byLength.map(({ characters, ms }, place) => [
        String(characters),
        number(ms),
        place === 0 ? '–' : factor(ms / (own.byLength[place - 1]?.ms ?? Number.NaN)),
      ]),
    ),
    '',
    'By number of rules and distress patterns, one advert. Twice as many are the shipped ones and a copy of each, with phrases that count as different:',
    '',
    ...table(
      ['rules', 'how many', 'ms', 'to all'],
      own.byRules.map(({ share, rules, ms }) => [share, String(rules), number(ms), factor(ms / whole)]),
    ),
    '',
    '![Time by length of the text and by number of rules](growth.svg)',
    '',
    'Hostile texts of 64 KB (no door lets in more than 16,384 characters), slowest of three:',
    '',
    ...table(
      ['kind', 'ms'],
      own.hostile.toSorted((left, right) => right.ms - left.ms).map(({ kind, ms }) => [kind, number(ms)]),
    ),
  ];
}

/** How many times as many texts CekLoker judges in the same time, in the middle of the rounds. */
export function ratioOf(speed: Speed, name: TimedName): number {
  const ours = speed.rows.cekloker.textsPerSecond;
  return median(speed.rows[name].textsPerSecond.map((rate, round) => (ours[round] as number) / rate));
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, place) => (place === 0 ? '---' : '---:'))), ...rows.map(line)];
}

function bold(isBold: boolean, text: string): string {
  return isBold ? `**${text}**` : text;
}

function percent(figure: Figure | null): string {
  return figure ? `${(figure.value * 100).toFixed(1)} %` : '–';
}

function withInterval(figure: Figure | null): string {
  return figure
    ? `${percent(figure)} (${(figure.low * 100).toFixed(1)}–${(figure.high * 100).toFixed(1)})`
    : '–';
}

/** Three digits, and no more than that. */
export function number(value: number): string {
  if (value >= 100) return String(Math.round(value));
  return value.toFixed(value >= 10 ? 1 : value >= 1 ? 2 : 3);
}

function factor(value: number): string {
  return `${number(value)} ×`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${number(Math.abs(value))}`;
}
