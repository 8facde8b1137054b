/**
 * Reports through the whole bot as its own process: over the Telegram wire emulator by buttons, on the page in a real
 * browser, withdrawn on the other of the two, gone when their time is over. The rows are read with and without the key.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.js';
import { readReceipt } from '../../src/reports/receipt.js';
import { DATABASE_FILE_NAME, openStore } from '../../src/store/open-store.js';
import { openSecretFile } from '../../src/store/secret-file.js';
import { loadSqlite } from '../../src/store/sqlite/load-sqlite.js';
import type { KeptReport, Store } from '../../src/store/store.js';
import { type BotApiServer, startBotApiServer } from '../fakes/bot-api-server.js';
import { BROWSER_ARGUMENTS, BROWSER_PATHS } from '../fixtures/browser.js';
import { findCanaries } from '../store/canary-search.js';
import { eventually, type SpawnedBot, spawnBot } from './spawn-bot.js';

const Database = await loadSqlite();
const executablePath = BROWSER_PATHS.find(existsSync);
if (!executablePath)
  process.stderr.write(`reports in a browser are not tried: none of ${BROWSER_PATHS.join(', ')} is there\n`);
const SHOTS = 'test/out';

const CHAT = 88_777_001;
const OWN = { name: 'Siti Aminah', phone: '0857-1111-2222' };
const RECRUITER = '+6281200001234';
const ADVERT = `Halo kak, saya ${OWN.name} dari Blitar, nomor saya ${OWN.phone}. Mau tanya ini aman?
Lowongan CS penempatan Kamboja, gaji 12-15 juta, tanpa pengalaman, pakai visa turis dulu, paspor kami yang urus. WA 0812-0000-1234`;
/** In every form; digits and names as they would lie in a file. */
const CANARIES = [String(CHAT), '6285711112222', '085711112222', OWN.phone, 'Siti Aminah', 'Blitar, nomor'];

