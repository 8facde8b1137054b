/**
 * How many adverts a second everybody judges on one core. All are started and warmed up first, then take turns of equal
 * length in rounds, the order moved on by one each time, so that whatever else the machine does hits all alike.
 */
import type { Rival } from './contest.js';
import type { ContestantName } from './contestants.js';
import { TIMED } from './names.js';
import { say } from './progress.js';
import type { SpeedRow, TimedName } from './results.js';

export interface Pace {
  readonly rounds: number;
  readonly turnMs: number;
  readonly warmUpMs: number;
}

/** The rivals have learnt already. */
export async function takeTurns(
  rivals: ReadonlyMap<ContestantName, Rival>,
  adverts: readonly string[],
  { rounds, turnMs, warmUpMs }: Pace,
): Promise<Readonly<Record<TimedName, SpeedRow>>> {
  const run = (name: TimedName, from: number, forMs: number) =>
    (rivals.get(name) as Rival).ask({ ask: 'run', texts: adverts, from, forMs });
  for (const name of TIMED) {
    say(`speed: warming up ${name}`);
    await run(name, 0, warmUpMs);
  }
  const rates = new Map<TimedName, number[]>(TIMED.map(name => [name, []]));
  for (let round = 0; round < rounds; round++) {
    say(`speed: round ${round + 1} of ${rounds}`);
    const from = Math.floor((round * adverts.length) / rounds);
    for (let turn = 0; turn < TIMED.length; turn++) {
      const name = TIMED[(round + turn) % TIMED.length] as TimedName;
      const { judged, ms } = await run(name, from, turnMs);
      rates.get(name)?.push((judged / ms) * 1000);
    }
  }
  const rows: Partial<Record<TimedName, SpeedRow>> = {};
  for (const name of TIMED) {
    const { rssMb } = await (rivals.get(name) as Rival).ask({ ask: 'memory' });
    rows[name] = { textsPerSecond: (rates.get(name) ?? []).map(rounded), rssMb: Math.round(rssMb) };
  }
  return rows as Record<TimedName, SpeedRow>;
}

/** Four digits say all that a time here can. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
