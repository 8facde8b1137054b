/**
 * The WhatsApp channel on a real store in a process that kills itself in the middle of a write of its keys: at the
 * nth write, that many turns of the event queue after it began. It answers each message once; what it was told to do
 * comes in the environment.
 */
import path from 'node:path';
import { whatsappChannel } from '../../../src/channels/whatsapp/whatsapp-channel.js';
import { systemClock } from '../../../src/clock.js';
import { openStore } from '../../../src/store/open-store.js';
import { openSecretFile } from '../../../src/store/secret-file.js';
import type { InboxItem } from '../../../src/store/store.js';
import { noticeReply } from '../../contracts/sample-replies.js';
import { storageOf } from './linked-channel.js';

const { FOLDER = '', SERVER_URL = '', KILL_AT = '0', KILL_TURNS = '0' } = process.env;

const store = await openStore({
  databaseUrl: undefined,
  dataDir: FOLDER,
  secrets: openSecretFile(path.join(FOLDER, 'secret.json')),
  clock: systemClock,
});
const storage = storageOf(store);
let writes = 0;

async function dieInTheMiddle(): Promise<void> {
  for (let turn = 0; turn < Number(KILL_TURNS); turn++) await Promise.resolve();
  process.kill(process.pid, 'SIGKILL');
}

const quiet = () => {};
const channel = whatsappChannel({
  storage: {
    ...storage,
    change: changes => {
      writes += 1;
      const writing = storage.change(changes);
      if (writes === Number(KILL_AT)) void dieInTheMiddle();
      return writing;
    },
  },
  linking: { pairWith: null, print: lines => process.stdout.write(`${lines}\n`) },
  url: SERVER_URL,
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  assetRoot: FOLDER,
  random: () => 0,
});

async function answer({ id, chatKey, message }: InboxItem): Promise<void> {
  const outgoing = { kind: 'text', reply: noticeReply(`Jawaban untuk ${id}`) } as const;
  const context = { inReplyTo: message.messageId, key: message.messageId, isLast: true };
  await channel.send(message.address, outgoing, context);
  await store.commit({ chatKey, address: message.address, inboxIds: [id], session: null, replies: [] });
}

const left = await store.waitingInbox();
await channel.start(async message => {
  const received = await store.receive(message);
  if (received.state === 'accepted') setTimeout(() => answer(received.item).catch(quiet), 1);
  return received.state;
});
while (channel.status().state !== 'on') await new Promise(resolve => setTimeout(resolve, 5));
process.stdout.write('ready\n');
for (const item of left) await answer(item);
