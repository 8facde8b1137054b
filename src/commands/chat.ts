/** `chat`: the whole bot in a terminal, with a store of its own that goes when the talk ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from '../app.js';
import { consoleChannel } from '../channels/console/console-channel.js';
import { systemClock } from '../clock.js';
import { loadHouse } from '../files/house.js';
import { createLog } from '../logger.js';
import { openStore } from '../store/open-store.js';
import { openSecretFile } from '../store/secret-file.js';

/** What a shell reports for a program that was interrupted (128 + SIGINT). */
const EXIT_INTERRUPTED = 130;

export async function chat(): Promise<void> {
  const house = await loadHouse();
  const log = createLog('warn');
  const dataDir = mkdtempSync(path.join(tmpdir(), 'cekloker-chat-'));
  // Ctrl+C and a closed terminal end the talk, too, and leave nothing behind.
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  process.once('SIGINT', () => process.exit(EXIT_INTERRUPTED));
  process.once('SIGTERM', () => process.exit(EXIT_INTERRUPTED));
  const secrets = openSecretFile(path.join(dataDir, 'secret.json'));
  const store = await openStore({ databaseUrl: undefined, dataDir, secrets, clock: systemClock });
  const channel = consoleChannel({ input: process.stdin, output: process.stdout, log });
  const app = new App({ store, house, channels: [channel], clock: systemClock, log });
  process.stdout.write('Tulis atau tempel pesan, lalu Enter. Ctrl+D untuk selesai.\n\n');
  await app.start();
  await channel.ended;
  await app.settle();
  await app.stop();
  await store.close();
}
