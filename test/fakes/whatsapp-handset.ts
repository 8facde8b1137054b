/**
 * A phone's keys: a real Signal identity, pre-keys that are handed out once, and its sessions with the bot's linked
 * device. Proto messages go in and sealed bytes come out, and back. Calls must come one at a time; a device that is
 * paired anew has another identity, so the sessions with the one before are dropped.
 */
import { randomBytes, randomInt } from 'node:crypto';
import {
  type BinaryNode,
  Curve,
  encodeBigEndian,
  generateSignalPubKey,
  KEY_BUNDLE_TYPE,
  type KeyPair,
  proto,
  signedKeyPair,
} from '@whiskeysockets/baileys';
import type { WhatsAppAccount } from './whatsapp-account.js';
import { type SealedType, type SignalBundle, type SignalKeyPair, SignalSessions } from './whatsapp-signal.js';

const SIGNED_PRE_KEY_ID = 1;
const REGISTRATION_IDS = 16_380;

export class Handset {
  readonly identity = Curve.generateKeyPair();
  readonly #account: WhatsAppAccount;
  readonly #registrationId = randomInt(1, REGISTRATION_IDS);
  readonly #signedPreKey = signedKeyPair(this.identity, SIGNED_PRE_KEY_ID);
  readonly #preKeys = new Map<number, SignalKeyPair>();
  #preKeysMade = 0;
  #sessions: SignalSessions | undefined;
  #sessionsWith = 0;

  constructor(account: WhatsAppAccount) {
    this.#account = account;
  }

  /** @throws when the bot has published no keys */
  async seal(plain: Uint8Array): Promise<{ type: SealedType; body: Buffer }> {
    if (!this.#withBot().canWrite) await this.restart(this.#account.takeBundle());
    return this.#withBot().seal(padded(plain));
  }

  /** From now on it writes in a new session; the bot's old ones stay readable. */
  async restart(bundle: SignalBundle): Promise<void> {
    await this.#withBot().start(bundle);
  }

  async open(type: SealedType, sealed: Uint8Array): Promise<proto.Message> {
    const plain = await this.#withBot().open(type, Buffer.from(sealed));
    return proto.Message.decode(plain.subarray(0, plain.length - (plain.at(-1) ?? 0)));
  }

  /** What the server hands to whoever wants to write to this phone; holds a pre-key of its own. */
  bundleNodes(): BinaryNode[] {
    const { keyId, keyPair, signature } = this.#signedPreKey;
    this.#preKeysMade += 1;
    const id = this.#preKeysMade;
    const preKey = Curve.generateKeyPair();
    this.#preKeys.set(id, signalPair(preKey));
    return [
      { tag: 'type', attrs: {}, content: KEY_BUNDLE_TYPE },
      { tag: 'identity', attrs: {}, content: this.identity.public },
      {
        tag: 'skey',
        attrs: {},
        content: [...keyNodes(keyId, keyPair.public), { tag: 'signature', attrs: {}, content: signature }],
      },
      { tag: 'key', attrs: {}, content: keyNodes(id, preKey.public) },
    ];
  }

  registrationNode(): BinaryNode {
    return { tag: 'registration', attrs: {}, content: encodeBigEndian(this.#registrationId) };
  }

  #withBot(): SignalSessions {
    const { device, number } = this.#account;
    if (this.#sessions && this.#sessionsWith === device) return this.#sessions;
    this.#sessionsWith = device;
    this.#sessions = new SignalSessions(number, {
      isTrustedIdentity: () => true,
      loadPreKey: async id => this.#preKeys.get(id),
      removePreKey: id => void this.#preKeys.delete(id),
      loadSignedPreKey: () => signalPair(this.#signedPreKey.keyPair),
      getOurRegistrationId: () => this.#registrationId,
      getOurIdentity: () => signalPair(this.identity),
    });
    return this.#sessions;
  }
}

function keyNodes(id: number, publicKey: Uint8Array): BinaryNode[] {
  return [
    { tag: 'id', attrs: {}, content: encodeBigEndian(id, 3) },
    { tag: 'value', attrs: {}, content: publicKey },
  ];
}

function signalPair(pair: KeyPair): SignalKeyPair {
  return { privKey: Buffer.from(pair.private), pubKey: Buffer.from(generateSignalPubKey(pair.public)) };
}

/** WhatsApp hides the length of a text behind 1 to 16 bytes that each say how many they are. */
function padded(plain: Uint8Array): Buffer {
  const length = 1 + (randomBytes(1)[0]! & 15);
  return Buffer.concat([plain, Buffer.alloc(length, length)]);
}
