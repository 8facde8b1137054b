/**
 * How long each kind of row may live. Every table declares one of these when it is created; one sweeper
 * enforces them all, and a table without a lifetime stops the start. Milliseconds.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

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
/** What a network's library keeps about a person who wrote: their next message makes it anew. */
export const PERSON_KEY_TTL_MS = 30 * DAY_MS;
/** Expiries of those are rounded down to this, so that they tell the day of a message, not the moment. */
export const PERSON_KEY_STEP_MS = DAY_MS;
/** A report: from the beginning of its week, so that its expiry tells no day. */
export const REPORT_TTL_MS = 90 * DAY_MS;
/** One key makes the tags of this long; then they and it are destroyed. */
export const TAG_EPOCH_MS = 28 * DAY_MS;
/** The most a tag lives, should the change of keys be late: the database itself deletes it. */
export const TAG_TTL_MS = 30 * DAY_MS;
