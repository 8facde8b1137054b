import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/web/metrics.js';
import { FORWARDING_HEADERS } from '../../src/web/operator-routes.js';
import { ask, postForm } from './ask.js';
import { type SmallApp, startSmallApp } from './small-app.js';

const TOKEN = 'a-token-for-the-metrics';

let app: SmallApp;
let metricsUrl: string;
const metrics = createMetrics();
beforeAll(async () => {
  app = await startSmallApp({
    server: { metrics, metricsToken: TOKEN, trustProxyHops: 1, limits: { operatorReadsMax: 1_000 } },
  });
  metricsUrl = `${app.server.url}/metrics`;
});
afterAll(() => app.close());

/** A request as an old proxy makes it; `fetch` and `node:http` cannot speak HTTP/1.0. */
function askOldStyle(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET /metrics HTTP/1.0\r\nHost: 127.0.0.1:${port}\r\n\r\n`),
    );
    let heard = '';
    socket.on('data', chunk => {
      heard += chunk;
    });
    socket.on('end', () => resolve(heard));
    socket.on('error', reject);
  });
}

describe('/healthz', () => {
  it('says ok in one word when the program is well', async () => {
    const answer = await ask(`${app.server.url}/healthz`);
    expect([answer.status, answer.text]).toEqual([200, 'ok']);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['is down', async () => false],
    [
      'cannot tell',
      async () => {
        throw new Error('database is locked');
      },
    ],
    ['hangs', () => new Promise<boolean>(() => undefined)],
  ])('says down in one word when the program %s', async (_what, isHealthy) => {
    const sick = await startSmallApp({ server: { isHealthy, healthWaitMs: 50 } });
    const answer = await ask(`${sick.server.url}/healthz`);
    await sick.close();
    expect([answer.status, answer.text]).toEqual([503, 'down']);
  });
});

describe('/metrics', () => {
  it('is read by a direct request from this machine', async () => {
    const answer = await ask(metricsUrl);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/plain');
    expect(answer.text).toContain('process_cpu_seconds_total');
  });

  it.each([...FORWARDING_HEADERS, 'x-forwarded-anything'])(
    'is no page for a request with the forwarding header %s',
    async header => {
      expect((await ask(metricsUrl, { headers: { [header]: '127.0.0.1' } })).status).toBe(404);
    },
  );

  it('is no page for a request that names a foreign host, or comes from an old-style proxy', async () => {
    expect((await ask(metricsUrl, { headers: { host: 'cekloker.example' } })).status).toBe(404);
    expect((await ask(metricsUrl, { headers: { host: '127.0.0.1.evil.example' } })).status).toBe(404);
    expect(await askOldStyle(Number(new URL(app.server.url).port))).toMatch(/^HTTP\/1\.\d 404/);
  });

  it('answers as it does to any wrong address, so that nobody learns it is there', async () => {
    const away = { 'x-forwarded-for': '198.51.100.7' };
    const withoutIds = (html: string) => html.replace(/value="[\w-]{22}"/g, '');
    const hidden = await ask(metricsUrl, { headers: away });
    const missing = await ask(`${app.server.url}/tidak-ada`, { headers: away });
    expect(hidden.status).toBe(404);
    expect(withoutIds(hidden.text)).toBe(withoutIds(missing.text));
    expect({ ...hidden.headers, date: '', 'content-length': '' }).toEqual({
      ...missing.headers,
      date: '',
      'content-length': '',
    });
  });

  it('is read from anywhere with the token, and by nobody with another one', async () => {
    const read = (authorization: string) =>
      ask(metricsUrl, { headers: { 'x-forwarded-for': '198.51.100.7', authorization } });
    expect((await read(`Bearer ${TOKEN}`)).status).toBe(200);
    expect((await read(`bearer ${TOKEN}`)).status).toBe(200);
    for (const wrong of [`Bearer ${TOKEN}x`, 'Bearer ', 'Bearer', `Basic ${TOKEN}`, TOKEN, 'Bearer null']) {
      expect((await read(wrong)).status, wrong).toBe(404);
    }
  });

  it('is read by nobody from elsewhere when no token is set', async () => {
    const closed = await startSmallApp({ server: { metricsToken: null } });
    const headers = { 'x-real-ip': '127.0.0.1', authorization: 'Bearer null' };
    const answer = await ask(`${closed.server.url}/metrics`, { headers });
    await closed.close();
    expect(answer.status).toBe(404);
  });

  it('counts requests by place and status class, replies by channel and result, and the outbox', async () => {
    await postForm(app.server.url, { text: 'halo' });
    await ask(`${app.server.url}/tidak-ada`);
    metrics.countReply('telegram', 'sent');
    metrics.countReply('telegram', 'retry');
    metrics.watchOutbox(async () => 7);
    const { text } = await ask(metricsUrl);
    expect(text).toMatch(/cekloker_http_requests_total\{place="page",status="2xx"\} [1-9]/);
    expect(text).toMatch(/cekloker_http_requests_total\{place="other",status="4xx"\} [1-9]/);
    expect(text).toContain('cekloker_replies_total{channel="telegram",result="sent"} 1');
    expect(text).toContain('cekloker_outbox_replies 7');
  });

  /** Names of our own that would let somebody watch a report or a cry for help arrive. */
  function telling(exposition: string): readonly string[] {
    const ours = exposition.split('\n').filter(line => line.startsWith('cekloker_'));
    return ours.filter(line => /report|danger|triage|level|country|identifier|session|case/i.test(line));
  }

  it('counts nothing that lets a stranger watch a report or a plea arrive', async () => {
    await postForm(app.server.url, { text: 'tolong' });
    expect(telling((await ask(metricsUrl)).text)).toEqual([]);
    const planted = 'cekloker_danger_answers_total{country="KH"} 1';
    expect(telling(`cekloker_outbox_replies 0\n${planted}`)).toEqual([planted]);
  });
});
