/**
 * The process that the crash contract kills: it opens a store, receives and commits without end, and says on
 * standard output what it was told is safe. Arguments: engine, folder, a prefix for its ids.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openSecretFile } from '../../src/store/secret-file.js';
import { MovableClock } from './contract/movable-clock.js';
import { answer, textMessage } from './contract/samples.js';
import { ENGINES } from './engines.js';

const STANDARD_OUTPUT = 1;
const [engine, folder, run] = process.argv.slice(2) as [string, string, string];

/** Written at once: a line that the process still held when it died would be one it never said. */
function say(line: string): void {
  writeSync(STANDARD_OUTPUT, `${line}\n`);
}

say('opening');
const secrets = openSecretFile(join(folder, 'secrets.json'));
const store = await ENGINES[engine]!(folder).open({ secrets, clock: new MovableClock() });
for (let n = 0; ; n++) {
  const id = `${run}-${n}`;
  const message = textMessage(id, id);
  // Twice at once, as a network repeats itself.
  const results = await Promise.all([store.receive(message), store.receive(message)]);
  if (results.filter(result => result.state === 'accepted').length !== 1) say(`doubled ${id}`);
  say(`received ${id}`);
  if (n % 3 === 0) continue;
  const item = (await store.waitingInbox())[0]!;
  const committed = await Promise.all([1, 2].map(() => answer(store, item, item.message.messageId)));
  if (committed.filter(Boolean).length !== 1) say(`doubled ${item.message.messageId}`);
  say(`committed ${item.message.messageId}`);
}
