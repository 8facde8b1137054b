import { describe, expect, it } from 'vitest';
import { findEmployer } from '../../src/advert/employer.js';
import { findKnownEmployers } from '../../src/advert/known-employers.js';
import { mentionsLicence } from '../../src/advert/licence-mention.js';
import { findIdentifiers } from '../../src/identifiers/find-identifiers.js';
import { employersOfTheRules, quoted, readText } from './read-text.js';

const known = employersOfTheRules();

const EMPLOYERS: readonly [text: string, kind: string, name: string | null][] = [
  ['PT Contoh Jaya butuh admin', 'named', 'PT Contoh Jaya'],
  ['Toko Sumber Contoh butuh kasir', 'named', 'Toko Sumber Contoh'],
  ['dicari perawat RS Contoh Sehat', 'named', 'RS Contoh Sehat'],
  ['SMK Contoh Nusantara buka guru', 'named', 'SMK Contoh Nusantara'],
  ['SMK Negeri 2 Contoh buka guru', 'named', 'SMK Negeri 2 Contoh'],
  ['Kedai Contoh Ria cari barista', 'named', 'Kedai Contoh Ria'],
  ['Lowongan Indomaret area Malang', 'named', 'Indomaret'],
  ['perusahaan besar di luar negeri', 'unnamed', null],
  ['PT dirahasiakan', 'unnamed', null],
  ['kantor kami butuh admin', 'unnamed', null],
  ['salah satu perusahaan ternama', 'unnamed', null],
  ['butuh admin cepat', 'absent', null],
  ['TOKO BAJU BUTUH KARYAWAN', 'absent', null],
  ['toko roti butuh kasir', 'absent', null],
  ['lulusan SMA Sederajat, ijazah SMK Teknik Mesin', 'absent', null],
  ['jam 9 sd 17', 'absent', null],
];

const CLAIMED: readonly string[] = [
  'SIP3MI No. 123/456/2020',
  'kami P3MI resmi, SIP3MI ada',
  'izin SO Kemnaker',
  'terdaftar resmi di BP2MI',
  'job order terbaca di SISKOP2MI',
];
const NOT_CLAIMED: readonly string[] = [
  'belum punya SIP3MI',
  'tanpa SIP3MI',
  'izin orang tua',
  'masih perpanjang izin',
  'terdaftar sebagai mahasiswa',
];

describe('findEmployer', () => {
  it.each(EMPLOYERS)('reads "%s"', (text, kind, name) => {
    const reading = readText(text);
    const identifiers = findIdentifiers(reading);
    const employer = findEmployer(reading, identifiers, findKnownEmployers(reading, identifiers, known));
    expect([employer.kind, employer.name]).toEqual([kind, name]);
    if (employer.span && name) expect(quoted(text, employer.span)).toBe(name);
  });
});

describe('mentionsLicence', () => {
  const claims = (text: string): boolean => {
    const reading = readText(text);
    return mentionsLicence(reading, findIdentifiers(reading));
  };

  it.each(CLAIMED)('takes "%s" for a claim', text => expect(claims(text)).toBe(true));
  it.each(NOT_CLAIMED)('takes "%s" for none', text => expect(claims(text)).toBe(false));
});
