/**
 * How long to wait after failures in a row: capped full jitter (a random part of a wait that doubles), so that
 * many bots cut off by one outage do not come back in one instant. Pure.
 */

export interface BackoffLimits {
  readonly baseMs: number;
  readonly capMs: number;
}

/** @param failures in a row, from 1 @param random 0 ≤ random < 1 */
export function fullJitterMs(
  failures: number,
  { baseMs, capMs }: BackoffLimits,
  random: () => number,
): number {
  const ceilingMs = Math.min(capMs, baseMs * 2 ** (failures - 1));
  return Math.floor(random() * ceilingMs);
}
