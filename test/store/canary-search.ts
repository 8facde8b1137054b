/**
 * Looks for a known text in raw bytes, in every form in which it could lie there by mistake: plain, UTF-16, hex,
 * base64 at any alignment, reversed, and as a hash without a key. Bytes and canaries come in, what was found goes
 * out; it knows nothing of databases.
 */
import { createHash } from 'node:crypto';

/** Shorter ones would be found by chance. */
const CANARY_LENGTH_MIN = 8;
const UNKEYED_HASHES = ['md5', 'sha1', 'sha256', 'sha512'];
/** A hash may have been cut; a cut to less than this is no use to anybody. */
const HASH_BYTES_COMPARED = 8;

/** @returns `form of "canary"` for each form that was found; empty when there is none */
export function findCanaries(bytes: Buffer, canaries: readonly string[]): readonly string[] {
  // Hex and base64 are found whatever the case of the hex digits.
  const lowered = Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1');
  return canaries.flatMap(canary => {
    const { exact, anyCase } = formsOf(canary);
    const found = [...exact].filter(([, form]) => bytes.includes(form));
    const foundLowered = [...anyCase].filter(([, form]) => lowered.includes(form));
    return [...found, ...foundLowered].map(([name]) => `${name} of "${canary}"`);
  });
}

function formsOf(canary: string): { exact: Map<string, Buffer>; anyCase: Map<string, Buffer> } {
  if (canary.length < CANARY_LENGTH_MIN) throw new Error(`"${canary}" is too short for a canary`);
  const plain = Buffer.from(canary, 'utf8');
  const utf16 = Buffer.from(canary, 'utf16le');
  const reversed = Buffer.from([...canary].reverse().join(''), 'utf8');
  const exact = new Map<string, Buffer>([
    ['utf16le', utf16],
    ['utf16be', Buffer.from(utf16).swap16()],
  ]);
  for (const [name, bytes] of [
    ['plain', plain],
    ['reversed', reversed],
  ] as const) {
    for (const [variant, form] of base64Forms(bytes)) exact.set(`${variant} ${name}`, form);
  }
  // Written in capitals or not, it is the same name.
  const lower = (text: string): Buffer => Buffer.from(text.toLowerCase(), 'latin1');
  const anyCase = new Map<string, Buffer>([
    ['plain', lower(plain.toString('latin1'))],
    ['reversed', lower(reversed.toString('latin1'))],
    ['hex', lower(plain.toString('hex'))],
    ['hex utf16le', lower(utf16.toString('hex'))],
    ['hex reversed', lower(reversed.toString('hex'))],
  ]);
  for (const algorithm of UNKEYED_HASHES) {
    const digest = createHash(algorithm).update(plain).digest().subarray(0, HASH_BYTES_COMPARED);
    exact.set(algorithm, digest);
    anyCase.set(`hex ${algorithm}`, lower(digest.toString('hex')));
  }
  return { exact, anyCase };
}

/** Base64 of a text inside a longer one depends on where it starts: three alignments, edges cut off. */
function base64Forms(bytes: Buffer): Map<string, Buffer> {
  const forms = new Map<string, Buffer>();
  for (const encoding of ['base64', 'base64url'] as const) {
    for (const shift of [0, 1, 2]) {
      const text = Buffer.concat([Buffer.alloc(shift), bytes])
        .toString(encoding)
        .replace(/=+$/, '');
      const start = Math.ceil((shift * 8) / 6);
      const end = Math.floor(((shift + bytes.length) * 8) / 6);
      forms.set(`${encoding}+${shift}`, Buffer.from(text.slice(start, end), 'latin1'));
    }
  }
  return forms;
}
