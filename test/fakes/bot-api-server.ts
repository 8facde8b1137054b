/**
 * A Bot API on a real socket, for tests: a client cannot tell it from Telegram's for the methods it knows. It
 * serves polling (with the offset rule), webhooks (with secret and retries), files and forms, checks every markup
 * strictly, records every call and can be told to fail the next one.
 *
 *   const server = await startBotApiServer();          // { apiRoot, token } go to the client
 *   server.inject.text(42, 'Lowongan…');               // a person writes; also forward, photo, document, edit …
 *   await server.until(() => server.sentTo(42).length === 1);
 *   server.inject.press(42, server.sentTo(42)[0].messageId, 'v1:…');
 *   server.faultNext('sendMessage', { kind: 'error', code: 429, retryAfter: 3 });
 *   await server.close();
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { BotApiChats, type SentMessage } from './bot-api-chats.js';
import { type Inject, injectInto } from './bot-api-inject.js';
import { BotApiError, type Payload, runMethod } from './bot-api-methods.js';
import { readPayload } from './bot-api-payload.js';
import { LongPolls } from './bot-api-polling.js';
import { WebhookCaller } from './bot-api-webhook.js';

/** How one call goes wrong. `cut` and `reset_after` do the work first: the client cannot know. */
export type Fault =
  | {
      readonly kind: 'error';
      readonly code: number;
      readonly description?: string;
      readonly retryAfter?: number;
    }
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'cut' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'reset_after' }
  | { readonly kind: 'delay'; readonly ms: number };

export interface Call extends Payload {
  readonly method: string;
  /** Status of the answer; 0 while it is open or was cut off by a fault. */
  status: number;
}

export interface BotApiServerOptions {
  readonly token?: string;
  /** Wait between two tries of a webhook. */
  readonly webhookRetryMs?: number;
}

const LOOK_AGAIN_MS = 5;

export async function startBotApiServer(options: BotApiServerOptions = {}): Promise<BotApiServer> {
  const server = new BotApiServer(options);
  await server.listen();
  return server;
}

export class BotApiServer {
  readonly token: string;
  readonly inject: Inject;
  /** Every call so far, oldest first. */
  readonly calls: Call[] = [];
  /** Set to false to answer empty polls at once, as some emulators and proxies do. */
  holdsPolls = true;
  readonly #chats = new BotApiChats();
  readonly #polls = new LongPolls(this.#chats);
  readonly #webhook: WebhookCaller;
  readonly #faults = new Map<string, Fault[]>();
  readonly #http: Server;

  constructor({ token = '700:uji-coba-emulator', webhookRetryMs = 20 }: BotApiServerOptions) {
    this.token = token;
    this.inject = injectInto(this.#chats);
    this.#webhook = new WebhookCaller(this.#chats, webhookRetryMs);
    this.#chats.onUpdate = () => {
      this.#polls.end('update');
      this.#webhook.wake();
    };
    this.#http = createServer((request, response) => {
      this.#serve(request, response).catch(() => request.socket.destroy());
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>(resolve => this.#http.listen(0, '127.0.0.1', resolve));
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  callsOf(method: string): readonly Call[] {
    return this.calls.filter(call => call.method === method);
  }

  /** What the bot sent to a chat, oldest first; deleted messages stay, marked. */
  sentTo(chatId: number): readonly SentMessage[] {
    return this.#chats.find(chatId)?.sent ?? [];
  }

  /** Updates that the bot has not confirmed yet. */
  get waiting(): number {
    return this.#chats.waiting.length;
  }

  /** Status codes that the bot's webhook answered with; 0 where the connection failed. */
  get webhookAnswers(): readonly number[] {
    return this.#webhook.answers;
  }

  /** What was planned and has not come yet will not come. */
  clearFaults(): void {
    this.#faults.clear();
  }

  /** The next `times` calls of the method fail in this way; faults queue up. */
  faultNext(method: string, fault: Fault, times = 1): void {
    const planned = Array.from({ length: times }, () => fault);
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...planned]);
  }

