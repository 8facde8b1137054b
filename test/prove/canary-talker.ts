/**
 * Somebody who holds a conversation in the canary proof, whatever the way in, and what all of them share: the marked
 * words that they write, and the record of everything that was handed to the program, byte by byte.
 */
import { type MarkBook, typed } from './canary-marks.js';
import { NeedleSet } from './canary-needles.js';
import type { WayIn } from './history.js';

/** What a person can do; what a way does not know is left out. */
export interface Talker {
  readonly way: WayIn;
  readonly own: OwnWords;
  write(words: string): Promise<void>;
  /** Takes one of the choices of the newest answer: pressed where there are buttons, else typed. */
  choose(number: number): Promise<void>;
  /** What the bot answered so far, in order. */
  replies(): readonly string[];
  readonly forward?: (words: string) => Promise<void>;
  readonly picture?: (caption?: string) => Promise<void>;
  readonly document?: (caption?: string) => Promise<void>;
  readonly card?: () => Promise<void>;
  /** Puts other words into the message written last. */
  readonly edit?: (words: string) => Promise<void>;
  readonly viewOnce?: (caption: string) => Promise<void>;
  /** One that this device is not shown at all. */
  readonly hidden?: () => Promise<void>;
  /** In a chat whose messages disappear. */
  readonly vanishing?: (words: string) => Promise<void>;
}

/** What one person says: they have a name, a number and words that nobody else has. */
export class OwnWords {
  readonly #name: string;
  #said = 0;

  /** @param number of their telephone, a mark */
  constructor(
    private readonly book: MarkBook,
    private readonly number: string,
    private readonly which: number,
  ) {
    this.#name = book.next('name in a text');
  }

  /** @param about what is asked @param whose name and number are told: the writer's, or those of somebody else */
  text(about: string, whose: 'saya' | 'nya' = 'saya'): string {
    return this.#whole('word in a text', about, whose);
  }

  caption(about: string): string {
    return this.#whole('caption', about, 'saya');
  }

  #whole(kind: 'word in a text' | 'caption', about: string, whose: 'saya' | 'nya'): string {
    this.#said += 1;
    // Another way to type it each time.
    const number = typed(this.number, this.which + this.#said);
    const [name, reached] = whose === 'saya' ? ['nama saya', 'nomor saya'] : ['namanya', 'nomornya'];
    const text = `Halo kak, ${name} ${this.#name}, ${reached} ${number}. ${about} ${this.book.next(kind)}`;
    this.book.note('whole text', text);
    return text;
  }
}

/** Everything that was handed to the program, before anything was encrypted. */
export class Capture {
  readonly #parts: Buffer[] = [];

  add(...parts: readonly (string | Uint8Array)[]): void {
    for (const part of parts) this.#parts.push(Buffer.from(part));
  }

  get byteCount(): number {
    return this.#parts.reduce((sum, { length }) => sum + length, 0);
  }

  /** How many of the marks stand in it, word for word. */
  countOf({ marks }: MarkBook): number {
    const needles = new NeedleSet<number>();
    for (const [index, { value }] of marks.entries()) {
      needles.add(Buffer.from(value), index);
      // As people type it, it has no country code.
      if (typeof value === 'string')
        for (const way of [0, 1, 2])
          if (/^62\d{12}$/.test(value)) needles.add(Buffer.from(typed(value, way)), index);
    }
    const seen = new Set<number>();
    needles.scan(Buffer.concat(this.#parts), index => seen.add(index));
    return seen.size;
  }
}
