/**
 * Keys that a network's library needs to go on speaking (WhatsApp's sessions), under names that hold people's numbers.
 * A name is written as a keyed hash, a value sealed, so the tables show how many there are and nothing else. It knows
 * nothing of what the keys are for.
 */
import type { Kysely } from 'kysely';
import type { ChannelName } from '../message.js';
import { PERSON_KEY_STEP_MS, PERSON_KEY_TTL_MS } from './lifetimes.js';
import { keyedHash, open, type SealPlace, seal } from './seal.js';
import type { ChannelKeyChange, KeyOwner } from './store.js';
import { openOrReport, type StoreParts } from './store-parts.js';
import type { Tables } from './tables.js';

type KeyTable = 'channel_account_key' | 'channel_person_key';

/** SQLite takes some 32,000 values in one statement; a first set of pre-keys is some 800 names. */
const NAMES_PER_STATEMENT_MAX = 500;

export async function readChannelKeys(
  parts: StoreParts,
  channel: ChannelName,
  owner: KeyOwner,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const table = tableOf(owner);
  const nameOf = new Map(
    names.flatMap(name => nameKeys(parts, channel, owner, name).map(key => [key, name] as const)),
  );
  const found = new Map<string, string>();
  const keys = [...nameOf.keys()];
  for (let start = 0; start < keys.length; start += NAMES_PER_STATEMENT_MAX) {
    const portion = keys.slice(start, start + NAMES_PER_STATEMENT_MAX);
    for (const { name_key, payload } of await rowsOf(parts, table, portion)) {
      const value = openOrReport(parts, table, () =>
        open(parts.secrets, 'channel_key', placeOf(table, name_key), payload),
      );
      const name = nameOf.get(name_key);
      if (typeof value === 'string' && name !== undefined) found.set(name, value);
    }
  }
  return found;
}

function rowsOf(
  { db, clock }: StoreParts,
  table: KeyTable,
  nameKeys: readonly string[],
): Promise<{ name_key: string; payload: string }[]> {
  if (table === 'channel_account_key')
    return db.selectFrom(table).select(['name_key', 'payload']).where('name_key', 'in', nameKeys).execute();
  return db
    .selectFrom(table)
    .select(['name_key', 'payload'])
    .where('name_key', 'in', nameKeys)
    .where('expires_at_ms', '>', clock.now())
    .execute();
}

export async function changeChannelKeys(
  parts: StoreParts,
  channel: ChannelName,
  changes: readonly ChannelKeyChange[],
): Promise<void> {
  await parts.db.transaction().execute(async transaction => {
    for (const change of changes) {
      const [current, ...former] = nameKeys(parts, channel, change.owner, change.name);
      const stale = change.value === null ? [current, ...former] : former;
      if (stale.length > 0)
        await transaction.deleteFrom(tableOf(change.owner)).where('name_key', 'in', stale).execute();
      if (change.value !== null)
        await write(parts, transaction, channel, current, change.owner, change.value);
    }
  });
}

async function write(
  parts: StoreParts,
  db: Kysely<Tables>,
  channel: ChannelName,
  nameKey: string,
  owner: KeyOwner,
  value: string,
): Promise<void> {
  const table = tableOf(owner);
  const payload = seal(parts.secrets, 'channel_key', placeOf(table, nameKey), value);
  if (table === 'channel_account_key') {
    await db
      .insertInto(table)
      .values({ name_key: nameKey, channel, payload })
      .onConflict(conflict => conflict.column('name_key').doUpdateSet({ payload }))
      .execute();
    return;
  }
  // Rounded down, so that the expiry tells at most the day on which somebody wrote.
  const expires_at_ms =
    Math.floor((parts.clock.now() + PERSON_KEY_TTL_MS) / PERSON_KEY_STEP_MS) * PERSON_KEY_STEP_MS;
  await db
    .insertInto(table)
    .values({ name_key: nameKey, channel, payload, expires_at_ms })
    .onConflict(conflict => conflict.column('name_key').doUpdateSet({ payload, expires_at_ms }))
    .execute();
}

export async function forgetChannelKeys({ db }: StoreParts, channel: ChannelName): Promise<void> {
  await db.transaction().execute(async transaction => {
    await transaction.deleteFrom('channel_account_key').where('channel', '=', channel).execute();
    await transaction.deleteFrom('channel_person_key').where('channel', '=', channel).execute();
  });
}

function tableOf(owner: KeyOwner): KeyTable {
  return owner === 'account' ? 'channel_account_key' : 'channel_person_key';
}

/** Under every look-up key there is, the current one first. */
function nameKeys(
  { secrets }: StoreParts,
  channel: ChannelName,
  owner: KeyOwner,
  name: string,
): readonly [string, ...string[]] {
  const hashes = secrets
    .all('channel_key_lookup')
    .map(({ key }) => keyedHash(key, ['channel_key', channel, owner, name]));
  return hashes as [string, ...string[]];
}

function placeOf(table: KeyTable, nameKey: string): SealPlace {
  return { table, column: 'payload', rowId: nameKey };
}
