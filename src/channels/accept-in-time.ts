/**
 * Hands one message to the inbox and says whether it was taken in time, for every channel whose network keeps a message
 * that was not. It never throws and never prints the message.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../logger.js';
import type { InboundMessage } from '../message.js';
import type { Accept } from './channel.js';

/** The inbox answers in milliseconds; one that takes this long counts as having refused. */
export const ACCEPT_TIMEOUT_MS = 10_000;

/** @returns false when the network must keep the message and deliver it again */
export async function isAcceptedInTime(
  accept: Accept,
  message: InboundMessage,
  log: Log,
  limitMs: number = ACCEPT_TIMEOUT_MS,
): Promise<boolean> {
  const { channel } = message.address;
  const decided = new AbortController();
  const tooLate = delay(limitMs, 'too_late' as const, { signal: decided.signal }).catch(
    () => 'decided' as const,
  );
  try {
    const answer = await Promise.race([accept(message), tooLate]);
    if (answer === 'too_late') log.error(`${channel}_accept_too_late`);
    return answer !== 'too_late';
  } catch {
    // The error may quote the message; the inbox logs its own faults.
    log.error(`${channel}_accept_failed`);
    return false;
  } finally {
    decided.abort();
  }
}
