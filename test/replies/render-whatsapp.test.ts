import { describe, expect, it } from 'vitest';
import { renderWhatsApp } from '../../src/replies/render-whatsapp.js';
import { dangerReply, noticeReply, verdictReply } from '../contracts/sample-replies.js';

describe('a reply on WhatsApp', () => {
  it('has its bold words between stars, the level first, and numbers to type last', () => {
    const lines = renderWhatsApp(verdictReply('bcdfgh', 'pakai visa turis dulu')).split('\n');
    expect(lines[0]).toBe('🔴 *BAHAYA TINGGI: jangan berangkat, jangan kirim uang.*');
    expect(lines).toContain('*Alasannya:*');
    expect(lines).toContain('> pakai visa turis dulu');
    expect(lines.slice(-4)).toEqual([
      '1 Sudah berangkat',
      '2 Sudah bayar',
      '3 Laporkan tanpa nama',
      '4 Jawaban ini salah',
    ]);
  });

  it.each([
    ['*gratis* ~murah~ `kode`', '> gratis murah kode'],
    ['_kerja_di_luar_negeri_', '> kerja di luar negeri'],
    ['** __ ~~', null],
  ])('quotes %s without any markup', (quote, line) => {
    const quoted = renderWhatsApp(verdictReply('bcdfgh', quote))
      .split('\n')
      .filter(each => each.startsWith('>'));
    expect(quoted).toEqual(line === null ? [] : [line]);
  });

  it.each([
    [' tebal ', ' *tebal* '],
    ['   ', '   '],
    ['', ''],
  ])('keeps the spaces around bold words outside the stars: "%s"', (text, shown) => {
    const reply = noticeReply('');
    const rendered = renderWhatsApp({
      ...reply,
      blocks: [
        {
          type: 'lines',
          lines: [
            [
              { text: 'a', bold: false },
              { text, bold: true },
            ],
          ],
        },
      ],
    });
    expect(rendered).toBe(`a${shown}`);
  });

  it('writes danger answers without a star', () => {
    expect(renderWhatsApp(dangerReply())).not.toContain('*');
  });
});
