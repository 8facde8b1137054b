import { createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openMessage, openReply } from '../../src/store/payloads.js';
import {
  keyedHash,
  open,
  SEALED_VALUE_BYTES_MAX,
  SealError,
  type SealPlace,
  seal,
} from '../../src/store/seal.js';
import { openSecretFile } from '../../src/store/secret-file.js';

const folder = mkdtempSync(join(tmpdir(), 'cekloker-seal-'));
const secrets = openSecretFile(join(folder, 'secrets.json'));
afterAll(() => rmSync(folder, { recursive: true }));

const place: SealPlace = { table: 'inbox', column: 'payload', rowId: 'row-1' };

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(SealError);
    return (error as SealError).code;
  }
  throw new Error('nothing was thrown');
};

describe('a sealed value', () => {
  it('opens to what it was, whatever JSON can carry', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, rowId) => {
        const there = { ...place, rowId };
        const asJson = JSON.parse(JSON.stringify(value)) as unknown;
        expect(open(secrets, 'inbox', there, seal(secrets, 'inbox', there, value))).toEqual(asJson);
      }),
    );
  });

  it('is different each time and names the key, not the content', () => {
    const [first, second] = [1, 2].map(() => seal(secrets, 'inbox', place, 'the same words'));
    expect(first).not.toBe(second);
    expect(first!.split('.').slice(0, 2)).toEqual(['s1', secrets.current('inbox').id]);
  });

  it('has the same length for a short answer and for a somewhat longer one', () => {
    const [short, longer] = ['tidak', 'x'.repeat(200)].map(
      text => seal(secrets, 'inbox', place, text).length,
    );
    expect(short).toBe(longer);
  });

  it('is broken by a change of any single character', () => {
    const sealed = seal(secrets, 'inbox', place, 'words');
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed[at] === 'Q' ? 'R' : 'Q';
      const changed = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`;
      // The last character of base64 holds spare bits: another one may mean the same bytes.
      if (Buffer.from(changed.split('.')[2] ?? '', 'base64url').equals(bytesOf(sealed)) && at > 11) continue;
      expect(codeOf(() => open(secrets, 'inbox', place, changed))).toMatch(
        /^seal_(broken|format|key_unknown)$/,
      );
    }
  });

  it.each([
    ['another row', { ...place, rowId: 'row-2' }],
    ['another column', { ...place, column: 'address' }],
    ['another table', { ...place, table: 'outbox' }],
  ])('does not open in %s', (_where, elsewhere) => {
    expect(codeOf(() => open(secrets, 'inbox', elsewhere, seal(secrets, 'inbox', place, 'words')))).toBe(
      'seal_broken',
    );
  });

  it('does not open for another purpose, and not with other keys', () => {
    const sealed = seal(secrets, 'inbox', place, 'words');
    expect(codeOf(() => open(secrets, 'outbox', place, sealed))).toBe('seal_key_unknown');
    const others = openSecretFile(join(folder, 'others.json'));
    expect(codeOf(() => open(others, 'inbox', place, sealed))).toBe('seal_key_unknown');
  });

  it.each([
    '',
    'plain words',
    's1',
    's1.abcd1234',
    's1.abcd1234.',
    's2.abcd1234.AAAA',
    's1..AAAA',
    's1.a.b.c',
  ])('is not taken for one when it reads "%s"', text => {
    expect(codeOf(() => open(secrets, 'inbox', place, text))).toBe('seal_format');
  });

  it('is refused over the size limit, and the error shows nothing of it', () => {
    const work = (): unknown => seal(secrets, 'inbox', place, 'x'.repeat(SEALED_VALUE_BYTES_MAX));
    expect(codeOf(work)).toBe('seal_too_large');
    expect(work).toThrow(/^seal_too_large: inbox\.payload$/);
  });

  it('does not bring back a channel that the program does not have', () => {
    const address = { channel: 'pigeon', nativeId: '1' };
    const sealedMessage = seal(secrets, 'inbox', place, { address });
    expect(() => openMessage(secrets, place.rowId, sealedMessage)).toThrow('unknown_channel');
    const sealedReply = seal(secrets, 'outbox', { ...place, table: 'outbox' }, { address });
    expect(() => openReply(secrets, place.rowId, sealedReply)).toThrow('unknown_channel');
  });
});

describe('a keyed hash', () => {
  const key = createSecretKey(Buffer.alloc(32, 1));

  it('is 128 bits in hex, the same for the same parts and key, another for any other', () => {
    const hash = keyedHash(key, ['chat', 'telegram', '1']);
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    expect(keyedHash(key, ['chat', 'telegram', '1'])).toBe(hash);
    expect(keyedHash(createSecretKey(Buffer.alloc(32, 2)), ['chat', 'telegram', '1'])).not.toBe(hash);
  });

  it('keeps its parts apart', () => {
    const splits = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['a","b', 'c'], ['a', 'b', 'c']];
    expect(new Set(splits.map(parts => keyedHash(key, parts))).size).toBe(splits.length);
  });
});

function bytesOf(sealed: string): Buffer {
  return Buffer.from(sealed.split('.')[2]!, 'base64url');
}
