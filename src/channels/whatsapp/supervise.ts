/**
 * Connects again and again as the kind of each end asks: at once, after a growing wait, once more, or never. Nothing
 * that WhatsApp does ends the process, and nothing here can be felt by another channel.
 */
import type { Log } from '../../logger.js';
import { type BackoffLimits, fullJitterMs } from '../backoff.js';
import type { ChannelStatus } from '../channel.js';
import { DISCONNECT_HINTS, type Disconnect, type DisconnectKind, disconnectFrom } from './disconnect.js';

/** Rapid reconnects are themselves a reason for WhatsApp to restrict an account (WhiskeySockets/Baileys issue 2370). */
export const RECONNECT_BACKOFF: BackoffLimits = { baseMs: 2_000, capMs: 5 * 60_000 };
/** The disk, not WhatsApp, is the trouble: somebody waits. */
export const INBOX_BACKOFF: BackoffLimits = { baseMs: 1_000, capMs: 30_000 };
/** A connection that lived so long was a good one: the waits begin anew. */
export const SOUND_AFTER_MS = 60_000;
/** Asked for a new connection more often than this in a row, we wait as after any other end. */
const RESTARTS_AT_ONCE_MAX = 3;
/** Rounds of QR codes (some two minutes each) that nobody scanned, until an operator must start again. */
export const LINK_ROUNDS_MAX = 5;

/** Waits `ms`, or less when the signal is aborted. Never rejects. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export interface Attempt {
  /** How it ended; resolves only then. */
  readonly error: unknown;
  /** For how long the account could send; 0 when it never could. */
  readonly openForMs: number;
  /** True when a QR code was shown and nobody scanned it. */
  readonly wasLinkIgnored: boolean;
}

export interface Supervision {
  readonly attempt: () => Promise<Attempt>;
  readonly report: (status: ChannelStatus) => void;
  /** The last thing: no further attempt follows. */
  readonly onEnd: (kind: DisconnectKind) => void;
  readonly log: Log;
  readonly random: () => number;
  readonly pause: Pause;
  readonly signal: AbortSignal;
}

const FINAL: ReadonlySet<DisconnectKind> = new Set([
  'replaced',
  'logged_out',
  'banned',
  'mismatch',
  'outdated',
]);
const NOBODY_LINKED =
  'no phone has scanned the QR code: have it at hand (WhatsApp, Linked devices) and start again';

interface Row {
  failures: number;
  restarts: number;
  sessionFaults: number;
  linkRounds: number;
}

/** Resolves when stopped or when no further attempt would help; never rejects. */
export async function supervise(supervision: Supervision): Promise<void> {
  const { attempt, report, onEnd, log, random, pause, signal } = supervision;
  const row: Row = { failures: 0, restarts: 0, sessionFaults: 0, linkRounds: 0 };
  while (!signal.aborted) {
    const ended = await attempt().catch(error => ({ error, openForMs: 0, wasLinkIgnored: false }));
    if (signal.aborted) return;
    const disconnect = disconnectFrom(ended.error);
    count(row, disconnect.kind, ended);
    if (isOver(disconnect.kind, row)) {
      log.error('whatsapp_ended', { kind: disconnect.kind, status: disconnect.code });
      report({ state: 'down', hint: DISCONNECT_HINTS[disconnect.kind] });
      onEnd(disconnect.kind);
      return;
    }
    if (row.linkRounds >= LINK_ROUNDS_MAX) {
      log.warn('whatsapp_not_linked', { rounds: row.linkRounds });
      report({ state: 'down', hint: NOBODY_LINKED });
      return;
    }
    const waitMs = waitAfter(disconnect, row, random);
    log.warn('whatsapp_down', {
      kind: disconnect.kind,
      status: disconnect.code,
      failures: row.failures,
      waitMs,
    });
    report({ state: 'down', hint: DISCONNECT_HINTS[disconnect.kind] });
    if (waitMs > 0) await pause(waitMs, signal);
  }
}

function count(row: Row, kind: DisconnectKind, { openForMs, wasLinkIgnored }: Attempt): void {
  if (openForMs >= SOUND_AFTER_MS) row.failures = row.restarts = row.sessionFaults = 0;
  row.restarts = kind === 'restart' ? row.restarts + 1 : 0;
  row.failures += 1;
  if (kind === 'session') row.sessionFaults += 1;
  if (wasLinkIgnored) row.linkRounds += 1;
}

function isOver(kind: DisconnectKind, row: Row): boolean {
  return FINAL.has(kind) || row.sessionFaults > 1;
}

function waitAfter({ kind }: Disconnect, row: Row, random: () => number): number {
  if (kind === 'restart' && row.restarts <= RESTARTS_AT_ONCE_MAX) return 0;
  return fullJitterMs(row.failures, kind === 'inbox' ? INBOX_BACKOFF : RECONNECT_BACKOFF, random);
}
