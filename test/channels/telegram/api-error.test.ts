import { TelegramError } from 'telegraf';
import { describe, expect, it } from 'vitest';
import { fullJitterMs } from '../../../src/channels/backoff.js';
import {
  API_ERROR_KINDS,
  ApiError,
  apiErrorFrom,
  channelErrorFrom,
} from '../../../src/channels/telegram/api-error.js';

const answer = (error_code: number, description = 'x', parameters = {}) =>
  new TelegramError(
    { error_code, description, parameters },
    {
      method: 'sendMessage',
      payload: { chat_id: 8100000042, text: 'Kenari' },
    },
  );
const named = (name: string, message = 'x') => Object.assign(new Error(message), { name });

describe('an error of the Bot API', () => {
  it.each([
    [answer(429, 'Too Many Requests', { retry_after: 7 }), 'throttled', 'retry', 7_000],
    [answer(429), 'throttled', 'retry', 1_000],
    [answer(429, 'x', { retry_after: 1e9 }), 'throttled', 'retry', 3_600_000],
    [answer(409), 'conflict', 'retry', 0],
    [answer(401), 'token', 'retry', 300_000],
    [answer(404), 'token', 'retry', 300_000],
    [answer(403, 'Forbidden: bot was blocked by the user'), 'gone', 'gone', 0],
    [answer(400, 'Bad Request: chat not found'), 'gone', 'gone', 0],
    [answer(400, 'Bad Request: PEER_ID_INVALID'), 'gone', 'gone', 0],
    [answer(400, "Bad Request: can't parse entities: x"), 'markup', 'refused', 0],
    [answer(400, 'Bad Request: message is too long'), 'refused', 'refused', 0],
    [answer(413), 'refused', 'refused', 0],
    [answer(500), 'server', 'retry', 0],
    [answer(502), 'server', 'retry', 0],
    [new TelegramError({} as never), 'network', 'retry', 0],
    [named('FetchError'), 'network', 'retry', 0],
    [named('AbortError'), 'timeout', 'retry', 0],
    [new TypeError('x'), 'internal', 'refused', 0],
    ['a string', 'internal', 'refused', 0],
    [undefined, 'internal', 'refused', 0],
  ] as const)('%s is of the kind %s: %s', (thrown, kind, channelKind, afterMs) => {
    const error = apiErrorFrom(thrown);
    expect(error.kind).toBe(kind);
    const forOutbox = channelErrorFrom(error);
    expect([forOutbox.kind, forOutbox.afterMs]).toEqual([channelKind, afterMs]);
  });

  it('has a channel error for every kind', () => {
    for (const kind of API_ERROR_KINDS) {
      expect(channelErrorFrom(new ApiError(kind, 0)).code).toBe(`telegram_${kind}`);
    }
  });

  it('keeps nothing of what was sent, nor the token in the address', () => {
    const leaky = [
      answer(400, 'Kenari 8100000042'),
      named('FetchError', 'at https://x/bot700:RAHASIA/sendMessage'),
    ];
    for (const thrown of leaky) {
      const error = apiErrorFrom(thrown);
      const everything = [
        error.message,
        String(error.stack),
        JSON.stringify(error),
        String(error.cause),
      ].join();
      expect(everything).not.toMatch(/Kenari|8100000042|RAHASIA/);
    }
  });
});

describe('the wait after failures', () => {
  const limits = { baseMs: 1_000, capMs: 60_000 };

  it('is a random part of a ceiling that doubles up to its cap', () => {
    const ceilings = [1, 2, 3, 6, 7, 50, 5_000].map(failures =>
      fullJitterMs(failures, limits, () => 0.999999),
    );
    expect(ceilings).toEqual([999, 1999, 3999, 31999, 59999, 59999, 59999]);
    expect(fullJitterMs(9, limits, () => 0)).toBe(0);
  });
});
