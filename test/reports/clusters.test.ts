import { describe, expect, it } from 'vitest';
import { type ClusteredReport, clusterReports } from '../../src/reports/clusters.js';
import type { ReportedIdentifier } from '../../src/reports/report-draft.js';

const phone = (value: string): ReportedIdentifier => ({ kind: 'phone', value });
const report = (subjects: readonly string[], more: Partial<ClusteredReport> = {}): ClusteredReport => ({
  week: '2026-W48',
  isWeb: false,
  subjects,
  draft: {
    script: `lowongan ${subjects.join(' ')}`,
    identifiers: subjects.map(phone),
    findings: [],
    level: 'high',
    category: null,
    destination: 'KH',
  },
  ...more,
});

describe('clusters of reports', () => {
  it('join what has anything in common, over any number of steps, in any order', () => {
    const reports = [report(['a', 'b']), report(['c', 'd']), report(['x']), report(['d', 'b'])];
    for (const order of [reports, [...reports].reverse()]) {
      const clusters = clusterReports(order, new Map());
      expect(clusters.map(({ reports: count }) => count)).toEqual([3, 1]);
      expect(clusters[0]?.identifiers.map(({ value }) => value).sort()).toEqual(['a', 'b', 'c', 'd']);
    }
  });

  it('have the figure of their most reported part, never a sum', () => {
    const figures = new Map([
      ['a', 2],
      ['b', 3],
    ]);
    expect(clusterReports([report(['a', 'b']), report(['a'])], figures)[0]?.figure).toBe(3);
  });

  it('count what came from the web page apart', () => {
    const [cluster] = clusterReports([report(['a'], { isWeb: true }), report(['a'])], new Map([['a', 1]]));
    expect(cluster).toMatchObject({ figure: 1, reports: 2, webReports: 1, weeks: ['2026-W48'] });
  });

  it('stand with the most reported first, and an empty list gives none', () => {
    const figures = new Map([['b', 4]]);
    expect(clusterReports([report(['a']), report(['b'])], figures).map(({ figure }) => figure)).toEqual([
      4, 0,
    ]);
    expect(clusterReports([], figures)).toEqual([]);
  });
});
