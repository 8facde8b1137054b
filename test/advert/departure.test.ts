import { describe, expect, it } from 'vitest';
import { findDeparture } from '../../src/advert/departure.js';
import { quoted, readText } from './read-text.js';

const DEPARTURES: readonly [text: string, days: number, quote: string][] = [
  ['besok berangkat', 1, 'besok berangkat'],
  ['sesuk budal', 1, 'sesuk budal'],
  ['lusa terbang kak', 2, 'lusa terbang'],
  ['3 hari lagi terbang', 3, '3 hari lagi terbang'],
  ['2-3 hari sudah berangkat', 2, '2-3 hari sudah berangkat'],
  ['berangkat 2 hari lagi', 2, 'berangkat 2 hari lagi'],
  ['dua minggu lagi berangkat', 14, 'dua minggu lagi berangkat'],
  ['minggu ini fly', 7, 'minggu ini fly'],
  ['malam ini terbang', 0, 'malam ini terbang'],
  ['H+4 berangkat', 4, 'H+4 berangkat'],
  ['gas langsung terbang', 0, 'langsung terbang'],
  ['keberangkatan 3 bulan', 90, 'keberangkatan 3 bulan'],
];

const NONE: readonly string[] = [
  'berangkat langsung dari Surabaya',
  'sudah berangkat 3 hari lalu',
  '3 bulan sebelum berangkat',
  'permit diurus sebelum berangkat (6-8 minggu)',
  'kontrak 2 bulan, berangkat lewat agen',
  'tgl 5 berangkat',
  'tidak langsung berangkat',
  'jangan langsung berangkat',
  'besok interview',
  'libur 2 hari seminggu',
];

describe('findDeparture', () => {
  it.each(DEPARTURES)('reads "%s"', (text, days, quote) => {
    const departure = findDeparture(readText(text));
    expect(departure?.days).toBe(days);
    expect(quoted(text, departure!.span)).toBe(quote);
  });

  it.each(NONE)('promises nothing in "%s"', text => {
    expect(findDeparture(readText(text))).toBeNull();
  });
});
