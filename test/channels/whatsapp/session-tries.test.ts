import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import * as mended from '../../../src/channels/whatsapp/baileys.js';
import { requireFromBaileys } from '../../fakes/whatsapp-signal.js';

interface Pair {
  pubKey: Buffer;
  privKey: Buffer;
}
// The very library that Baileys uses; it has no types of its own for these parts.
// biome-ignore lint/suspicious/noExplicitAny: see above
const signal = requireFromBaileys('libsignal') as any;
const original = createRequire(import.meta.url).resolve('@whiskeysockets/baileys');

/** Somebody with keys and sessions, in memory. */
class Somebody {
  readonly identity: Pair = signal.keyhelper.generateIdentityKeyPair();
  readonly signed = signal.keyhelper.generateSignedPreKey(this.identity, 1);
  readonly preKey = signal.keyhelper.generatePreKey(1);
  record: object | undefined;
  readonly storage = {
    loadSession: async () => this.record && signal.SessionRecord.deserialize(structuredClone(this.record)),
    storeSession: async (_: unknown, record: { serialize(): object }) => {
      this.record = record.serialize();
    },
    isTrustedIdentity: () => true,
    loadPreKey: async () => this.preKey.keyPair,
    removePreKey: () => {},
    loadSignedPreKey: () => this.signed.keyPair,
    getOurRegistrationId: () => 1,
    getOurIdentity: () => this.identity,
  };
  readonly #cipher = () => new signal.SessionCipher(this.storage, new signal.ProtocolAddress('x', 0));

  async begin(other: Somebody): Promise<void> {
    const builder = new signal.SessionBuilder(this.storage, new signal.ProtocolAddress('x', 0));
    await builder.initOutgoing({
      registrationId: 1,
      identityKey: other.identity.pubKey,
      signedPreKey: { keyId: 1, publicKey: other.signed.keyPair.pubKey, signature: other.signed.signature },
      preKey: { keyId: 1, publicKey: other.preKey.keyPair.pubKey },
    });
  }

  async write(words: string): Promise<{ type: number; body: Buffer }> {
    const { type, body } = await this.#cipher().encrypt(Buffer.from(words));
    return { type, body: Buffer.from(body, 'binary') };
  }

  async read({ type, body }: { type: number; body: Buffer }): Promise<string> {
    const cipher = this.#cipher();
    const plain = await (type === 3
      ? cipher.decryptPreKeyWhisperMessage(body)
      : cipher.decryptWhisperMessage(body));
    return plain.toString();
  }
}

/** Siti and the bot have written to each other. */
async function acquainted(): Promise<{ siti: Somebody; bot: Somebody }> {
  const [siti, bot] = [new Somebody(), new Somebody()];
  await siti.begin(bot);
  await bot.read(await siti.write('halo'));
  await siti.read(await bot.write('halo juga'));
  return { siti, bot };
}

describe('libsignal, as mended', () => {
  it('is the one that Baileys loads', () => {
    expect(mended.makeWASocket).toBeTypeOf('function');
    expect(signal).toBe(createRequire(original)('libsignal'));
  });

  it('keeps a session whole that was tried in vain, so that the next reply in it is read', async () => {
    const { siti, bot } = await acquainted();
    // The bot began a new session, as it does when it forgot which phones somebody has; Siti does not know yet.
    await bot.begin(siti);
    expect(await bot.read(await siti.write('di sesi lama'))).toBe('di sesi lama');
    expect(await siti.read(await bot.write('di sesi baru'))).toBe('di sesi baru');
    expect(await bot.read(await siti.write('lagi'))).toBe('lagi');
    expect(await siti.read(await bot.write('lagi juga'))).toBe('lagi juga');
  });

  it('says of a message that was read before that it was, and stays as it was', async () => {
    const { siti, bot } = await acquainted();
    const message = await siti.write('satu');
    await bot.read(message);
    const before = JSON.stringify(bot.record);
    await expect(bot.read(message)).rejects.toThrow('Key used already or never filled');
    expect(JSON.stringify(bot.record)).toBe(before);
    expect(await bot.read(await siti.write('dua'))).toBe('dua');
  });

  it('says of a message that fits no session that none fits', async () => {
    const { bot } = await acquainted();
    const strangers = await acquainted();
    await expect(bot.read(await strangers.siti.write('x'))).rejects.toThrow('No matching sessions found');
  });
});
