/**
 * How long each kind of row may live. Every table declares one of these when it is created; one sweeper
 * enforces them all, and a table without a lifetime stops the start. Milliseconds.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Inbox payload: until its case is committed, at most a day. */
export const INBOX_TTL_MS = 24 * HOUR_MS;
/** Outbox: until sent, at most a day. */
export const OUTBOX_TTL_MS = 24 * HOUR_MS;
/** A danger answer that could not be sent for this long gives way to one neutral line. */
export const DANGER_REPLY_TTL_MS = 10 * MINUTE_MS;
/** Networks repeat a message for up to a day (Telegram keeps updates 24 h); twice that is enough. */
export const DEDUPE_TTL_MS = 48 * HOUR_MS;
/** Expiries of dedupe keys are rounded down to this, so that a key tells the hour of a message, not the moment. */
export const DEDUPE_STEP_MS = HOUR_MS;
