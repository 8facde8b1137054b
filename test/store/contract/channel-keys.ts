/**
 * Contract, part 7: the keys of a channel's library. They are found by name, written all or not at all, readable to
 * nobody without the secret file, and a person's are gone after thirty idle days.
 */
import { describe, expect, it } from 'vitest';
import { PERSON_KEY_STEP_MS, PERSON_KEY_TTL_MS } from '../../../src/store/lifetimes.js';
import { openSecretFile } from '../../../src/store/secret-file.js';
import type { Store } from '../../../src/store/store.js';
import { findCanaries } from '../canary-search.js';
import type { MakeEngine } from './engine-under-test.js';
import { START_MS } from './movable-clock.js';
import { placesOf } from './place.js';

const NUMBER = '6281299990042';
const SESSION = `session:${NUMBER}.0`;
const VALUE = 'kunci-sesi-trenggiling';

const write = (store: Store, name: string, value: string | null, owner: 'account' | 'person' = 'person') =>
  store.changeChannelKeys('whatsapp', [{ owner, name, value }]);
const read = async (store: Store, name: string, owner: 'account' | 'person' = 'person') =>
  (await store.channelKeys('whatsapp', owner, [name])).get(name);

export function channelKeysContract(makeEngine: MakeEngine): void {
  const newPlace = placesOf(makeEngine);

  it('are found by name, changed and deleted', async () => {
    const store = await newPlace().open();
    await write(store, SESSION, VALUE);
    await write(store, 'creds', 'akun', 'account');
    expect(await store.channelKeys('whatsapp', 'person', [SESSION, 'session:other'])).toEqual(
      new Map([[SESSION, VALUE]]),
    );
    expect(await read(store, 'creds', 'account')).toBe('akun');
    await write(store, SESSION, 'baru');
    expect(await read(store, SESSION)).toBe('baru');
    await write(store, SESSION, null);
    expect(await read(store, SESSION)).toBeUndefined();
  });

  it('of one channel are not those of another, nor those of the account a person’s', async () => {
    const store = await newPlace().open();
    await write(store, SESSION, VALUE);
    expect((await store.channelKeys('telegram', 'person', [SESSION])).size).toBe(0);
    expect(await read(store, SESSION, 'account')).toBeUndefined();
    await store.forgetChannelKeys('telegram');
    expect(await read(store, SESSION)).toBe(VALUE);
    await store.forgetChannelKeys('whatsapp');
    expect(await read(store, SESSION)).toBeUndefined();
  });

  it('are many at once, as a first set of pre-keys is', async () => {
    const store = await newPlace().open();
    const names = Array.from({ length: 1_200 }, (_, n) => `pre-key:${n}`);
    await store.changeChannelKeys(
      'whatsapp',
      names.map(name => ({ owner: 'account', name, value: name })),
    );
    expect((await store.channelKeys('whatsapp', 'account', names)).size).toBe(names.length);
  });

  it('are changed all or not at all', async () => {
    const place = newPlace();
    const store = await place.open();
    await write(store, SESSION, VALUE);
    const tooLarge = 'x'.repeat(2_000_000);
    const refused = store.changeChannelKeys('whatsapp', [
      { owner: 'person', name: SESSION, value: 'baru' },
      { owner: 'account', name: 'creds', value: tooLarge },
    ]);
    await expect(refused).rejects.toThrow(/seal_too_large/);
    expect(await read(store, SESSION)).toBe(VALUE);
  });

  it('show neither name nor value in the bytes on disk, and the order of rows is that of hashes', async () => {
    const place = newPlace();
    const store = await place.open();
    await write(store, SESSION, VALUE);
    await write(store, `lid-mapping:${NUMBER}`, '199990042');
    await write(store, 'creds', `{"me":"${NUMBER}:1@s.whatsapp.net"}`, 'account');
    const canaries = [NUMBER, SESSION, VALUE, '199990042', `${NUMBER}@s.whatsapp.net`];
    expect(findCanaries(place.engine.bytesOnDisk(), canaries)).toEqual([]);
    await place.close();
    expect(findCanaries(place.engine.bytesOnDisk(), canaries)).toEqual([]);
  });

  it('of a person are there until the day thirty days after they were last written, then gone', async () => {
    const place = newPlace();
    const store = await place.open();
    await write(store, SESSION, VALUE);
    await write(store, 'creds', 'akun', 'account');
    place.clock.nowMs = START_MS + PERSON_KEY_TTL_MS - PERSON_KEY_STEP_MS;
    expect(await read(store, SESSION)).toBe(VALUE);
    await write(store, SESSION, VALUE);
    place.clock.nowMs += PERSON_KEY_TTL_MS - PERSON_KEY_STEP_MS;
    expect((await store.sweep()).channel_person_key).toBe(0);
    expect(await read(store, SESSION)).toBe(VALUE);
    place.clock.nowMs += PERSON_KEY_STEP_MS;
    expect(await read(store, SESSION)).toBeUndefined();
    expect((await store.sweep()).channel_person_key).toBe(1);
    expect(await read(store, 'creds', 'account')).toBe('akun');
  });

  it('of a person tell by their expiry the day on which they were written, not the hour', async () => {
    const place = newPlace();
    await write(await place.open(), SESSION, VALUE);
    const [row] = place.engine.rawSql('select expires_at_ms from channel_person_key');
    expect(Number(row?.expires_at_ms) % PERSON_KEY_STEP_MS).toBe(0);
    expect(row?.expires_at_ms).toBeLessThanOrEqual(START_MS + PERSON_KEY_TTL_MS);
  });

  it('are found and deleted after both of their keys were rotated', async () => {
    const place = newPlace();
    await write(await place.open(), SESSION, VALUE);
    place.secrets.rotate('channel_key');
    place.secrets.rotate('channel_key_lookup');
    const store = await place.open(openSecretFile(place.secrets.path));
    expect(await read(store, SESSION)).toBe(VALUE);
    await write(store, SESSION, 'baru');
    expect(await read(store, SESSION)).toBe('baru');
    expect(place.engine.rawSql('select 1 from channel_person_key')).toHaveLength(1);
    await write(store, SESSION, null);
    expect(place.engine.rawSql('select 1 from channel_person_key')).toHaveLength(0);
  });

  it('that were damaged are left out and reported', async () => {
    const place = newPlace();
    const store = await place.open();
    await write(store, SESSION, VALUE);
    place.engine.rawSql("update channel_person_key set payload = substr(payload, 1, 100) || 'AAAA'");
    expect(await read(store, SESSION)).toBeUndefined();
    expect(place.unreadable).toEqual([{ table: 'channel_person_key', code: 'seal_broken' }]);
  });

  describe('whose secret file is another one', () => {
    it('stop the start', async () => {
      const place = newPlace();
      await write(await place.open(), SESSION, VALUE);
      const other = openSecretFile(`${place.folder}/other.json`);
      await expect(place.open(other)).rejects.toThrow(/channel_key/);
    });
  });
}
