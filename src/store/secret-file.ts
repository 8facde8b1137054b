/**
 * The keyring: one file outside the database that holds every key, each for one purpose. A path comes in, keys
 * go out; the file is made on first start and gains the keys that a later version needs. It never prints a
 * key, never writes one anywhere else, and never replaces a file that it cannot read.
 */
import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Problem, StartupError } from '../errors.js';
import { isOpenToOthers, readSmallFile, writeSecretly } from './private-files.js';

/** What a key may be used for. A new purpose is added here; its key appears in the file at the next start. */
export const KEY_PURPOSES = [
  'inbox',
  'outbox',
  'session',
  'chat_key',
  'dedupe',
  'cookie',
  /** Seals what a report keeps. */
  'report',
  /** Finds a report by its receipt, and reports about the same recruiter. */
  'report_lookup',
  /** Counts a reporter once for each recruiter; replaced and destroyed every four weeks. */
  'reporter_tag',
  /** Seals the keys that a network's library keeps, and finds them by name. */
  'channel_key',
  'channel_key_lookup',
] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

export const KEY_BYTES = 32;
/** Rotation keeps old keys until they are forgotten; more than this many at once is a mistake. */
export const KEYS_PER_PURPOSE_MAX = 8;
export const SECRET_FILE_BYTES_MAX = 65_536;
const KEY_ID_HEX_LENGTH = 8;
const FORMAT = 1;
const ABOUT =
  'Keys of CekLoker. Whoever has this file and the database can read what is waiting there; without it nobody ' +
  'can. Keep it apart from the data and from its backups.';

/** A key as it is used: the id is derived from the key, the key itself cannot be printed or serialised. */
export interface Key {
  readonly id: string;
  readonly key: KeyObject;
}

export interface Secrets {
  readonly path: string;
  /** True when this start created the file. */
  readonly isNew: boolean;
  /** True when the file's mode lets other accounts of the machine read it. */
  readonly isOpenToOthers: boolean;
  /** The key that new values are written with. */
  current(purpose: KeyPurpose): Key;
  /** Every key that old values may have been written with, the current one first. */
  all(purpose: KeyPurpose): readonly Key[];
  find(purpose: KeyPurpose, id: string): Key | null;
  /**
   * Makes a new current key; the old ones still open what they sealed. Keys that are only hashed with (`chat_key`)
   * take effect at the next start. @returns the new id @throws when `KEYS_PER_PURPOSE_MAX` are held
   */
  rotate(purpose: KeyPurpose): string;
  /** Destroys an old key: what it sealed is lost for good. @throws for the current key */
  forget(purpose: KeyPurpose, id: string): void;
}

const fileSchema = z.strictObject({
  about: z.string(),
  format: z.literal(FORMAT),
  // Purposes of a newer version are kept as they are, so that going back a version loses no key.
  purposes: z.record(
    z.string(),
    z.strictObject({ current: z.string(), keys: z.record(z.string(), z.string()) }),
  ),
});
type SecretFileContent = z.infer<typeof fileSchema>;

/** Opens the keyring, creating it (mode 0600) where there is none. @throws StartupError naming what is wrong in it */
export function openSecretFile(path: string): Secrets {
  const existing = readSmallFile(path, SECRET_FILE_BYTES_MAX);
  let content = existing === null ? emptyContent() : parseContent(path, existing);
  if (addMissingPurposes(content)) {
    writeSecretly(path, serialise(content), existing === null ? 'create' : 'replace');
    // Another process may have created it in the same moment: the file on disk decides.
    content = parseContent(path, readSmallFile(path, SECRET_FILE_BYTES_MAX) ?? '');
  }
  return new Keyring(path, existing === null, content);
}

class Keyring implements Secrets {
  readonly isOpenToOthers: boolean;
  #keys: ReadonlyMap<string, readonly Key[]>;

  constructor(
    readonly path: string,
    readonly isNew: boolean,
    content: SecretFileContent,
  ) {
    this.isOpenToOthers = isOpenToOthers(path);
    this.#keys = keysOf(content);
  }

  current(purpose: KeyPurpose): Key {
    return this.all(purpose)[0]!;
  }

  all(purpose: KeyPurpose): readonly Key[] {
    return this.#keys.get(purpose) ?? [];
  }

  find(purpose: KeyPurpose, id: string): Key | null {
    return this.all(purpose).find(key => key.id === id) ?? null;
  }

