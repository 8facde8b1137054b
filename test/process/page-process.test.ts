/**
 * The served page as a person on a small phone meets it, in a real browser, with scripts and without. What is
 * answered comes from the whole bot: rules, texts, contacts, store.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSER_ARGUMENTS, BROWSER_PATHS } from '../fixtures/browser.js';
import { type SpawnedBot, spawnBot } from './spawn-bot.js';

const executablePath = BROWSER_PATHS.find(existsSync);
if (!executablePath)
  process.stderr.write(`the page process tests are skipped: none of ${BROWSER_PATHS.join(', ')} is there\n`);

const PHONE = { width: 360, height: 740 };
const SHOTS = 'test/out';
const ADVERT = `Lowongan CS online penempatan Kamboja, gaji 12-15 juta per bulan.
Tanpa pengalaman, cukup bisa mengetik. Berangkat minggu depan pakai visa turis dulu, tiket dan paspor kami yang urus.`;

describe.skipIf(!executablePath)('the served page', () => {
  let bot: SpawnedBot;
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    bot = await spawnBot({});
    browser = await chromium.launch({
      executablePath: executablePath as string,
      args: [...BROWSER_ARGUMENTS],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
  });

  async function ask(page: Page, text: string): Promise<string> {
    await page.locator('textarea').fill(text);
    await page.getByRole('button', { name: 'Periksa', exact: true }).click();
    await page.getByText('Alasannya').waitFor();
    return page.locator('main').innerText();
  }

  it.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('warns of an advert for Cambodia, %s', async (_, javaScriptEnabled) => {
    const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(bot.url);
    const answer = await ask(page, ADVERT);
    expect(answer).toMatch(/BAHAYA TINGGI: .*jangan/i);
    expect(answer).toContain('visa turis');
    expect(answer).toMatch(/\+62|08001000/);
    expect(answer).toMatch(/20\d\d/);
    await page.screenshot({
      path: `${SHOTS}/process-${javaScriptEnabled ? 'js' : 'no-js'}.png`,
      fullPage: true,
    });

    await page.getByRole('button', { name: /kontak lain/ }).click();
    // With scripts the conversation stays on the page; without them a new page shows the new answer.
    await expect
      .poll(() => page.getByRole('article').last().innerText(), { timeout: 10_000 })
      .toContain('Kirim iklan lain');
    await context.close();
  });

  it('answers a plea with a contact, and shows no level', async () => {
    const context = await browser.newContext({ viewport: PHONE });
    const page = await context.newPage();
    await page.goto(bot.url);
    await page.locator('textarea').fill('tolong, saya disekap di poipet, paspor diambil bos');
    await page.getByRole('button', { name: 'Periksa', exact: true }).click();
    await page.getByText('+855 12 813 282').first().waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/BAHAYA TINGGI|WASPADA|BELUM PASTI/);
    await page.screenshot({ path: `${SHOTS}/process-plea.png`, fullPage: true });
    await context.close();
  });

  it('keeps nothing that was typed in what it prints', () => {
    for (const trace of ['Kamboja', 'poipet', 'visa turis']) expect(bot.printed()).not.toContain(trace);
  });
});
