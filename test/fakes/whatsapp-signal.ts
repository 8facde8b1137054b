/**
 * libsignal for the persons of the WhatsApp test server: a copy of its own, loaded with a silent console, because
 * the library prints private keys. A message is tried on a copy of each session, as Signal's own library does:
 * this port changes a session even when the message turns out not to belong to it. No key leaves this process.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';

/** Public keys carry their type byte: 33 bytes. */
export interface SignalKeyPair {
  readonly privKey: Buffer;
  readonly pubKey: Buffer;
}

/** What somebody publishes so that others can start a session with them. */
export interface SignalBundle {
  readonly registrationId: number;
  readonly identityKey: Uint8Array;
  readonly signedPreKey: {
    readonly keyId: number;
    readonly publicKey: Uint8Array;
    readonly signature: Uint8Array;
  };
  readonly preKey?: { readonly keyId: number; readonly publicKey: Uint8Array } | undefined;
}

/** A session record as libsignal writes it: plain data. */
export interface SavedRecord {
  readonly version: string;
  readonly _sessions: Record<
    string,
    { readonly indexInfo: { readonly used: number; readonly closed: number } }
  >;
}

interface SessionRecord {
  serialize(): SavedRecord;
}

/** The keys of one device, as libsignal asks for them. */
export interface SignalStorage {
  loadSession(address: string): Promise<SessionRecord | undefined>;
  storeSession(address: string, record: SessionRecord): Promise<void>;
  isTrustedIdentity(): boolean;
  loadPreKey(id: number): Promise<SignalKeyPair | undefined>;
  removePreKey(id: number): void;
  loadSignedPreKey(id: number): SignalKeyPair;
  getOurRegistrationId(): number;
  getOurIdentity(): SignalKeyPair;
}

interface Libsignal {
  readonly ProtocolAddress: new (name: string, device: number) => { toString(): string };
  readonly SessionRecord: { deserialize(saved: SavedRecord): SessionRecord };
  readonly SessionBuilder: new (
    storage: SignalStorage,
    address: unknown,
  ) => { initOutgoing(bundle: SignalBundle): Promise<void> };
  readonly SessionCipher: new (
    storage: SignalStorage,
    address: unknown,
  ) => {
    encrypt(plain: Buffer): Promise<{ readonly type: number; readonly body: Buffer }>;
    decryptPreKeyWhisperMessage(sealed: Buffer): Promise<Buffer>;
    decryptWhisperMessage(sealed: Buffer): Promise<Buffer>;
  };
  readonly curve: { verifySignature(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean };
}

const baileys = createRequire(createRequire(import.meta.url).resolve('@whiskeysockets/baileys'));

/** A package that Baileys brings along, whether or not npm put it at the top. */
export function requireFromBaileys(name: string): unknown {
  return baileys(name);
}

const signal = loadQuietly(baileys.resolve('libsignal')) as Libsignal;

/** Loads a CommonJS package afresh, with a console that says nothing. */
function loadQuietly(entry: string): unknown {
  const silent = new Proxy({}, { get: () => () => undefined });
  const loaded = new Map<string, { exports: unknown }>();
  const load = (file: string): unknown => {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} as unknown };
    loaded.set(file, module);
    const outside = createRequire(file);
    const require = (name: string) => (name.startsWith('.') ? load(outside.resolve(name)) : outside(name));
    const names = ['exports', 'require', 'module', '__filename', '__dirname', 'console'];
    const run = compileFunction(readFileSync(file, 'utf8'), names, { filename: file });
    run(module.exports, require, module, file, path.dirname(file), silent);
    return module.exports;
  };
  return load(entry);
}

/** Whether a Curve25519 signature is right; Baileys' own check says yes to everything. */
export function isSignedBy(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return signal.curve.verifySignature(Buffer.from(publicKey), message, signature);
}

export type SealedType = 'pkmsg' | 'msg';

/** Everything one device keeps about its sessions with one other device. */
export class SignalSessions {
  readonly #keys: Omit<SignalStorage, 'loadSession' | 'storeSession'>;
  readonly #address: { toString(): string };
  #record: SavedRecord | undefined;

  constructor(name: string, keys: Omit<SignalStorage, 'loadSession' | 'storeSession'>) {
    this.#keys = keys;
    this.#address = new signal.ProtocolAddress(name, 1);
  }

  get canWrite(): boolean {
    return Object.values(this.#record?._sessions ?? {}).some(session => session.indexInfo.closed === -1);
  }

  /** Starts a session; an older one stays readable. */
  async start(bundle: SignalBundle): Promise<void> {
    const storage = this.#storage(this.#record);
    await new signal.SessionBuilder(storage, this.#address).initOutgoing(bundle);
    this.#record = storage.saved();
  }

  async seal(plain: Buffer): Promise<{ type: SealedType; body: Buffer }> {
    const storage = this.#storage(this.#record);
    const { type, body } = await new signal.SessionCipher(storage, this.#address).encrypt(plain);
    this.#record = storage.saved();
    return { type: type === 3 ? 'pkmsg' : 'msg', body: Buffer.from(body) };
  }

  /** Rejects when no session fits; then nothing has changed. */
  async open(type: SealedType, sealed: Buffer): Promise<Buffer> {
    if (type === 'msg') return this.#openWithAny(sealed);
    const storage = this.#storage(this.#record);
    const cipher = new signal.SessionCipher(storage, this.#address);
    const plain = await cipher.decryptPreKeyWhisperMessage(sealed);
    this.#record = storage.saved();
    return plain;
  }

  async #openWithAny(sealed: Buffer): Promise<Buffer> {
    const record = this.#record;
    if (!record) throw new Error('no session');
    const latestFirst = Object.entries(record._sessions).sort(
      ([, a], [, b]) => b.indexInfo.used - a.indexInfo.used,
    );
    for (const [key, session] of latestFirst) {
      const storage = this.#storage({ version: record.version, _sessions: { [key]: session } });
      const plain = await new signal.SessionCipher(storage, this.#address)
        .decryptWhisperMessage(sealed)
        .catch(() => undefined);
      if (!plain) continue;
      this.#record = { ...record, _sessions: { ...record._sessions, ...storage.saved()?._sessions } };
      return plain;
    }
    throw new Error(`none of ${latestFirst.length} sessions fits`);
  }

  #storage(record: SavedRecord | undefined): SignalStorage & { saved(): SavedRecord | undefined } {
    let current = record;
    return {
      ...this.#keys,
      loadSession: async () => (current ? signal.SessionRecord.deserialize(current) : undefined),
      storeSession: async (_address, changed) => {
        current = changed.serialize();
      },
      saved: () => current,
    };
  }
}
