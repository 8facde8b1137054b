/**
 * The bot's WhatsApp account as its server keeps it: the number, the linked device, and the keys which that device
 * has published. Pre-keys are handed out once each, and survive the device's connections. It never sees a private
 * key of the bot, and nothing here talks to anybody.
 */
import {
  type BinaryNode,
  encodeBigEndian,
  generateSignalPubKey,
  getBinaryNodeChild,
  getBinaryNodeChildBuffer,
  getBinaryNodeChildren,
  getBinaryNodeChildUInt,
  KEY_BUNDLE_TYPE,
  type proto,
} from '@whiskeysockets/baileys';
import type { SignalBundle } from './whatsapp-signal.js';

/** Below five a client makes new ones. */
const FEW_PRE_KEYS = 4;

export class WhatsAppAccount {
  readonly number: string;
  readonly lid: string;
  /** Number of the linked device; a new pairing gets the next one. */
  device = 0;
  isLinked = false;
  #registrationId = 0;
  #identity: Buffer = Buffer.alloc(0);
  #signedPreKey: { keyId: number; publicKey: Buffer; signature: Buffer } = {
    keyId: 0,
    publicKey: Buffer.alloc(0),
    signature: Buffer.alloc(0),
  };
  readonly #preKeys = new Map<number, Buffer>();
  /** Told when hardly any pre-key is left: the device is asked for more. */
  onFewPreKeys: () => void = () => {};
  #held: (() => void)[] = [];
  #hasKeys = false;

  constructor(number: string, lid: string) {
    this.number = number;
    this.lid = lid;
  }

  get jid(): string {
    return `${this.number}:${this.device}@s.whatsapp.net`;
  }

  get lidJid(): string {
    return `${this.lid}:${this.device}@lid`;
  }

  /** The device's public identity key, 32 bytes. */
  get identity(): Buffer {
    return this.#identity;
  }

  get preKeysLeft(): number {
    return this.#preKeys.size;
  }

  /** Whether the user part of an address is the account itself, under either of its names. */
  isOwn(user: string | undefined): boolean {
    return user === this.number || user === this.lid;
  }

  /**
   * A device has been scanned: what it said of itself counts, and the keys of the one before are void. It is
   * linked once it has proved that it holds its key.
   */
  link(data: proto.ClientPayload.IDevicePairingRegistrationData): void {
    this.device += 1;
    this.isLinked = false;
    this.#hasKeys = false;
    this.#preKeys.clear();
    this.#registrationId = number(data.eRegid);
    this.#identity = bytes(data.eIdent);
    this.#signedPreKey = {
      keyId: number(data.eSkeyId),
      publicKey: bytes(data.eSkeyVal),
      signature: bytes(data.eSkeySig),
    };
  }

  /** Runs it once the linked device has published pre-keys: now, or then. */
  whenReachable(run: () => void): void {
    if (this.#hasKeys) run();
    else this.#held.push(run);
  }

  get isReachable(): boolean {
    return this.#hasKeys;
  }

  /** The device publishes pre-keys; one under a number that is taken replaces it. */
  upload(node: BinaryNode): void {
    this.rotate(node);
    for (const key of getBinaryNodeChildren(getBinaryNodeChild(node, 'list'), 'key')) {
      const id = getBinaryNodeChildUInt(key, 'id', 3);
      if (id !== undefined) this.#preKeys.set(id, bytes(getBinaryNodeChildBuffer(key, 'value')));
    }
    this.#hasKeys = true;
    for (const run of this.#held.splice(0)) run();
  }

  /** The device replaces its signed pre-key. */
  rotate(node: BinaryNode): void {
    const signed = getBinaryNodeChild(node, 'skey');
    if (!signed) return;
    this.#signedPreKey = {
      keyId: getBinaryNodeChildUInt(signed, 'id', 3) ?? 0,
      publicKey: bytes(getBinaryNodeChildBuffer(signed, 'value')),
      signature: bytes(getBinaryNodeChildBuffer(signed, 'signature')),
    };
  }

  /** All but so many are gone, as after hundreds of new people. */
  leavePreKeys(left: number): void {
    for (const id of [...this.#preKeys.keys()].slice(left)) this.#preKeys.delete(id);
  }

  /** What a phone needs to start a session; uses up a pre-key, and does without when none is left. */
  takeBundle(): SignalBundle {
    const [next] = this.#preKeys;
    if (next) this.#preKeys.delete(next[0]);
    if (this.#preKeys.size === FEW_PRE_KEYS || this.#preKeys.size === 0) this.onFewPreKeys();
    return {
      registrationId: this.#registrationId,
      identityKey: generateSignalPubKey(this.#identity),
      signedPreKey: {
        ...this.#signedPreKey,
        publicKey: generateSignalPubKey(this.#signedPreKey.publicKey),
      },
      preKey: next && { keyId: next[0], publicKey: generateSignalPubKey(next[1]) },
    };
  }

  /** The answer to a device that asks what the server holds of it. */
  digest(): BinaryNode {
    const { keyId, publicKey, signature } = this.#signedPreKey;
    return {
      tag: 'digest',
      attrs: {},
      content: [
        { tag: 'registration', attrs: {}, content: encodeBigEndian(this.#registrationId) },
        { tag: 'type', attrs: {}, content: KEY_BUNDLE_TYPE },
        { tag: 'identity', attrs: {}, content: this.#identity },
        {
          tag: 'skey',
          attrs: {},
          content: [
            { tag: 'id', attrs: {}, content: encodeBigEndian(keyId, 3) },
            { tag: 'value', attrs: {}, content: publicKey },
            { tag: 'signature', attrs: {}, content: signature },
          ],
        },
      ],
    };
  }
}

function bytes(value: Uint8Array | null | undefined): Buffer {
  return Buffer.from(value ?? []);
}

function number(value: Uint8Array | null | undefined): number {
  const encoded = bytes(value);
  return encoded.length === 0 ? 0 : encoded.readUIntBE(0, encoded.length);
}
