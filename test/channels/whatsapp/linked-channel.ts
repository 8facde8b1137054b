/**
 * The WhatsApp channel linked to an account on a server of its own, with its keys in a real store: the QR code that it
 * draws is read off its output and scanned. Waits between connections are left out, everything else is real.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Accept, Channel } from '../../../src/channels/channel.js';
import type { KeyStorage } from '../../../src/channels/whatsapp/session-keys.js';
import { type WhatsAppOptions, whatsappChannel } from '../../../src/channels/whatsapp/whatsapp-channel.js';
import { type Clock, systemClock } from '../../../src/clock.js';
import type { Log } from '../../../src/logger.js';
import { openStore } from '../../../src/store/open-store.js';
import { openSecretFile } from '../../../src/store/secret-file.js';
import type { Store } from '../../../src/store/store.js';
import { readDrawnQr } from '../../fakes/drawn-qr.js';
import { startWhatsAppServer, type WhatsAppServer } from '../../fakes/whatsapp-server.js';

export interface LinkedChannel {
  readonly channel: Channel;
  readonly server: WhatsAppServer;
  readonly store: Store;
  /** Every wait between connections that was asked for, in milliseconds. */
  readonly waits: number[];
  close(): Promise<void>;
}

export interface LinkedOptions extends Partial<Omit<WhatsAppOptions, 'log'>> {
  readonly accept: Accept;
  readonly log: Log;
  readonly clock?: Clock;
}

/** Resolves when the account can send. */
export async function linkedChannel(options: LinkedOptions): Promise<LinkedChannel> {
  const { accept, log, clock = systemClock, ...rest } = options;
  const server = await startWhatsAppServer();
  const folder = mkdtempSync(path.join(tmpdir(), 'cekloker-whatsapp-'));
  const secrets = openSecretFile(path.join(folder, 'secret.json'));
  const store = await openStore({ databaseUrl: undefined, dataDir: folder, secrets, clock });
  const waits: number[] = [];
  let printed = '';
  const channel = whatsappChannel({
    storage: storageOf(store),
    linking: { pairWith: null, print: lines => (printed += `${lines}\n`) },
    url: server.url,
    log,
    assetRoot: folder,
    clock,
    random: () => 0.5,
    pause: async ms => {
      waits.push(ms);
      await new Promise(resolve => setTimeout(resolve, 5));
    },
    ...rest,
  });
  const close = async (): Promise<void> => {
    await channel.stop();
    await server.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await channel.start(accept);
    await server.until(() => readDrawnQr(printed) !== null);
    await server.scan(readDrawnQr(printed) ?? '');
    await server.until(() => channel.status().state === 'on');
  } catch (error) {
    await close();
    throw error;
  }
  return { channel, server, store, waits, close };
}

export function storageOf(store: Store): KeyStorage {
  return {
    read: (owner, names) => store.channelKeys('whatsapp', owner, names),
    change: changes => store.changeChannelKeys('whatsapp', changes),
    forget: () => store.forgetChannelKeys('whatsapp'),
  };
}
