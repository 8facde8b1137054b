/**
 * The Bot API as calls that end: each has a deadline, each failure comes out as an ApiError, and `close()` ends
 * whatever is under way together with its sockets. It keeps no payload and prints nothing.
 */
import { type ClientRequest, Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Telegram } from 'telegraf';
import type { Telegram as Methods, Opts } from 'telegraf/types';
import { ApiError, apiErrorFrom } from './api-error.js';

export const API_ROOT = 'https://api.telegram.org';
/** telegraf's own limit is 500 s, in which a dead connection would look like a quiet evening. */
export const CALL_TIMEOUT_MS = 15_000;
export const UPLOAD_TIMEOUT_MS = 60_000;
/** Connections at once; further calls wait for one. One is always taken by the long poll. */
const SOCKETS_MAX = 32;

export interface BotApiOptions {
  readonly token: string;
  /** Where the Bot API is, `https://api.telegram.org` unless one runs a server of one's own. */
  readonly apiRoot?: string | undefined;
}

type RawCall = (method: string, payload: object, options: { signal: AbortSignal }) => Promise<unknown>;

export class BotApi {
  readonly #telegram: Telegram;
  readonly #agent: HttpAgent;
  readonly #underWay = new Set<AbortController>();
  #isClosed = false;

  constructor({ token, apiRoot = API_ROOT }: BotApiOptions) {
    const pool = { keepAlive: true, maxSockets: SOCKETS_MAX };
    this.#agent = apiRoot.startsWith('https:') ? new HttpsAgent(pool) : new HttpAgent(pool);
    tellWhenCut(this.#agent);
    this.#telegram = new Telegram(token, { apiRoot, webhookReply: false });
    // telegraf throws a given agent away for http:// and would share Node's global one, which nobody may close.
    this.#telegram.options.agent = this.#agent;
  }

  /** @returns what Telegram answered, unchecked. @throws ApiError */
  async call<M extends keyof Methods>(
    method: M,
    payload: Opts<M>,
    timeoutMs: number = CALL_TIMEOUT_MS,
    signal?: AbortSignal,
  ): Promise<unknown> {
    if (this.#isClosed || signal?.aborted) throw new ApiError('stopped', 0);
    const ending = new AbortController();
    const end = () => ending.abort();
    const deadline = setTimeout(end, timeoutMs);
    signal?.addEventListener('abort', end, { once: true });
    this.#underWay.add(ending);
    try {
      const callApi = this.#telegram.callApi.bind(this.#telegram) as unknown as RawCall;
      return await callApi(method, payload as object, { signal: ending.signal });
    } catch (thrown) {
      throw this.#isClosed || signal?.aborted ? new ApiError('stopped', 0) : apiErrorFrom(thrown);
    } finally {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', end);
      this.#underWay.delete(ending);
    }
  }

  /** Ends every call and socket; calls after this are refused as `stopped`. */
  close(): void {
    this.#isClosed = true;
    for (const ending of this.#underWay) ending.abort();
    this.#agent.destroy();
  }
}

/**
 * node-fetch 2 does not notice when a body with a length breaks off: the call would hang until its deadline. Every
 * request passes through the agent, so here its own error path is told.
 */
function tellWhenCut(agent: HttpAgent): void {
  const inner = agent as unknown as { addRequest(request: ClientRequest, ...rest: unknown[]): void };
  const addRequest = inner.addRequest.bind(agent);
  inner.addRequest = (request, ...rest) => {
    request.once('response', (response: IncomingMessage) => {
      response.once('close', () => {
        if (!response.complete) request.emit('error', new Error('the answer broke off'));
      });
    });
    addRequest(request, ...rest);
  };
}
