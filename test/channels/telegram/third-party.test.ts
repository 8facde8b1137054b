/**
 * The channel as it is, against two Bot APIs that others wrote: what our own emulator got wrong would show here.
 * telegram-test-api has no long polling and no secret header, crabline no buttons; each shows what the other lacks.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startTelegramServer } from '@openclaw/crabline';
import { afterEach, describe, expect, it } from 'vitest';
import type { Accept } from '../../../src/channels/channel.js';
import {
  type TelegramChannel,
  type TelegramOptions,
  telegramChannel,
} from '../../../src/channels/telegram/telegram-channel.js';
import { SECRET_HEADER } from '../../../src/channels/telegram/webhook.js';
import type { InboundMessage } from '../../../src/message.js';
import { LEVEL_LINE, verdictReply } from '../../contracts/sample-replies.js';
import { recordingLog } from './channel-rig.js';

const TelegramServer = createRequire(import.meta.url)(
  'telegram-test-api',
) as typeof import('telegram-test-api').default;

const TOKEN = '700:uji-coba';
const SECRET = 'rahasia_Uji-0123456789';
const SITI = 777_000_042;
const toClose: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

/** A channel that answers everything with the same verdict, as trivially as possible. */
async function startChannel(options: Pick<TelegramOptions, 'token' | 'apiRoot'> & Partial<TelegramOptions>) {
  const accepted: InboundMessage[] = [];
  const failures: unknown[] = [];
  const { log, lines } = recordingLog();
  const channel = telegramChannel({ mode: { kind: 'polling' }, assetRoot: '.', log, ...options });
  const accept: Accept = async message => {
    accepted.push(message);
    const context = { inReplyTo: message.messageId, key: message.messageId, isLast: true };
    channel
      .send(message.address, { kind: 'text', reply: verdictReply('bcdfgh') }, context)
      .catch(error => failures.push(error));
    return 'accepted';
  };
  await channel.start(accept);
  toClose.push(() => channel.stop());
  return { channel, accepted, failures, lines };
}

interface Mount {
  readonly url: string;
  /** What the channel answered, call by call. */
  readonly answers: number[];
  channel: TelegramChannel | null;
}

