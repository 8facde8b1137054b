import { describe, expect, it } from 'vitest';
import { findMoney, monthlyRupiah, RUPIAH_PER_USD_ASSUMED } from '../../src/advert/money.js';
import type { Money } from '../../src/assessment.js';
import { quoted, readText } from './read-text.js';

/** text → [min, max, currency, period, role] of each amount, in order. */
const AMOUNTS: readonly [text: string, ...amounts: (readonly [number, number, string, string, string])[]][] =
  [
    ['gaji 12-15jt', [12e6, 15e6, 'IDR', 'unknown', 'salary']],
    ['Gaji Rp 7.000.000 – 9.000.000 per bulan', [7e6, 9e6, 'IDR', 'month', 'salary']],
    ['Rp10 juta', [10e6, 10e6, 'IDR', 'unknown', 'unknown']],
    ['bisa dapat 5 jutaan sebulan', [5e6, 5e6, 'IDR', 'month', 'salary']],
    ['gajine 2 digit mas', [10e6, 99e6, 'IDR', 'unknown', 'salary']],
    ['income dua digit perbulan', [10e6, 99e6, 'IDR', 'month', 'salary']],
    ['$800', [800, 800, 'USD', 'unknown', 'unknown']],
    ['honor 800 USD', [800, 800, 'USD', 'unknown', 'salary']],
    ['USD 1.000–1.200/bln', [1000, 1200, 'USD', 'month', 'salary']],
    ['1k usd', [1000, 1000, 'USD', 'unknown', 'unknown']],
    ['kisaran 8jt-an', [8e6, 8e6, 'IDR', 'unknown', 'unknown']],
    ['gaji 15 jeti', [15e6, 15e6, 'IDR', 'unknown', 'salary']],
    ['RM1.700', [1700, 1700, 'MYR', 'unknown', 'unknown']],
    ['gaji pokok NT$ 29.500', [29_500, 29_500, 'TWD', 'unknown', 'salary']],
    ['gaji 172.000 yen', [172_000, 172_000, 'JPY', 'unknown', 'salary']],
    ['SAR 1400', [1400, 1400, 'SAR', 'unknown', 'unknown']],
    ['1.500 dirham', [1500, 1500, 'AED', 'unknown', 'unknown']],
    ['600 dolar singapura', [600, 600, 'SGD', 'unknown', 'unknown']],
    ['B$ 550', [550, 550, 'other', 'unknown', 'unknown']],
    ['tukang 500rb/hari', [500_000, 500_000, 'IDR', 'day', 'salary']],
    ['cukup 900 ribu', [900_000, 900_000, 'IDR', 'unknown', 'unknown']],
    ['Rp4,8-9 jt', [4.8e6, 9e6, 'IDR', 'unknown', 'unknown']],
    ['gaji 5 koma 5 juta', [5.5e6, 5.5e6, 'IDR', 'unknown', 'salary']],
    ['Gaji 1,4 sebulan', [1.4e6, 1.4e6, 'IDR', 'month', 'salary']],
    ['Gaji 12.000.000, bonus ada', [12e6, 12e6, 'IDR', 'unknown', 'salary']],
    ['upah AUD 30/jam', [30, 30, 'AUD', 'hour', 'salary']],
    ['4jtperbulan', [4e6, 4e6, 'IDR', 'month', 'salary']],
    ['Rp 5 000 000', [5e6, 5e6, 'IDR', 'unknown', 'unknown']],
    ['upah harian 120rb', [120_000, 120_000, 'IDR', 'day', 'salary']],
    ['Gaji:\nRp 5 juta / bulan', [5e6, 5e6, 'IDR', 'month', 'salary']],
    ['lima belas juta', [15e6, 15e6, 'IDR', 'unknown', 'unknown']],
    ['dua setengah juta', [2.5e6, 2.5e6, 'IDR', 'unknown', 'unknown']],
    ['jutaan rupiah sehari', [1e6, 9e6, 'IDR', 'day', 'salary']],
    ['puluhan juta', [20e6, 99e6, 'IDR', 'unknown', 'unknown']],
    ['biaya administrasi Rp 350.000', [350_000, 350_000, 'IDR', 'unknown', 'fee']],
    ['bayar 60jt beres', [60e6, 60e6, 'IDR', 'unknown', 'fee']],
    [
      'gaji 18 jt, asrama 500rb',
      [18e6, 18e6, 'IDR', 'unknown', 'salary'],
      [500_000, 500_000, 'IDR', 'unknown', 'fee'],
    ],
    [
      'gaji 8 jt + 2 jt komisi',
      [8e6, 8e6, 'IDR', 'unknown', 'salary'],
      [2e6, 2e6, 'IDR', 'unknown', 'bonus'],
    ],
    ['uang makan Rp 25.000/hari', [25_000, 25_000, 'IDR', 'day', 'bonus']],
    ['deposit 500rb dulu', [500_000, 500_000, 'IDR', 'unknown', 'deposit']],
    ['top up Rp 5.500.000', [5.5e6, 5.5e6, 'IDR', 'unknown', 'deposit']],
    ['minta tebusan Rp 50 juta', [50e6, 50e6, 'IDR', 'unknown', 'ransom']],
    ['denda 20.000 USD kalau keluar', [20_000, 20_000, 'USD', 'unknown', 'ransom']],
    ['Kompensasi: AED 3.000', [3000, 3000, 'AED', 'unknown', 'salary']],
    ['katanya utang 7,3 juta', [7.3e6, 7.3e6, 'IDR', 'unknown', 'debt']],
    ['dikasih uang saku 5 juta', [5e6, 5e6, 'IDR', 'unknown', 'advance']],
    ['duit sangu 2jt', [2e6, 2e6, 'IDR', 'unknown', 'advance']],
    ['ｇａｊｉ １２ｊｔ', [12e6, 12e6, 'IDR', 'unknown', 'salary']],
  ];

