/** The only time that a report carries: its ISO week, in UTC. A day or an hour would tell who was online. */
import { UTCDate } from '@date-fns/utc';
import { format } from 'date-fns/format';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';

/** "2026-W48" (ISO 8601). */
export function isoWeekOf(nowMs: number): string {
  return format(new UTCDate(nowMs), "RRRR-'W'II");
}

/** Epoch milliseconds of the Monday on which the week of `nowMs` began. */
export function weekStartMs(nowMs: number): number {
  return startOfISOWeek(new UTCDate(nowMs)).getTime();
}
