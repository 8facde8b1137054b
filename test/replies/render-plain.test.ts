import { describe, expect, it } from 'vitest';
import { renderPlain } from '../../src/replies/render-plain.js';
import { dangerReply, noticeReply, verdictReply } from '../contracts/sample-replies.js';

describe('a reply as plain text', () => {
  it('has the level first, blocks apart, the quotation behind its reason, choices last', () => {
    expect(renderPlain(verdictReply('bcdfgh', 'pakai visa turis dulu'))).toBe(
      [
        '🔴 BAHAYA TINGGI: jangan berangkat, jangan kirim uang.',
        '',
        'Iklan ini mirip cara merekrut orang ke tempat penipuan.',
        '',
        'Alasannya:',
        '1. Berangkat pakai visa wisata',
        '> pakai visa turis dulu',
        '2. Nama perusahaan tidak ada',
        '',
        'Lakukan sekarang:',
        '- Jangan serahkan paspor & KTP.',
        '',
        'Tanya ke:',
        'Kantor Contoh (per Desember 2025)',
        '+00 000 0001',
        'https://wa.me/000000001',
        '',
        'Laman Contoh (per Desember 2025)',
        'https://laman.example/lapor',
        '',
        'Bot ini bisa salah. Balas angka:',
        '',
        '1 Sudah berangkat',
        '2 Sudah bayar',
        '3 Laporkan tanpa nama',
        '4 Jawaban ini salah',
      ].join('\n'),
    );
  });

  it('shows no empty quotation when nothing visible is left of it', () => {
    expect(renderPlain(verdictReply('bcdfgh', '\u200B\u202E \n'))).not.toMatch(/^>/m);
  });

  it('shows where an office stands on a line of its own', () => {
    const contact = {
      id: 'contoh',
      name: 'Kantor Contoh',
      number: null,
      e164: null,
      dial: null,
      url: null,
      address: 'Jalan Contoh',
      waLink: null,
      seen: 'per Desember 2025',
    };
    const reply = {
      ...dangerReply(),
      blocks: [{ type: 'contact', lead: null, contact } as const],
      choices: [],
    };
    expect(renderPlain(reply)).toBe('Kantor Contoh (per Desember 2025)\nJalan Contoh');
  });

  it('of one line is that line', () => {
    expect(renderPlain(noticeReply('Baik.'))).toBe('Baik.');
  });

  it('without choices ends with its last block', () => {
    expect(renderPlain({ ...dangerReply(), choices: [] })).toMatch(/https:\/\/wa\.me\/000000001$/);
  });
});
