/** The charts beside the tables, as SVG: results in, drawings out. */
import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { BY_WHOSE, LOOKS } from './chart-looks.js';
import { type Figure, f1Of, falseAlarmRateOf, median, precisionOf, recallOf } from './figures.js';
import { growthChart } from './growth-chart.js';
import { ROW_NAMES, ROWS, SET_NAMES, TIMED, TIMED_NAMES } from './names.js';
import type { AccuracySet, Results } from './results.js';
import { number } from './tables.js';

/** Each chart by its file name; those of what was not measured are left out. */
export async function chartsOf({ accuracy, speed }: Results): Promise<ReadonlyMap<string, string>> {
  const charts = new Map<string, string>();
  if (accuracy.length > 0) charts.set('accuracy.svg', await drawn(accuracyChart(accuracy)));
  if (speed) {
    charts.set('speed.svg', await drawn(speedChart(speed)));
    charts.set('growth.svg', await drawn(growthChart(speed)));
  }
  return charts;
}

async function drawn(spec: TopLevelSpec): Promise<string> {
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: 'none' });
  return `${await view.toSVG()}\n`;
}

const FIGURES: readonly (readonly [string, (counts: AccuracySet['rows']['cekloker']) => Figure | null])[] = [
  ['F1 →', f1Of],
  ['precision →', precisionOf],
  ['recall →', recallOf],
  ['← false alarms', falseAlarmRateOf],
];

function accuracyChart(sets: readonly AccuracySet[]): TopLevelSpec {
  return {
    ...LOOKS,
    title: {
      text: 'Who needs an answer to danger or a warning: how right each judge is',
      subtitle: 'Share of texts with 95 % interval. Arrows point to where better is. Diamond: CekLoker.',
    },
    spacing: 36,
    vconcat: sets.map(({ name, texts, rows }) => ({
      title: { text: `${texts} ${SET_NAMES[name]}`, fontSize: 13 },
      data: { values: accuracyPoints(rows) },
      facet: { column: { field: 'figure', sort: FIGURES.map(([figure]) => figure), title: null } },
      spacing: 34,
      spec: { width: 190, height: 175, layer: accuracyLayers() },
    })),
  };
}

function accuracyPoints(rows: AccuracySet['rows']): object[] {
  return ROWS.flatMap(row =>
    FIGURES.flatMap(([figure, of]) => {
      const found = of(rows[row]);
      if (!found) return [];
      const { value, low, high } = found;
      return [
        { judge: ROW_NAMES[row], figure, value, low, high, whose: row === 'cekloker' ? 'ours' : 'others' },
      ];
    }),
  );
}

function accuracyLayers() {
  const y = { field: 'judge', type: 'nominal', sort: ROWS.map(row => ROW_NAMES[row]), title: null } as const;
  const x = {
    type: 'quantitative',
    scale: { domain: [0, 1] as number[] },
    axis: { values: [0, 0.25, 0.5, 0.75, 1] as number[], format: '.0%', labelFlush: false },
    title: 'share of texts',
  } as const;
  const grid = { ...y, axis: { grid: true } } as const;
  return [
    {
      mark: { type: 'rule', strokeWidth: 2 },
      encoding: { y: grid, x: { field: 'low', ...x }, x2: { field: 'high' }, color: BY_WHOSE.color },
    } as const,
    {
      mark: { type: 'point', filled: true, size: 80, opacity: 1 },
      encoding: { y: grid, x: { field: 'value', ...x }, ...BY_WHOSE },
    } as const,
  ];
}

function speedChart({ rows, adverts }: NonNullable<Results['speed']>): TopLevelSpec {
  const values = TIMED.map(name => {
    const rates = rows[name].textsPerSecond;
    return {
      judge: TIMED_NAMES[name],
      middle: median(rates),
      slowest: Math.min(...rates),
      fastest: Math.max(...rates),
      label: number(median(rates)),
      whose: name === 'cekloker' ? 'ours' : 'others',
    };
  }).sort((left, right) => right.middle - left.middle);
  const y = {
    field: 'judge',
    type: 'nominal',
    sort: values.map(({ judge }) => judge),
    title: null,
    axis: { grid: true },
  } as const;
  const powers = [-1, 0, 1, 2, 3, 4, 5].map(power => 10 ** power);
  const lowest = Math.max(...powers.filter(power => values.every(({ slowest }) => slowest > power)), 0.1);
  const highest = Math.min(...powers.filter(power => values.every(({ fastest }) => fastest < power)), 1e6);
  const x = {
    type: 'quantitative',
    scale: { type: 'log', domain: [lowest, highest] as number[] },
    title: 'adverts judged a second, each step ten times the one before',
    axis: { values: powers, format: ',', labelFlush: false },
  } as const;
  return {
    ...LOOKS,
    title: {
      text: 'Adverts of about 800 characters judged a second, on one core',
      subtitle: `${adverts} adverts; median of the rounds, line from the slowest round to the fastest. Diamond: CekLoker.`,
    },
    width: 560,
    height: 220,
    data: { values },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { y, x: { field: 'slowest', ...x }, x2: { field: 'fastest' }, color: BY_WHOSE.color },
      },
      {
        mark: { type: 'point', filled: true, size: 110, opacity: 1 },
        encoding: { y, x: { field: 'middle', ...x }, ...BY_WHOSE },
      },
      {
        mark: { type: 'text', dy: -14, color: '#222' },
        encoding: { y, x: { field: 'middle', ...x }, text: { field: 'label' } },
      },
    ],
  };
}
