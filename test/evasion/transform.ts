/** What a disguise is: a named, seeded way of writing a text so that a person still reads it at once. */
import type { Random } from './seeded.js';

export interface Transform {
  readonly name: string;
  /** What is done, and where it is known from. */
  readonly what: string;
  apply(text: string, random: Random): string;
}
