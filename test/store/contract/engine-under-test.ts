/**
 * What the contract needs of an engine besides the store itself: a way around it, to look at the raw bytes and to
 * damage rows as an attacker or a broken disk would. One is registered for each engine in `test/store/engines.ts`.
 */
import type { Clock } from '../../../src/clock.js';
import type { Secrets } from '../../../src/store/secret-file.js';
import type { Store } from '../../../src/store/store.js';
import type { UnreadableRow } from '../../../src/store/store-parts.js';

export interface OpenOptions {
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly onUnreadable?: (row: UnreadableRow) => void;
}

export interface EngineUnderTest {
  /** Opens the one database of this engine in its folder; again after a close, too. */
  open(options: OpenOptions): Promise<Store>;
  /** Runs one statement past the store. Tables and columns are the same in every engine. */
  rawSql(statement: string, ...values: readonly (string | number)[]): readonly Record<string, unknown>[];
  /** Everything the engine has on disk at this moment, journals included. */
  bytesOnDisk(): Buffer;
  /** The engine's own check of its files. */
  isSound(): boolean;
}

/** Prepares an engine whose files lie in `folder`; the folder exists and is otherwise empty or the engine's own. */
export type MakeEngine = (folder: string) => EngineUnderTest;
