import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { SECRET_HEADER, WEBHOOK_BODY_BYTES_MAX } from '../../../src/channels/telegram/webhook.js';
import { closeRigs, type Rig, type RigOptions, SITI, startRig } from './channel-rig.js';

const SECRET = 'rahasia_Uji-0123456789';
const URL_OF_NOBODY = 'https://127.0.0.1:9/telegram';
const servers: Server[] = [];

afterEach(async () => {
  await closeRigs();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const startWebhookRig = (options: RigOptions = {}, url = URL_OF_NOBODY) =>
  startRig({ mode: { kind: 'webhook', url, secret: SECRET }, ...options });

const update = (text: string, update_id = 1) => ({
  update_id,
  message: { message_id: update_id, date: 1_760_000_000, text, chat: { id: SITI, type: 'private' } },
});

function call(rig: Rig, body: unknown, headers: IncomingHttpHeaders = { [SECRET_HEADER]: SECRET }) {
  const rawBody = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  return rig.channel.webhook({ headers, rawBody });
}

describe('a call of the webhook', () => {
  it('with the secret is taken', async () => {
    const rig = await startWebhookRig();
    expect(await call(rig, update('halo'))).toEqual({ status: 200 });
    expect(rig.texts()).toEqual(['halo']);
  });

  const forged: readonly (readonly [string, IncomingHttpHeaders])[] = [
    ['without the header', {}],
    ['with an empty secret', { [SECRET_HEADER]: '' }],
    ['with another secret', { [SECRET_HEADER]: `${SECRET.slice(0, -1)}0` }],
    ['with a longer secret', { [SECRET_HEADER]: `${SECRET}x` }],
    ['with a shorter secret', { [SECRET_HEADER]: SECRET.slice(0, -1) }],
    ['with the header twice, as Node joins it', { [SECRET_HEADER]: `${SECRET}, ${SECRET}` }],
    ['with the header twice, as a list', { [SECRET_HEADER]: [SECRET, SECRET] }],
    ['with a list of one', { [SECRET_HEADER]: [SECRET] }],
    ['with the secret under another name', { authorization: SECRET }],
  ];

  it.each(forged)('%s is refused and nothing of it is read', async (_name, headers) => {
    const rig = await startWebhookRig();
    expect(await call(rig, update('palsu'), headers)).toEqual({ status: 401 });
    expect(rig.accepted).toEqual([]);
  });

  it('is refused for everybody while the channel polls', async () => {
    const rig = await startRig();
    for (const secret of [SECRET, '', 'undefined']) {
      expect(await call(rig, update('palsu'), { [SECRET_HEADER]: secret })).toEqual({ status: 401 });
    }
  });

  it.each([
    ['no JSON', Buffer.from('{"update_id":1')],
    ['nothing', Buffer.alloc(0)],
    ['a list', Buffer.from('[]')],
    ['null', Buffer.from('null')],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ])('with %s is a bad request', async (_name, body) => {
    expect(await call(await startWebhookRig(), body)).toEqual({ status: 400 });
  });

  it('with more than the cap is refused unread', async () => {
    const rig = await startWebhookRig();
    expect(await call(rig, Buffer.alloc(WEBHOOK_BODY_BYTES_MAX + 1, 0x20))).toEqual({ status: 413 });
  });

  it('whose message accept rejects is answered 500, so that it comes again', async () => {
    const rig = await startWebhookRig({
      inbox: async (_message, nth) => {
        if (nth === 1) throw new Error('disk full');
      },
    });
    expect(await call(rig, update('halo'))).toEqual({ status: 500 });
    expect(await call(rig, update('halo'))).toEqual({ status: 200 });
    expect(rig.accepted).toHaveLength(1);
  });

  it('is answered 500 when accept hangs', async () => {
    const rig = await startWebhookRig({ acceptTimeoutMs: 20, inbox: () => new Promise(() => {}) });
    expect(await call(rig, update('halo'))).toEqual({ status: 500 });
  });

  it('is answered 500 before the start and after the stop', async () => {
    const early = await startWebhookRig({ isStarted: false });
    expect(await call(early, update('halo'))).toEqual({ status: 500 });
    const late = await startWebhookRig();
    await late.channel.stop();
    expect(await call(late, update('halo'))).toEqual({ status: 500 });
  });

  it('with an update that is not for us, or not readable, is answered 200', async () => {
    const rig = await startWebhookRig();
    expect(await call(rig, { update_id: 1, channel_post: {} })).toEqual({ status: 200 });
    expect(await call(rig, { update_id: 2, message: 'x' })).toEqual({ status: 200 });
  });

  it('keeps every letter whole, whatever chunks it came in', async () => {
    const rig = await startWebhookRig();
    await call(rig, update('Gaji 💰 ₹ — “tinggi”'));
    expect(rig.texts()).toEqual(['Gaji 💰 ₹ — “tinggi”']);
  });
});

describe('the webhook of a channel that runs', () => {
  /** The channel behind a real HTTP server, as the program mounts it. */
  async function mounted(options: RigOptions = {}) {
    let take: Rig['channel']['webhook'] = async () => ({ status: 500 });
    const http = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const answer = await take({ headers: request.headers, rawBody: Buffer.concat(chunks) });
      response.writeHead(answer.status).end();
    });
    servers.push(http);
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/telegram`;
    const rig = await startWebhookRig(options, url);
    take = request => rig.channel.webhook(request);
    return { rig, url };
  }

  it('is registered with secret and kinds of update, and delivers', async () => {
    const { rig, url } = await mounted();
    await rig.server.until(() => rig.channel.status().state === 'on');
    expect(rig.channel.status().hint).toBe('webhook as @uji_bot');
    expect(rig.server.callsOf('setWebhook')[0]?.fields).toEqual({
      url,
      secret_token: SECRET,
      allowed_updates: ['message', 'edited_message', 'callback_query'],
      drop_pending_updates: false,
    });
    rig.server.inject.text(SITI, 'satu');
    rig.server.inject.press(SITI, 1, 'v1:bcdfgh:2');
    await rig.server.until(() => rig.accepted.length === 2 && rig.server.waiting === 0);
    expect(rig.server.webhookAnswers).toEqual([200, 200]);
    expect(rig.server.callsOf('getUpdates')).toEqual([]);
  });

  it('gets a message again that accept rejected', async () => {
    const { rig } = await mounted({
      inbox: async (_message, nth) => {
        if (nth <= 2) throw new Error('disk full');
      },
    });
    rig.server.inject.text(SITI, 'satu');
    await rig.server.until(() => rig.server.waiting === 0 && rig.accepted.length === 1);
    expect(rig.server.webhookAnswers).toEqual([500, 500, 200]);
  });

  it('stays registered after the stop, so that Telegram keeps what comes meanwhile', async () => {
    const { rig } = await mounted();
    await rig.server.until(() => rig.channel.status().state === 'on');
    await rig.channel.stop();
    rig.server.inject.text(SITI, 'nanti');
    await rig.server.until(() => rig.server.webhookAnswers.includes(500));
    expect(rig.server.callsOf('deleteWebhook')).toEqual([]);
    expect(rig.server.waiting).toBe(1);
  });

  it('is registered again and again until Telegram answers', async () => {
    const rig = await startWebhookRig({ isStarted: false });
    rig.server.faultNext('setWebhook', { kind: 'html', status: 502 });
    rig.server.faultNext('setWebhook', { kind: 'cut' });
    await rig.channel.start(async () => 'accepted');
    await rig.server.until(() => rig.channel.status().state === 'on');
    expect(rig.waits).toEqual([500, 1000]);
  });

  it('that Telegram refuses tells the operator which settings to look at', async () => {
    const rig = await startWebhookRig({}, 'http://contoh.example/telegram');
    await rig.server.until(() => rig.channel.status().state === 'down');
    expect(rig.channel.status().hint).toMatch(/TELEGRAM_WEBHOOK_URL .*https.* TELEGRAM_WEBHOOK_SECRET/);
  });
});
