/**
 * Ties a database to its secret file: the fingerprint of each key in use stands in the database, and a file that
 * does not hold that key stops the start, so that sessions and waiting messages are never silently lost. After a
 * rotation of `chat_key` it moves the rows to the new key. The fingerprints open nothing.
 */
import type { Kysely } from 'kysely';
import { StartupError } from '../errors.js';
import { openMessage, openReply, openSession, sealSession } from './payloads.js';
import { keyedHash } from './seal.js';
import type { Key, KeyPurpose, Secrets } from './secret-file.js';
import { chatKeyOf, openOrReport, type StoreParts } from './store-parts.js';
import type { Tables } from './tables.js';

/** The purposes that a database depends on; losing the cookie key only logs people out, the tag key goes anyway. */
const CHECKED_PURPOSES = [
  'inbox',
  'outbox',
  'session',
  'chat_key',
  'dedupe',
  'report',
  'report_lookup',
  'channel_key',
  'channel_key_lookup',
] as const satisfies KeyPurpose[];

/**
 * Compares the fingerprints, then notes the current keys.
 * @throws StartupError when the database was written with a key that the secret file does not hold
 */
export async function requireMatchingKeys(parts: StoreParts, file: string): Promise<void> {
  const noted = await notedFingerprints(parts.db);
  const unknown = CHECKED_PURPOSES.filter(purpose => {
    const fingerprint = noted.get(metaName(purpose));
    return fingerprint !== undefined && !keyOf(parts.secrets, purpose, fingerprint);
  });
  if (unknown.length > 0) throw wrongSecretFile(file, parts.secrets.path, unknown);
  await parts.db.transaction().execute(async transaction => {
    const chatKeyFingerprint = noted.get(metaName('chat_key'));
    const isRotated = fingerprintOf('chat_key', parts.secrets.current('chat_key')) !== chatKeyFingerprint;
    if (chatKeyFingerprint !== undefined && isRotated)
      await moveToCurrentChatKey({ ...parts, db: transaction });
    await noteCurrentKeys(transaction, parts.secrets);
  });
}

function wrongSecretFile(file: string, secretPath: string, purposes: readonly string[]): StartupError {
  const message =
    `this database was written with another secret file than ${secretPath} (different keys: ${purposes.join(', ')}). ` +
    'Put the right secret file back, or point SECRET_FILE to it. If it is lost, move the database away and start ' +
    'again: what was waiting in it can then not be read any more.';
  return new StartupError([{ file, line: null, message }]);
}

function metaName(purpose: KeyPurpose): string {
  return `key_fingerprint.${purpose}`;
}

function fingerprintOf(purpose: KeyPurpose, { key }: Key): string {
  return keyedHash(key, ['fingerprint', purpose]);
}

function keyOf(secrets: Secrets, purpose: KeyPurpose, fingerprint: string): Key | undefined {
  return secrets.all(purpose).find(key => fingerprintOf(purpose, key) === fingerprint);
}

async function notedFingerprints(db: Kysely<Tables>): Promise<ReadonlyMap<string, string>> {
  const names = CHECKED_PURPOSES.map(metaName);
  const rows = await db.selectFrom('meta').selectAll().where('name', 'in', names).execute();
  return new Map(rows.map(row => [row.name, row.value]));
}

async function noteCurrentKeys(db: Kysely<Tables>, secrets: Secrets): Promise<void> {
  for (const purpose of CHECKED_PURPOSES) {
    const value = fingerprintOf(purpose, secrets.current(purpose));
    await db
      .insertInto('meta')
      .values({ name: metaName(purpose), value })
      .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
      .execute();
  }
}

/** Rows that cannot be opened are reported and stay where they are until their time is over. */
async function moveToCurrentChatKey(parts: StoreParts): Promise<void> {
  const { db, secrets } = parts;
  const newKeyOf = (opened: { address: Parameters<typeof chatKeyOf>[1] }): string =>
    chatKeyOf(parts.chatKeyKey, opened.address);
  for (const { id, payload } of await db.selectFrom('inbox').select(['id', 'payload']).execute()) {
    const message = openOrReport(parts, 'inbox', () => openMessage(secrets, id, payload));
    if (message)
      await db
        .updateTable('inbox')
        .set({ chat_key: newKeyOf(message) })
        .where('id', '=', id)
        .execute();
  }
  for (const { id, payload } of await db.selectFrom('outbox').select(['id', 'payload']).execute()) {
    const reply = openOrReport(parts, 'outbox', () => openReply(secrets, id, payload));
    if (reply)
      await db
        .updateTable('outbox')
        .set({ chat_key: newKeyOf(reply) })
        .where('id', '=', id)
        .execute();
  }
  for (const row of await db.selectFrom('session').selectAll().execute()) {
    const opened = openOrReport(parts, 'session', () => openSession(secrets, row.chat_key, row.payload));
    if (!opened) continue;
    const chatKey = newKeyOf(opened);
    // A session is sealed to its chat key, so it is sealed anew.
    const moved = { chat_key: chatKey, payload: sealSession(secrets, chatKey, opened) };
    await db.updateTable('session').set(moved).where('chat_key', '=', row.chat_key).execute();
  }
}
