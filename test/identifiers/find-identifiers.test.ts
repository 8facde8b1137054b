import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIdentifiers } from '../../src/identifiers/find-identifiers.js';
import { quoted, readText } from '../advert/read-text.js';

/** text → "kind value" of each identifier, in order. All names and numbers are made up. */
const IDENTIFIERS: readonly [text: string, ...identifiers: readonly string[]][] = [
  // links that lead to a person
  ['https://wa.me/6281200000001', 'phone +6281200000001'],
  ['wa.me/6281200000001?text=halo', 'phone +6281200000001'],
  ['api.whatsapp.com/send?phone=6281200000001&text=halo', 'phone +6281200000001'],
  ['t.me/contoh_loker', 'handle telegram:contoh_loker'],
  ['https://t.me/s/Contoh_Loker', 'handle telegram:contoh_loker'],
  ['https://t.me/+AbCdEf123456', 'handle telegram:+AbCdEf123456'],
  ['t.me/joinchat/AbCdEf123456', 'handle telegram:+AbCdEf123456'],
  ['instagram.com/contoh.loker/', 'handle instagram:contoh.loker'],
  ['https://www.instagram.com/p/AbC123/', 'link instagram.com/p/AbC123'],
  ['https://web.facebook.com/groups/contohloker', 'handle facebook:groups/contohloker'],
  ['https://www.facebook.com/profile.php?id=1000000001', 'handle facebook:1000000001'],
  ['tiktok.com/@contoh.kerja', 'handle tiktok:contoh.kerja'],
  ['line.me/ti/p/~contoh1', 'handle line:contoh1'],
  // handles
  ['tele @contoh_satu', 'handle telegram:contoh_satu'],
  ['Telegram: @Contoh_Satu.', 'handle telegram:contoh_satu'],
  ['ig @contoh.loker', 'handle instagram:contoh.loker'],
  ['IG : contoh_loker88', 'handle instagram:contoh_loker88'],
  ['id line: contoh_1', 'handle line:contoh_1'],
  ['tiktok @contoh', 'handle tiktok:contoh'],
  ['DM @contoh_loker ya', 'handle at:contoh_loker'],
  ['tiket @ 50rb'],
  ['Telegram: langsung chat'],
  // links
  ['Daftar:bit.ly/AbC12', 'link bit.ly/AbC12'],
  ['*https://bit.ly/AbC12*', 'link bit.ly/AbC12'],
  ['(https://contoh.my.id/daftar?ref=1)', 'link contoh.my.id/daftar'],
  ['www.contoh.co.id', 'link contoh.co.id'],
  ['rekrutmen.contoh.co.id/Karir/', 'link contoh.co.id/Karir'],
  ['https://Loker-Contoh.blogspot.co.id/p/daftar.html', 'link loker-contoh.blogspot.co.id/p/daftar.html'],
  ['rekrut-contoh.site', 'link rekrut-contoh.site'],
  ['http://sh0pee-contoh.xyz', 'link sh0pee-contoh.xyz'],
  ['http://198.51.100.7/daftar', 'link 198.51.100.7/daftar'],
  ['gaji bagus.Info lebih lanjut'],
  ['ketik nama.alamat.no hp'],
  ['dll.di kantor'],
  // e-mail
  ['kirim ke HRD.Contoh@Example.com', 'email hrd.contoh@example.com'],
  ['hrd@contoh.co.id.Terima kasih', 'email hrd@contoh.co.id'],
  ['a@contoh.com@contoh.org', 'email a@contoh.com'],
  ['email: contoh_1@mail.example.org, cc', 'email contoh_1@mail.example.org'],
  // accounts
  ['transfer ke BCA 1234567890 a.n. Contoh', 'account bca:1234567890'],
  ['BRI a.n. Contoh Satu 0001-01-000001-50-1', 'account bri:000101000001501'],
  ['rek mandiri: 123-00-1234567-8', 'account mandiri:1230012345678'],
  ['1234567890 (BNI) an Contoh', 'account bni:1234567890'],
  ['No rek 12345678901', 'account unknown:12345678901'],
  ['ke rekening 1234567890 bank BSI', 'account bsi:1234567890'],
  ['DANA 081200000001', 'account dana:081200000001'],
  ['gopay/ovo 6281200000001', 'account gopay:081200000001'],
  ['butuh dana hubungi 081200000001', 'phone +6281200000001'],
  ['BCA hub 081200000001', 'phone +6281200000001'],
  ['transfer BCA 10.000.000'],
  ['bekerja mandiri 2 tahun'],
  // licences
  ['SIP3MI No. 123/456/2020', 'licence 123/456/2020'],
  ['izin Kemnaker No. KEP.123/MEN/2019', 'licence KEP.123/MEN/2019'],
  ['NIB: 1234567890123', 'licence 1234567890123'],
  ['SIUP 503/1234', 'licence 503/1234'],
  ['izin 2 hari'],
  ['izin orang tua'],
  ['NIB 12345'],
  // companies
  ['PT Maju Contoh membuka lowongan', 'company PT Maju Contoh'],
  ['PT. CONTOH SEJAHTERA (PERSERO) Tbk membutuhkan', 'company PT. CONTOH SEJAHTERA (PERSERO) Tbk'],
  ['PT Contoh, Tbk (Gresik)', 'company PT Contoh, Tbk'],
  ['PT Surabaya Contoh membuka', 'company PT Surabaya Contoh'],
  ['CV Contoh Makmur – Kediri', 'company CV Contoh Makmur'],
  ['Yayasan Al Contoh membuka', 'company Yayasan Al Contoh'],
  ['LPK Contoh Sakura, Kebumen', 'company LPK Contoh Sakura'],
  ['P3MI PT Contoh Insani', 'company PT Contoh Insani'],
  ['pt contoh jaya abadi butuh admin', 'company pt contoh jaya abadi'],
  ['PT CONTOH MEGAH We are hiring', 'company PT CONTOH MEGAH'],
  ['Contoh Holding Co., Ltd membuka', 'company Contoh Holding Co., Ltd'],
  ['Contoh Trading Co. sedang mencari', 'company Contoh Trading Co'],
  ['Contoh Trading Sdn Bhd di KL', 'company Contoh Trading Sdn Bhd'],
  ['Contoh Tech Pte. Ltd.', 'company Contoh Tech Pte. Ltd'],
  ['Contoh Pflege GmbH', 'company Contoh Pflege GmbH'],
  ['kirim CV ke email'],
  ['Kirim CV Lamaran Lengkap'],
  ['PT dirahasiakan'],
  ['PT tersebut belum terdaftar'],
  ['Dinas Koperasi Kota'],
];

