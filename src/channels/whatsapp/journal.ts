/**
 * Puts each message into the inbox before WhatsApp hears "delivered". Baileys decrypts first, then sends the receipt,
 * then tells us; so the inbox is filled inside the decryption, within the transaction that also moves the session's
 * keys on: a stop anywhere leaves either the message with WhatsApp and the keys as they were, or the message in the
 * inbox. It also has the keys of a reply on disk before the reply leaves, so that none is ever used for two.
 */
import {
  addTransactionCapability,
  type BinaryNode,
  DEFAULT_CONNECTION_CONFIG,
  type Proto,
  proto,
  SILENT_LOGGER,
  type SignalKeyStoreWithTransaction,
  type SignalRepositoryWithLIDStore,
  type SocketConfig,
  unpadRandomMax16,
} from './baileys.js';
import { personOf } from './people.js';
import type { SessionKeys } from './session-keys.js';

/** A message as it was decrypted, with the stanza that it came in. */
export interface Decrypted {
  readonly stanza: BinaryNode;
  readonly message: Proto.IMessage;
  /** See `people.ts`. */
  readonly person: string;
}

export interface Journal {
  /** For `makeWASocket`. */
  readonly makeSignalRepository: SocketConfig['makeSignalRepository'];
  /** To be told of every stanza before Baileys takes it on. */
  readonly watch: (stanza: BinaryNode) => void;
}

/** The disk is asked again this often, this far apart, before a change of keys counts as failed. */
const COMMITS = { maxCommitRetries: 3, delayBetweenTriesMs: 200 };

/** @param take puts a decrypted message into the inbox; what it throws undoes the decryption */
export function journal(sessionKeys: SessionKeys, take: (decrypted: Decrypted) => Promise<void>): Journal {
  // Baileys hands the very same bytes to the decryption that stand in the stanza.
  const stanzas = new WeakMap<Uint8Array, BinaryNode>();
  // Keys of our own, apart from the socket's: those are written only after a reply was sent.
  const keys = addTransactionCapability(sessionKeys, SILENT_LOGGER, COMMITS);
  return {
    watch: stanza => {
      for (const child of Array.isArray(stanza.content) ? stanza.content : [])
        if (child.tag === 'enc' && child.content instanceof Uint8Array) stanzas.set(child.content, stanza);
    },
    makeSignalRepository: (auth, _logger, hiddenOf) => {
      const inner = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(
        { creds: auth.creds, keys },
        SILENT_LOGGER,
        hiddenOf,
      );
      return journalling(inner, keys, stanzas, take);
    },
  };
}

function journalling(
  inner: SignalRepositoryWithLIDStore,
  keys: SignalKeyStoreWithTransaction,
  stanzas: WeakMap<Uint8Array, BinaryNode>,
  take: (decrypted: Decrypted) => Promise<void>,
): SignalRepositoryWithLIDStore {
  // Asks WhatsApp where nothing is known yet; without an answer the person goes by their number.
  const nameOf = (jid: string): Promise<string> =>
    personOf(jid, null, phone => inner.lidMapping.getLIDForPN(phone).catch(() => null));
  return {
    ...inner,
    decryptMessage: async given => {
      const stanza = stanzas.get(given.ciphertext);
      const person = await nameOf(given.jid);
      return keys.transaction(async () => {
        const plain = await inner.decryptMessage(given);
        const message = stanza && decoded(plain);
        if (message) await take({ stanza, message, person });
        return plain;
      }, person);
    },
    // One after the other for each person, reading as well as writing: both move the same session on.
    encryptMessage: async given => {
      const person = await nameOf(given.jid);
      return keys.transaction(() => inner.encryptMessage(given), person);
    },
  };
}

/** null where it is no message: Baileys then asks for it again by itself. */
function decoded(plain: Uint8Array): Proto.IMessage | null {
  try {
    return proto.Message.decode(unpadRandomMax16(plain));
  } catch {
    return null;
  }
}
