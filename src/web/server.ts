/**
 * The HTTP server: public page, API, health, metrics and the webhooks of chat networks, all on one port. It
 * puts the parts together, guards them and counts them; it judges no text, opens no file of a visitor and logs
 * nothing but codes.
 */
import type { AddressInfo } from 'node:net';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import type { WebChannel } from '../channels/web/web-channel.js';
import { newWebId } from '../channels/web/web-id.js';
import { StartupError } from '../errors.js';
import { errorCode, type Log } from '../logger.js';
import type { ShownContact } from '../replies/reply.js';
import { ApiPage } from './api-page.js';
import { addAssetRoutes, createShippedFiles, readPageAssets } from './asset-files.js';
import { addCheckApi, type Check } from './check-api.js';
import { createClientKey, trustedHops } from './client-address.js';
import { renderPlainPage } from './frame.js';
import * as limit from './limits.js';
import type { Metrics, WebPlace } from './metrics.js';
import { addOperatorRoutes } from './operator-routes.js';
import { renderPage } from './page.js';
import { addPageRoutes } from './page-routes.js';
import { EMPTY_TURN, type PageSetting } from './page-setting.js';
import type { PageTexts } from './page-texts.js';
import { addSecurityHeaders } from './security-headers.js';
import { createVisitorCookie } from './visitor-cookie.js';
import { addWebhooks, type TakeWebhook } from './webhooks.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How the request is counted. */
    place?: WebPlace;
  }
}

export interface WebServerOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** Where people reach the page, null when it is the address that is listened on. */
  readonly publicUrl: string | null;
  /** Proxies in front whose forwarding header is believed; 0 for none. */
  readonly trustProxyHops: number;
  /** Signs the visitors' cookies; at least 32 bytes, the same after a restart. */
  readonly cookieKey: Buffer;
  readonly webChannel: WebChannel;
  readonly check: Check;
  readonly isHealthy: () => Promise<boolean>;
  readonly metrics: Metrics;
  readonly metricsToken: string | null;
  readonly texts: PageTexts;
  /** Stand on the page and beside every fault. */
  /** Asked for each page: what is said about their age changes with the calendar. */
  readonly emergencyContacts: () => readonly ShownContact[];
  /** The folder that assets of replies are named relative to. */
  readonly shippedRoot: string;
  readonly log: Log;
  readonly limits?: Partial<limit.RateLimits>;
  readonly newId?: () => string;
  readonly healthWaitMs?: number;
}

export interface WebServer {
  /** The address that is listened on. */
  readonly url: string;
  mountWebhook(path: string, take: TakeWebhook): void;
  unmountWebhook(path: string): void;
  /** Stops listening, gives open requests `CLOSE_GRACE_MS`, then cuts them. */
  close(): Promise<void>;
}

/** Builds and starts the server. @throws StartupError when the port or the host cannot be listened on */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const app = createApp(options.trustProxyHops);
  const isHttps = options.publicUrl?.startsWith('https:') ?? false;
  const limits = { ...limit.RATE_LIMITS, ...options.limits };
  const shipped = createShippedFiles(options.shippedRoot);
  const setting: PageSetting = {
    texts: options.texts,
    emergencyContacts: options.emergencyContacts,
    assets: readPageAssets(),
    urlOf: shipped.urlOf,
    newId: options.newId ?? newWebId,
  };

  countRequests(app, options.metrics);
  answerFaultsWithAWord(app, options.log);
  await addSecurityHeaders(app, isHttps);
  await addRateLimits(app, limits);
  await app.register(cookie, { secret: options.cookieKey });
  addAssetRoutes(app, setting.assets, shipped);
  addOperatorRoutes(app, { ...options, limits });
  addNotFoundPage(app, setting);
  await app.register(async scope => {
    await addPageRoutes(scope, {
      setting,
      channel: options.webChannel,
      visitor: createVisitorCookie(isHttps),
      limits,
      log: options.log,
    });
  });
  await app.register(async scope => addCheckApi(scope, { ...options, limits }));
  const webhooks = addWebhooks(app, options.log);

  let url = '';
  const apiReads = { place: 'about', rateLimit: { max: limits.pageReadsMax } } as const;
  app.get('/api', { config: apiReads }, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(
        renderPlainPage(
          setting,
          'en',
          'API',
          ApiPage({ address: options.publicUrl ?? url, checksMax: limits.checksMax }),
        ),
      ),
  );

  url = await listen(app, options);
  return {
    url,
    mountWebhook: webhooks.mount,
    unmountWebhook: webhooks.unmount,
    close: () => closeWithin(app, limit.CLOSE_GRACE_MS),
  };
}

function createApp(proxyHops: number): FastifyInstance {
  const app = fastify({
    logger: false,
    trustProxy: trustedHops(proxyHops),
    bodyLimit: limit.API_BODY_BYTES_MAX,
    requestTimeout: limit.REQUEST_WAIT_MS,
    keepAliveTimeout: limit.KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    http: { maxHeaderSize: limit.HEADER_BYTES_MAX },
  });
  app.server.maxConnections = limit.CONNECTIONS_MAX;
  return app;
}

function countRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    metrics.countRequest(request.routeOptions.config.place ?? 'other', reply.statusCode);
  });
}

/** Where no page and no API stands: a word, never the message of an error. */
function answerFaultsWithAWord(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error('web_failed', { cause: errorCode(error) });
    return reply.code(status).type('text/plain; charset=utf-8').send('error');
  });
}

async function addRateLimits(app: FastifyInstance, limits: limit.RateLimits): Promise<void> {
  const clientKey = createClientKey();
  const quiet = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };
  await app.register(rateLimit, {
    global: true,
    max: limits.pageReadsMax,
    timeWindow: limit.RATE_WINDOW_MS,
    cache: limit.RATE_CLIENTS_MAX,
    keyGenerator: request => clientKey(request.ip),
    addHeadersOnExceeding: quiet,
    addHeaders: quiet,
  });
}

/** A wrong address shows the page itself: whoever mistyped can go on from there. */
function addNotFoundPage(app: FastifyInstance, setting: PageSetting): void {
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (_request, reply) => {
    reply.code(404).type('text/html; charset=utf-8').send(renderPage(setting, EMPTY_TURN));
  });
}

async function listen(app: FastifyInstance, options: WebServerOptions): Promise<string> {
  const { host, port } = options;
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const message = LISTEN_FAULTS[(error as NodeJS.ErrnoException).code ?? '']?.(host, port);
    if (message === undefined) throw error;
    throw new StartupError([{ file: 'environment', line: null, message }]);
  }
  const bound = (app.server.address() as AddressInfo).port;
  // "Every address" is not one that can be opened: the machine's own is.
  const shown = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${bound}`;
}

const LISTEN_FAULTS: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `PORT ${port} on ${host} is taken by another program; stop that one or set PORT to a free number`,
  EACCES: (_host, port) => `PORT ${port} is not open to this account; set PORT to a number above 1023`,
  EADDRNOTAVAIL: host => `HOST ${host} is no address of this machine; use 127.0.0.1 or 0.0.0.0`,
  ENOTFOUND: host => `HOST ${host} is not known; use 127.0.0.1 or 0.0.0.0`,
};

async function closeWithin(app: FastifyInstance, graceMs: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), graceMs);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}
