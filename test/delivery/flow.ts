/**
 * The whole flow of a case for tests: the real App on a real SQLite file in a folder of its own, with time that
 * moves only when a test moves it. Channels are the real ones; where one must misbehave on purpose, `oddChannel`
 * does, and where the disk must, `faultyStore`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { vi } from 'vitest';
import { App } from '../../src/app.js';
import type { Accept, Channel, SendContext } from '../../src/channels/channel.js';
import { consoleChannel } from '../../src/channels/console/console-channel.js';
import { systemClock } from '../../src/clock.js';
import type { House } from '../../src/files/house.js';
import { type ChannelName, ChatAddress, type InboundMessage } from '../../src/message.js';
import { contactsFrom } from '../../src/replies/contacts-for.js';
import { renderPlain } from '../../src/replies/render-plain.js';
import type { Outgoing } from '../../src/replies/reply.js';
import { openStore } from '../../src/store/open-store.js';
import { openSecretFile } from '../../src/store/secret-file.js';
import type { Store } from '../../src/store/store.js';
import { rememberingLog, shippedHouse } from '../fixtures/running-app.js';

/** Texts that every ruleset worth the name judges alike. */
export const PLEA = 'tolong, saya disekap di Poipet, paspor saya diambil bos';
export const ADVERT =
  'Dicari CS dan admin penempatan Kamboja, gaji 15 juta, tanpa pengalaman, paspor kami yang pegang, pakai visa turis dulu.';

const START_MS = Date.UTC(2026, 10, 23, 3, 0, 0);
const ROUNDS_MAX = 5_000;
const STEP_MS = 500;

/** For `beforeEach`: stops the clock and all timers; what SQLite and streams do goes on. */
export function stopTime(): void {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    now: START_MS,
  });
}

/** Lets everything happen that needs no time. */
export async function settled(rounds = 40): Promise<void> {
  for (let round = 0; round < rounds; round++) await new Promise(resolve => setImmediate(resolve));
}

export async function until(what: string, done: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    if (await done()) return;
    await new Promise(resolve => setImmediate(resolve));
  }
  throw new Error(`did not come about: ${what}`);
}

/** Moves the time. */
export async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= STEP_MS) {
    await vi.advanceTimersByTimeAsync(Math.min(left, STEP_MS));
    await settled(10);
  }
}

export interface Flow {
  readonly app: App;
  readonly store: Store;
  readonly log: ReturnType<typeof rememberingLog>;
  readonly folder: string;
  /** Ends as the process does when it is killed: nothing is finished, nothing is told. */
  crash(): Promise<void>;
}

const folders: string[] = [];
const open = new Set<Flow>();

/** For `afterEach`: a flow is cut off, not stopped, for a send that hangs would be waited for. */
export async function closeFlows(): Promise<void> {
  for (const flow of open) await flow.crash();
  vi.useRealTimers();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export interface FlowOptions {
  readonly channels: readonly Channel[];
  readonly house?: House;
  /** The folder of a former flow, to go on with what it left. */
  readonly folder?: string;
  readonly faults?: (store: Store) => Store;
}

export async function openFlow(options: FlowOptions): Promise<Flow> {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'cekloker-flow-'));
  if (!options.folder) folders.push(folder);
  const log = rememberingLog();
  const secrets = openSecretFile(path.join(folder, 'secret.json'));
  const store = await openStore({ databaseUrl: undefined, dataDir: folder, secrets, clock: systemClock });
  const app = new App({
    store: options.faults?.(store) ?? store,
    house: options.house ?? shippedHouse(),
    channels: options.channels,
    clock: systemClock,
    log,
    random: () => 0.5,
  });
  const flow: Flow = {
    app,
    store,
    log,
    folder,
    crash: async () => {
      open.delete(flow);
      vi.clearAllTimers();
      await store.close();
    },
  };
  open.add(flow);
  await app.start();
  return flow;
}

export interface Terminal {
  readonly channel: Channel;
  /** Answers so far. */
  readonly heard: readonly string[];
  say(...lines: readonly string[]): void;
}

