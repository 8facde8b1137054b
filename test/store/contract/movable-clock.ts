/** A clock that only moves when told, for every test of the store and for the process that the crash test kills. */
import type { Clock } from '../../../src/clock.js';

/** On the hour, so that rounding to hours does not blur the limits. */
export const START_MS = 1_800_000_000_000;

export class MovableClock implements Clock {
  nowMs = START_MS;
  now(): number {
    return this.nowMs;
  }
}
