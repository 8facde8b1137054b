/**
 * The words of paying: what shows that a cost is borne, free, charged or paid, by whom, and what the costs are
 * called. Lists only, folded; `payments.ts` holds the logic.
 */
import type { Payment } from '../assessment.js';

/**
 * `borne` ditanggung · `bears` menanggung · `free` gratis · `charged` dipungut · `pays` bayar, transfer ·
 * `cut` potong (gaji) · `without` tanpa (biaya) · `cost` biaya
 */
export type PaymentCue = 'borne' | 'bears' | 'free' | 'charged' | 'pays' | 'cut' | 'without' | 'cost';

function table<T>(rows: readonly (readonly [T, string])[]): ReadonlyMap<string, T> {
  return new Map(
    rows.flatMap(([value, list]) =>
      list
        .trim()
        .split(/\s+/)
        .map((word): [string, T] => [word, value]),
    ),
  );
}

export const PAYMENT_CUES = table<PaymentCue>([
  [
    'borne',
    'ditanggung ditanggungkan tertanggung dicover dibiayai dibiayain dibayari dibayarin dibelikan dibeliin disubsidi ditanggungne',
  ],
  ['bears', 'menanggung nanggung tanggung nanggungin menanggungnya'],
  ['free', 'gratis free percuma grati gratiss'],
  ['charged', 'dipungut memungut ditarik narik dimintai diminta dikenakan dikenai dibebankan membebankan'],
  ['pays', 'bayar membayar mbayar byr transfer tf trf setor setorkan menyetor nyetor mayar dp'],
  ['cut', 'potong dipotong potongan pemotongan dipotongi motong'],
  ['without', 'tanpa tnp bebas no zero without'],
  ['cost', 'biaya biayanya beaya ongkos biayane'],
]);

export const PAYER_WORDS = table<Payment['payer']>([
  [
    'employer',
    `perusahaan kantor bos boss bosnya majikan agen agensi agency pabrik company pt kami user sponsor yayasan panti
    tauke toke negara pemerintah program owner pihak employer employers kontraktor kilang pengusaha juragan sini
    plantation klien maskapai kedai hotel restoran kita`,
  ],
  [
    'seeker',
    `peserta pelamar calon kandidat sendiri pribadi cpmi pekerja tki tkw pmi anda kamu keluarga masing karyawan
    siswa trainee saya aku dewek dewe applicant employee kalian`,
  ],
]);

/** Word → the one word under which the cost is told. */
export const COSTS = table<string>([
  ['tiket', 'tiket tiketnya ticket pesawat penerbangan'],
  ['visa', 'visa visanya'],
  ['paspor', 'paspor passport pasport'],
  ['administrasi', 'administrasi admin adm administrasinya'],
  ['pelatihan', 'pelatihan training diklat kursus pelatihannya bimbingan'],
  ['seragam', 'seragam uniform baju seragamnya'],
  [
    'mess',
    'mess mes asrama penginapan akomodasi hostel tidur tempat kos kost kosan apartemen rumah dorm hotel',
  ],
  ['makan', 'makan konsumsi makannya meals mangan dahar katering'],
  ['mcu', 'mcu medical medikal kesehatan medis'],
  ['penempatan', 'penempatan pemberangkatan keberangkatan'],
  ['pendaftaran', 'pendaftaran daftar registrasi pendaftarannya formulir'],
  ['proses', 'proses pengurusan dokumen berkas'],
  ['transport', 'transport transportasi transpor bensin tambang travel'],
  ['jaminan', 'jaminan deposit depo'],
  ['materai', 'materai meterai'],
  ['sertifikat', 'sertifikat sertifikasi'],
  ['asuransi', 'asuransi bpjs'],
  ['ujian', 'ujian tes test seleksi'],
  ['semua', 'semua semuanya seluruh seluruhnya apapun kabeh sadayana'],
]);

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Before "free" these make another word of it. */
export const FREE_OF = words('feel duty sugar stress gluten');
/** Charging that needs no word for cost beside it. */
export const CLEAR_CHARGES = words('dipungut memungut');
/** These deny that it was paid, not that it is asked for. */
export const NOT_YET = words('belum blm durung');
/** After a word of paying: before any work. */
export const UP_FRONT = words(
  'dulu dulunya dahulu duluan dimuka muka sek sik sikik heula awal upfront diawal',
);
/** Before a word of paying: it is asked for. */
export const MUST = words(
  'harus wajib mesti kudu perlu diminta disuruh suruh diharuskan diwajibkan tinggal cukup silahkan silakan',
);
/** Before a word of paying: customers pay, or wages are paid. */
export const SALES = words(
  'pelanggan customer konsumen pembeli kasir tamu nasabah gaji upah honor gajinya salary pajak kode cara bukti slip metode tanggal tgl dikasih dikasi dapat dapet terima diterima',
);
/** "potongan 7 bulan" */
export const MONTHS = words('bulan bln wulan');
/** What is cut. */
export const WAGE = words('gaji gajinya gajih upah agensi agency agen agent');
/** Words for cost. */
export const FEES = words(
  'biaya biayanya biayaan pungutan bayar bayaran deposit fee fees cost costs beaya ongkos modal dipungut',
);
/** Between a negation and "biaya", when it denies the cost. */
export const NO_COST_LINKS = words('ada perlu pakai pake kena keluar pernah memungut usah butuh akan boleh');
/** After "biaya": there is none. */
export const NOTHING = words('nihil nol 0 zero');
/** After "biaya": the seeker bears it. */
export const OWN = words('sendiri pribadi mandiri masing');
