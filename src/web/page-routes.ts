/**
 * The page's requests: a form comes in, goes to the web channel and comes back as a page (or, for the script, as
 * the piece that the page gains). It picks the words and judges nothing, and what a visitor sent lives only as
 * long as the request. Every fault still shows a page, with the text and with a hotline.
 */
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebAnswer } from '../channels/web/waiter.js';
import type { WebChannel } from '../channels/web/web-channel.js';
import { errorCode, type Log } from '../logger.js';
import { FORM_BODY_BYTES_MAX, RATE_WINDOW_MS, type RateLimits } from './limits.js';
import { renderPage } from './page.js';
import { readForm } from './page-form.js';
import { EMPTY_TURN, type PageSetting, type Turn } from './page-setting.js';
import { renderTurn } from './turn.js';
import type { VisitorCookie } from './visitor-cookie.js';

/** The script asks for the piece alone by this header. */
export const TURN_HEADER = 'x-turn';

export interface PageRoutesOptions {
  readonly setting: PageSetting;
  readonly channel: WebChannel;
  readonly visitor: VisitorCookie;
  readonly limits: RateLimits;
  readonly log: Log;
}

export async function addPageRoutes(app: FastifyInstance, options: PageRoutesOptions): Promise<void> {
  const { limits, setting, log } = options;
  await app.register(formbody, { bodyLimit: FORM_BODY_BYTES_MAX });
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error('web_page_failed', { cause: errorCode(error) });
    return new PageReply(setting, request, reply).fault(status, faultWords(setting, status));
  });
  app.get(
    '/',
    { config: { place: 'page', rateLimit: { max: limits.pageReadsMax, timeWindow: RATE_WINDOW_MS } } },
    (request, reply) => openPage(options, request, reply),
  );
  app.post(
    '/',
    {
      bodyLimit: FORM_BODY_BYTES_MAX,
      config: { place: 'page', rateLimit: { max: limits.pagePostsMax, timeWindow: RATE_WINDOW_MS } },
    },
    (request, reply) => takeForm(options, request, reply),
  );
}

function faultWords({ texts }: PageSetting, status: number): string {
  if (status === 413) return texts.error_too_long;
  if (status === 429) return texts.error_too_fast;
  return texts.error_trouble;
}

/** The page, with whatever came too late for an earlier form. */
async function openPage(
  options: PageRoutesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { channel, setting, visitor } = options;
  const page = new PageReply(setting, request, reply);
  const sessionId = visitor.read(request);
  visitor.write(reply, sessionId ?? setting.newId());
  if (sessionId === null || !isBeingRead(request)) return page.show(EMPTY_TURN);
  const owed = await channel.collect(sessionId);
  page.settle(owed);
  const isLate = owed.state === 'late';
  return page.show({
    sent: null,
    outgoing: owed.outgoing,
    notice: isLate ? setting.texts.error_late : null,
    needsEmergency: isLate,
  });
}

/** False for a request that only looks ahead: a late answer is handed over once, to somebody who reads it. */
function isBeingRead({ headers, method }: FastifyRequest): boolean {
  return method === 'GET' && headers['sec-purpose'] === undefined && headers.purpose === undefined;
}

async function takeForm(
  options: PageRoutesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { channel, log, setting, visitor } = options;
  const { texts } = setting;
  const page = new PageReply(setting, request, reply);
  const sessionId = visitor.read(request) ?? setting.newId();
  visitor.write(reply, sessionId);
  const form = readForm(request.body, setting.newId);
  if ('fault' in form) {
    if (form.fault === 'empty') return page.fault(400, texts.error_empty);
    if (form.fault === 'expired') return page.fault(400, texts.error_expired, form.typed);
    return page.fault(413, texts.error_too_long, form.typed);
  }
  try {
    const answer = await channel.submit(sessionId, form.content, form.messageId);
    page.settle(answer);
    const notice = { complete: null, late: texts.error_late, repeat: texts.error_repeat }[answer.state];
    reply.code(answer.state === 'late' ? 202 : 200);
    return page.show({
      sent: form.sent,
      outgoing: answer.outgoing,
      notice,
      needsEmergency: notice !== null,
    });
  } catch (error) {
    log.error('web_not_taken_in', { cause: errorCode(error) });
    return page.fault(503, texts.error_trouble, form.content.kind === 'text' ? form.content.text : '');
  }
}

/** One answer on its way out: as the whole page, or as the piece that the script asked for. */
class PageReply {
  constructor(
    private readonly setting: PageSetting,
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {}

  show(turn: Turn, typed = ''): FastifyReply {
    const isPiece = this.request.headers[TURN_HEADER] !== undefined;
    return this.reply
      .type('text/html; charset=utf-8')
      .send(isPiece ? renderTurn(this.setting, turn) : renderPage(this.setting, turn, typed));
  }

  /** What went wrong, what was typed, and a hotline unless it is only a slip of the finger. */
  fault(status: number, words: string, typed = ''): FastifyReply {
    this.reply.code(status);
    return this.show({ ...EMPTY_TURN, notice: words, needsEmergency: status !== 400 }, typed);
  }

  /** Tells the channel, once the connection is done with, whether the answer was written out. */
  settle(answer: WebAnswer): void {
    const { socket } = this.request.raw;
    // A response whose connection is gone still "finishes" in Node: only the socket knows.
    this.reply.raw.once('finish', () => answer.settle(!socket.destroyed));
    this.reply.raw.once('close', () => answer.settle(false));
    if (socket.destroyed) answer.settle(false);
  }
}
