import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findCanaries } from './canary-search.js';

const CANARY = 'Quagga-99900777';
const plain = Buffer.from(CANARY);
const around = (form: Buffer | string): Buffer =>
  Buffer.concat([
    Buffer.from('before \u0000\u0001'),
    Buffer.from(form as string),
    Buffer.from('\u0002 after'),
  ]);

describe('the canary search', () => {
  it.each([
    ['plain', plain],
    ['in capitals', CANARY.toUpperCase()],
    ['utf16le', Buffer.from(CANARY, 'utf16le')],
    ['utf16be', Buffer.from(CANARY, 'utf16le').swap16()],
    ['hex', plain.toString('hex')],
    ['hex in capitals', plain.toString('hex').toUpperCase()],
    ['reversed', [...CANARY].reverse().join('')],
    ['base64', plain.toString('base64')],
    ['base64 inside a longer text', Buffer.from(`{"text":"x${CANARY}"}`).toString('base64')],
    ['base64 at the third alignment', Buffer.from(`{"text":"xy${CANARY}"}`).toString('base64url')],
    ['sha256 without a key', createHash('sha256').update(CANARY).digest()],
    ['sha1 in hex', createHash('sha1').update(CANARY).digest('hex')],
  ])('finds a text that lies there %s', (_form, bytes) => {
    expect(findCanaries(around(bytes), [CANARY])).not.toEqual([]);
  });

  it('finds nothing where nothing is, and names only what is there', () => {
    expect(findCanaries(around('nothing'), [CANARY])).toEqual([]);
    expect(findCanaries(around(CANARY), ['Another-canary', CANARY])).toEqual([`plain of "${CANARY}"`]);
  });

  it('refuses a canary that would be found by chance', () => {
    expect(() => findCanaries(plain, ['12345'])).toThrow(/too short/);
  });
});
