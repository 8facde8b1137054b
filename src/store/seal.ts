/**
 * Sealing: a value comes in, a text that only the right key opens goes out, bound to the table, column and row
 * that it stands in; and keyed hashes to look rows up by. It never decides what is sealed and never touches a
 * database. A sealed text is `s1.<key id>.<base64url of nonce, ciphertext and tag>`.
 */
import { createCipheriv, createDecipheriv, createHmac, type KeyObject, randomBytes } from 'node:crypto';
import type { KeyPurpose, Secrets } from './secret-file.js';

const CIPHER = 'aes-256-gcm';
const FORMAT = 's1';
/** 96 random bits: safe for about four thousand million values under one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Values are padded to a multiple of this, so that their length does not tell a warning from a greeting. */
const PADDING_STEP_BYTES = 256;
/** Far above any message that a channel lets through; a larger value is a mistake of ours. */
export const SEALED_VALUE_BYTES_MAX = 1_048_576;
const HASH_BYTES = 16;

/** Where a sealed value stands. It opens nowhere else, so a row's content cannot be moved to another row. */
export interface SealPlace {
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

/**
 * `seal_format` – not something that `seal` wrote · `seal_key_unknown` – its key is not in the secret file ·
 * `seal_broken` – changed since it was written, or moved · `seal_too_large` – over `SEALED_VALUE_BYTES_MAX`.
 */
export type SealErrorCode = 'seal_format' | 'seal_key_unknown' | 'seal_broken' | 'seal_too_large';

/** Carries a code and a place, never what was sealed. */
export class SealError extends Error {
  constructor(
    readonly code: SealErrorCode,
    place: SealPlace,
  ) {
    super(`${code}: ${place.table}.${place.column}`);
    this.name = 'SealError';
  }
}

/** Seals anything that JSON can carry, with the purpose's current key. @throws SealError `seal_too_large` */
export function seal(secrets: Secrets, purpose: KeyPurpose, place: SealPlace, value: unknown): string {
  const plain = Buffer.from(JSON.stringify(value), 'utf8');
  if (plain.length > SEALED_VALUE_BYTES_MAX) throw new SealError('seal_too_large', place);
  const { id, key } = secrets.current(purpose);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(purpose, id, place));
  const body = Buffer.concat([nonce, cipher.update(padded(plain)), cipher.final(), cipher.getAuthTag()]);
  return `${FORMAT}.${id}.${body.toString('base64url')}`;
}

/** The value that was sealed at this place, with whichever key of the purpose it was. @throws SealError */
export function open(secrets: Secrets, purpose: KeyPurpose, place: SealPlace, sealed: string): unknown {
  const [format, id, encoded, ...rest] = sealed.split('.');
  const body = Buffer.from(encoded ?? '', 'base64url');
  if (format !== FORMAT || !id || rest.length > 0 || body.length < NONCE_BYTES + TAG_BYTES) {
    throw new SealError('seal_format', place);
  }
  const found = secrets.find(purpose, id);
  if (!found) throw new SealError('seal_key_unknown', place);
  const decipher = createDecipheriv(CIPHER, found.key, body.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(boundTo(purpose, id, place));
  decipher.setAuthTag(body.subarray(-TAG_BYTES));
  try {
    const plain = Buffer.concat([decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    return JSON.parse(plain.toString('utf8'));
  } catch {
    throw new SealError('seal_broken', place);
  }
}

/** HMAC-SHA-256 cut to 128 bits, hex. The parts are kept apart, so no two lists of parts share a hash. */
export function keyedHash(key: KeyObject, parts: readonly string[]): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(parts))
    .digest()
    .subarray(0, HASH_BYTES)
    .toString('hex');
}

function boundTo(purpose: KeyPurpose, keyId: string, place: SealPlace): Buffer {
  return Buffer.from(
    JSON.stringify([FORMAT, purpose, keyId, place.table, place.column, place.rowId]),
    'utf8',
  );
}

/** JSON may end in spaces, so the padding needs no length of its own. */
function padded(plain: Buffer): Buffer {
  const length = Math.ceil(plain.length / PADDING_STEP_BYTES) * PADDING_STEP_BYTES;
  return Buffer.concat([plain, Buffer.alloc(length - plain.length, ' ')]);
}
