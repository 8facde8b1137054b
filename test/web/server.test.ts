import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { StartupError } from '../../src/errors.js';
import { createShippedFiles } from '../../src/web/asset-files.js';
import { createClientKey, trustedHops } from '../../src/web/client-address.js';
import { WEBHOOK_BODY_BYTES_MAX } from '../../src/web/limits.js';
import { ask, cookieOf, postForm } from './ask.js';
import { startSmallApp } from './small-app.js';

describe('every page', () => {
  it('loads nothing from elsewhere, runs nothing inline and is kept by nobody', async () => {
    const app = await startSmallApp();
    const { headers } = await ask(app.server.url);
    await app.close();
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).not.toMatch(/unsafe|\*|data:|https?:/);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['permissions-policy']).toContain('geolocation=()');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['x-ratelimit-remaining']).toBeUndefined();
  });

  it('asks for https only where the page is reached by https', async () => {
    const app = await startSmallApp({ server: { publicUrl: 'https://cekloker.example' } });
    const answer = await ask(app.server.url);
    await app.close();
    expect(answer.headers['strict-transport-security']).toContain('max-age=');
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-cekloker=/);
    expect(String(answer.headers['set-cookie'])).toContain('Secure');
  });

  it('comes with its style and script from under one address that may be kept for ever', async () => {
    const app = await startSmallApp();
    const page = await ask(app.server.url);
    const paths = [...page.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(found => String(found[1]));
    expect(new Set(paths).size).toBe(3);
    for (const path of paths) {
      const asset = await ask(app.server.url + path);
      expect(asset.status).toBe(200);
      expect(asset.headers['cache-control']).toContain('immutable');
    }
    await app.close();
  });

  it('weighs less than 60 kB with everything on it', async () => {
    const app = await startSmallApp();
    const page = await ask(app.server.url);
    const answer = await postForm(app.server.url, { text: 'x'.repeat(1_000) });
    const assets = readdirSync('src/web/assets').map(name => readFileSync(`src/web/assets/${name}`).length);
    await app.close();
    const heaviest = Math.max(Buffer.byteLength(page.text), Buffer.byteLength(answer.text));
    expect(heaviest + assets.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(60_000);
  });
});

describe('the cookie of a visitor', () => {
  it('is a signed random id that scripts cannot read and that lasts half an hour', async () => {
    const app = await startSmallApp();
    const [cookie] = (await ask(app.server.url)).headers['set-cookie'] ?? [];
    await app.close();
    expect(cookie).toMatch(/^cekloker=[\w-]{22}\.[^;]+;/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).toContain('Path=/');
    expect(cookie).toContain('Max-Age=1800');
    expect(cookie).not.toContain('Secure');
  });

  it('keeps one visitor one visitor, and a forged one is a stranger', async () => {
    const app = await startSmallApp();
    const cookie = cookieOf(await ask(app.server.url));
    const id = cookie.slice('cekloker='.length).split('.')[0] ?? '';
    const forged = `cekloker=${id}.${'A'.repeat(43)}`;
    for (const used of [cookie, cookie, forged])
      await postForm(app.server.url, { text: 'halo' }, { cookie: used });
    await app.close();
    const ids = app.taken.map(message => message.address.reveal().nativeId);
    expect(ids.slice(0, 2)).toEqual([id, id]);
    expect(ids[2]).not.toBe(id);
    expect(app.logged.join('')).not.toContain(id);
  });
});

describe('limits', () => {
  it('answers 429 as a page with a hotline, and says when to come back', async () => {
    const app = await startSmallApp({ server: { limits: { pagePostsMax: 1 } } });
    await postForm(app.server.url, { text: 'halo' });
    const answer = await postForm(app.server.url, { text: 'halo' });
    await app.close();
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.text).toContain('tel:+622155500000');
    expect(answer.text).toContain('Tunggu satu menit');
  });

  it('counts clients behind a trusted proxy apart, and believes no header without one', async () => {
    const post = (url: string, address: string) =>
      postForm(url, { text: 'halo' }, { 'x-forwarded-for': address });
    const behind = await startSmallApp({ server: { limits: { pagePostsMax: 1 }, trustProxyHops: 1 } });
    const apart = [
      await post(behind.server.url, '198.51.100.1'),
      await post(behind.server.url, '198.51.100.2'),
    ];
    // The address that the client itself wrote in front of the proxy's does not count.
    const lying = await post(behind.server.url, '203.0.113.9, 198.51.100.2');
    await behind.close();
    expect(apart.map(answer => answer.status)).toEqual([200, 200]);
    expect(lying.status).toBe(429);

    const direct = await startSmallApp({ server: { limits: { pagePostsMax: 1 } } });
    const one = [
      await post(direct.server.url, '198.51.100.1'),
      await post(direct.server.url, '198.51.100.2'),
    ];
    await direct.close();
    expect(one.map(answer => answer.status)).toEqual([200, 429]);
  });

  it('limits wrong addresses too', async () => {
    const app = await startSmallApp({ server: { limits: { pageReadsMax: 2 } } });
    const statuses = [];
    for (let at = 0; at < 3; at += 1) statuses.push((await ask(`${app.server.url}/x${at}`)).status);
    await app.close();
    expect(statuses).toEqual([404, 404, 429]);
  });

  it('knows a client only by a hash that another process cannot repeat', () => {
    const [one, other] = [createClientKey(), createClientKey()];
    expect(one('198.51.100.1')).toBe(one('198.51.100.1'));
    expect(one('198.51.100.1')).not.toBe(one('198.51.100.2'));
    expect(one('198.51.100.1')).not.toBe(other('198.51.100.1'));
    expect(one('::ffff:198.51.100.1')).toBe(one('198.51.100.1'));
    // One household has one /64.
    expect(one('2001:db8::1')).toBe(one('2001:db8::2'));
    expect(one('2001:db8::1')).not.toBe(one('2001:db8:0:1::1'));
    expect(one('198.51.100.1')).not.toContain('198');
  });

  it('believes as many proxies as were configured, and the nearest only on a private network', () => {
    expect(trustedHops(0)).toBe(false);
    const one = trustedHops(1) as (address: string, hop: number) => boolean;
    expect(one('127.0.0.1', 0)).toBe(true);
    expect(one('::ffff:10.0.0.3', 0)).toBe(true);
    expect(one('fd00::1', 0)).toBe(true);
    expect(one('198.51.100.1', 0)).toBe(false);
    expect(one('not an address', 0)).toBe(false);
    expect(one('127.0.0.1', 1)).toBe(false);
    const two = trustedHops(2) as (address: string, hop: number) => boolean;
    expect(two('198.51.100.1', 1)).toBe(true);
  });
});

