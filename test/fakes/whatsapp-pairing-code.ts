/**
 * The owner's phone when a code of eight letters is typed into it: the code opens the device's short-lived key, the
 * phone answers with its own, and out of both comes the secret under which the phone then vouches for the device.
 * The steps mirror Baileys' `requestPairingCode` and its answer to `link_code_companion_reg`.
 */
import { randomBytes } from 'node:crypto';
import {
  aesDecryptCTR,
  aesDecryptGCM,
  aesEncryptCTR,
  type BinaryNode,
  Curve,
  derivePairingCodeKey,
  getBinaryNodeChild,
  hkdf,
  type KeyPair,
} from '@whiskeysockets/baileys';
import { requestId } from './whatsapp-vouching.js';

/** What the phone knows after the code was typed. */
export interface TypedCode {
  /** For the device: the phone's keys. */
  readonly node: BinaryNode;
  readonly shared: Uint8Array;
}

export async function typeCode(code: string, hello: BinaryNode, phone: KeyPair): Promise<TypedCode> {
  const wrapped = bytesOf(hello, 'link_code_pairing_wrapped_companion_ephemeral_pub');
  const theirKey = await derivePairingCodeKey(code, wrapped.subarray(0, 32));
  const theirs = aesDecryptCTR(wrapped.subarray(48, 80), theirKey, wrapped.subarray(32, 48));
  const ephemeral = Curve.generateKeyPair();
  const [salt, iv] = [randomBytes(32), randomBytes(16)];
  const ours = aesEncryptCTR(ephemeral.public, await derivePairingCodeKey(code, salt), iv);
  const part = (tag: string, content: Uint8Array): BinaryNode => ({ tag, attrs: {}, content });
  return {
    shared: Curve.sharedKey(ephemeral.private, theirs),
    node: {
      tag: 'link_code_companion_reg',
      attrs: { stage: 'primary_hello' },
      content: [
        part('link_code_pairing_wrapped_primary_ephemeral_pub', Buffer.concat([salt, iv, ours])),
        part('primary_identity_pub', phone.public),
        part('link_code_pairing_ref', Buffer.from(requestId())),
      ],
    },
  };
}

/** The secret to vouch under. @throws when another code was typed than the device shows */
export function openKeyBundle(finish: BinaryNode, { shared }: TypedCode, phone: KeyPair): Uint8Array {
  const wrapped = bytesOf(finish, 'link_code_pairing_wrapped_key_bundle');
  const info = 'link_code_pairing_key_bundle_encryption_key';
  const key = hkdf(Buffer.from(shared), 32, { salt: wrapped.subarray(0, 32), info });
  const bundle = aesDecryptGCM(wrapped.subarray(44), key, wrapped.subarray(32, 44), Buffer.alloc(0));
  const [identity, random] = [bundle.subarray(0, 32), bundle.subarray(64, 96)];
  const secrets = [shared, Curve.sharedKey(phone.private, identity), random];
  return hkdf(Buffer.concat(secrets), 32, { info: 'adv_secret' });
}

function bytesOf(node: BinaryNode, tag: string): Buffer {
  const content = getBinaryNodeChild(node, tag)?.content;
  if (!(content instanceof Uint8Array)) throw new Error(`no ${tag}`);
  return Buffer.from(content);
}
