/**
 * Every limit of the HTTP server in one place: sizes, waits and how often one client may ask. Numbers only;
 * the modules that enforce them import them from here.
 */

/** A form may write each unit as three escaped bytes (`%E2%80%A6`): the text limit decides, not this one. */
export const FORM_BODY_BYTES_MAX = 160 * 1024;
export const API_BODY_BYTES_MAX = 64 * 1024;
export const WEBHOOK_BODY_BYTES_MAX = 1024 * 1024;
export const HEADER_BYTES_MAX = 16 * 1024;
export const CONNECTIONS_MAX = 2_000;

/** A cheap phone on a poor line may need this long to post a form. */
export const REQUEST_WAIT_MS = 60_000;
export const KEEP_ALIVE_MS = 10_000;
/** Requests in flight get this long when the server closes; then their connections are cut. */
export const CLOSE_GRACE_MS = 600;

export const RATE_WINDOW_MS = 60_000;
/**
 * Requests per client address and window. Mobile networks put hundreds of phones behind one address, so these
 * stop floods and not families; the judging itself takes about a millisecond.
 */
export interface RateLimits {
  readonly pageReadsMax: number;
  readonly pagePostsMax: number;
  readonly checksMax: number;
  readonly operatorReadsMax: number;
}
export const RATE_LIMITS: RateLimits = {
  pageReadsMax: 240,
  pagePostsMax: 60,
  checksMax: 60,
  operatorReadsMax: 120,
};
/** Client addresses remembered per limit, as keyed hashes; the longest unseen is forgotten first. */
export const RATE_CLIENTS_MAX = 10_000;

/** Pictures and documents of replies that this process may serve at the same time. */
export const SHIPPED_FILES_MAX = 200;
