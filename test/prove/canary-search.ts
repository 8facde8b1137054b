/**
 * The search of the canary proof: bytes come in, and out goes which kind of mark was found there, in which form and
 * where. The bytes are read as they are, and whatever looks like hex or base64 is read decoded as well; in each reading it
 * looks for the cores of the marks, for whole marks, for numbers as machines write them, and for hashes without a key.
 */
import {
  CORED_KINDS,
  coresOf,
  hashesOf,
  isCored,
  isNumber,
  isPhone,
  type Mark,
  type MarkKind,
} from './canary-marks.js';
import { NeedleSet } from './canary-needles.js';

export interface Found {
  readonly kind: MarkKind;
  /** E.g. "base64 of sha256". */
  readonly form: string;
  /** Where it begins, within a few bytes. */
  readonly at: number;
}

type What = Pick<Found, 'kind' | 'form'>;

/** The two ways to write bytes as signs, and how many bytes a sign stands for. */
const ENCODINGS = [
  { name: 'hex', isSign: tableOf('0123456789abcdefABCDEF'), runMin: 12, shifts: [0, 1], bytesPerSign: 1 / 2 },
  {
    name: 'base64',
    isSign: tableOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_'),
    runMin: 11,
    shifts: [0, 1, 2, 3],
    bytesPerSign: 3 / 4,
  },
] as const;
/** Base64 within base64, hex within base64: this deep. */
const DEPTH_MAX = 2;
const SMALL_LETTERS = lowerCaseTable();
const CLIENT_ADDRESS_BYTES = Buffer.from('20010db87a3c', 'hex');

export class CanarySearch {
  /** Looked for in small letters, in every reading. */
  readonly #letters = new NeedleSet<What>();
  /** Looked for as they are, in every reading. */
  readonly #bytes = new NeedleSet<What>();
  /** So short that decoded noise would hold them by chance: looked for in the bytes themselves only. */
  readonly #short = new NeedleSet<What>();
  readonly #whats = new Map<string, What>();

  constructor() {
    for (const kind of CORED_KINDS) for (const core of coresOf(kind)) this.#addText(kind, core);
    this.#short.add(CLIENT_ADDRESS_BYTES, this.#what('client address', 'bytes of the address'));
  }

  /** From now on this mark is looked for, too. */
  learn(mark: Mark): void {
    const { kind, value } = mark;
    for (const [name, digest] of hashesOf(mark)) this.#bytes.add(digest, this.#what(kind, name));
    if (typeof value !== 'string') {
      this.#bytes.add(value, this.#what(kind, 'plain'));
      this.#bytes.add(Buffer.from(value).reverse(), this.#what(kind, 'reversed'));
      return;
    }
    if (!isCored(kind)) this.#addText(kind, value.toLowerCase());
    if (isNumber(kind)) this.#addNumber(kind, value);
    if (isPhone(kind)) this.#addNumber(kind, value.slice(2));
  }

  find(bytes: Buffer): readonly Found[] {
    const found: Found[] = [];
    const note = (reading: string, { kind, form }: What, at: number): void => {
      found.push({ kind, form: `${reading}${form}`, at });
    };
    this.#short.scan(bytes, (what, at) => note('', what, at));
    this.#read(bytes, '', 0, at => at, note);
    return found;
  }

  #read(
    bytes: Buffer,
    reading: string,
    depth: number,
    originOf: (at: number) => number,
    note: (reading: string, what: What, at: number) => void,
  ): void {
    this.#bytes.scan(bytes, (what, at) => note(reading, what, originOf(at)));
    this.#letters.scan(inSmallLetters(bytes), (what, at) => note(reading, what, originOf(at)));
    if (depth === DEPTH_MAX) return;
    for (const { name, isSign, runMin, shifts, bytesPerSign } of ENCODINGS)
      for (const [start, end] of runsIn(bytes, isSign, runMin))
        for (const shift of shifts)
          this.#read(
            Buffer.from(bytes.toString('latin1', start + shift, end), name),
            `${reading}${name} of `,
            depth + 1,
            at => originOf(start + shift + Math.floor(at / bytesPerSign)),
            note,
          );
  }

  /** @param text in small letters */
  #addText(kind: MarkKind, text: string): void {
    const plain = Buffer.from(text);
    this.#letters.add(plain, this.#what(kind, 'plain'));
    this.#letters.add(Buffer.from(plain).reverse(), this.#what(kind, 'reversed'));
    // Without the last zero it is in both orders of bytes.
    this.#letters.add(Buffer.from(text, 'utf16le').subarray(0, -1), this.#what(kind, 'UTF-16'));
  }

  #addNumber(kind: MarkKind, digits: string): void {
    const number = Number(digits);
    const short = Buffer.alloc(6);
    short.writeUIntBE(number, 0, 6);
    const integer = this.#what(kind, 'integer');
    // SQLite keeps these in six bytes.
    for (const six of [short, Buffer.from(short).reverse()]) this.#short.add(six, integer);
    const whole = Buffer.concat([Buffer.alloc(2), short]);
    const double = Buffer.alloc(8);
    double.writeDoubleBE(number);
    for (const eight of [whole, Buffer.from(whole).reverse()]) this.#bytes.add(eight, integer);
    for (const eight of [double, Buffer.from(double).reverse()])
      this.#bytes.add(eight, this.#what(kind, 'double'));
    this.#short.add(varint(number), this.#what(kind, 'varint'));
  }

  /** One object for each, however many marks there are. */
  #what(kind: MarkKind, form: string): What {
    const name = `${kind}/${form}`;
    const known = this.#whats.get(name);
    if (known) return known;
    const what = { kind, form };
    this.#whats.set(name, what);
    return what;
  }
}

/** As protobuf writes a number. */
export function varint(number: number): Buffer {
  const bytes: number[] = [];
  let left = BigInt(number);
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return Buffer.from([...bytes, Number(left)]);
}

/** Where such signs follow each other; by hand, because a regular expression gives up on a run of a megabyte. */
function* runsIn(bytes: Buffer, isSign: Uint8Array, runMin: number): Generator<readonly [number, number]> {
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && isSign[bytes[at] as number] === 1) continue;
    if (at - start >= runMin) yield [start, at];
    start = at + 1;
  }
}

function tableOf(signs: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const sign of signs) table[sign.charCodeAt(0)] = 1;
  return table;
}

function lowerCaseTable(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));
}

function inSmallLetters(bytes: Buffer): Buffer {
  const small = Buffer.allocUnsafe(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) small[at] = SMALL_LETTERS[bytes[at] as number] as number;
  return small;
}
