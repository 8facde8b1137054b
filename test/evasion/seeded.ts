/**
 * Randomness that repeats itself: the same seed gives the same draws on every machine, so that a figure can be
 * measured again. Holds no state of its own and reads no clock.
 */

/** The next draw, from 0 up to but without 1. */
export type Random = () => number;

/** FNV-1a (32 bit) of a text: turns names and ids into seeds. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}

/** Mulberry32 (Tommy Ettinger, public domain). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of `of`, each as likely as the others. */
export function pick<T>(of: readonly T[], random: Random): T {
  return of[Math.floor(random() * of.length)] as T;
}

/** `count` different ones of `of`, in the order in which they were drawn. */
export function pickSome<T>(of: readonly T[], count: number, random: Random): readonly T[] {
  const left = [...of];
  const drawn: T[] = [];
  while (drawn.length < count && left.length > 0)
    drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  return drawn;
}
