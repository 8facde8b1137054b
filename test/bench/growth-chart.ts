/** How the time for one text grows, with its length and with the number of rules. Results in, chart out. */
import type { TopLevelSpec } from 'vega-lite';
import { LOOKS, OURS } from './chart-looks.js';
import type { OwnTimes, Results } from './results.js';
import { number } from './tables.js';

const PROPORTION = 'in proportion to the length';

/** One text: by its length, and by the number of rules. */
export function growthChart({ own }: NonNullable<Results['speed']>): TopLevelSpec {
  return {
    ...LOOKS,
    title: {
      text: 'Time that CekLoker takes for one text',
      subtitle: 'Left: by its length, both scales logarithmic. Right: by the number of rules.',
    },
    spacing: 40,
    hconcat: [
      {
        width: 400,
        height: 270,
        data: { values: lengthPoints(own) },
        encoding: {
          x: {
            field: 'characters',
            type: 'quantitative',
            scale: { type: 'log', base: 2 },
            title: 'characters of the text',
            axis: {
              values: own.byLength.map(({ characters }) => characters),
              format: ',',
              labelFlush: false,
              labelOverlap: false,
            },
          },
          y: {
            field: 'ms',
            type: 'quantitative',
            scale: { type: 'log' },
            title: 'milliseconds',
            axis: { tickCount: 5, format: '~g' },
          },
          color: {
            field: 'line',
            type: 'nominal',
            scale: { domain: ['CekLoker', PROPORTION], range: [OURS, '#555'] },
            legend: null,
          },
        },
        layer: [
          {
            mark: { type: 'line', strokeWidth: 2.5 },
            encoding: {
              strokeDash: {
                field: 'line',
                type: 'nominal',
                scale: {
                  domain: ['CekLoker', PROPORTION],
                  range: [
                    [1, 0],
                    [6, 4],
                  ],
                },
                legend: null,
              },
            },
          },
          {
            transform: [{ filter: "datum.line === 'CekLoker'" }],
            mark: { type: 'point', filled: true, shape: 'diamond', size: 90, opacity: 1 },
          },
          {
            transform: [{ filter: 'datum.isNamed' }],
            mark: {
              type: 'text',
              align: { expr: "datum.line === 'CekLoker' ? 'left' : 'right'" },
              dx: { expr: "datum.line === 'CekLoker' ? 10 : -12" },
              dy: { expr: "datum.line === 'CekLoker' ? 16 : -8" },
            },
            encoding: { text: { field: 'line' } },
          },
        ],
      },
      {
        width: 220,
        height: 270,
        data: { values: own.byRules.map(point => ({ ...point, label: `${number(point.ms)} ms` })) },
        encoding: {
          x: {
            field: 'rules',
            type: 'ordinal',
            title: 'rules and distress patterns',
            axis: { labelAngle: 0 },
          },
          y: {
            field: 'ms',
            type: 'quantitative',
            title: 'milliseconds for one advert',
            scale: { zero: true },
          },
        },
        layer: [
          { mark: { type: 'bar', color: OURS, width: 44 } },
          { mark: { type: 'text', dy: -8, color: '#222' }, encoding: { text: { field: 'label' } } },
        ],
      },
    ],
    resolve: { scale: { color: 'independent' } },
  };
}

/** Times as measured, and beside them what they would be if twice the length took twice the time. */
function lengthPoints({ byLength }: OwnTimes): object[] {
  const [first] = byLength;
  const middle = Math.floor(byLength.length / 2);
  return byLength.flatMap(({ characters, ms }, place) => [
    { characters, ms, line: 'CekLoker', isNamed: place === middle },
    {
      characters,
      ms: ((first?.ms ?? 0) * characters) / (first?.characters ?? 1),
      line: PROPORTION,
      isNamed: place === middle,
    },
  ]);
}
