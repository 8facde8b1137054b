/**
 * Linking a device, seen from the server: a client that wants to register gets references, the owner's phone scans
 * the code that it makes of one or types the one that it shows, vouches for the device, and the client is sent away
 * to come back as a linked device. Whoever has gone in the meantime is not linked.
 */
import { type BinaryNode, jidDecode, type KeyPair } from '@whiskeysockets/baileys';
import type { WhatsAppAccount } from './whatsapp-account.js';
import type { WhatsAppConnection } from './whatsapp-connection.js';
import { openKeyBundle, type TypedCode, typeCode } from './whatsapp-pairing-code.js';
import { requestId, vouchFor } from './whatsapp-vouching.js';

/** A client asked to be linked by a code that the owner types. */
export interface PairingRequest {
  readonly number: string;
  readonly atMs: number;
}

interface Expected {
  readonly connection: WhatsAppConnection;
  readonly take: (node: BinaryNode) => void;
  readonly fail: (error: Error) => void;
}

const REFS = 6;

export class WhatsAppPairing {
  readonly requests: PairingRequest[] = [];
  /** Called when a device is linked, before it comes back. */
  onLink: () => void = () => undefined;
  readonly #account: WhatsAppAccount;
  readonly #phone: KeyPair;
  readonly #refsMax: number;
  readonly #byRef = new Map<string, WhatsAppConnection>();
  readonly #expected = new Map<string, Expected>();
  #codeRequest: { readonly connection: WhatsAppConnection; readonly hello: BinaryNode } | undefined;

  constructor(account: WhatsAppAccount, phone: KeyPair, refsMax = REFS) {
    this.#account = account;
    this.#phone = phone;
    this.#refsMax = refsMax;
  }

  /** Gives a client that wants to register what it makes its codes of. */
  offer(connection: WhatsAppConnection): void {
    const refs = Array.from({ length: this.#refsMax }, () => `2@${requestId().repeat(8)}`);
    for (const ref of refs) this.#byRef.set(ref, connection);
    const content = refs.map(ref => ({ tag: 'ref', attrs: {}, content: Buffer.from(ref) }));
    connection.send({
      tag: 'iq',
      attrs: { from: 's.whatsapp.net', type: 'set', id: requestId(), xmlns: 'md' },
      content: [{ tag: 'pair-device', attrs: {}, content }],
    });
  }

  /** @throws when nobody shows that code, or the device does not sign as it must */
  async scan(qr: string): Promise<string> {
    const [ref = '', noiseKey, identity, advSecret = ''] = (qr.split('#')[1] ?? qr).split(',');
    const connection = this.#byRef.get(ref);
    if (!connection?.isOpen) throw new Error('nobody shows this code');
    if (noiseKey !== connection.noiseKey.toString('base64'))
      throw new Error('the code names another line key');
    const { eIdent } = connection.payload.devicePairingData ?? {};
    if (identity !== Buffer.from(eIdent ?? []).toString('base64')) {
      throw new Error('the code names another identity');
    }
    return this.#link(connection, Buffer.from(advSecret, 'base64'));
  }

  /** The client shows a code for somebody to type. */
  requestCode(connection: WhatsAppConnection, request: BinaryNode): void {
    if (request.attrs.stage === 'companion_hello') {
      this.#codeRequest = { connection, hello: request };
      this.requests.push({ number: jidDecode(request.attrs.jid)?.user ?? '', atMs: Date.now() });
    } else {
      this.#expected.get('companion_finish')?.take(request);
    }
  }

  /** @throws when no client shows a code, or it is another one */
  async enterCode(code: string): Promise<string> {
    const { connection, hello } = this.#codeRequest ?? {};
    if (!connection?.isOpen || !hello) throw new Error('nobody shows a code');
    const typed: TypedCode = await typeCode(code.replace('-', ''), hello, this.#phone);
    const finish = this.#expect('companion_finish', connection);
    connection.send({
      tag: 'notification',
      attrs: { from: 's.whatsapp.net', type: 'link_code_companion_reg', id: requestId(), t: '0' },
      content: [typed.node],
    });
    return this.#link(connection, openKeyBundle(await finish, typed, this.#phone));
  }

  /** The client's answer to a request of the server's. */
  answer(node: BinaryNode): void {
    this.#expected.get(node.attrs.id ?? '')?.take(node);
  }

  close(connection: WhatsAppConnection): void {
    for (const [ref, shownBy] of this.#byRef) if (shownBy === connection) this.#byRef.delete(ref);
    for (const expected of this.#expected.values()) {
      if (expected.connection === connection) expected.fail(new Error('the client went away while pairing'));
    }
  }

  async #link(connection: WhatsAppConnection, advSecret: Uint8Array): Promise<string> {
    const data = connection.payload.devicePairingData ?? {};
    this.#account.link(data);
    const { device, identity, jid, lidJid } = this.#account;
    const voucher = vouchFor({ jid, lidJid, keyIndex: device, identity, advSecret }, this.#phone);
    const answer = this.#expect(voucher.id, connection);
    connection.send(voucher.node);
    const wrong = voucher.check(await answer);
    if (wrong !== undefined) throw new Error(wrong);
    this.#account.isLinked = true;
    this.onLink();
    connection.send({ tag: 'stream:error', attrs: { code: '515' }, content: [] });
    connection.end();
    return jid;
  }

  async #expect(id: string, connection: WhatsAppConnection): Promise<BinaryNode> {
    try {
      return await new Promise((take, fail) => this.#expected.set(id, { connection, take, fail }));
    } finally {
      this.#expected.delete(id);
    }
  }
}
