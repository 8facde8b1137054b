import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderPlain } from '../../src/replies/render-plain.js';
import {
  escapeHtml,
  renderTelegram,
  renderTelegramHeadline,
  visibleLength,
} from '../../src/replies/render-telegram.js';
import { dangerReply, HOSTILE_QUOTE, noticeReply, verdictReply } from '../contracts/sample-replies.js';
import { parseTelegramHtml } from '../fakes/bot-api-html.js';

describe('a reply as Telegram HTML', () => {
  it('is bold where the reply is, and quotes in a block of its own', () => {
    expect(renderTelegram(verdictReply('bcdfgh', 'pakai visa turis dulu')).html).toBe(
      [
        '🔴 <b>BAHAYA TINGGI: jangan berangkat, jangan kirim uang.</b>',
        '',
        'Iklan ini mirip cara merekrut orang ke tempat penipuan.',
        '',
        '<b>Alasannya:</b>',
        '1. Berangkat pakai visa wisata',
        '<blockquote>pakai visa turis dulu</blockquote>',
        '2. Nama perusahaan tidak ada',
        '',
        '<b>Lakukan sekarang:</b>',
        '- Jangan serahkan paspor &amp; KTP.',
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
        '<b>1</b> Sudah berangkat',
        '<b>2</b> Sudah bayar',
        '<b>3</b> Laporkan tanpa nama',
        '<b>4</b> Jawaban ini salah',
      ].join('\n'),
    );
  });

  it('has two buttons a row, numbered like the lines, each with its case', () => {
    const { keyboard } = renderTelegram(verdictReply('fghjkm'));
    expect(keyboard.map(row => row.map(({ label }) => label))).toEqual([
      ['1 Sudah berangkat', '2 Sudah bayar'],
      ['3 Laporkan tanpa', '4 Jawaban ini'],
    ]);
    expect(keyboard.flat().map(({ caseId, number }) => [caseId, number])).toEqual([
      ['fghjkm', 1],
      ['fghjkm', 2],
      ['fghjkm', 3],
      ['fghjkm', 4],
    ]);
  });

  it.each([
    ['to somebody in danger', dangerReply()],
    ['without choices', noticeReply('Baik.')],
    ['whose choices belong to no case', { ...verdictReply(), caseId: null }],
  ])('%s has no buttons', (_name, reply) => {
    expect(renderTelegram(reply).keyboard).toEqual([]);
  });

  it('quotes a hostile advert as its words and nothing else', () => {
    const { text, quotes, links } = parseTelegramHtml(
      renderTelegram(verdictReply('bcdfgh', HOSTILE_QUOTE)).html,
    );
    expect(links).toEqual([]);
    expect(quotes).toEqual([
      '<b>*tebal*</b> _miring_ ~coret~ `kode` &lt;kanan tersembunyi - contoh[.]com/daftar [@]agen_contoh surat[@]contoh[.]com t[.]me/contoh',
    ]);
    expect(text).toContain(quotes[0]);
  });

  it('is markup that Telegram takes and says what the plain text says, whatever the words are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (quote, words) => {
        const verdict = verdictReply('bcdfgh', `<i>&${quote}`);
        const reply = { ...verdict, blocks: [...verdict.blocks, ...noticeReply(words).blocks] };
        const { html } = renderTelegram(reply);
        const { text } = parseTelegramHtml(html);
        expect(visibleLength(html)).toBe(text.length);
        expect(text).toBe(renderPlain(reply).replace(/^> /m, ''));
      }),
      { numRuns: 1_000 },
    );
  });

  it('has its first block as a caption of its own', () => {
    expect(renderTelegramHeadline(verdictReply())).toBe(
      '🔴 <b>BAHAYA TINGGI: jangan berangkat, jangan kirim uang.</b>',
    );
    expect(renderTelegramHeadline({ ...noticeReply('x'), blocks: [] })).toBe('');
  });

  it('escapes the three signs that mean something, once', () => {
    expect(escapeHtml('<a & b> &lt;')).toBe('&lt;a &amp; b&gt; &amp;lt;');
  });
});
