/**
 * Why a connection to WhatsApp ended, in the few kinds that ask for different acts. Codes as Baileys' DisconnectReason
 * has them, and 402, 405, 406 as its users found them (WhiskeySockets/Baileys issue 1490). Pure; keeps nothing of the
 * error, which may hold a stanza with numbers in it.
 */

/**
 * `restart` 515, asked for by WhatsApp · `network` no connection, or lost · `inbox` cut by ourselves because the inbox
 * did not take a message · `session` 500, once more and then never · `replaced` 440, another program has the session ·
 * `logged_out` 401 · `banned` 402, 403, 406 · `mismatch` 411 · `outdated` 405.
 */
export type DisconnectKind =
  | 'restart'
  | 'network'
  | 'inbox'
  | 'session'
  | 'replaced'
  | 'logged_out'
  | 'banned'
  | 'mismatch'
  | 'outdated';

export interface Disconnect {
  readonly kind: DisconnectKind;
  /** WhatsApp's code, 0 where it gave none. */
  readonly code: number;
}

/** What ends for good with this connection: nothing of the account can be sent any more. */
export const ACCOUNT_IS_GONE: ReadonlySet<DisconnectKind> = new Set(['logged_out', 'banned', 'mismatch']);

const BY_CODE: Readonly<Record<number, DisconnectKind>> = {
  401: 'logged_out',
  402: 'banned',
  403: 'banned',
  405: 'outdated',
  406: 'banned',
  408: 'network',
  411: 'mismatch',
  428: 'network',
  440: 'replaced',
  500: 'session',
  503: 'network',
  515: 'restart',
};

/** We end the connection with this, so that a message stays with WhatsApp and comes again. */
export class InboxRefused extends Error {
  constructor() {
    super('the inbox did not take a message');
    this.name = 'InboxRefused';
  }
}

export function disconnectFrom(error: unknown): Disconnect {
  if (error instanceof InboxRefused) return { kind: 'inbox', code: 0 };
  const { message, output } = (error ?? {}) as {
    message?: unknown;
    output?: { statusCode?: unknown };
  };
  // The HTTP status of a proxy or a captive portal stands in the same place as WhatsApp's own codes.
  const isBeforeWhatsApp = typeof message === 'string' && message.startsWith('WebSocket Error');
  const code = Number(output?.statusCode ?? 0);
  if (isBeforeWhatsApp || !Number.isInteger(code)) return { kind: 'network', code: 0 };
  return { kind: BY_CODE[code] ?? 'network', code };
}

const BY_ITSELF = 'tried again by itself';
/** One line for the operator: what happened and what to do. */
export const DISCONNECT_HINTS: Readonly<Record<DisconnectKind, string>> = {
  restart: 'WhatsApp asked for a new connection; going on by itself',
  network: `WhatsApp cannot be reached; ${BY_ITSELF}`,
  inbox: 'messages cannot be put into the inbox: see the log and the disk; WhatsApp keeps them',
  session:
    'WhatsApp refuses the session twice: start again; if that does not help, link anew (README, "Connect WhatsApp")',
  replaced:
    'another program uses this WhatsApp session: stop it, then start this one again; only one may run at a time',
  logged_out:
    'the phone has ended the link: start again and link anew (README, "Connect WhatsApp"); waiting replies are dropped',
  banned:
    'WhatsApp refuses this number: look at its phone; with a spare number, start again and link that one (README, "Connect WhatsApp")',
  mismatch:
    'WhatsApp refuses the link of this phone: update WhatsApp there, start again and link anew (README, "Connect WhatsApp")',
  outdated: 'this version is too old for WhatsApp: update CekLoker (its library Baileys), then start again',
};
