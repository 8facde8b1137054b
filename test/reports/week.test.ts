import { describe, expect, it } from 'vitest';
import { isoWeekOf, weekStartMs } from '../../src/reports/week.js';

describe('the week of a report', () => {
  it.each([
    ['2026-11-27T16:00:00Z', '2026-W48', '2026-11-23'],
    ['2026-11-23T00:00:00Z', '2026-W48', '2026-11-23'],
    ['2026-11-22T23:59:59Z', '2026-W47', '2026-11-16'],
    // The last days of a year may lie in the first week of the next one, and the other way round.
    ['2025-12-31T12:00:00Z', '2026-W01', '2025-12-29'],
    ['2027-01-01T12:00:00Z', '2026-W53', '2026-12-28'],
  ])('%s lies in %s, which began on %s', (at, week, monday) => {
    expect(isoWeekOf(Date.parse(at))).toBe(week);
    expect(weekStartMs(Date.parse(at))).toBe(Date.parse(`${monday}T00:00:00Z`));
  });
});
