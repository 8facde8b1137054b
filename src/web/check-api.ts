/**
 * `POST /api/check`: one text in, the object of `check --json` out. Stateless: nothing is kept, no session, no
 * cookie. What cannot be read is answered with a code for programs and a sentence for people.
 */

import type { FastifyInstance } from 'fastify';
import { TEXT_LENGTH_MAX } from '../assessment.js';
import { errorCode, type Log } from '../logger.js';
import { API_BODY_BYTES_MAX, RATE_WINDOW_MS, type RateLimits } from './limits.js';

/** Judges one text; the object is the contract of `check --json`. */
export type Check = (text: string) => object | Promise<object>;

/** Every error of the API: code, status, what to do. The page at `/api` prints this list. */
export const API_ERRORS = {
  not_json: { status: 400, message: 'the body is not valid JSON' },
  no_text: { status: 400, message: 'send an object with a field "text"' },
  text_not_string: { status: 400, message: '"text" must be a string' },
  text_empty: { status: 400, message: '"text" is empty' },
  too_long: {
    status: 413,
    message: `"text" may have ${TEXT_LENGTH_MAX} characters (UTF-16 units) and the body ${API_BODY_BYTES_MAX} bytes`,
  },
  not_json_type: { status: 415, message: 'send the header "content-type: application/json"' },
  too_many: { status: 429, message: 'too many requests; wait as many seconds as "retry-after" says' },
  trouble: { status: 500, message: 'the text could not be judged; try again later' },
} as const;
export type ApiErrorCode = keyof typeof API_ERRORS;

export interface CheckApiOptions {
  readonly check: Check;
  readonly limits: RateLimits;
  readonly log: Log;
}

/** The text of a body, or what is wrong with it. */
export function readCheckBody(body: unknown): { readonly text: string } | ApiErrorCode {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || !Object.hasOwn(body, 'text')) {
    return 'no_text';
  }
  const { text } = body as { text: unknown };
  if (typeof text !== 'string') return 'text_not_string';
  if (text.trim() === '') return 'text_empty';
  if (text.length > TEXT_LENGTH_MAX) return 'too_long';
  return { text };
}

export function addCheckApi(app: FastifyInstance, options: CheckApiOptions): void {
  app.removeContentTypeParser('text/plain');

  app.setErrorHandler((error: { statusCode?: number; code?: string }, _request, reply) => {
    const code = codeOf(error);
    if (code === 'trouble') options.log.error('web_check_failed', { cause: errorCode(error) });
    return reply.code(API_ERRORS[code].status).send({ error: code, message: API_ERRORS[code].message });
  });

  const rateLimit = { max: options.limits.checksMax, timeWindow: RATE_WINDOW_MS };
  app.post(
    '/api/check',
    { bodyLimit: API_BODY_BYTES_MAX, config: { place: 'check', rateLimit } },
    async (request, reply) => {
      const read = readCheckBody(request.body);
      if (typeof read === 'string') {
        const { status, message } = API_ERRORS[read];
        return reply.code(status).send({ error: read, message });
      }
      return reply.send(await options.check(read.text));
    },
  );
}

function codeOf(error: { statusCode?: number; code?: string }): ApiErrorCode {
  switch (error.statusCode) {
    case 400:
      return 'not_json';
    case 413:
      return 'too_long';
    case 415:
      return 'not_json_type';
    case 429:
      return 'too_many';
    default:
      return 'trouble';
  }
}
