/**
 * Errors that nobody waits for: Baileys has handlers whose failure ends up nowhere, e.g. for a frame that cannot be
 * opened, and Node ends a process for those. Told apart by where they were thrown, so that a fault of WhatsApp's line
 * costs this channel its connection and the others nothing.
 */

/** Packages that only WhatsApp uses. */
const OURS = /[\\/]node_modules[\\/](?:@whiskeysockets[\\/]baileys|libsignal|whatsapp-rust-bridge|ws)[\\/]/;

export function isWhatsAppFault(error: unknown): boolean {
  return error instanceof Error && OURS.test(error.stack ?? '');
}

/** The connection is ended with this: what state it is in after a stray fault nobody knows. */
export class StrayFault extends Error {
  constructor() {
    super('a fault of the library that nobody waited for');
    this.name = 'StrayFault';
  }
}
