/**
 * `whatsapp forget`: deletes the keys of the linked account, so that the next start asks for a link anew, with the same
 * number or another one. Refused while the program runs: it would go on with keys that are gone.
 */
import { systemClock } from '../clock.js';
import { readConfig } from '../config.js';
import { holdDataFolder } from '../store/data-folder.js';
import { databaseFile, openStore } from '../store/open-store.js';
import { openSecretFile } from '../store/secret-file.js';

export async function whatsappForget(): Promise<void> {
  const config = readConfig();
  const letGo = await holdDataFolder(
    config.dataDir,
    databaseFile(config.databaseUrl ?? undefined, config.dataDir),
  );
  try {
    const store = await openStore({
      databaseUrl: config.databaseUrl ?? undefined,
      dataDir: config.dataDir,
      secrets: openSecretFile(config.secretFile),
      clock: systemClock,
    });
    await store.forgetChannelKeys('whatsapp');
    await store.close();
  } finally {
    letGo();
  }
  process.stdout.write(
    'forgotten; remove the old device on the phone too (WhatsApp, Linked devices), then start and link anew\n',
  );
}
