/**
 * When the program is killed: while it starts, soon after it serves, when cases have had time to close, and in the
 * few milliseconds after it acknowledged or answered something, where a wrong order of steps would show.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from './chance.js';
import type { WayIn } from './history.js';
import type { Lane } from './lane.js';

const WEIGHTS = { starting: 3, early: 6, late: 4, acknowledged: 4, answered: 3 } as const;
export type KillMoment = keyof typeof WEIGHTS;
export const KILL_MOMENTS = Object.keys(WEIGHTS) as readonly KillMoment[];

const STARTING_MS = [0, 2_500] as const;
const EARLY_MS = [50, 1_500] as const;
/** A case of Telegram or WhatsApp is open for 1.5 s. */
const LATE_MS = [1_500, 2_800] as const;
/** A sign is waited for so long; then the kill comes anyway. */
const SIGN_LONGEST_MS = 2_500;
const AFTER_SIGN_MS_MAX = 6;

/** Starts the program and kills it at a moment of chance. */
export async function startAndKill(lane: Lane, chance: Chance): Promise<KillMoment> {
  const moment = chance.weighted(WEIGHTS);
  if (moment === 'starting') {
    lane.spawn();
    await delay(chance.between(...STARTING_MS));
  } else {
    if (moment === 'acknowledged' || moment === 'answered') {
      await signOf(lane, moment, chance);
    } else {
      await lane.start();
      const [least, most] = moment === 'early' ? EARLY_MS : LATE_MS;
      await delay(chance.between(least, most));
    }
  }
  await lane.kill();
  return moment;
}

/** The kill shall follow the first sign on one way in, so that none hides behind another. */
async function signOf(lane: Lane, moment: 'acknowledged' | 'answered', chance: Chance): Promise<void> {
  const wanted = moment === 'acknowledged' ? 'acknowledgement' : 'answer';
  const ways: readonly WayIn[] = ['telegram', 'whatsapp'];
  const from = chance.oneOf(ways);
  await lane.start();
  const sign = new Promise<void>(resolve => {
    lane.keeper.onSign = (what, way) => {
      if (what === wanted && way === from) resolve();
    };
  });
  const enough = new AbortController();
  const longest = delay(SIGN_LONGEST_MS, undefined, { signal: enough.signal }).catch(() => undefined);
  await Promise.race([sign, longest]);
  enough.abort();
  lane.keeper.onSign = () => {};
  if (chance.happens(0.5)) await delay(chance.between(0, AFTER_SIGN_MS_MAX));
}
