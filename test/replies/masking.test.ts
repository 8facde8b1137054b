import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPersonalData } from '../../src/replies/masking.js';

/** Every number and name here is invented. */
const MASKED: readonly (readonly [string, string])[] = [
  ['WA 0812 3456 7890', 'WA 0812 xxxx xx90'],
  ['hub 081234567890 ya', 'hub 0812xxxxxx90 ya'],
  ['0812-3456-7890', '0812-xxxx-xx90'],
  ['081.234.567.890', '081 2xx xxx x90'],
  ['+855 12 345 682', '+855 12 xxx x82'],
  ['62 812 3456 7890', '62 81x xxxx xx90'],
  ['(021) 5551234', '(021) 5xxxx34'],
  ['𝟎𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗𝟎', 'xxxxxxxxxxxx'],
  ['nol delapan satu dua tiga empat lima enam', 'xxx'],
  ['wa.me/6281234567890', 'wa.me/6281xxxxxxx90'],
  ['wa[.]me/6281234567890', 'wa[.]me/6281xxxxxxx90'],
  ['https://wa.me/6281234567890?text=halo', 'https://wa.me/6281xxxxxxx90?…'],
  ['t.me/hrd_contoh', 't.me/hrdxxx'],
  ['chat @hrdcontoh88 aja', 'chat @hrdxxx aja'],
  ['hrd.contoh.resmi@gmail.com', 'hrdxxx@gmail.com'],
  ['hrd[.]contoh[@]gmail[.]com', 'hrdxxx[@]gmail[.]com'],
  ['NIK 3578012345678901', 'NIK xxxxxxxxxxxxxx01'],
  ['rek BCA 1234567890 a.n. Siti Aminah', 'rek BCA xxxxxxx890 a.n. xxx'],
  ['a/n siti aminah bca', 'a/n xxx bca'],
  ['atas nama BUDI SANTOSO', 'atas nama xxx'],
  ['paspor X1234567', 'paspor Xxxxxx67'],
  ['hubungi Bu Siti 0812-3456-7890', 'hubungi Bu xxx 0812-xxxx-xx90'],
  ['hub bu siti', 'hub bu xxx'],
  ['Kak Rina HRD', 'Kak xxx HRD'],
  ['Mr. Chen Wei', 'Mr. xxx'],
  ['alamat Jl. Melati No 12, Surabaya', 'alamat Jl. xxx, Surabaya'],
  ['Jalan Mawar 5', 'Jalan xxx'],
];

/** The very words that make a quotation worth showing. */
const LEFT_ALONE: readonly string[] = [
  'gaji 5.000.000 - 7.500.000',
  '10.000.000-15.000.000/bln',
  'gaji 1000-1500 usd',
  'USD 800-1,200',
  'gaji 12-15 juta per bulan',
  '500.000.000',
  '5.067.381',
  '08.00-17.00 WIB',
  'tgl 12/11/2026 jam 08.00',
  'batas 30.09.2026 pukul 23.30 wib',
  '2025-2026',
  'umur 18-35 tahun, 5 hari',
  'kode 123456',
  'kak bisa kerja ke kamboja',
  'Kepada Bapak/Ibu Calon Karyawan',
  'nama ibu kandung',
  'pak haji sponsor',
  'dibawa jalan darat ke poipet',
  'BISA KERJA KAK LANGSUNG BERANGKAT',
  'lima puluh juta',
];

describe('masking', () => {
  it.each(MASKED)('turns "%s" into "%s"', (text, masked) => {
    expect(maskPersonalData(text)).toBe(masked);
  });

  it.each(LEFT_ALONE)('leaves "%s" as it is', text => {
    expect(maskPersonalData(text)).toBe(text);
  });

  it('groups a round amount, so that no long row of digits is left', () => {
    expect(maskPersonalData('gaji Rp15000000')).toBe('gaji Rp15.000.000');
    expect(maskPersonalData('5000000-7000000')).toBe('5.000.000-7.000.000');
  });

  it('masks every number of a list', () => {
    expect(maskPersonalData('0812 3456 7890 / 0857-1234-5678')).toBe('0812 xxxx xx90 / 0857-xxxx-xx78');
  });

  it('leaves no seven digits in a row in any text, and changes nothing the second time', () => {
    const piece = fc.oneof(
      fc.stringMatching(/^[0-9 .,()/+-]{0,20}$/),
      fc.constantFrom(
        'wa ',
        ' a.n. ',
        'bu ',
        'Siti ',
        'Jl. ',
        '@',
        't.me/',
        '.com',
        'Rp',
        'juta',
        '000',
        '08',
        '+62',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), pieces => {
        const masked = maskPersonalData(pieces.join(''));
        expect(masked).not.toMatch(/\p{N}{7}/u);
        expect(maskPersonalData(masked)).toBe(masked);
      }),
      { numRuns: 3_000, seed: 20261123 },
    );
  });
});
