/**
 * Looks for very many short byte strings at once: one walk over the bytes, whatever their number. A table of the first
 * three bytes says where it is worth looking closer. It knows nothing of what the strings mean.
 */

/** No needle is shorter. */
export const NEEDLE_BYTES_MIN = 6;
/** One bit for each three bytes that a needle can begin with. */
const BEGINNINGS = 1 << 24;

interface Needle<T> {
  /** Its bytes as latin1: a fraction of the memory of a Buffer. */
  readonly text: string;
  readonly what: T;
}

export class NeedleSet<T> {
  readonly #beginnings = new Uint8Array(BEGINNINGS / 8);
  readonly #needles = new Map<number, Needle<T>[]>();

  add(bytes: Buffer, what: T): void {
    if (bytes.length < NEEDLE_BYTES_MIN) throw new Error('too short: it would be found by chance');
    const key = bytes.readUIntBE(0, NEEDLE_BYTES_MIN);
    const text = bytes.toString('latin1');
    const alike = this.#needles.get(key);
    if (!alike) this.#needles.set(key, [{ text, what }]);
    else if (!alike.some(needle => needle.text === text && needle.what === what)) alike.push({ text, what });
    const beginning = bytes.readUIntBE(0, 3);
    this.#beginnings[beginning >>> 3] =
      (this.#beginnings[beginning >>> 3] as number) | (1 << (beginning & 7));
  }

  /** Tells of every place where one of them begins. */
  scan(bytes: Buffer, found: (what: T, at: number) => void): void {
    const beginnings = this.#beginnings;
    let window = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
    for (let at = 0; at + NEEDLE_BYTES_MIN <= bytes.length; at += 1) {
      window = ((window << 8) | (bytes[at + 2] as number)) & 0xffffff;
      if (((beginnings[window >>> 3] as number) & (1 << (window & 7))) === 0) continue;
      const alike = this.#needles.get(bytes.readUIntBE(at, NEEDLE_BYTES_MIN));
      if (!alike) continue;
      for (const { text, what } of alike)
        if (bytes.toString('latin1', at, at + text.length) === text) found(what, at);
    }
  }
}
