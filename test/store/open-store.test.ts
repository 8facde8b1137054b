import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { StartupError } from '../../src/errors.js';
import { DATABASE_FILE_NAME, databaseFile, openStore } from '../../src/store/open-store.js';
import { openSecretFile } from '../../src/store/secret-file.js';
import { MovableClock } from './contract/movable-clock.js';

const folder = mkdtempSync(join(tmpdir(), 'cekloker-open-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the address of the database', () => {
  it.each([
    [undefined, `/srv/bot/${DATABASE_FILE_NAME}`],
    ['', `/srv/bot/${DATABASE_FILE_NAME}`],
    ['sqlite:/var/lib/bot.db', '/var/lib/bot.db'],
    ['sqlite:///var/lib/bot.db', '/var/lib/bot.db'],
    ['sqlite:./bot.db', './bot.db'],
    ['file:/var/lib/bot.db', '/var/lib/bot.db'],
    ['file:///var/lib/the%20bot.db', '/var/lib/the bot.db'],
    ['file:bot.db', 'bot.db'],
  ])('%s means the file %s', (url, file) => {
    expect(databaseFile(url, '/srv/bot')).toBe(file);
  });

  it.each([
    ['postgres://bot:hush-hush@host/db', /PostgreSQL comes later; leave DATABASE_URL empty/],
    ['postgresql://bot:hush-hush@host/db', /PostgreSQL comes later/],
    ['mysql://bot:hush-hush@host/db', /no such kind of database; write sqlite:/],
    ['/var/lib/bot-hush-hush.db', /write sqlite:\/path/],
    ['sqlite:', /name a file/],
    ['sqlite::memory:', /must survive a restart/],
    ['file:///%ZZhush-hush', /not valid/],
  ])('%s is refused with what to do and without repeating it', (url, message) => {
    const work = (): unknown => databaseFile(url, '/srv/bot');
    expect(work).toThrow(StartupError);
    expect(work).toThrow(message);
    expect(work).not.toThrow(/hush-hush/);
  });
});

it('opens the SQLite file in the data folder when nothing is configured, making both', async () => {
  const dataDir = join(folder, 'data');
  const secrets = openSecretFile(join(folder, 'secrets.json'));
  const store = await openStore({ databaseUrl: undefined, dataDir, secrets, clock: new MovableClock() });
  await store.ping();
  await store.close();
  expect(existsSync(join(dataDir, DATABASE_FILE_NAME))).toBe(true);
});
