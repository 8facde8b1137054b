/**
 * When the program is killed: while it starts, soon after it serves, when cases have had time to close, and in the
 * few milliseconds after it acknowledged or answered something, where a wrong order of steps would show.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from './chance.js';
import type { Lane } from './lane.js';

const WEIGHTS = { starting: 3, early: 5, late: 3, acknowledged: 5, answered: 5 } as const;
export type KillMoment = keyof typeof WEIGHTS;
export const KILL_MOMENTS = Object.keys(WEIGHTS) as readonly KillMoment[];

const STARTING_MS = [0, 2_500] as const;
const EARLY_MS = [50, 1_500] as const;
/** A case of Telegram or WhatsApp is open for 1.5 s. */
const LATE_MS = [1_500, 2_800] as const;
/** A sign is waited for so long; then the kill comes anyway, and counts as a late one. */
const SIGN_LONGEST_MS = 6_000;
/** While one is waited for: the step that may stand in the wrong place takes no longer. */
const LOOK_FOR_SIGN_MS = 1;
/** Mostly the kill follows at once; now and then it comes a little later, for steps that come later. */
const AFTER_SIGN = 0.3;
const AFTER_SIGN_MS_MAX = 6;
/** WhatsApp connects late and writes most on disk for each message: without this it would be killed least. */
const SIGN_FROM = { telegram: 1, whatsapp: 2 } as const;

/** Starts the program and kills it at a moment of chance. */
export async function startAndKill(lane: Lane, chance: Chance): Promise<KillMoment> {
  let moment = chance.weighted(WEIGHTS);
  if (moment === 'starting') {
    lane.spawn();
    await delay(chance.between(...STARTING_MS));
  } else if (moment === 'acknowledged' || moment === 'answered') {
    await lane.start();
    const hasCome = await signOf(lane, moment, chance);
    if (!hasCome) moment = 'late';
    else if (chance.happens(AFTER_SIGN)) await delay(chance.between(0, AFTER_SIGN_MS_MAX));
  } else {
    await lane.start();
    const [least, most] = moment === 'early' ? EARLY_MS : LATE_MS;
    await delay(chance.between(least, most));
  }
  await lane.kill();
  return moment;
}

/** The kill shall follow the first sign on one way in, so that none hides behind another. @returns whether it came */
async function signOf(lane: Lane, moment: 'acknowledged' | 'answered', chance: Chance): Promise<boolean> {
  const wanted = moment === 'acknowledged' ? 'acknowledgement' : 'answer';
  const from = chance.weighted(SIGN_FROM);
  const looking = setInterval(() => lane.look(), LOOK_FOR_SIGN_MS);
  const enough = new AbortController();
  const sign = new Promise<true>(resolve => {
    lane.keeper.onSign = (what, way) => {
      if (what === wanted && way === from) resolve(true);
    };
  });
  const tooLong = delay(SIGN_LONGEST_MS, false, { signal: enough.signal }).catch(() => false);
  const hasCome = await Promise.race([sign, tooLong]);
  enough.abort();
  clearInterval(looking);
  lane.keeper.onSign = () => {};
  return hasCome;
}
