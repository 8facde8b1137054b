/**
 * Runs one step of work over and over, whatever it throws: waits between failures, says how things stand, and
 * ends only when it is stopped or the step says it is done. Nothing that a network does ends it.
 */
import type { Log } from '../../logger.js';
import { type BackoffLimits, fullJitterMs } from '../backoff.js';
import type { ChannelStatus } from '../channel.js';
import { type ApiError, type ApiErrorKind, apiErrorFrom } from './api-error.js';

export const NETWORK_BACKOFF: BackoffLimits = { baseMs: 1_000, capMs: 60_000 };
/** Short: while one message is refused, everybody else's waits for the next round. */
export const INBOX_BACKOFF: BackoffLimits = { baseMs: 500, capMs: 5_000 };

/** Waits `ms`, or less when the signal is aborted. Never rejects. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export interface Supervision {
  /** One round. Resolves to false when there is nothing more to do. */
  readonly step: () => Promise<boolean>;
  readonly report: (status: ChannelStatus) => void;
  readonly log: Log;
  readonly random: () => number;
  readonly pause: Pause;
  readonly signal: AbortSignal;
}

const BY_ITSELF = 'going on by itself';
const HINTS: Readonly<Record<ApiErrorKind, string>> = {
  token:
    'Telegram does not know this token: get one from @BotFather, set TELEGRAM_BOT_TOKEN and start again (asked again every 5 minutes)',
  conflict:
    'another program receives with the same token: stop it, or give this one a bot of its own (tried again by itself)',
  throttled: `Telegram asks to wait; ${BY_ITSELF}`,
  server: `Telegram has a fault; ${BY_ITSELF}`,
  network: `Telegram cannot be reached; ${BY_ITSELF}`,
  timeout: `Telegram does not answer in time; ${BY_ITSELF}`,
  inbox: 'messages cannot be put into the inbox: see the log and the disk; Telegram keeps them for a day',
  refused:
    'Telegram refuses the call: for a webhook check TELEGRAM_WEBHOOK_URL (https, port 443, 80, 88 or 8443) and TELEGRAM_WEBHOOK_SECRET (A-Z a-z 0-9 _ -)',
  markup: 'Telegram refuses the call',
  gone: 'Telegram refuses the call',
  internal: 'a fault of this program; see the log',
  stopped: 'stopped',
};

/** Resolves when stopped or done; never rejects. */
export async function supervise({ step, report, log, random, pause, signal }: Supervision): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      if (!(await step())) return;
      failures = 0;
    } catch (thrown) {
      const error = apiErrorFrom(thrown);
      if (error.kind === 'stopped' || signal.aborted) return;
      failures += 1;
      const waitMs = waitAfter(error, failures, random);
      log.warn('telegram_down', { kind: error.kind, status: error.status, failures, waitMs });
      report({ state: 'down', hint: HINTS[error.kind] });
      await pause(waitMs, signal);
    }
  }
}

function waitAfter({ kind, afterMs }: ApiError, failures: number, random: () => number): number {
  if (afterMs > 0) return afterMs;
  return fullJitterMs(failures, kind === 'inbox' ? INBOX_BACKOFF : NETWORK_BACKOFF, random);
}
