/**
 * The server's side of WhatsApp's encrypted line: the Noise_XX handshake as responder, with a certificate chain of
 * our own, and the cutting of the byte stream into frames. Frames go in and out; what they say is not known here.
 */
import {
  aesDecryptGCM,
  aesEncryptGCM,
  Curve,
  hkdf,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
  sha256,
} from '@whiskeysockets/baileys';

interface KeyPair {
  readonly private: Uint8Array;
  readonly public: Uint8Array;
}

/** A server key and the chain that vouches for it, in WhatsApp's form: root, intermediate, leaf. */
export interface TestCertificates {
  readonly leaf: KeyPair;
  readonly chain: Uint8Array;
}

const YEAR_2100 = 4_102_444_800;
const NOTHING: Buffer = Buffer.alloc(0);

export function makeTestCertificates(): TestCertificates {
  const [root, intermediate, leaf] = [Curve, Curve, Curve].map(curve => curve.generateKeyPair()) as [
    KeyPair,
    KeyPair,
    KeyPair,
  ];
  const { Details } = proto.CertChain.NoiseCertificate;
  const details = (serial: number, issuerSerial: number, key: Uint8Array) =>
    Details.encode({ serial, issuerSerial, key, notBefore: 0, notAfter: YEAR_2100 }).finish();
  const vouch = (by: KeyPair, vouched: Uint8Array) => ({
    details: vouched,
    signature: Curve.sign(by.private, vouched),
  });
  const chain = proto.CertChain.encode({
    intermediate: vouch(root, details(1, 0, intermediate.public)),
    leaf: vouch(intermediate, details(2, 1, leaf.public)),
  }).finish();
  return { leaf, chain };
}

/** One connection's handshake and, after it, its two ciphers. Calls must come in the order of the line. */
export class NoiseResponder {
  readonly #certificates: TestCertificates;
  readonly #ephemeral: KeyPair = Curve.generateKeyPair();
  #hash: Buffer = Buffer.from(NOISE_MODE);
  #salt = this.#hash;
  #key = this.#hash;
  #count = 0;
  #in = { key: NOTHING, count: 0 };
  #out = { key: NOTHING, count: 0 };

  constructor(certificates: TestCertificates) {
    this.#certificates = certificates;
    this.#absorb(NOISE_WA_HEADER);
  }

  /** Answers the first frame. */
  hello(frame: Buffer): Uint8Array {
    const theirs = proto.HandshakeMessage.decode(frame).clientHello?.ephemeral;
    if (!theirs) throw new Error('no client hello');
    const { leaf, chain } = this.#certificates;
    this.#absorb(theirs);
    this.#absorb(this.#ephemeral.public);
    this.#mix(Curve.sharedKey(this.#ephemeral.private, theirs));
    const sealedKey = this.#seal(leaf.public);
    this.#mix(Curve.sharedKey(leaf.private, theirs));
    const serverHello = {
      ephemeral: this.#ephemeral.public,
      static: sealedKey,
      payload: this.#seal(chain),
    };
    return proto.HandshakeMessage.encode({ serverHello }).finish();
  }

  /** Reads the second frame: who wants in, and the key that this device always uses on the line. */
  finish(frame: Buffer): { payload: proto.IClientPayload; noiseKey: Buffer } {
    const theirs = proto.HandshakeMessage.decode(frame).clientFinish;
    if (!theirs?.static || !theirs.payload) throw new Error('no client finish');
    const noiseKey = this.#open(theirs.static);
    this.#mix(Curve.sharedKey(this.#ephemeral.private, noiseKey));
    const payload = proto.ClientPayload.decode(this.#open(theirs.payload));
    const keys = derive(NOTHING, this.#salt);
    this.#in = { key: keys.subarray(0, 32), count: 0 };
    this.#out = { key: keys.subarray(32), count: 0 };
    return { payload, noiseKey };
  }

  decrypt(frame: Buffer): Buffer {
    return aesDecryptGCM(frame, this.#in.key, nonce(this.#in.count++), NOTHING);
  }

  encrypt(plain: Buffer): Buffer {
    return aesEncryptGCM(plain, this.#out.key, nonce(this.#out.count++), NOTHING);
  }

  #absorb(bytes: Uint8Array): void {
    this.#hash = sha256(Buffer.concat([this.#hash, bytes]));
  }

  #mix(secret: Uint8Array): void {
    const keys = derive(secret, this.#salt);
    this.#salt = keys.subarray(0, 32);
    this.#key = keys.subarray(32);
    this.#count = 0;
  }

  #seal(plain: Uint8Array): Buffer {
    const sealed = aesEncryptGCM(plain, this.#key, nonce(this.#count++), this.#hash);
    this.#absorb(sealed);
    return sealed;
  }

  #open(sealed: Uint8Array): Buffer {
    const plain = aesDecryptGCM(sealed, this.#key, nonce(this.#count++), this.#hash);
    this.#absorb(sealed);
    return plain;
  }
}

function derive(secret: Uint8Array, salt: Buffer): Buffer {
  return Buffer.from(hkdf(Buffer.from(secret), 64, { salt, info: '' }));
}

function nonce(count: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(count, 8);
  return bytes;
}

/** Cuts what arrives into frames: once the greeting, then three bytes of length before each. */
export class FrameCutter {
  #rest = NOTHING;
  #isGreeted = false;

  /** @returns the frames that are complete now */
  add(bytes: Buffer): Buffer[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    if (!this.#isGreeted) {
      if (this.#rest.length < NOISE_WA_HEADER.length) return [];
      this.#rest = this.#rest.subarray(NOISE_WA_HEADER.length);
      this.#isGreeted = true;
    }
    const frames: Buffer[] = [];
    while (this.#rest.length >= 3) {
      const end = 3 + this.#rest.readUIntBE(0, 3);
      if (this.#rest.length < end) break;
      frames.push(this.#rest.subarray(3, end));
      this.#rest = this.#rest.subarray(end);
    }
    return frames;
  }
}

export function framed(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(3);
  length.writeUIntBE(bytes.length, 0, 3);
  return Buffer.concat([length, bytes]);
}
