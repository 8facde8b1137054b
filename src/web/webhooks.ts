/**
 * Where chat networks that call us are plugged in: a path and who takes the raw bytes. A body is read only for
 * a path that is plugged in, and never beyond the cap; who is calling is for the one who plugged it in to check.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { errorCode, type Log } from '../logger.js';
import { WEBHOOK_BODY_BYTES_MAX } from './limits.js';

export interface WebhookRequest {
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
}
/** @returns the status to answer with; when it rejects, the answer is 500 and the network delivers again */
export type TakeWebhook = (request: WebhookRequest) => Promise<{ readonly status: number }>;

export interface Webhooks {
  /** Plugs in (or replaces) one path; may be called before or after the server listens. */
  mount(path: string, take: TakeWebhook): void;
  unmount(path: string): void;
}

/** Adds the catch-all POST route, to which paths can be plugged in at any time. */
export function addWebhooks(app: FastifyInstance, log: Log): Webhooks {
  const mounted = new Map<string, TakeWebhook>();
  app.register(async scope => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: WEBHOOK_BODY_BYTES_MAX },
      (_request, body, done) => done(null, body),
    );
    scope.post(
      '*',
      {
        bodyLimit: WEBHOOK_BODY_BYTES_MAX,
        config: { place: 'webhook', rateLimit: false },
        onRequest: async (request, reply) => {
          if (!mounted.has(pathOf(request.url))) return reply.code(404).type('text/plain').send('');
          return undefined;
        },
      },
      async (request, reply) => {
        const take = mounted.get(pathOf(request.url));
        const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        try {
          const answer = take ? await take({ headers: request.headers, rawBody }) : { status: 404 };
          return reply.code(answer.status).type('text/plain').send('');
        } catch (error) {
          log.error('webhook_failed', { cause: errorCode(error) });
          return reply.code(500).type('text/plain').send('');
        }
      },
    );
  });
  return {
    mount: (path, take) => {
      if (!path.startsWith('/')) throw new Error('a webhook path starts with "/"');
      mounted.set(path, take);
    },
    unmount: path => {
      mounted.delete(path);
    },
  };
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}
