import { describe, expect, it } from 'vitest';
import { isWhatsAppFault } from '../../../src/channels/whatsapp/stray-fault.js';

const thrownIn = (file: string): Error =>
  Object.assign(new Error('x'), { stack: `Error: x\n    at f (${file}:1:1)` });

describe('an error that nobody waits for', () => {
  it.each([
    '/app/node_modules/@whiskeysockets/baileys/lib/Utils/noise-handler.js',
    '/app/node_modules/libsignal/src/session_cipher.js',
    'C:\\app\\node_modules\\ws\\lib\\websocket.js',
  ])('thrown in %s is WhatsApp’s', file => {
    expect(isWhatsAppFault(thrownIn(file))).toBe(true);
  });

  it.each(['/app/dist/app.js', '/app/node_modules/telegraf/lib/index.js', '/app/node_modules/wsx/index.js'])(
    'thrown in %s is not',
    file => {
      expect(isWhatsAppFault(thrownIn(file))).toBe(false);
    },
  );

  it.each([undefined, null, 'x', { stack: '/node_modules/ws/' }])('that is no error is not: %s', error => {
    expect(isWhatsAppFault(error)).toBe(false);
  });
});
