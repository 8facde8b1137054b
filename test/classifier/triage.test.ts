import { describe, expect, it } from 'vitest';
import type { Triage } from '../../src/assessment.js';
import { assess } from '../../src/classifier/assess.js';
import { shippedHouse } from '../fixtures/running-app.js';
import { smallRuleset } from './small-rules.js';

const triageOf = (text: string): Triage | null => assess(text, shippedHouse().ruleset).triage;

describe('who a plea is about', () => {
  it.each([
    ['Tolong kabari ibu saya, saya disekap di Kamboja tidak boleh keluar', 'self'],
    ['saya disekap di Myawaddy, adik saya tidak tahu', 'self'],
    ['adik saya disekap di Myawaddy', 'relative'],
    ['anak saya di sekap di kamboja, tolong', 'relative'],
    ['suami saya dipukul bosnya di Poipet, paspornya ditahan', 'relative'],
    ['kami disekap di Poipet, paspor diambil bos', 'self'],
    ['saya dan adik saya disekap di Bavet, tolong', 'self'],
    ['Saya dapat kabar adik saya disekap di Bavet', 'relative'],
    ['Saya mau lapor, suami saya dipukuli mandor di Poipet dan tidak boleh pulang', 'relative'],
    ['Teman saya di Laos dijual ke perusahaan lain, dia minta dijemput', 'relative'],
    ['Mas, saya dikurung di mess, tolong jemput', 'self'],
    ['di sini teman saya dipukul sampai pingsan, kami tidak boleh keluar', 'self'],
    ['Mama, aku dikurung di mess, paspor diambil bos, jangan balas', 'self'],
    ['Kang, inyong dikunci nang gudang, tulung', 'self'],
    ['si Ucok dikurung bosnya di Poipet, paspornya ditahan', 'relative'],
    ['Saya guru SMK. Tiga siswa kami dikurung di ruko, mau dibawa ke Kamboja', 'relative'],
    ['Adik saya kirim pesan: "aku dikunci, tolong aku". Dia di Bavet', 'relative'],
    ['my sister is trapped in Myawaddy, they beat her', 'relative'],
  ])('%j: %s', (text, who) => {
    expect(triageOf(text)?.who).toBe(who);
  });
});

describe('where the person is', () => {
  it.each([
    ['Dijanjikan kerja di Thailand ternyata saya disekap di Kamboja, tolong', 'KH'],
    ['Saya disekap di Poipet, lewat Bangkok naik mobil, tolong', 'KH'],
    ['adik saya di Malaysia dipukul majikan, diancam dijual ke Myanmar', 'MY'],
    ['Tolong, saya dikurung bos orang China di Bavet', 'KH'],
    ['tolong saya disekap bos orang Cina, paspor diambil', null],
    ['saya orang Lampung, dikurung di mess, paspor diambil bos, tolong', null],
    ['Saya di penampungan, pagar digembok, KTP ditahan, mau batal berangkat disuruh bayar 10 juta', null],
    ['Saya sudah pulang dari Laos tapi masih diteror, mereka tahu alamat rumah', 'LA'],
    ['antre imigrasi di Kualanamu, katanya kerja di Penang, paspor dipegang agen, saya takut', 'MY'],
    ['ini bukan Thailand, saya disekap di Myawaddy, tolong', 'MM'],
    ['di kapal Taiwan kapten suka mukul, paspor ditahan, tidak boleh turun, tolong', 'TW'],
    ['adik saya ikut kapal Taiwan, dipukul kapten, sekarang sandar di Fiji', 'FJ'],
    ['disuruh ngechat cewek2 Amerika pura-pura jadi tentara, nolak dipukul, tolong saya', null],
    ['anak saya ke Malaysia naik kapal, dari Kuala Lumpur terbang ke Kamboja, sekarang disekap', 'KH'],
    ['suami saya sampai di Thailand lalu dibawa lagi entah ke mana, katanya disekap, tolong', null],
    ['suami saya dipukul bosnya, dia pakai nomor +855, takut ketahuan', 'KH'],
  ])('%j: %s', (text, country) => {
    const triage = triageOf(text);
    expect(triage).not.toBeNull();
    expect(triage?.country).toBe(country);
  });

  it('is told by a flag at the very end', () => {
    expect(triageOf('tolong saya disekap di 🇰🇭')?.country).toBe('KH');
  });
});

describe('stage and urgency', () => {
  it.each([
    ['Saya disekap di Poipet, tiap hari dipukul', 'inside', 'now'],
    ['suami saya di Riyadh setahun tidak ada kabar, nomornya tidak aktif', 'inside', 'soon'],
    ['Saya sudah pulang dari Laos tapi masih diteror, mereka tahu alamat rumah', 'home', 'soon'],
    [
      'lagi antri imigrasi di Juanda, disuruh bilang liburan, paspor dipegang agen, saya takut',
      'departing',
      'now',
    ],
    ['saya mau batal berangkat, agen minta ganti rugi 30 juta dan ijazah ditahan', 'papers_handed', 'soon'],
  ])('%j: %s, %s', (text, stage, urgency) => {
    expect(triageOf(text)).toMatchObject({ stage, urgency });
  });
});

describe('a warning, a report, a matter of every day', () => {
  it.each([
    'Waspada lowongan CS Kamboja! Saya sendiri sekarang terjebak di Poipet gara-gara iklan itu, tolong bantu saya keluar',
    '"Dicari admin gaji 12 juta" itu iklan yang menjebak adik saya. Sekarang dia disekap di Myanmar dan dimintai tebusan',
  ])('is a plea where somebody is in danger beside it: %j', text => {
    expect(triageOf(text)).not.toBeNull();
  });
  it.each([
    'Hati-hati lowongan Kamboja, banyak yang disekap dan dipukuli. Jangan berangkat!',
    'Polisi membongkar sindikat di Batam, 12 korban disekap',
    'Nonton podcast mantan scammer, katanya dia disetrum di Myanmar',
    'Waktu kecil saya pernah dikurung di gudang',
    'Saya terjebak macet di tol, tidak bisa keluar',
    'Ditawari kerja di Laos, paspor disimpan kantor, itu wajar tidak?',
    'Saya PMI Taiwan, kontrak habis bulan depan, mau pulang dulu. Urus tiket sendiri atau agen ya?',
    'Server kantor kena virus, semua file dikunci minta tebusan',
  ])('is none: %j', text => {
    expect(triageOf(text)).toBeNull();
  });
});

describe('what is not meant', () => {
  const rules = smallRuleset({ 'distress/held': { when: 'disekap' } });
  it('is taken back whatever the patterns found', () => {
    expect(assess('dia disekap', rules).triage).not.toBeNull();
    expect(assess('dia disekap di film', rules).triage).toBeNull();
  });
});