describe('a report through the whole bot', () => {
  let server: BotApiServer;
  let bot: SpawnedBot;
  let browser: Browser | null = null;
  let folder: string;
  const start = (): Promise<SpawnedBot> =>
    spawnBot({ TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.apiRoot }, folder);

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    folder = mkdtempSync(path.join(tmpdir(), 'cekloker-report-'));
    server = await startBotApiServer();
    bot = await start();
    if (executablePath) browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] });
  });
  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** As somebody who has the secret file, too. */
  async function withKey<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const secrets = openSecretFile(path.join(folder, 'secret.json'));
    const store = await openStore({
      databaseUrl: undefined,
      dataDir: folder,
      secrets,
      clock: systemClock,
      isGuest: true,
    });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }
  const kept = (): Promise<readonly KeptReport[]> => withKey(store => store.keptReports());
  /** As somebody who has the disk alone. */
  const bytesOnDisk = (): Buffer =>
    Buffer.concat(
      readdirSync(folder)
        .filter(name => name.startsWith(DATABASE_FILE_NAME))
        .map(name => readFileSync(path.join(folder, name))),
    );
  const lastTo = (chat: number): string => server.sentTo(chat).at(-1)?.text ?? '';
  async function press(chat: number, number: number): Promise<void> {
    const message = server.sentTo(chat).at(-1);
    const data = new RegExp(`"callback_data":"([^"]+:${number})"`).exec(JSON.stringify(message))?.[1];
    if (message === undefined || data === undefined) throw new Error(`no button ${number}`);
    const before = server.sentTo(chat).length;
    server.inject.press(chat, message.messageId, data);
    await eventually(`an answer to ${number}`, () => server.sentTo(chat).length > before);
  }

  let receipt = '';

  it('on Telegram shows what would be kept, keeps it after a second yes and nothing of the person', async () => {
    server.inject.text(CHAT, ADVERT);
    await eventually('the advert answer', () => server.sentTo(CHAT).length === 1);
    await press(CHAT, 3);
    expect(lastTo(CHAT)).toContain('Sekarang belum ada yang disimpan.');
    expect(lastTo(CHAT)).not.toMatch(/Siti|Aminah|1111|Blitar/);
    expect(await kept()).toEqual([]);
    await press(CHAT, 1);
    expect(lastTo(CHAT)).toContain('Laporannya sudah disimpan');
    expect(lastTo(CHAT)).not.toMatch(/[A-Z\d]{5}-[A-Z\d]{5}/);

    const [report, ...rest] = await kept();
    expect(rest).toEqual([]);
    expect(report).toMatchObject({ isWeb: false, draft: { destination: 'KH', level: 'high' } });
    expect(report?.draft.identifiers).toEqual([{ kind: 'phone', value: RECRUITER }]);
    expect(JSON.stringify(report)).not.toMatch(/siti|aminah|blitar|8571111/i);
    expect([...(await withKey(store => store.subjectFigures())).values()]).toEqual([1]);
    const withoutKey = [...CANARIES, RECRUITER, '081200001234', 'scam_compound', 'penempatan kamboja'];
    expect(findCanaries(bytesOnDisk(), withoutKey)).toEqual([]);

    await press(CHAT, 1);
    receipt = /[A-Z\d]{5}-[A-Z\d]{5}-[A-Z\d]{5}/.exec(lastTo(CHAT))?.[0] ?? '';
    expect(readReceipt(receipt)).toBe(receipt);
  });

  it('made twice by one person counts once, and by another person twice', async () => {
    for (const chat of [CHAT, CHAT + 1]) {
      const before = server.sentTo(chat).length;
      server.inject.text(chat, ADVERT);
      await eventually('the advert answer', () => server.sentTo(chat).length > before);
      await press(chat, 3);
      await press(chat, 1);
    }
    expect(await kept()).toHaveLength(3);
    expect([...(await withKey(store => store.subjectFigures())).values()]).toEqual([2]);
  });

  it.skipIf(!executablePath)('on the page is kept, marked, and not counted', async () => {
    const page = await openPage(browser as Browser, bot.url);
    await send(page, ADVERT);
    await page.getByRole('button', { name: /Laporkan tanpa nama/ }).click();
    await page.getByText('Sekarang belum ada yang disimpan.').waitFor();
    await page.screenshot({ path: `${SHOTS}/report-consent.png`, fullPage: true });
    expect(await page.locator('article').last().innerText()).not.toMatch(/Siti|Aminah|1111|Blitar/);
    await page.getByRole('button', { name: /Ya, simpan/ }).click();
    await page.getByText('Laporannya sudah disimpan').waitFor();
    await page.screenshot({ path: `${SHOTS}/report-kept.png`, fullPage: true });
    const reports = await kept();
    expect(reports.filter(({ isWeb }) => isWeb)).toHaveLength(1);
    expect([...(await withKey(store => store.subjectFigures())).values()]).toEqual([2]);
    await page.context().close();
  });

  it.skipIf(!executablePath)('is withdrawn by its code, typed on the page by whoever has it', async () => {
    const before = (await kept()).length;
    const page = await openPage(browser as Browser, bot.url);
    await send(page, ` ${receipt.toLowerCase().replaceAll('-', ' ')}`);
    await page.getByText('sekarang sudah dihapus').waitFor();
    await page.screenshot({ path: `${SHOTS}/report-withdrawn.png`, fullPage: true });
    expect(await kept()).toHaveLength(before - 1);
    await page.context().close();
  });

  it('is gone with everything about it when its time is over', async () => {
    await bot.stop();
    const database = new Database(path.join(folder, DATABASE_FILE_NAME));
    database.exec('update report set expires_at_ms = 1; update report_subject set expires_at_ms = 1');
    database.close();
    bot = await start();
    expect(await kept()).toEqual([]);
    const rows = new Database(path.join(folder, DATABASE_FILE_NAME), { readonly: true });
    for (const table of ['report', 'report_subject'])
      expect(rows.prepare(`select count(*) from ${table}`).pluck().get()).toBe(0);
    rows.close();
  });

  it('leaves nothing in what the bot prints', () => {
    for (const trace of [...CANARIES, RECRUITER, receipt || 'no receipt'])
      expect(bot.printed()).not.toContain(trace);
  });
});

async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function send(page: Page, text: string): Promise<void> {
  await page.locator('textarea').fill(text);
  await page.getByRole('button', { name: 'Periksa', exact: true }).click();
  await page.getByRole('article').first().waitFor();
}