  /** From now on the person has blocked the bot. */
  block(chatId: number): void {
    this.#chats.opened(chatId).isBlocked = true;
  }

  /** Connections open right now. */
  async connections(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.#http.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  }

  /** Resolves when the condition holds, rejects after `limitMs`. */
  async until(condition: () => boolean, limitMs = 10_000): Promise<void> {
    const endsAt = Date.now() + limitMs;
    while (!condition()) {
      if (Date.now() > endsAt) throw new Error(`did not come about: ${condition}`);
      await delay(LOOK_AGAIN_MS);
    }
  }

  async close(): Promise<void> {
    this.#webhook.stop();
    this.#polls.end('closing');
    const closed = new Promise(resolve => this.#http.close(resolve));
    this.#http.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const payload = await readPayload(request);
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const files = `/file/bot${this.token}/`;
    if (path.startsWith(files)) return answerFile(response, this.#chats.fileAt(path.slice(files.length)));
    const [, bot = '', method = ''] = path.split('/');
    if (bot !== `bot${this.token}`) return answer(response, refusal(new BotApiError(401, 'Unauthorized')));
    const call: Call = { method, ...payload, status: 0 };
    this.calls.push(call);
    const fault = this.#faults.get(method)?.shift();
    if (fault?.kind === 'reset') return void request.socket.destroy();
    if (fault?.kind === 'delay') await delay(fault.ms);
    const result = await this.#resultOf(call, fault);
    if (fault?.kind === 'reset_after') return void request.socket.destroy();
    if (fault?.kind === 'cut') return cutOff(request, response, result.body);
    call.status = result.status;
    return answer(response, result);
  }

  async #resultOf(call: Call, fault: Fault | undefined): Promise<Answer> {
    if (fault?.kind === 'html') {
      return { status: fault.status, type: 'text/html', body: '<html><h1>Bad Gateway</h1></html>' };
    }
    if (fault?.kind === 'error') return refusal(plannedError(fault));
    return this.#run(call).then(success, refusal);
  }

  async #run(call: Call): Promise<unknown> {
    switch (call.method) {
      case 'getUpdates':
        if (!this.#webhook.isSet) {
          return this.#polls.answer(this.holdsPolls ? call.fields : { ...call.fields, timeout: 0 });
        }
        throw new BotApiError(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      case 'setWebhook':
        this.#polls.end('conflict');
        return this.#webhook.set(String(call.fields.url ?? ''), call.fields.secret_token);
      case 'deleteWebhook':
        return this.#webhook.set('', undefined);
      default:
        return runMethod(call.method, call, this.#chats);
    }
  }
}

interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body: string;
}

function success(result: unknown): Answer {
  return { status: 200, body: JSON.stringify({ ok: true, result }) };
}

function refusal(error: unknown): Answer {
  const known = error instanceof BotApiError ? error : new BotApiError(500, 'Internal Server Error');
  const parameters = known.retryAfter === null ? {} : { parameters: { retry_after: known.retryAfter } };
  const body = { ok: false, error_code: known.code, description: known.description, ...parameters };
  return { status: known.code, body: JSON.stringify(body) };
}

function plannedError({ code, description, retryAfter }: Fault & { kind: 'error' }): BotApiError {
  const words = code === 429 ? `Too Many Requests: retry after ${retryAfter ?? 1}` : `Error ${code}`;
  return new BotApiError(code, description ?? words, retryAfter ?? null);
}

function answer(response: ServerResponse, { status, type = 'application/json', body }: Answer): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

function answerFile(response: ServerResponse, bytes: Buffer | undefined): void {
  if (bytes === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes);
}

/** Promises the whole body, sends half of it and hangs up. */
function cutOff(request: IncomingMessage, response: ServerResponse, body: string): void {
  const bytes = Buffer.from(body);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.write(bytes.subarray(0, bytes.length / 2), () => request.socket.destroy());
}
