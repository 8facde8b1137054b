/**
 * The two addresses for whoever runs the program: `/healthz`, one word for anybody, and `/metrics`, for a
 * request made on this very machine or with the token. Anyone else gets the same 404 as for a page that does
 * not exist. Neither says anything about a person.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback } from './client-address.js';
import { RATE_WINDOW_MS, type RateLimits } from './limits.js';
import type { Metrics } from './metrics.js';

/** A health check that takes longer counts as down. */
export const HEALTH_WAIT_MS = 2_000;

export interface OperatorOptions {
  readonly isHealthy: () => Promise<boolean>;
  readonly metrics: Metrics;
  /** null: only requests from this machine may read the metrics. */
  readonly metricsToken: string | null;
  readonly limits: RateLimits;
  readonly healthWaitMs?: number;
}

export function addOperatorRoutes(app: FastifyInstance, options: OperatorOptions): void {
  const rateLimit = { max: options.limits.operatorReadsMax, timeWindow: RATE_WINDOW_MS };
  app.get('/healthz', { config: { place: 'health', rateLimit } }, async (_request, reply) => {
    const isUp = await within(options.isHealthy, options.healthWaitMs ?? HEALTH_WAIT_MS);
    return reply
      .code(isUp ? 200 : 503)
      .type('text/plain; charset=utf-8')
      .send(isUp ? 'ok' : 'down');
  });
  app.get('/metrics', { config: { place: 'metrics', rateLimit } }, async (request, reply) => {
    if (!isFromThisMachine(request) && !hasToken(request, options.metricsToken)) {
      reply.callNotFound();
      return reply;
    }
    const { body, contentType } = await options.metrics.text();
    return reply.header('content-type', contentType).send(body);
  });
}

async function within(isHealthy: () => Promise<boolean>, waitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>(resolve => {
    timer = setTimeout(() => resolve(false), waitMs);
  });
  try {
    return await Promise.race([isHealthy(), tooLate]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Headers that a proxy adds: a request with any of them came from elsewhere, whatever its socket says. */
export const FORWARDING_HEADERS = [
  'forwarded',
  'via',
  'x-forwarded',
  'x-forwarded-by',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-prefix',
  'x-forwarded-proto',
  'x-forwarded-scheme',
  'x-forwarded-server',
  'x-forwarded-ssl',
  'x-original-forwarded-for',
  'x-original-host',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-envoy-external-address',
  'x-azure-clientip',
  'x-appengine-user-ip',
  'cf-connecting-ip',
  'cf-ray',
  'cdn-loop',
  'fastly-client-ip',
  'fly-client-ip',
  'true-client-ip',
] as const;

const LOCAL_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * A request made on this machine by no proxy. Besides the headers: a page that was tricked into asking
 * 127.0.0.1 names a foreign host, and a proxy with default settings (nginx) speaks HTTP/1.0.
 */
function isFromThisMachine(request: FastifyRequest): boolean {
  const { headers, socket, raw } = request;
  return (
    isLoopback(socket.remoteAddress) &&
    raw.httpVersion !== '1.0' &&
    LOCAL_HOST.test(headers.host ?? '') &&
    Object.keys(headers).every(
      name => !name.startsWith('x-forwarded') && !(FORWARDING_HEADERS as readonly string[]).includes(name),
    )
  );
}

/** Compared as digests of equal length, in constant time. */
function hasToken(request: FastifyRequest, token: string | null): boolean {
  const given = /^Bearer ([^\s]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === null || token === '' || given === undefined) return false;
  return timingSafeEqual(digest(given), digest(token));
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
