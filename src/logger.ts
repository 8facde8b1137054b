/**
 * The log as the rest of the program sees it: fixed codes with numbers, flags and short fixed words beside
 * them. A text, a name, a number or a chat id has no place in it, so there is no parameter that takes prose.
 */
import pino, { type DestinationStream } from 'pino';

/** What may stand beside a code. Strings are words of our own (a method, a kind), never something received. */
export type LogData = Readonly<Record<string, string | number | boolean>>;

export interface Log {
  debug(code: string, data?: LogData): void;
  info(code: string, data?: LogData): void;
  warn(code: string, data?: LogData): void;
  error(code: string, data?: LogData): void;
}

/** A code or a short fixed word; anything else is not printed, whoever passed it. */
const CODE = /^[a-z0-9][a-z0-9_.:/-]{0,60}$/i;
/** Six digits in a row could be a number of somebody. */
const DIGITS = /\d{6}/;
/** Counts and waits of ours are smaller; chat ids and phone numbers are not. */
const NUMBER_MAX = 99_999_999;
const WITHHELD = '[withheld]';

/**
 * The log of a running process: one JSON object a line, to `destination` (standard error by default). Words that
 * do not look like a code of ours are withheld, as a last line of defence.
 */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Log {
  const logger = pino(
    {
      level,
      base: null,
      redact: { paths: ['err', 'message', 'text', 'chat', 'from'], censor: WITHHELD },
    },
    destination,
  );
  const print =
    (method: 'debug' | 'info' | 'warn' | 'error') =>
    (code: string, data: LogData = {}): void =>
      logger[method](cleaned(data), isCode(code) ? code : WITHHELD);
  return { debug: print('debug'), info: print('info'), warn: print('warn'), error: print('error') };
}

function cleaned(data: LogData): LogData {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, isPrintable(value) ? value : WITHHELD]),
  );
}

function isCode(words: string): boolean {
  return CODE.test(words) && !DIGITS.test(words);
}

function isPrintable(value: LogData[string]): boolean {
  if (typeof value === 'string') return isCode(value);
  return typeof value === 'boolean' || Math.abs(value) <= NUMBER_MAX;
}

/**
 * A short word for an error: its code or class, never its message, which may quote what somebody sent.
 */
export function errorCode(error: unknown): string {
  const { code, name } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown;
    name?: unknown;
  };
  if (typeof code === 'string' && CODE.test(code)) return code;
  return typeof name === 'string' && CODE.test(name) ? name : 'unknown';
}
