/**
 * Contract, part 6: a process that is killed in the middle of its work has lost nothing that it had acknowledged
 * and done nothing twice. The process is `crash-child.ts`; it writes a line for each thing that it was told is safe.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.js';
import type { MakeEngine } from './engine-under-test.js';
import { type Place, placesOf } from './place.js';
import { dueTexts, textMessage } from './samples.js';

const CHILD = fileURLToPath(new URL('../crash-child.ts', import.meta.url));
const KILLS = 15;
/** After the child began to open its database: before the file is there, in the migrations, after them. */
const FIRST_START_KILL_DELAYS_MS = [5, 15, 30, 50];
const CRASH_TEST_TIMEOUT_MS = 240_000;
/** More than are ever queued in one run: each message has a chat of its own, so all of them are due. */
const REPLIES_MAX = 1_000;

/** What the child said before it died: `received` and `committed` were acknowledged. */
interface Said {
  readonly received: Set<string>;
  readonly committed: Set<string>;
  /** Received or committed twice, as the child itself saw it. */
  readonly doubled: Set<string>;
}

const nothingSaid = (): Said => ({ received: new Set(), committed: new Set(), doubled: new Set() });

export function crashContract(makeEngine: MakeEngine, engineName: string): void {
  const newPlace = placesOf(makeEngine);

  describe('a process that is killed', () => {
    it(`has lost nothing acknowledged and doubled nothing, ${KILLS} times`, {
      timeout: CRASH_TEST_TIMEOUT_MS,
    }, async () => {
      const place = newPlace();
      const said = nothingSaid();
      let acknowledged = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const child = startChild(place, engineName, `k${kill}`);
        // Each time after another number of lines and at another moment of what the child does next.
        await runAndKill(child, 3 + ((kill * 17) % 29), (kill * 7) % 11, said);
        acknowledged += said.received.size + said.committed.size;
        const store = await place.open();
        expect(await lossesOf(store, said)).toEqual([]);
        expect(place.engine.isSound()).toBe(true);
        await sendAll(store, said);
        await place.close();
      }
      expect(acknowledged).toBeGreaterThan(KILLS);
    });

    it('leaves a database that opens when it dies in its very first start', {
      timeout: CRASH_TEST_TIMEOUT_MS,
    }, async () => {
      for (const delayMs of FIRST_START_KILL_DELAYS_MS) {
        const place = newPlace();
        await runAndKill(startChild(place, engineName, 'first'), 1, delayMs, nothingSaid());
        const store = await place.open();
        expect((await store.receive(textMessage('chat', 'm1'))).state).toBe('accepted');
      }
    });

    it('is found out when an acknowledged message is missing or a reply is doubled', async () => {
      const place = newPlace();
      const store = await place.open();
      const said: Said = {
        received: new Set(['lost']),
        committed: new Set(['unanswered']),
        doubled: new Set(['twice']),
      };
      expect(await lossesOf(store, said)).toEqual([
        'twice: done twice',
        'lost: in no place',
        'unanswered: no reply',
      ]);
    });
  });
}

/** Lets the child work until it has said `lines` lines, and `delayMs` longer, then kills it. */
async function runAndKill(child: ChildProcess, lines: number, delayMs: number, said: Said): Promise<void> {
  const ended = once(child, 'close');
  let left = lines;
  for await (const line of createInterface({ input: child.stdout! })) {
    const [what, id] = line.split(' ');
    if (what === 'received' || what === 'committed' || what === 'doubled') said[what].add(id!);
    if (--left === 0) setTimeout(() => child.kill('SIGKILL'), delayMs);
  }
  const [, signal] = await ended;
  expect(signal).toBe('SIGKILL');
}

function startChild(place: Place, engine: string, run: string): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', CHILD, engine, place.folder, run], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** A message is in the inbox or answered, never both, never neither; a committed one is answered once. */
async function lossesOf(store: Store, { received, committed, doubled }: Said): Promise<readonly string[]> {
  const waiting = (await store.waitingInbox()).map(item => item.message.messageId);
  const replies = await dueTexts(store, REPLIES_MAX);
  const places = new Map<string, number>();
  for (const id of [...waiting, ...replies]) places.set(id, (places.get(id) ?? 0) + 1);
  const losses = [...doubled].map(id => `${id}: done twice`);
  for (const id of received) if (!places.has(id)) losses.push(`${id}: in no place`);
  for (const id of committed) if (!replies.includes(id)) losses.push(`${id}: no reply`);
  for (const [id, count] of places) if (count > 1) losses.push(`${id}: in ${count} places`);
  for (const id of waiting) {
    if ((await store.receive(textMessage(id, id))).state !== 'duplicate')
      losses.push(`${id}: received twice`);
  }
  return losses;
}

/** Clears the outbox, as the sender would, so that the next round starts with what waits. */
async function sendAll(store: Store, said: Said): Promise<void> {
  for (const { id } of await store.dueReplies(REPLIES_MAX)) await store.replySent(id);
  said.received.clear();
  said.committed.clear();
  for (const item of await store.waitingInbox()) said.received.add(item.message.messageId);
}