describe('webhooks', () => {
  it('hand over headers and the very bytes, and answer with the given status', async () => {
    const app = await startSmallApp();
    const body = Buffer.from([0xff, 0x00, 0x7b, 0xe2, 0x80]);
    const got: { header: unknown; rawBody: Buffer }[] = [];
    app.server.mountWebhook('/hook/telegram', async ({ headers, rawBody }) => {
      got.push({ header: headers['x-secret'], rawBody });
      return { status: 202 };
    });
    const answer = await ask(`${app.server.url}/hook/telegram?x=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-secret': 'abc' },
      body,
    });
    expect([answer.status, answer.text]).toEqual([202, '']);
    expect(got).toEqual([{ header: 'abc', rawBody: body }]);
    app.server.unmountWebhook('/hook/telegram');
    expect((await ask(`${app.server.url}/hook/telegram`, { method: 'POST', body })).status).toBe(404);
    await app.close();
  });

  it('refuse a body over the cap, a path that is not plugged in, and answer 500 when taking fails', async () => {
    const app = await startSmallApp();
    let count = 0;
    app.server.mountWebhook('/hook', async () => {
      count += 1;
      throw new Error('inbox is closed');
    });
    const tooMuch = Buffer.alloc(WEBHOOK_BODY_BYTES_MAX + 1);
    const post = (path: string, body: Buffer) => ask(app.server.url + path, { method: 'POST', body });
    expect((await post('/hook', tooMuch)).status).toBe(413);
    expect(count).toBe(0);
    expect((await post('/hook', Buffer.from('{}'))).status).toBe(500);
    expect((await post('/hook/x', Buffer.from('{}'))).status).toBe(404);
    expect(count).toBe(1);
    await app.close();
    expect(app.logged.join('')).toContain('webhook_failed');
    expect(app.logged.join('')).not.toContain('inbox');
  });
});

describe('starting and stopping', () => {
  it('says which port is taken and what to do', async () => {
    const taken = createServer();
    await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const started = startSmallApp({ server: { port } });
    await expect(started).rejects.toThrow(`PORT ${port} on 127.0.0.1 is taken`);
    await expect(started).rejects.toBeInstanceOf(StartupError);
    taken.close();
  });

  it('says when the host is no address of this machine', async () => {
    await expect(startSmallApp({ server: { host: '192.0.2.1' } })).rejects.toThrow('HOST 192.0.2.1');
  });

  it('closes while requests hang and connections are kept open', async () => {
    const app = await startSmallApp({
      server: { isHealthy: () => new Promise(() => undefined), healthWaitMs: 60_000 },
    });
    const hanging = ask(`${app.server.url}/healthz`).catch((error: Error) => error);
    await ask(app.server.url, { headers: { connection: 'keep-alive' } });
    await app.close();
    expect(await hanging).toBeInstanceOf(Error);
    await expect(ask(app.server.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('shows the page at a wrong address and a word where the fault is in none of its pages', async () => {
    const app = await startSmallApp({
      server: {
        metrics: {
          countRequest: () => undefined,
          countReply: () => undefined,
          watchOutbox: () => undefined,
          text: async () => {
            throw new Error('outbox of 081234');
          },
        },
      },
    });
    const lost = await ask(`${app.server.url}/salah-ketik`);
    const broken = await ask(`${app.server.url}/metrics`);
    await app.close();
    expect(lost.status).toBe(404);
    expect(lost.text).toContain('<textarea');
    expect([broken.status, broken.text]).toEqual([500, 'error']);
    expect(app.logged.join('')).toContain('web_failed');
    expect(app.logged.join('')).not.toContain('081234');
  });
});

describe('files that replies show', () => {
  it('are served by a name of their own and only once a reply has named them', async () => {
    const files = createShippedFiles('/srv/cekloker');
    const url = files.urlOf('assets/kartu.png') ?? '';
    expect(url).toMatch(/^\/assets\/shipped\/[0-9a-f]{16}\.png$/);
    expect(files.fileOf(url)).toEqual({
      absolutePath: '/srv/cekloker/assets/kartu.png',
      mediaType: 'image/png',
    });
    expect(files.fileOf('/assets/shipped/0000000000000000.png')).toBeNull();
    for (const outside of ['../secret.png', '/etc/passwd.png', 'data/cekloker.db', 'assets/x.html']) {
      expect(files.urlOf(outside), outside).toBeNull();
    }
  });
});
