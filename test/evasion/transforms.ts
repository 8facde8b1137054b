/** All disguises that are measured, in a fixed order, and how they are applied so that a figure can be repeated. */
import { LAYOUT_TRANSFORMS } from './layout-transforms.js';
import { LETTER_TRANSFORMS } from './letter-transforms.js';
import { pickSome, seeded, seedOf } from './seeded.js';
import { SPELLING_TRANSFORMS } from './spelling-transforms.js';
import type { Transform } from './transform.js';

export const TRANSFORMS: readonly Transform[] = [
  ...LETTER_TRANSFORMS,
  ...SPELLING_TRANSFORMS,
  ...LAYOUT_TRANSFORMS,
];

/** `text` disguised; what is drawn depends on the transform and on `key`, never on the order of calls. */
export function disguised(text: string, transform: Transform, key: string): string {
  return transform.apply(text, seeded(seedOf(`${transform.name} ${key}`)));
}

/** Three different transforms, one after the other; spelling first and letters last, as a person would do it. */
export function tripleOf(key: string): readonly Transform[] {
  const drawn = pickSome(TRANSFORMS, 3, seeded(seedOf(`triple ${key}`)));
  const order = [...LAYOUT_TRANSFORMS, ...SPELLING_TRANSFORMS, ...LETTER_TRANSFORMS];
  return [...drawn].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}
