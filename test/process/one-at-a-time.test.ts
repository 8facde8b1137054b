import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spawnBot } from './spawn-bot.js';

describe('a data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'cekloker-folder-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('serves one program at a time, and the next one after a kill', async () => {
    const first = await spawnBot({}, folder);
    await expect(spawnBot({}, folder)).rejects.toThrow('another CekLoker is running on this folder');
    first.signal('SIGKILL');
    await first.stop();
    const next = await spawnBot({}, folder);
    expect(await next.stop()).toBe(0);
  });

  it('is not enough of its own where the database is somebody else’s', async () => {
    const other = mkdtempSync(path.join(tmpdir(), 'cekloker-folder-'));
    const environment = {
      DATABASE_URL: `sqlite:${folder}/shared/cekloker.db`,
      SECRET_FILE: `${folder}/secret.json`,
    };
    const first = await spawnBot(environment, path.join(folder, 'own'));
    await expect(spawnBot(environment, other)).rejects.toThrow(
      'another CekLoker is running on this database',
    );
    expect(await first.stop()).toBe(0);
    expect(await (await spawnBot(environment, other)).stop()).toBe(0);
    rmSync(other, { recursive: true, force: true });
  });

  it('is not started with new keys when its own are missing', async () => {
    const bot = await spawnBot({}, folder);
    await bot.stop();
    const keys = path.join(folder, 'secret.json');
    renameSync(keys, `${keys}.away`);
    await expect(spawnBot({}, folder)).rejects.toThrow('secret.json: is missing');
    expect(readdirSync(folder)).not.toContain('secret.json');
    renameSync(`${keys}.away`, keys);
    expect(await (await spawnBot({}, folder)).stop()).toBe(0);
  });
});
