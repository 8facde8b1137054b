import { describe, expect, it } from 'vitest';
import { type KeyStorage, SessionKeys } from '../../../src/channels/whatsapp/session-keys.js';

type Changes = Parameters<KeyStorage['change']>[0];

/** Keeps what was written, change by change, and can refuse. */
class Drawer implements KeyStorage {
  readonly changes: Changes[] = [];
  readonly kept = new Map<string, string>();
  isRefusing = false;

  async read(owner: string, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map(
      names.flatMap(name => {
        const value = this.kept.get(`${owner} ${name}`);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
  }

  async change(changes: Changes): Promise<void> {
    if (this.isRefusing) throw new Error('penuh');
    this.changes.push(changes);
    for (const { owner, name, value } of changes) {
      if (value === null) this.kept.delete(`${owner} ${name}`);
      else this.kept.set(`${owner} ${name}`, value);
    }
  }

  async forget(): Promise<void> {
    this.kept.clear();
  }
}

const open = (drawer: Drawer, onLost = () => {}, now?: () => number) => SessionKeys.open(drawer, onLost, now);
const ME = { id: '6281200000001:1@s.whatsapp.net', name: 'Bot' };
const LINKED = { me: ME, account: { details: Buffer.alloc(1) } };

describe('the keys of a WhatsApp session', () => {
  it('come back as what they were', async () => {
    const drawer = new Drawer();
    const keys = await open(drawer);
    const pair = { public: Buffer.alloc(32, 1), private: Buffer.alloc(32, 2) };
    await keys.set({
      'pre-key': { '7': pair },
      'lid-mapping': { '62812': '1999' },
      'device-list': { '62812': ['0'] },
    });
    expect(await keys.get('pre-key', ['7', '8'])).toEqual({ '7': pair });
    expect(await keys.get('lid-mapping', ['62812'])).toEqual({ '62812': '1999' });
    expect(await keys.get('device-list', ['62812'])).toEqual({ '62812': ['0'] });
    await keys.set({ 'pre-key': { '7': null } });
    expect(await keys.get('pre-key', ['7'])).toEqual({});
  });

  it('have the credentials written in one change with the pre-keys that they count', async () => {
    const drawer = new Drawer();
    const keys = await open(drawer);
    keys.creds.nextPreKeyId = 813;
    keys.noteChange();
    await keys.set({ 'pre-key': { '1': { public: Buffer.alloc(1), private: Buffer.alloc(1) } } });
    expect(drawer.changes.map(change => change.map(({ name }) => name))).toEqual([
      ['pre-key:1', 'credentials'],
    ]);
    await keys.flush();
    expect(drawer.changes).toHaveLength(1);
  });

  it('have changed credentials written soon, also when no key follows', async () => {
    const drawer = new Drawer();
    const keys = await open(drawer);
    Object.assign(keys.creds, LINKED);
    keys.noteChange();
    await expect.poll(() => drawer.changes.length).toBe(1);
    const again = await open(drawer);
    expect([again.isLinked, again.creds.me, again.creds.noiseKey]).toEqual([true, ME, keys.creds.noiseKey]);
  });

  it('say so when credentials could not be written, and write them with the next', async () => {
    const drawer = new Drawer();
    let lost = 0;
    const keys = await open(drawer, () => (lost += 1));
    drawer.isRefusing = true;
    keys.noteChange();
    await keys.flush();
    expect(lost).toBe(1);
    drawer.isRefusing = false;
    await keys.flush();
    expect(drawer.kept.has('account credentials')).toBe(true);
  });

  it.each<[string, Record<string, unknown>]>([
    ['the account’s contacts and chats', { 'app-state-sync-key': { a: { keyData: Buffer.alloc(1) } } }],
    ['their versions', { 'app-state-sync-version': { a: { version: 1 } } }],
    ['keys of groups', { 'sender-key': { a: Buffer.alloc(1) } }],
    ['a list of everybody', { tctoken: { __index: { token: Buffer.from('["62812@lid"]') } } }],
  ])('never hold %s', async (_, data) => {
    const drawer = new Drawer();
    const keys = await open(drawer);
    await keys.set(data as Parameters<SessionKeys['set']>[0]);
    expect(drawer.kept.size).toBe(0);
    expect(await keys.get('app-state-sync-key', ['a'])).toEqual({});
  });

  it('begin anew after a link that was never finished', async () => {
    const drawer = new Drawer();
    const keys = await open(drawer);
    keys.creds.me = ME;
    keys.noteChange();
    await keys.flush();
    const again = await open(drawer);
    expect([again.isLinked, again.creds.me]).toEqual([false, undefined]);
    expect(again.creds.noiseKey).not.toEqual(keys.creds.noiseKey);
  });

  it('are all forgotten at the next start after the account was logged out', async () => {
    const drawer = new Drawer();
    const keys = await open(drawer);
    Object.assign(keys.creds, LINKED);
    keys.noteChange();
    await keys.set({ session: { '1999_1.0': Buffer.alloc(1) } });
    await keys.end();
    expect((await open(drawer)).isLinked).toBe(false);
    expect(drawer.kept.size).toBe(0);
  });

  it('note where a person wrote from when it changes and once a day, no oftener', async () => {
    const drawer = new Drawer();
    let now = 1_800_000_000_000;
    const keys = await open(
      drawer,
      () => {},
      () => now,
    );
    const place = { jid: '1999@lid', vanishAfterS: 0 };
    await keys.noteChat('1999@lid', place);
    await keys.noteChat('1999@lid', place);
    expect(drawer.changes).toHaveLength(1);
    await keys.noteChat('1999@lid', { ...place, vanishAfterS: 60 });
    now += 86_400_000;
    await keys.noteChat('1999@lid', { ...place, vanishAfterS: 60 });
    expect(drawer.changes).toHaveLength(3);
    expect(await keys.chatOf('1999@lid')).toEqual({ ...place, vanishAfterS: 60 });
    expect(await keys.chatOf('2000@lid')).toBeNull();
  });
});
