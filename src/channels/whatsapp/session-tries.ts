/**
 * Mends how libsignal 6.0.0 looks for the session that a message belongs to. It tries one after the other in place, and
 * a try in vain has already stepped the session's ratchet on: once a later one fits, all are written back, and the next
 * reply in the first can be read by nobody. Here each try works on a copy. And a message whose key was used before is said
 * to be that, so that it is confirmed and not asked for again: it is in the inbox.
 */
import { createRequire } from 'node:module';

interface SessionEntry {
  readonly indexInfo: { used: number };
  pendingPreKey?: unknown;
  serialize(): object;
}
type SessionEntryClass = { deserialize(data: object): SessionEntry };
interface Cipher {
  doDecryptWhisperMessage(data: Buffer, session: SessionEntry): Promise<Buffer>;
  decryptWithSessions(
    data: Buffer,
    sessions: readonly SessionEntry[],
  ): Promise<{ readonly session: SessionEntry; readonly plaintext: Buffer }>;
}
interface LibSignal {
  readonly SessionCipher: { readonly prototype: Cipher };
}

const require = createRequire(import.meta.url);
const libsignal = createRequire(require.resolve('@whiskeysockets/baileys'))('libsignal') as LibSignal;

/** How libsignal names an error for a key that was used before; Baileys knows it by its words. */
const KEY_USED = 'MessageCounterError';

/** From now on, for every session of this process. */
export function trySessionsOnCopies(): void {
  libsignal.SessionCipher.prototype.decryptWithSessions = async function (data, sessions) {
    let failure: unknown = new Error('No matching sessions found for message');
    for (const session of sessions) {
      const tried = copyOf(session);
      try {
        const plaintext = await this.doDecryptWhisperMessage(data, tried);
        Object.assign(session, tried);
        if (!tried.pendingPreKey) delete session.pendingPreKey;
        session.indexInfo.used = Date.now();
        return { session, plaintext };
      } catch (error) {
        if ((error as Error).name === KEY_USED) failure = error;
      }
    }
    throw failure;
  };
}

function copyOf(session: SessionEntry): SessionEntry {
  const { deserialize } = session.constructor as unknown as SessionEntryClass;
  return deserialize.call(session.constructor, structuredClone(session.serialize()));
}