/** Mounts a channel's webhook on a real HTTP server. @param addSecret puts the header in, as a proxy could */
async function mount(addSecret: boolean): Promise<Mount> {
  const mounted = { url: '', answers: [] as number[], channel: null as TelegramChannel | null };
  const http: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = addSecret ? { ...request.headers, [SECRET_HEADER]: SECRET } : request.headers;
    const answer = await mounted.channel?.webhook({ headers, rawBody: Buffer.concat(chunks) });
    mounted.answers.push(answer?.status ?? 0);
    // telegram-test-api would end its whole process over any other status.
    response.writeHead(200).end();
  });
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
  toClose.push(() => http.close());
  mounted.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/telegram`;
  return mounted;
}

async function until(condition: () => boolean): Promise<void> {
  const endsAt = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > endsAt) throw new Error(`did not come about: ${condition}`);
    await delay(5);
  }
}

describe('telegram-test-api', () => {
  async function freePort(): Promise<number> {
    const probe = createServer();
    await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise(resolve => probe.close(resolve));
    return port;
  }

  async function startServer() {
    const server = new TelegramServer({
      port: await freePort(),
      host: '127.0.0.1',
      storage: 'RAM',
      storeTimeout: 60,
    });
    await server.start();
    toClose.push(() => server.stop());
    const client = server.getClient(TOKEN, { userId: SITI, chatId: SITI, firstName: 'Siti', timeout: 5_000 });
    return { server, client, apiRoot: server.config.apiURL };
  }

  it('polling: /start, a text and a press come in, verdicts with buttons go out', async () => {
    const { client, apiRoot } = await startServer();
    const { accepted, failures } = await startChannel({ token: TOKEN, apiRoot });
    await client.sendCommand(client.makeCommand('/start'));
    const answer = (await client.getUpdates()).result[0] as unknown as {
      messageId: number;
      message: {
        text: string;
        parse_mode: string;
        reply_markup: { inline_keyboard: { callback_data: string }[][] };
      };
    };
    expect(answer.message.text).toContain(`<b>${LEVEL_LINE}</b>`);
    expect(answer.message.parse_mode).toBe('HTML');
    await client.sendMessage(client.makeMessage('Lowongan admin'));
    await client.getUpdates();
    const data = answer.message.reply_markup.inline_keyboard[1]![0]!.callback_data;
    const message = { message_id: answer.messageId, text: 'x', chat: { id: SITI, type: 'private' } };
    await client.sendCallback(client.makeCallbackQuery(data, { message } as never));
    await until(() => accepted.length === 3);
    expect(accepted.map(({ content }) => content)).toEqual([
      { kind: 'text', text: '/start', forwarded: false },
      { kind: 'text', text: 'Lowongan admin', forwarded: false },
      { kind: 'choice', press: { caseId: 'bcdfgh', number: 3 } },
    ]);
    expect(failures).toEqual([]);
  });

  it('polling: what it does not know (typing) is counted, not felt', async () => {
    const { client, apiRoot } = await startServer();
    const { channel, accepted } = await startChannel({ token: TOKEN, apiRoot });
    await client.sendMessage(client.makeMessage('Lowongan admin'));
    await until(() => accepted.length === 1);
    channel.showTyping(accepted[0]!.address);
    await until(() => channel.cosmeticFailures() === 1);
    expect(channel.status().state).toBe('on');
  });

  it.each([
    ['without the secret header, which it does not send, is refused', false, 401, 0],
    ['with the header put in by a proxy is taken and answered', true, 200, 1],
  ])('webhook: a call %s', async (_name, addSecret, status, count) => {
    const { client, apiRoot } = await startServer();
    const mounted = await mount(addSecret);
    const mode = { kind: 'webhook', url: mounted.url, secret: SECRET } as const;
    const { channel, accepted } = await startChannel({ token: TOKEN, apiRoot, mode });
    mounted.channel = channel;
    await until(() => channel.status().state === 'on');
    await client.sendMessage(client.makeMessage('Lowongan admin'));
    await until(() => mounted.answers.length === 1);
    expect(mounted.answers).toEqual([status]);
    expect(accepted).toHaveLength(count);
    if (count === 0) return;
    const answer = (await client.getUpdates()).result[0] as unknown as { message: { text: string } };
    expect(answer.message.text).toContain(LEVEL_LINE);
  });
});

describe("crabline's Telegram server", () => {
  async function startServer() {
    const events: { path?: string; body?: unknown; accepted?: boolean }[] = [];
    const folder = await mkdtemp(join(tmpdir(), 'crabline-'));
    const recorderPath = join(folder, 'telegram.jsonl');
    const server = await startTelegramServer({
      recorderPath,
      onEvent: event => void events.push(event as object),
    });
    toClose.push(async () => {
      await server.close();
      await rm(folder, { recursive: true });
    });
    const { adminToken, botToken: token, endpoints } = server.manifest;
    const write = async (message: object) => {
      const headers = { 'content-type': 'application/json', 'x-crabline-admin-token': adminToken };
      const body = JSON.stringify(message);
      return (await fetch(endpoints.adminInboundUrl, { method: 'POST', headers, body })).status;
    };
    const sent = () => events.filter(({ path }) => path?.endsWith('/sendMessage'));
    return { token, apiRoot: endpoints.apiRoot, write, sent };
  }

  it('polling: a text comes in, a verdict goes out and is taken', async () => {
    const { token, apiRoot, write, sent } = await startServer();
    const { channel, accepted, failures } = await startChannel({ token, apiRoot });
    expect(await write({ chatId: String(SITI), fromId: SITI, text: 'Lowongan admin' })).toBe(200);
    await until(() => sent().length === 1);
    expect(accepted.map(({ content }) => content)).toEqual([
      { kind: 'text', text: 'Lowongan admin', forwarded: false },
    ]);
    expect(sent()[0]).toMatchObject({
      accepted: true,
      body: { chat_id: SITI, parse_mode: 'HTML', link_preview_options: { is_disabled: true } },
    });
    expect(failures).toEqual([]);
    expect(channel.status()).toEqual({ state: 'on', hint: 'polling as @crabline_bot' });
  });

  it('polling: a group is not served', async () => {
    const { token, apiRoot, write, sent } = await startServer();
    const { accepted } = await startChannel({ token, apiRoot });
    await write({ chatId: '-1007770001', fromId: SITI, text: 'di grup' });
    await write({ chatId: String(SITI), fromId: SITI, text: 'pribadi' });
    await until(() => sent().length === 1);
    expect(accepted).toHaveLength(1);
    expect(sent()[0]).toMatchObject({ body: { chat_id: SITI } });
  });

  it('a second receiver ends the poll with 409; the first says so and comes back', async () => {
    const { token, apiRoot, write, sent } = await startServer();
    const { accepted, lines } = await startChannel({ token, apiRoot, random: () => 0 });
    const hasConflict = () => lines.some(line => line.kind === 'conflict');
    for (let tries = 0; tries < 200 && !hasConflict(); tries += 1) {
      await fetch(`${apiRoot}/bot${token}/getUpdates`);
      await delay(20);
    }
    expect(hasConflict()).toBe(true);
    await write({ chatId: String(SITI), fromId: SITI, text: 'masih ada?' });
    await until(() => accepted.length === 1 && sent().length === 1);
  });

  it.each([
    ['right', SECRET, 200, 1],
    ['wrong', 'rahasia_Lain-0123456789', 401, 0],
  ])('webhook: with the %s secret', async (_name, registered, status, count) => {
    const { token, apiRoot, write, sent } = await startServer();
    const mounted = await mount(false);
    const mode = { kind: 'webhook', url: mounted.url, secret: SECRET } as const;
    const { channel, accepted } = await startChannel({ token, apiRoot, mode });
    mounted.channel = channel;
    await until(() => channel.status().state === 'on');
    const body = JSON.stringify({ url: mounted.url, secret_token: registered });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${apiRoot}/bot${token}/setWebhook`, { method: 'POST', headers, body });
    await write({ chatId: String(SITI), fromId: SITI, text: 'Lowongan admin' });
    await until(() => mounted.answers.length === 1 && sent().length === count);
    expect(mounted.answers).toEqual([status]);
    expect(accepted).toHaveLength(count);
  });
});
