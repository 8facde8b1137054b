/**
 * One place to run an engine in for the length of a test: a folder of its own, a secret file, a clock that only
 * moves when told, and the store in it, which can be closed and opened again.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openSecretFile, type Secrets } from '../../../src/store/secret-file.js';
import type { Store } from '../../../src/store/store.js';
import type { UnreadableRow } from '../../../src/store/store-parts.js';
import type { EngineUnderTest, MakeEngine } from './engine-under-test.js';
import { MovableClock } from './movable-clock.js';

export interface Place {
  readonly folder: string;
  readonly engine: EngineUnderTest;
  readonly secrets: Secrets;
  readonly clock: MovableClock;
  /** Every row that the store reported as unreadable. */
  readonly unreadable: UnreadableRow[];
  /** Closes the store that is open here, if any, and opens it anew. */
  open(secrets?: Secrets): Promise<Store>;
  close(): Promise<void>;
}

/** Makes places that vanish after each test of the file that called it. */
export function placesOf(makeEngine: MakeEngine): () => Place {
  const made: Place[] = [];
  afterEach(async () => {
    for (const place of made.splice(0)) {
      await place.close();
      rmSync(place.folder, { recursive: true, force: true });
    }
  });
  return () => {
    const place = makePlace(makeEngine);
    made.push(place);
    return place;
  };
}

function makePlace(makeEngine: MakeEngine): Place {
  const folder = mkdtempSync(join(tmpdir(), 'cekloker-store-'));
  const engine = makeEngine(folder);
  const secrets = openSecretFile(join(folder, 'secrets.json'));
  const clock = new MovableClock();
  const unreadable: UnreadableRow[] = [];
  let opened: Store | null = null;
  const close = async (): Promise<void> => {
    await opened?.close();
    opened = null;
  };
  const open = async (other: Secrets = secrets): Promise<Store> => {
    await close();
    opened = await engine.open({ clock, secrets: other, onUnreadable: row => void unreadable.push(row) });
    return opened;
  };
  return { folder, engine, secrets, clock, unreadable, open, close };
}
