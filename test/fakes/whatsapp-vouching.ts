/**
 * The owner's phone vouches for a linked device: its own identity key signs the device's, under a secret that only
 * the one who scanned or typed the code knows, and the device has to sign back. The forms are those that WhatsApp's
 * clients check.
 */
import { createHmac, randomBytes } from 'node:crypto';
import {
  type BinaryNode,
  Curve,
  generateSignalPubKey,
  getBinaryNodeChild,
  getBinaryNodeChildBuffer,
  type KeyPair,
  proto,
  WA_ADV_ACCOUNT_SIG_PREFIX,
  WA_ADV_DEVICE_SIG_PREFIX,
} from '@whiskeysockets/baileys';
import { isSignedBy } from './whatsapp-signal.js';

/** A device that the phone has vouched for and that has to prove that it understood. */
export interface Voucher {
  /** Id of the request, and of the device's answer. */
  readonly id: string;
  readonly node: BinaryNode;
  /** @returns what is wrong with the device's answer */
  check(answer: BinaryNode): string | undefined;
}

export interface DeviceToVouchFor {
  readonly jid: string;
  readonly lidJid: string;
  readonly keyIndex: number;
  /** The device's public identity key, 32 bytes. */
  readonly identity: Uint8Array;
  readonly advSecret: Uint8Array;
}

/** The phone vouches for a device: its own identity signs the device's. */
export function vouchFor(device: DeviceToVouchFor, phone: KeyPair): Voucher {
  const details = proto.ADVDeviceIdentity.encode({
    rawId: device.keyIndex,
    timestamp: Math.floor(Date.now() / 1000),
    keyIndex: device.keyIndex,
  }).finish();
  const signed = Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, device.identity]);
  const account = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: phone.public,
    accountSignature: Curve.sign(phone.private, signed),
  }).finish();
  const sealed = proto.ADVSignedDeviceIdentityHMAC.encode({
    details: account,
    hmac: createHmac('sha256', device.advSecret).update(account).digest(),
  }).finish();
  const id = requestId();
  return {
    id,
    node: {
      tag: 'iq',
      attrs: {
        from: 's.whatsapp.net',
        type: 'set',
        id,
        xmlns: 'md',
        t: String(Math.floor(Date.now() / 1000)),
      },
      content: [
        {
          tag: 'pair-success',
          attrs: {},
          content: [
            { tag: 'device-identity', attrs: {}, content: sealed },
            { tag: 'device', attrs: { jid: device.jid, lid: device.lidJid } },
            { tag: 'platform', attrs: { name: 'android' } },
          ],
        },
      ],
    },
    check: answer => {
      const proof = getBinaryNodeChild(answer, 'pair-device-sign');
      const encoded = getBinaryNodeChildBuffer(proof, 'device-identity');
      if (!encoded) return 'the device did not sign';
      const { deviceSignature } = proto.ADVSignedDeviceIdentity.decode(encoded);
      const message = Buffer.concat([WA_ADV_DEVICE_SIG_PREFIX, details, device.identity, phone.public]);
      const isRight =
        deviceSignature && isSignedBy(generateSignalPubKey(device.identity), message, deviceSignature);
      return isRight ? undefined : 'the device signed wrongly';
    },
  };
}

export function requestId(): string {
  return randomBytes(6).toString('hex');
}
