import { describe, expect, it } from 'vitest';
import { findMoney } from '../../src/advert/money.js';
import { findPayments } from '../../src/advert/payments.js';
import { quoted, readText } from './read-text.js';

/** text → "payer what" of each payment, in order. */
const PAYMENTS: readonly [text: string, ...payments: readonly string[]][] = [
  ['biaya administrasi Rp 350.000', 'seeker administrasi'],
  ['transfer dulu 500rb', 'seeker biaya'],
  // Hostile text 26037 of seed 1: the sign at the end belongs to the sum and is no word.
  ['bayar Rp 500.000 $', 'seeker biaya'],
  ['wajib membayar pendaftaran dan seragam', 'seeker pendaftaran', 'seeker seragam'],
  ['peserta setor uang jaminan 3 jt', 'seeker jaminan'],
  ['biaya ditanggung peserta', 'seeker biaya'],
  ['MCU biaya sendiri', 'seeker mcu'],
  ['seragam bayar sendiri 150rb', 'seeker seragam'],
  ['potong gaji 9 bulan', 'seeker gaji'],
  ['potongan 7 bulan', 'seeker gaji'],
  ['tiket tidak ditanggung', 'seeker tiket'],
  ['DP 10 juta sisanya potong gaji', 'seeker biaya', 'seeker gaji'],
  ['deposit 100rb', 'seeker jaminan'],
  ['dipungut biaya pelatihan', 'seeker pelatihan'],
  ['kami harus bayar denda dulu', 'seeker biaya'],
  ['tiket, visa dan makan ditanggung perusahaan', 'employer tiket', 'employer visa', 'employer makan'],
  ['semua dibayarin bos', 'employer semua'],
  ['perusahaan yang bayar tiket', 'employer tiket'],
  ['makan tidur tauke tanggung', 'employer makan', 'employer mess'],
  ['tidak dipungut biaya apapun', 'nobody semua'],
  ['tidak pernah memungut biaya', 'nobody biaya'],
  ['tanpa biaya', 'nobody biaya'],
  ['tanpa biaya pendaftaran', 'nobody pendaftaran'],
  ['pendaftaran gratis', 'nobody pendaftaran'],
  ['Biaya: gratis', 'nobody biaya'],
  ['Biaya: nihil', 'nobody biaya'],
  ['gak bayar apa-apa', 'nobody biaya'],
  ['tidak ada potongan gaji', 'nobody gaji'],
  ['training is free', 'nobody pelatihan'],
  ['no fee', 'nobody biaya'],
  ['gaji ditransfer tiap tanggal 1'],
  ['Tanggung jawab: melayani pembayaran'],
  ['melayani pelanggan bayar di kasir'],
  ['beli 6 gratis 6'],
  ['diminta mengirim CV'],
  ['feel free to contact us'],
  ['sudah dikasih DP 5jt'],
  ['belum termasuk biaya hidup'],
];

describe('findPayments', () => {
  it.each(PAYMENTS)('reads "%s"', (text, ...payments) => {
    const reading = readText(text);
    const found = findPayments(reading, findMoney(reading));
    expect(found.map(payment => `${payment.payer} ${payment.what}`)).toEqual(payments);
  });

  it('quotes the words from the cost to the one who pays', () => {
    const text = 'Fasilitas: tiket pesawat ditanggung oleh perusahaan, mess';
    const reading = readText(text);
    const [payment] = findPayments(reading, findMoney(reading));
    expect(quoted(text, payment!.span)).toBe('tiket pesawat ditanggung oleh perusahaan');
  });
});
