import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.js';
import { newReceipt } from '../../src/reports/receipt.js';
import { openStore } from '../../src/store/open-store.js';
import { openSecretFile } from '../../src/store/secret-file.js';
import { received, textMessage } from '../store/contract/samples.js';
import { runCli } from './run-cli.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cekloker-report-cli-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
const cekloker = (...words: readonly string[]) => runCli(['report', ...words], '', { DATA_DIR: dataDir });

/** @returns the receipt */
async function reported(chat: string, value: string): Promise<string> {
  const store = await openStore({
    databaseUrl: undefined,
    dataDir,
    secrets: openSecretFile(path.join(dataDir, 'secret.json')),
    clock: systemClock,
  });
  const item = await received(store, textMessage(chat, 'm1'));
  const receipt = newReceipt(randomBytes);
  await store.commit({
    chatKey: item.chatKey,
    address: item.message.address,
    inboxIds: [item.id],
    session: null,
    replies: [],
    report: {
      receipt,
      draft: {
        script: 'lowongan admin di kamboja\ngaji 15 juta',
        identifiers: [{ kind: 'phone', value }],
        findings: [],
        level: 'high',
        category: null,
        destination: 'KH',
      },
    },
  });
  await store.close();
  return receipt;
}

describe('report list and withdraw', () => {
  it('make nothing where there is no database yet', async () => {
    expect(await cekloker('list')).toMatchObject({ status: 0, stdout: 'no report is kept\n' });
    expect((await cekloker('withdraw', newReceipt(randomBytes))).status).toBe(1);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('show recruiters with the number of people, the most reported first, and delete by the code', async () => {
    const receipt = await reported('chat-1', '+6281200001234');
    await reported('chat-2', '+6281200001234');
    await reported('chat-3', '+85500000011');
    const { stdout } = await cekloker('list');
    const [first, second] = stdout.trim().split('\n\n');
    expect(first).toMatch(
      /^at least 2 people · 2 reports, 0 from the web page · \d{4}-W\d\d · KH\n {2}phone \+6281200001234\n {2}> lowongan/,
    );
    expect(second).toMatch(/^at least 1 person · 1 report/);
    expect(await cekloker('withdraw', receipt.toLowerCase())).toMatchObject({
      status: 0,
      stdout: 'the report is deleted\n',
    });
    expect((await cekloker('withdraw', receipt)).status).toBe(1);
    expect((await cekloker('list')).stdout).toMatch(/^at least 1 person/);
    expect(existsSync(path.join(dataDir, 'cekloker.db'))).toBe(true);
  });

  it('tell what is no code', async () => {
    const { status, stderr } = await cekloker('withdraw', 'HAPUS');
    expect(status).toBe(1);
    expect(stderr).toContain('no receipt code');
  });
});