const NO_MONEY: readonly string[] = [
  'usia 18-25 th',
  'tahun 2026',
  'butuh 2 orang',
  'ada 6 ribu pelamar',
  'minimal 10k followers',
  'tinggi badan 165 cm',
  'jam 08.00-16.00',
  'istirahat 1 jam (12.00-13.00)',
  'tgl 19 Juni 2026',
  'kode OTP 6 digit',
  '2 digit terakhir nomor',
  'PHP 8 dan MySQL',
  'diskon 50%',
  'dua ribu dua puluh enam',
  'kelas 3-4',
  'bunga 02%',
  'Sertifikat N4 atau A2',
  'luas 10 m',
  'NIK 3500000000000000',
];

describe('findMoney', () => {
  it.each(AMOUNTS)('reads "%s"', (text, ...amounts) => {
    const found = findMoney(readText(text));
    expect(found.map(({ min, max, currency, period, role }) => [min, max, currency, period, role])).toEqual(
      amounts,
    );
  });

  it.each(NO_MONEY)('finds no money in "%s"', text => {
    expect(findMoney(readText(text))).toEqual([]);
  });

  it('quotes exactly the words of the text as given', () => {
    const text = 'Halo kak 🙏 gaji Rp 7.000.000 – 9.000.000 nett';
    const [money] = findMoney(readText(text));
    expect(quoted(text, money!.span)).toBe('Rp 7.000.000 – 9.000.000');
  });

  it('leaves alone what is already a telephone number or an account', () => {
    const text = 'transfer 5000000 ke rekening';
    expect(findMoney(readText(text))).toHaveLength(1);
    expect(findMoney(readText(text), [{ start: 9, end: 16 }])).toEqual([]);
  });

  it('counts a date beside an amount as no amount', () => {
    const found = findMoney(readText('kurs tgl 7/2/2025 Rp16.411'));
    expect(found.map(money => money.min)).toEqual([16_411]);
  });
});

describe('monthlyRupiah', () => {
  const amount = (part: Partial<Money>): Money => ({
    min: 100_000,
    max: 100_000,
    currency: 'IDR',
    period: 'month',
    role: 'salary',
    span: { start: 0, end: 1 },
    ...part,
  });

  it.each([
    ['month', 100_000],
    ['unknown', 100_000],
    ['day', 2_500_000],
    ['hour', 17_300_000],
    ['year', 100_000 / 12],
  ] as const)('turns rupiah by the %s into rupiah by the month', (period, expected) => {
    expect(monthlyRupiah(amount({ period }))?.min).toBeCloseTo(expected);
  });

  it('uses the assumed rate for dollars and none for other currencies', () => {
    expect(monthlyRupiah(amount({ currency: 'USD', min: 1000, max: 1200 }))).toEqual({
      min: 1000 * RUPIAH_PER_USD_ASSUMED,
      max: 1200 * RUPIAH_PER_USD_ASSUMED,
    });
    expect(monthlyRupiah(amount({ currency: 'MYR' }))).toBeNull();
  });

  it('gives nothing for a payment made once', () => {
    expect(monthlyRupiah(amount({ period: 'once' }))).toBeNull();
  });
});
