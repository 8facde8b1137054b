import { describe, expect, it } from 'vitest';
import type { KnownEmployer } from '../../src/advert/known-employers.js';
import type { Assessment } from '../../src/assessment.js';
import { assess } from '../../src/classifier/assess.js';
import { loadRuleset } from '../../src/files/house.js';

const ruleset = await loadRuleset();
const employers = [...ruleset.employers.byId.values()];
const NAME_RULE = 'impersonation/famous-name';

/** The rule about the name alone, on a text that offers work under it. */
function nameFinding(text: string): Assessment['findings'][number] | undefined {
  return assess(text, ruleset).findings.find(({ rule }) => rule === NAME_RULE);
}
const mentionsOf = (text: string) => assess(text, ruleset).facts.knownEmployers;
const spelledOf = ({ names, shortNames }: KnownEmployer): readonly string[] => [...names, ...shortNames];
const offer = (name: string, to: string): string =>
  `Rekrutmen ${name}: dibutuhkan staf administrasi, lulusan SMA. Lamaran ke ${to}`;

/** One address of each sort that an entry has. */
function ownAddresses({ hosts, also }: KnownEmployer): readonly string[] {
  return [
    ...hosts.flatMap(host => [`https://${host}/karir`, `https://daftar.${host}`, `rekrut@${host}`]),
    ...also.map(own => (own.startsWith('@') ? `rekrut${own}` : own.includes('@') ? own : `https://${own}`)),
  ];
}

describe('every employer of the list', () => {
  it('gives no finding where the text leads to an address of its own', () => {
    const wrong = employers.flatMap(employer =>
      ownAddresses(employer)
        .map(address => offer(spelledOf(employer)[0] as string, address))
        .filter(text => {
          const { findings, employer: borrowed } = assess(text, ruleset);
          return borrowed !== null || findings.some(({ rule }) => rule === NAME_RULE);
        }),
    );
    expect(wrong).toEqual([]);
  });

  it('gives a finding that quotes the name where the text leads to a free mailbox', () => {
    const missed = employers.flatMap(employer =>
      spelledOf(employer).filter(name => {
        const text = offer(name, 'loker.contoh.contoh@gmail.com');
        const { employer: borrowed } = assess(text, ruleset);
        return borrowed !== employer.id || !nameFinding(text)?.quote?.toLowerCase().includes(name);
      }),
    );
    expect(missed).toEqual([]);
  });
});

describe('the channel of an employer', () => {
  const channel = (text: string): string | undefined => mentionsOf(text)[0]?.channel;

  it.each([
    ['Lowongan Pertamina di https://recruitment.pertamina.com/x', 'own_channel'],
    ['Lowongan Pertamina di RECRUITMENT.PERTAMINA.COM', 'own_channel'],
    ['Lowongan Pertamina, cek web pertamina.com', 'own_channel'],
    ['Lowongan Pertamina, data ke rekrut@pertamina.com', 'own_channel'],
    ['Lowongan Pertamina di https://pertamina.com.contoh.site/x', 'other_channel'],
    ['Lowongan Pertamina di https://recruitment.pertamina.com@contoh.site/x', 'other_channel'],
    ['Lowongan Pertamina di https://daftar-pertamina.com', 'other_channel'],
    ['Lowongan Pertamina, data ke pertamina.com@gmail.com', 'other_channel'],
    ['Lowongan Pertamina, WA 081200001111', 'other_channel'],
    ['Lowongan Pertamina, hubungi t.me/contoh_loker', 'other_channel'],
    ['Lowongan Pertamina, segera daftar', 'no_channel'],
    // Shared hosts count with their path only.
    ['Rekrutmen Wilmar di https://linktr.ee/infowilmar', 'own_channel'],
    ['Rekrutmen Wilmar di https://linktr.ee/infowilmar2', 'other_channel'],
    ['Rekrutmen Wilmar di https://linktr.ee/contoh', 'other_channel'],
    // A vendor's host is the employer's only in whole.
    ['Rekrutmen OJK di https://ojk-pcs7.experd.com', 'own_channel'],
    ['Rekrutmen OJK di https://contoh.experd.com', 'other_channel'],
    ['Petugas Kejaksaan, berkas ke pembinaanknnunukan@gmail.com', 'own_channel'],
    ['Petugas Kejaksaan, berkas ke kejaksaan.contoh@gmail.com', 'other_channel'],
    // A host that does not look like its owner.
    ['Rekrutmen Gudang Garam di https://hunt.gudanggaramtbk.com', 'own_channel'],
    ['Loker Kapal Api Group di https://dreamjobsja.com', 'own_channel'],
    // Whatever the state publishes.
    ['Loker Epson di https://karirhub.kemnaker.go.id', 'own_channel'],
  ])('of "%s" is %s', (text, expected) => expect(channel(text)).toBe(expected));
});

