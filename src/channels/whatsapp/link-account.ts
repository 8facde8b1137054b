/**
 * Shows the operator how to link the account's phone: a QR code drawn in the terminal, or a pairing code where the
 * number was given. Nothing of it is logged.
 */
import qrcode from 'qrcode';
import type { WASocket } from './baileys.js';

/** Codes are read in two halves on the phone's screen. */
const CODE_HALF = 4;

export interface Linking {
  /** The account's number, digits with country code, for a pairing code; null for QR codes. */
  readonly pairWith: string | null;
  readonly print: (lines: string) => void;
}

/** Draws the code; never throws. */
export async function showQr(text: string, { print }: Linking): Promise<void> {
  const drawn = await qrcode.toString(text, { type: 'terminal', small: true }).catch(() => '');
  print(
    `WhatsApp: on the account's phone open Settings > Linked devices > Link a device and scan:\n${drawn}`,
  );
}

/** Asks WhatsApp for a code to be typed on the phone; never throws. @returns false when none was given */
export async function showPairingCode(socket: WASocket, { pairWith, print }: Linking): Promise<boolean> {
  try {
    const code = await socket.requestPairingCode(pairWith ?? '');
    const halves = `${code.slice(0, CODE_HALF)}-${code.slice(CODE_HALF)}`;
    print(`WhatsApp: on the account's phone open Linked devices > Link with phone number and type ${halves}`);
    return true;
  } catch {
    return false;
  }
}
