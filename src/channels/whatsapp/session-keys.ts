/**
 * What Baileys has to remember to stay linked, kept in the program's own store: the account's credentials and
 * pre-keys, and for each person who writes their session, identity, devices and the link between hidden address and
 * number. Each `set` is one transaction there. What the bot has no use for (the contact list and chats of the
 * account's phone) is never written, so it cannot be taken.
 */
import {
  type AuthenticationCreds,
  BufferJSON,
  initAuthCreds,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
} from './baileys.js';

/** Where the keys lie; `store/` offers it under this shape. */
export interface KeyStorage {
  read(owner: 'account' | 'person', names: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** All of them or none. */
  change(
    changes: readonly {
      readonly owner: 'account' | 'person';
      readonly name: string;
      readonly value: string | null;
    }[],
  ): Promise<void>;
  forget(): Promise<void>;
}

/** Whose each kind of key is. `chat`, our own, says where a person wrote from. */
const OWNERS = {
  'pre-key': 'account',
  session: 'person',
  'identity-key': 'person',
  'device-list': 'person',
  'lid-mapping': 'person',
  tctoken: 'person',
  chat: 'person',
} as const;
type KeptKind = keyof OwnersOf;
type OwnersOf = typeof OWNERS;
const isKept = (kind: string): kind is KeptKind => Object.hasOwn(OWNERS, kind);

/** Baileys' list of everybody it holds a token of: it would outlive the people in it. */
const TOKEN_INDEX = '__index';
const CREDENTIALS = 'credentials';
const ENDED = 'ended';
/**
 * A change of the credentials waits this long for the keys that belong to it, which follow at once: numbers of
 * pre-keys that were noted as made, but never written, would be offered to people who then could not be read.
 */
const CREDENTIALS_WAIT_MS = 20;

const DAY_MS = 86_400_000;
/** Chats remembered as written; of others the note is written again. */
const CHATS_KNOWN_MAX = 10_000;

/** Where to answer a person, and after how many seconds messages vanish in their chat (0: never). */
export interface ChatPlace {
  readonly jid: string;
  readonly vanishAfterS: number;
}

export class SessionKeys implements SignalKeyStore {
  #creds: AuthenticationCreds;
  #isDirty = false;
  #timer: NodeJS.Timeout | null = null;
  #lastSave: Promise<void> = Promise.resolve();
  /** What was last written of each chat, and on which day. */
  readonly #chats = new Map<string, { readonly value: string | null; readonly day: number }>();

  private constructor(
    private readonly storage: KeyStorage,
    creds: AuthenticationCreds,
    private readonly onFault: () => void,
    private readonly now: () => number,
  ) {
    this.#creds = creds;
  }

  /**
   * Keys of an account that was logged out open nothing any more: they are forgotten, and a new link is begun.
   * @param onFault called whenever the storage fails: what Baileys makes of that is to be kept from WhatsApp
   */
  static async open(
    storage: KeyStorage,
    onFault: () => void,
    now: () => number = Date.now,
  ): Promise<SessionKeys> {
    const found = await storage.read('account', [CREDENTIALS, ENDED]);
    if (found.has(ENDED)) await storage.forget();
    const kept = found.has(ENDED) ? undefined : found.get(CREDENTIALS);
    const creds = kept === undefined ? null : (parsed(kept) as AuthenticationCreds);
    // Half-made links (a code was asked for and never typed) cannot be gone on with.
    const isLinked = creds?.account !== undefined && creds.me !== undefined;
    return new SessionKeys(storage, isLinked ? creds : initAuthCreds(), onFault, now);
  }

  get creds(): AuthenticationCreds {
    return this.#creds;
  }

  /** True once a phone has linked this program to its account. */
  get isLinked(): boolean {
    return this.#creds.account !== undefined && this.#creds.me !== undefined;
  }

  /** Begins anew with a link that did not come about. */
  renew(): void {
    this.#creds = initAuthCreds();
    this.#isDirty = false;
  }

  /** Baileys has changed the credentials in place: they are written with the next keys, or soon. */
  noteChange(): void {
    this.#isDirty = true;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.flush();
    }, CREDENTIALS_WAIT_MS);
  }

  /** Resolves when nothing is left to write; never rejects. */
  async flush(): Promise<void> {
    if (this.#isDirty) {
      // What could not be written is told as a fault, and written with the next change.
      this.#lastSave = this.set({}).catch(() => {});
    }
    await this.#lastSave;
  }

  /** Notes that the account is gone, for the next start: see `open`. */
  async end(): Promise<void> {
    await this.flush();
    await this.storage.change([{ owner: 'account', name: ENDED, value: '1' }]);
  }

  async get<T extends keyof SignalDataTypeMap>(
    kind: T,
    ids: string[],
  ): Promise<{ [id: string]: SignalDataTypeMap[T] }> {
    if (!isKept(kind)) return {};
    const names = ids.map(id => nameOf(kind, id));
    const found = await this.#orFault(this.storage.read(OWNERS[kind], names));
    return Object.fromEntries(
      ids.flatMap(id => {
        const value = found.get(nameOf(kind, id));
        return value === undefined ? [] : [[id, parsed(value) as SignalDataTypeMap[T]]];
      }),
    );
  }

  async set(data: SignalDataSet): Promise<void> {
    const changes = Object.entries(data).flatMap(([kind, values]) =>
      isKept(kind)
        ? Object.entries(values ?? {})
            .filter(([id]) => id !== TOKEN_INDEX)
            .map(([id, value]) => ({ owner: OWNERS[kind], name: nameOf(kind, id), value: written(value) }))
        : [],
    );
    const credentials = this.#isDirty
      ? [{ owner: 'account' as const, name: CREDENTIALS, value: written(this.#creds) }]
      : [];
    this.#isDirty = false;
    if (changes.length + credentials.length === 0) return;
    try {
      await this.#orFault(this.storage.change([...changes, ...credentials]));
    } catch (error) {
      this.#isDirty ||= credentials.length > 0;
      throw error;
    }
  }

  /** Notes where a person wrote from. It is on disk when this resolves. */
  async noteChat(person: string, place: ChatPlace): Promise<void> {
    const value = written(place);
    const today = Math.floor(this.now() / DAY_MS);
    const known = this.#chats.get(person);
    // Once a day is enough to keep it from growing old.
    if (known?.value === value && known.day === today) return;
    await this.#orFault(this.storage.change([{ owner: 'person', name: nameOf('chat', person), value }]));
    this.#chats.delete(person);
    this.#chats.set(person, { value, day: today });
    if (this.#chats.size > CHATS_KNOWN_MAX) this.#chats.delete(this.#chats.keys().next().value as string);
  }

  /**
   * A session that cannot be read looks to libsignal like one that never was, and a message that cannot be decrypted is
   * confirmed as unreadable; so whoever holds the connection must hear of the fault first.
   */
  async #orFault<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.onFault();
      throw error;
    }
  }

  /** null for somebody who never wrote, or not for so long that their keys are gone. */
  async chatOf(person: string): Promise<ChatPlace | null> {
    const name = nameOf('chat', person);
    const value = (await this.storage.read('person', [name])).get(name);
    return value === undefined ? null : (parsed(value) as ChatPlace);
  }
}

function nameOf(kind: KeptKind, id: string): string {
  return `${kind}:${id}`;
}

function written(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value, BufferJSON.replacer);
}

function parsed(value: string): unknown {
  return JSON.parse(value, BufferJSON.reviver);
}