describe('a name of several words', () => {
  it.each([
    ['Lowongan PT Bak Mandiri', 'Bak Mandiri'],
    ['Rekrutmen Waskita Kaya', 'Waskita Kaya'],
    ['Loker Kpl Api Group', 'Kpl Api'],
  ])('is found in "%s", with a slip in one of them', (text, name) => {
    expect(mentionsOf(text).map(({ span }) => text.slice(span.start, span.end))).toContainEqual(
      expect.stringContaining(name),
    );
  });

  it.each(['Cuci bak mandi tiap hari', 'Orang kaya dari Waskita', 'Bak air'])(
    'is not found in "%s"',
    text => {
      expect(mentionsOf(text).filter(({ isSure }) => isSure)).toEqual([]);
    },
  );
});

describe('words that are names only sometimes', () => {
  it.each([
    'Dibutuhkan kasir, gaji ditransfer ke BCA setiap tanggal 25',
    'Gaji lewat rekening BRI, lembur dihitung',
    'Kirim ke BNI 1234567890 atas nama toko',
    'Toko kami di samping Indomaret mencari kasir',
    'Lowongan kasir, dekat kantor BTN, gaji 2 juta',
    'LPK kami berizin Kemnaker, kelas bahasa mulai Senin',
    'Dicari sopir, pengalaman bawa Grand Max, jual Honda bekas juga ada',
    'Belajar mandiri di rumah, matahari sudah terbit, permata itu indah',
    'Kami mencari karyawan yang mandiri dan jujur untuk toko di Malang',
    'Butuh tukang masak, menu indomie dan aqua dingin',
    'Orang tua saya bekerja di sawah, adik sekolah',
    'Fasilitas: gaji UMK, BPJS Kesehatan dan BPJS Ketenagakerjaan',
    'Kuota grab habis, gojek mahal, naik angkot saja',
    'Kalau hilang lapor polisi dan bayar pajak motor',
  ])('"%s" borrows no name', text => {
    const { employer, findings } = assess(text, ruleset);
    expect(employer).toBeNull();
    expect(findings.filter(({ rule }) => rule === NAME_RULE)).toEqual([]);
    expect(mentionsOf(text).filter(({ isSure, id }) => isSure && id !== null)).toEqual([]);
  });

  it.each([
    'Waspada, loker palsu mengatasnamakan PT KAI beredar lagi, jangan isi datanya',
    'Pertamina membantah membuka lowongan lewat Telegram, kata juru bicara, Senin (4/5)',
    'Mahasiswa kami mulai PKL di kantor Telkom bulan depan, doakan lancar',
    'Bengkel rekanan PLN di Madiun mencari teknisi',
    'Adik sudah tiga tahun kerja di Indomaret dan betah',
    'Rekrutmen PT KAI hanya lewat https://e-recruitment.kai.id',
  ])('"%s" is warned of no borrowed name', text => {
    const { riskLevel, employer } = assess(text, ruleset);
    expect(['high', 'caution']).not.toContain(riskLevel);
    expect(employer).toBeNull();
  });
});
