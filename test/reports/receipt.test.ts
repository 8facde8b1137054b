import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newReceipt, readReceipt } from '../../src/reports/receipt.js';

describe('a receipt code', () => {
  it('is read back however it is typed', () => {
    for (let n = 0; n < 300; n++) {
      const code = newReceipt(randomBytes);
      expect(code).toMatch(/^[A-Z\d]{5}-[A-Z\d]{5}-[A-Z\d]{5}$/);
      for (const typed of [
        code,
        code.toLowerCase(),
        code.replaceAll('-', ''),
        ` ${code.replaceAll('-', ' ')}\n`,
      ])
        expect(readReceipt(typed)).toBe(code);
    }
  });

  it('with one wrong letter, or two neighbours changed about, is none', () => {
    for (let n = 0; n < 50; n++) {
      const letters = newReceipt(randomBytes).replaceAll('-', '');
      for (let at = 0; at < letters.length; at++) {
        const other = letters[at] === 'B' ? 'C' : 'B';
        expect(readReceipt(letters.slice(0, at) + other + letters.slice(at + 1))).toBeNull();
        const [left, right] = [letters[at], letters[at + 1]];
        if (right === undefined || left === right) continue;
        expect(readReceipt(letters.slice(0, at) + right + left + letters.slice(at + 2))).toBeNull();
      }
    }
  });

  it('is never seen in what people write', () => {
    for (const text of [
      '',
      '3',
      'HAPUS',
      'tolong saya disekap',
      'AAAAA-AAAAA-AAAAA',
      '0812 3456 7890',
      'LOWONGAN KERJA ',
    ])
      expect(readReceipt(text)).toBeNull();
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), text => readReceipt(text) === null || text.length >= 15),
    );
  });

  it('uses every letter about as often as the others', () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 3_000; n++)
      for (const letter of newReceipt(randomBytes).replaceAll('-', '').slice(0, 14))
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(23);
    const expected = (3_000 * 14) / 23;
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.2);
  });
});