/** A person at a terminal. */
export function terminal(): Terminal {
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  const heard: string[] = [];
  output.on('data', (words: string) => heard.push(words.trim()));
  const channel = consoleChannel({ input, output, log: rememberingLog() });
  return { channel, heard, say: (...lines) => void input.write(lines.map(line => `${line}\n`).join('')) };
}

export interface OddChannel extends Channel {
  /** What its network took, in order. */
  readonly taken: { readonly chat: string; readonly outgoing: Outgoing; readonly atMs: number }[];
  /** Every try, also those that failed. */
  readonly tries: { readonly chat: string; readonly context: SendContext; readonly atMs: number }[];
  accept: Accept;
}

/** A channel whose network does as told: `send` throws, hangs or takes the reply by returning. */
export function oddChannel(name: ChannelName, send: (nthTry: number, chat: string) => unknown): OddChannel {
  const channel: OddChannel = {
    name,
    gathers: false,
    showsRepeats: name !== 'whatsapp',
    taken: [],
    tries: [],
    accept: () => Promise.reject(new Error('not started')),
    start: async accept => {
      channel.accept = accept;
    },
    stop: async () => {},
    status: () => ({ state: 'on', hint: '' }),
    send: (address, outgoing, context) => {
      const chat = address.reveal().nativeId;
      channel.tries.push({ chat, context, atMs: Date.now() });
      // Not an async function: a fault before the first await has to be caught as well.
      const sending = send(channel.tries.length, chat);
      return Promise.resolve(sending).then(
        () => void channel.taken.push({ chat, outgoing, atMs: Date.now() }),
      );
    },
    showTyping: () => {},
    deleteMessage: async () => false,
  };
  return channel;
}

export const never = (): Promise<never> => new Promise(() => {});

export function messageTo(
  channel: ChannelName,
  chat: string,
  text: string,
  messageId = text,
): InboundMessage {
  return {
    address: new ChatAddress(channel, chat),
    messageId,
    content: { kind: 'text', text, forwarded: false },
    edited: false,
    sentAtMs: Date.now(),
  };
}

export const wordsOf = (outgoing: Outgoing): string => renderPlain(outgoing.reply);

/** The number of the contact that is given where nothing is known. */
export function hotlineNumber(): string {
  const { contacts, texts } = shippedHouse();
  const find = contactsFrom(contacts, texts, systemClock);
  const [contact] = find({ country: null, from: 'unknown', need: 'danger', max: 1 }, 'id');
  if (!contact?.number) throw new Error('there is no hotline');
  return contact.number;
}

/** The same object, with some of its methods or properties replaced. */
export function changed<T extends object>(original: T, changes: { readonly [K in keyof T]?: unknown }): T {
  // The proxy stands for an empty object: what is frozen in the original may not be answered otherwise.
  return new Proxy({} as T, {
    get: (_, key) => {
      if (Object.hasOwn(changes, key)) return Reflect.get(changes, key);
      const value = Reflect.get(original, key, original) as unknown;
      return typeof value === 'function' ? value.bind(original) : value;
    },
  });
}

/** The disk refuses `operation` as often as told, and then works. */
export function failing(operation: keyof Store, times: number): (store: Store) => Store {
  let left = times;
  return store =>
    changed(store, {
      [operation]: async (...given: unknown[]) => {
        if (left-- > 0) throw Object.assign(new Error('tolong saya disekap'), { code: 'SQLITE_FULL' });
        return (store[operation] as (...all: unknown[]) => unknown).apply(store, given);
      },
    });
}

/** The process dies right before or right after the first call of `operation`: from then on nothing returns. */
export function dying(when: 'before' | 'after', operation: keyof Store): (store: Store) => Store {
  let isDead = false;
  return store =>
    new Proxy(store, {
      get:
        (target, key) =>
        async (...given: unknown[]) => {
          if (isDead) return never();
          if (key === operation && when === 'before') isDead = true;
          if (isDead) return never();
          const result = await (Reflect.get(target, key) as (...all: unknown[]) => unknown).apply(
            target,
            given,
          );
          if (key === operation) isDead = true;
          return isDead ? never() : result;
        },
    });
}