  rotate(purpose: KeyPurpose): string {
    return this.#change(content => {
      const ring = content.purposes[purpose]!;
      if (Object.keys(ring.keys).length >= KEYS_PER_PURPOSE_MAX) {
        throw new Error(`${KEYS_PER_PURPOSE_MAX} keys are held for ${purpose}; forget the oldest first`);
      }
      addKey(ring);
      return ring.current;
    });
  }

  forget(purpose: KeyPurpose, id: string): void {
    this.#change(content => {
      const ring = content.purposes[purpose]!;
      if (ring.current === id)
        throw new Error(`the key in use for ${purpose} cannot be forgotten; rotate first`);
      delete ring.keys[id];
    });
  }

  /** Starts from the file, not from memory: the command line may have changed it meanwhile. */
  #change<T>(edit: (content: SecretFileContent) => T): T {
    const content = parseContent(this.path, readSmallFile(this.path, SECRET_FILE_BYTES_MAX) ?? '');
    addMissingPurposes(content);
    const result = edit(content);
    writeSecretly(this.path, serialise(content), 'replace');
    this.#keys = keysOf(content);
    return result;
  }
}

/** The id is a short fingerprint of the key, so a damaged key is noticed when the file is read. */
function idOf(key: KeyObject): string {
  return createHmac('sha256', key).update('cekloker key id').digest('hex').slice(0, KEY_ID_HEX_LENGTH);
}

function emptyContent(): SecretFileContent {
  return { about: ABOUT, format: FORMAT, purposes: {} };
}

function addKey(ring: { current: string; keys: Record<string, string> }): void {
  const bytes = randomBytes(KEY_BYTES);
  ring.current = idOf(createSecretKey(bytes));
  ring.keys[ring.current] = bytes.toString('base64');
}

/** @returns whether anything was added */
function addMissingPurposes(content: SecretFileContent): boolean {
  const missing = KEY_PURPOSES.filter(purpose => content.purposes[purpose] === undefined);
  for (const purpose of missing) {
    const ring = { current: '', keys: {} };
    addKey(ring);
    content.purposes[purpose] = ring;
  }
  return missing.length > 0;
}

function serialise(content: SecretFileContent): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

function keysOf(content: SecretFileContent): ReadonlyMap<string, readonly Key[]> {
  const keys = new Map<string, readonly Key[]>();
  for (const [purpose, ring] of Object.entries(content.purposes)) {
    const ids = [ring.current, ...Object.keys(ring.keys).filter(id => id !== ring.current)];
    keys.set(
      purpose,
      ids.map(id => ({ id, key: createSecretKey(Buffer.from(ring.keys[id]!, 'base64')) })),
    );
  }
  return keys;
}

const WHAT_TO_DO =
  'Put the right file back. If it is lost, move this file and the database away and start again: ' +
  'what was waiting in the database can then not be read any more.';

/** @throws StartupError; its messages name purposes and key ids, never the content of a key */
function parseContent(path: string, text: string): SecretFileContent {
  const problem = (message: string): Problem => ({ file: path, line: null, message });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const what =
      text.trim() === '' ? 'the secret file is empty' : 'this is no secret file of CekLoker (not JSON)';
    throw new StartupError([problem(`${what}. ${WHAT_TO_DO}`)]);
  }
  const checked = fileSchema.safeParse(value);
  if (!checked.success) {
    const where = checked.error.issues.map(issue => issue.path.join('.') || 'the file itself').join(', ');
    const message = `this is no secret file of this version of CekLoker (wrong: ${where}). ${WHAT_TO_DO}`;
    throw new StartupError([problem(message)]);
  }
  const damaged = damagedKeys(checked.data);
  if (damaged.length > 0) {
    throw new StartupError(damaged.map(which => problem(`the key ${which} is damaged. ${WHAT_TO_DO}`)));
  }
  return checked.data;
}

function damagedKeys(content: SecretFileContent): string[] {
  return Object.entries(content.purposes).flatMap(([purpose, ring]) => {
    const wrong = Object.entries(ring.keys).filter(([id, base64]) => {
      const bytes = Buffer.from(base64, 'base64');
      return bytes.length !== KEY_BYTES || idOf(createSecretKey(bytes)) !== id;
    });
    const names = wrong.map(([id]) => `${purpose}/${id}`);
    return ring.keys[ring.current] === undefined ? [...names, `${purpose}/${ring.current}`] : names;
  });
}
