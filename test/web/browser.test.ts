import { existsSync, mkdirSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Outgoing } from '../../src/replies/reply.js';
import { brokenNumbers, contrastFaults, structureFaults } from './page-inspection.js';
import { type SmallApp, type SmallAppOptions, startSmallApp } from './small-app.js';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = BROWSERS.find(existsSync);
if (executablePath === undefined) {
  process.stderr.write(`browser tests of the page are skipped: none of ${BROWSERS.join(', ')} is there\n`);
}
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The cheap phone that the page is made for. */
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
const SHOTS = 'test/out';

const ADVERT = `LOWONGAN ADMIN CHAT, penempatan Kamboja.
Gaji 12-15 juta, tanpa pengalaman, asal bisa mengetik.
Tiket, visa, mess ditanggung. Pakai visa turis dulu, paspor kami yang urus.`;

interface Visit {
  readonly app: SmallApp;
  readonly page: Page;
  /** Errors, foreign requests and breaches of the policy that the browser saw. */
  readonly complaints: string[];
}

describe.skipIf(executablePath === undefined)('the page in a browser', () => {
  let browser: Browser;
  const open: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    browser = await chromium.launch({ executablePath: executablePath as string, args: ARGUMENTS });
  });
  afterEach(async () => {
    for (const part of open.splice(0).reverse()) await part.close();
  });
  afterAll(() => browser?.close());

  async function visit(context: BrowserContextOptions = {}, options: SmallAppOptions = {}): Promise<Visit> {
    const app = await startSmallApp(options);
    open.push(app);
    const opened = await browser.newContext({ viewport: PHONE, ...context });
    open.push(opened);
    const page = await opened.newPage();
    const complaints: string[] = [];
    page.on('console', message => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', error => complaints.push(error.message));
    page.on('request', request => {
      if (!request.url().startsWith(app.server.url)) complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(app.server.url);
    return { app, page, complaints };
  }

  const paste = async (page: Page, text: string) => {
    await page.getByLabel('Isi iklan atau pesan').or(page.getByLabel('Periksa iklan lain')).fill(text);
    await page.getByRole('button', { name: 'Periksa' }).click();
  };
  const headlines = (page: Page) => page.locator('.card h2');
  const shot = (page: Page, name: string, fullPage = false) =>
    page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage, animations: 'disabled' });
  const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent.trim()');

  it('answers a pasted advert without loading again and keeps the conversation on the screen', async () => {
    const { app, page, complaints } = await visit();
    await shot(page, 'phone-light-start');
    await page.evaluate('window.isSamePage = true');
    await paste(page, ADVERT);
    await expect
      .poll(() => headlines(page).allInnerTexts())
      .toEqual(['BAHAYA TINGGI: jangan berangkat, jangan kirim uang.']);
    expect(await page.locator('.card q').first().innerText()).toContain('penempatan Kamboja');
    expect(await page.locator('.card a[href^="tel:"]').getAttribute('href')).toBe('tel:+622155500000');
    expect(await page.locator('.sent').innerText()).toContain('LOWONGAN ADMIN CHAT');
    expect(await focused(page)).toContain('BAHAYA TINGGI');
    expect(await page.locator('textarea').inputValue()).toBe('');
    await shot(page, 'phone-light-answer');
    await shot(page, 'phone-light-answer-whole', true);

    await page.getByRole('button', { name: 'Saya sudah bayar' }).click();
    await expect.poll(() => page.locator('.card').last().innerText()).toContain('Pilihan 2 diterima.');
    await paste(page, '1');
    await expect.poll(() => page.locator('.card').last().innerText()).toContain('Pilihan 1 diterima.');
    expect(await page.locator('.card').count()).toBe(3);
    expect(await page.evaluate('window.isSamePage')).toBe(true);
    expect(app.taken.map(({ content }) => content.kind)).toEqual(['text', 'choice', 'text']);
    expect(complaints).toEqual([]);
  });

  it('does the same with JavaScript off', async () => {
    const { app, page, complaints } = await visit({ javaScriptEnabled: false });
    await paste(page, ADVERT);
    expect(await headlines(page).allInnerTexts()).toEqual([
      'BAHAYA TINGGI: jangan berangkat, jangan kirim uang.',
    ]);
    expect(page.url()).toContain('#jawaban');
    // The browser itself has gone down to the answer.
    const top = (await page.locator('.card').boundingBox())?.y ?? -1;
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(PHONE.height / 2);
    await shot(page, 'phone-noscript-answer');
    await page.locator('.sent summary').click();
    expect(await page.locator('.sent').innerText()).toContain('paspor kami yang urus');

    await page.getByRole('button', { name: 'Saya sudah berangkat' }).click();
    expect(await page.locator('.card').innerText()).toContain('Pilihan 1 diterima.');
    await paste(page, '5');
    expect(await page.locator('.card').innerText()).toContain('Pilihan 5 diterima.');
    await paste(page, '  ');
    expect(await page.locator('.notice').innerText()).toContain('Belum ada teks');
    const ids = app.taken.map(message => message.address.reveal().nativeId);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(complaints.filter(words => !words.includes('400'))).toEqual([]);
  });

  it('can be gone through with the keyboard alone', async () => {
    const { app, page, complaints } = await visit();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Langsung ke kotak isian');
    await shot(page, 'phone-keyboard-skip');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Lowongan admin di luar negeri, gaji besar');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Periksa');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toContain('BAHAYA TINGGI');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('+62 21 5550 0000');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('WhatsApp');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toContain('Saya sudah berangkat');
    await shot(page, 'phone-keyboard-choice');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.card').last().innerText()).toContain('Pilihan 1 diterima.');
    // A number and Enter, as in a chat; a pasted text may have lines.
    await page.locator('textarea').focus();
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.card').last().innerText()).toContain('Pilihan 2 diterima.');
    await page.locator('textarea').focus();
    await page.keyboard.type('dua kata lalu');
    await page.keyboard.press('Enter');
    await page.keyboard.type('baris baru');
    expect(await page.locator('textarea').inputValue()).toBe('dua kata lalu\nbaris baru');
    expect(app.taken).toHaveLength(3);
    expect(complaints).toEqual([]);
  });

  it('tries an example with one press', async () => {
    const { app, page } = await visit();
    await page.getByRole('button', { name: 'Coba contoh ini' }).first().click();
    await expect.poll(() => page.locator('.card').count()).toBe(1);
    expect(app.taken[0]?.content.kind).toBe('text');
  });

  it.each([
    ['light', PHONE, 'phone'],
    ['dark', PHONE, 'phone'],
    ['light', DESK, 'desk'],
    ['dark', DESK, 'desk'],
  ] as const)('can be read in %s on a screen of %o', async (colorScheme, viewport, name) => {
    const { page, complaints } = await visit({ colorScheme, viewport });
    await shot(page, `${name}-${colorScheme}-start-whole`, true);
    expect(await contrastFaults(page)).toEqual([]);
    expect(await structureFaults(page)).toEqual([]);
    for (const text of [ADVERT, 'caution', 'unsure', 'none', 'tolong']) {
      const before = await page.locator('.card').count();
      await paste(page, text);
      await expect.poll(() => page.locator('.card').count()).toBe(before + 1);
    }
    await paste(page, ' ');
    await expect.poll(() => page.locator('.notice').innerText()).toContain('Belum ada teks');
    expect(await contrastFaults(page)).toEqual([]);
    expect(await structureFaults(page)).toEqual([]);
    await shot(page, `${name}-${colorScheme}-levels-whole`, true);
    expect(complaints.filter(words => !words.includes('400'))).toEqual([]);
  });

  it('stays within the narrowest phones and with letters of twice the size', async () => {
    const { page } = await visit({ viewport: { width: 320, height: 600 } });
    await page.evaluate('document.documentElement.style.fontSize = "200%"');
    await paste(page, ADVERT);
    await expect.poll(() => page.locator('.card').count()).toBe(1);
    expect(await structureFaults(page)).toEqual([]);
    await shot(page, 'narrow-large-letters-whole', true);
  });

  it('keeps each phone number on one line on the narrowest phones', async () => {
    const { page } = await visit({ viewport: { width: 320, height: 600 } });
    await paste(page, ADVERT);
    await expect.poll(() => page.locator('.card').count()).toBe(1);
    expect(await brokenNumbers(page)).toEqual([]);
    await page.evaluate('document.querySelector(".call").style.width = "8rem"');
    expect(await brokenNumbers(page)).toHaveLength(1);
  });

  it('keeps the text and sends it as the same message when the connection breaks', async () => {
    const { app, page } = await visit();
    let isBroken = true;
    await page.route('**/', async route => {
      if (route.request().method() !== 'POST' || !isBroken) return route.continue();
      // The server has it, the answer is lost on the way.
      await route.fetch();
      return route.abort('connectionreset');
    });
    await paste(page, ADVERT);
    await expect.poll(() => page.locator('.notice').innerText()).toContain('Ada gangguan');
    expect(await page.locator('textarea').inputValue()).toBe(ADVERT);
    await shot(page, 'phone-connection-broken');
    isBroken = false;
    await page.getByRole('button', { name: 'Periksa' }).click();
    await expect.poll(() => page.locator('.card').count()).toBe(1);
    expect(await page.locator('.notice').count()).toBe(0);
    expect(app.taken).toHaveLength(1);
  });

  it('shows an answer that is late as soon as it comes', async () => {
    const waiting: (() => void)[] = [];
    const { page } = await visit(
      {},
      {
        channel: { replyWaitMs: 50, onReturn: () => waiting.shift()?.() },
        deliver: (channel, message, outgoing) => {
          waiting.push(() => {
            const context = { inReplyTo: message.messageId, key: 'k', isLast: true };
            void channel.send(message.address, outgoing[0] as Outgoing, context);
          });
        },
      },
    );
    await paste(page, ADVERT);
    await expect.poll(() => page.locator('.notice').innerText()).toContain('Muat ulang');
    expect(await page.locator('.notice a[href^="tel:"]').count()).toBe(1);
    await shot(page, 'phone-late');
    await expect.poll(() => page.locator('.card').count(), { timeout: 10_000 }).toBe(1);
  });

  it('shows hostile words as words, in the browser too', async () => {
    const { page, complaints } = await visit();
    await paste(
      page,
      '<img src="https://luar.example/x.png" onerror="window.isHurt=true"><script>isHurt=true</script>',
    );
    await expect.poll(() => page.locator('.card').count()).toBe(1);
    expect(await page.locator('.sent').innerText()).toContain('<img src=');
    expect(await page.evaluate('window.isHurt')).toBeUndefined();
    expect(complaints).toEqual([]);
  });

  describe('the looks of these tests find what they look for:', () => {
    it('weak contrast', async () => {
      const { page } = await visit();
      await page.evaluate('document.querySelector("h1").style.color = "rgb(60, 80, 110)"');
      expect(await contrastFaults(page)).toEqual([expect.stringContaining('Cek dulu')]);
    });

    it('a nameless button, a skipped heading, a doubled id, a small target, a page too wide', async () => {
      const { page } = await visit();
      await page.evaluate(`{
        const button = document.createElement('button');
        button.style.width = '500px';
        button.style.height = '20px';
        const heading = document.createElement('h4');
        heading.textContent = 'Jauh';
        heading.id = 'text';
        document.querySelector('main').prepend(heading, button);
      }`);
      const faults = (await structureFaults(page)).join('\n');
      for (const fault of ['has no name', 'heading 4', 'stands twice', 'px high', 'wider']) {
        expect(faults).toContain(fault);
      }
    });

    it('a request to elsewhere and an inline script, both of which the policy stops', async () => {
      const { page, complaints } = await visit();
      await page.evaluate(`{
        const image = document.createElement('img');
        image.src = 'https://luar.example/pixel.png';
        document.body.append(image);
      }`);
      await expect.poll(() => complaints.join('\n')).toContain('luar.example');
      const before = complaints.length;
      await page.evaluate('document.body.setAttribute("style", "color: red")');
      await expect.poll(() => complaints.slice(before).join('\n')).toContain('inline style');
      const planted = page.evaluate('document.body.setAttribute("onclick", "window.isHurt = true")');
      await expect(planted).rejects.toThrow('TrustedScript');
    });
  });
});