describe('findIdentifiers', () => {
  it.each(IDENTIFIERS)('reads "%s"', (text, ...identifiers) => {
    const found = findIdentifiers(readText(text));
    expect(found.map(identifier => `${identifier.kind} ${identifier.value}`)).toEqual(identifiers);
  });

  it('takes a link to a number as one identifier, not two', () => {
    const text = 'Daftar: https://wa.me/6281200000001 atau 0813-0000-0002, hrd@contoh.co.id';
    expect(findIdentifiers(readText(text)).map(found => found.kind)).toEqual(['phone', 'phone', 'email']);
  });

  it('quotes an address with its hidden characters, and reads it without them', () => {
    const text = 'klik bit.\u200bly/AbC ya';
    const [link] = findIdentifiers(readText(text));
    expect(link?.value).toBe('bit.ly/AbC');
    expect(quoted(text, link!.span)).toBe('bit.\u200bly/AbC');
  });

  it('puts every identifier inside any text, in order, without overlap, and the same each time', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        ...[
          '0812-0000-0001 ',
          'wa.me/',
          't.me/+',
          '@',
          'BCA 1234567890',
          'PT Contoh ',
          'Co., Ltd',
          'http://',
          '.com',
          '\ud800',
          'rek ',
          '+855 ',
          'SIP3MI no ',
          'Rp',
          '\n',
        ],
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const text = pieces.join('');
        const found = findIdentifiers(readText(text));
        let end = 0;
        for (const { span } of found) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        expect(findIdentifiers(readText(text))).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });
});
