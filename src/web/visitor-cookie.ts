/**
 * The cookie that ties a visitor's next form to the last one: a signed random id for half an hour, readable by
 * no script. It says nothing about the person and stands in no other place.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isWebId } from '../channels/web/web-id.js';
import { SESSION_TTL_MS } from '../conversation/session.js';

export interface VisitorCookie {
  /** The session id of the request; null when there is none or it is not ours. */
  read(request: FastifyRequest): string | null;
  /** Sets the cookie again, so that the half hour counts from the last visit. */
  write(reply: FastifyReply, sessionId: string): void;
}

/** `isHttps` adds `Secure` and the `__Host-` prefix, with which no other host can plant a cookie here. */
export function createVisitorCookie(isHttps: boolean): VisitorCookie {
  const name = isHttps ? '__Host-cekloker' : 'cekloker';
  return {
    read: request => {
      const signed = request.cookies[name];
      if (signed === undefined) return null;
      const opened = request.unsignCookie(signed);
      return opened.valid && isWebId(opened.value) ? opened.value : null;
    },
    write: (reply, sessionId) => {
      reply.setCookie(name, sessionId, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: isHttps,
        signed: true,
        maxAge: SESSION_TTL_MS / 1000,
      });
    },
  };
}
