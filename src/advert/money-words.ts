/**
 * The words of money: currencies, magnitudes, periods, and what an amount is for. Lists only, folded; the logic
 * is in `amounts.ts` and `money.ts`.
 */
import type { Currency, MoneyRole, PayPeriod } from '../assessment.js';

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

function table<T>(rows: readonly (readonly [T, string])[]): ReadonlyMap<string, T> {
  return new Map(rows.flatMap(([value, list]) => words(list).map((word): [string, T] => [word, value])));
}

/** Written before or after the number. */
export const CURRENCY_SIGNS = table<Currency>([
  ['IDR', 'rp idr rupiah rph'],
  ['USD', '$ usd us$ dolar dollar dollars bucks usdt'],
  ['MYR', 'rm myr ringgit'],
  ['SGD', 'sgd s$ sg$'],
  ['JPY', 'jpy yen ¥'],
  ['KRW', 'krw won ₩'],
  ['TWD', 'nt$ ntd nt twd'],
  ['HKD', 'hkd hk$'],
  ['SAR', 'sar sr riyal real rial reyal riyals'],
  ['AED', 'aed dirham dhs dhm'],
  ['EUR', 'eur euro euros €'],
  ['THB', 'thb baht ฿'],
  ['CNY', 'cny rmb yuan'],
  ['AUD', 'aud a$'],
  ['PHP', 'php peso ₱'],
  ['other', 'bnd b$ gbp £ pound pounds qar kwd omr cad nzd inr vnd dong riel kyat mop chf try'],
]);

/** Dollar of which country, by the word after it. */
export const DOLLAR_OF = table<Currency>([
  ['SGD', 'singapura singapore singapur sing spore'],
  ['HKD', 'hongkong hong hk'],
  ['TWD', 'taiwan'],
  ['AUD', 'australia aussie'],
  ['other', 'brunei kanada nz selandia'],
]);

/** Signs that are also ordinary words or abbreviations: a small number beside them is no money ("php 8", "sr 2"). */
export const AMBIGUOUS_SIGNS: ReadonlySet<string> = new Set(words('php nt sr real won try mop sar rial'));
export const AMBIGUOUS_AMOUNT_MIN = 500;

export const MAGNITUDES = table<number>([
  [1_000, 'rb rbu ribu ribuan rban rebu ewu k'],
  [1_000_000, 'jt jta juta jutaan jtan jutan jeti mio jut yuto yuta jutaaan'],
  [1_000_000_000, 'miliar milyar mlr miliyar milliar m'],
]);

/** Letters glued to a magnitude: "15jtan", "5jt-an", "4jtperbulan". */
export const MAGNITUDE_TAILS = ['an', 'n', 'per', 'se'] as const;

export const PERIOD_WORDS = table<PayPeriod>([
  [
    'month',
    'bulan bln bl bulanan sebulan sebln perbulan perbln wulan sewulan month monthly permonth mo pm blan',
  ],
  ['day', 'hari hr harian sehari perhari perhr dino sedino day daily perday dinten'],
  ['week', 'minggu mgg mingguan seminggu perminggu pekan sepekan week weekly'],
  ['hour', 'jam sejam perjam hour hourly'],
  ['year', 'tahun thn th tahunan setahun pertahun year yearly annum pertaun'],
  ['once', 'tugas misi order orderan pesanan kotak video like follow akun paket'],
]);
/** These name a period by themselves; the others need "per", "/", "tiap" before them. */
export const PERIOD_ALONE: ReadonlySet<string> = new Set(
  words(`bulanan sebulan sebln perbulan perbln sewulan monthly permonth harian sehari perhari perhr sedino daily perday
    mingguan seminggu perminggu sepekan weekly sejam perjam hourly tahunan setahun pertahun yearly pertaun`),
);
export const PER_WORDS: ReadonlySet<string> = new Set(
  words('per tiap setiap saben 1 satu a an each every unggal'),
);

export const ROLE_WORDS = table<MoneyRole>([
  [
    'salary',
    `gaji gajinya gajih gajine gajina gajian gapok digaji bergaji penggajian salary sallary upah upahnya dibayar income
    penghasilan pendapatan honor honorarium bayaran bayarannya bayarane dibayar thp payroll wage wages omset gajiku
    omzet umk umr bagian sebulannya nett netto`,
  ],
  [
    'fee',
    `biaya biayanya beaya bea bayar membayar mbayar byr bayarnya transfer tf trf setor setoran menyetor nyetor dp ongkos
    tarif iuran pungutan admin administrasi adm pendaftaran registrasi pelatihan mahar tagihan ditarik membayarkan
    keseriusan dikenai dikenakan proses diklat medikal medical mcu paket pelunasan sewa kursus asrama tiket kelas`,
  ],
  [
    'bonus',
    `bonus komisi insentif tip tips tunjangan lembur lemburan thr reward fee persenan profit hadiah overtime ot`,
  ],
  ['deposit', 'deposit depo depositnya topup jaminan modal saldo'],
  [
    'ransom',
    `tebusan tebusannya nebus tebus ditebus menebus kompensasi denda dendanya didenda penalti pinalti pinalty penalty
    mengganti`,
  ],
  [
    'debt',
    `utang hutang utangnya hutangnya ngutang berutang pinjam pinjaman minjam cicilan cicil kasbon dipinjami nyicil`,
  ],
  ['advance', 'sangu dikasih dikasi disangoni panjar'],
]);
/** Words that say little of their own ("admin gaji 5 jt"): any other cue nearby goes first, and a period undoes them. */
export const WEAK_ROLE_WORDS: ReadonlySet<string> = new Set(
  words(`admin administrasi adm pendaftaran pelatihan registrasi bagian nett netto omset omzet tarif proses diklat medikal
    medical mcu paket pelunasan sewa kursus asrama tiket kelas`),
);

/** Two words that together say what an amount is for. */
export const ROLE_PAIRS: ReadonlyMap<string, MoneyRole> = new Map([
  ...words('saku fit tinggal sangu dapur').flatMap((second): [string, MoneyRole][] => [
    [`uang ${second}`, 'advance'],
    [`duit ${second}`, 'advance'],
  ]),
  ...words('makan transport transportasi hadir lembur kerajinan').map((second): [string, MoneyRole] => [
    `uang ${second}`,
    'bonus',
  ]),
  ['uang jaminan', 'deposit'],
  ['uang muka', 'fee'],
  ['top up', 'deposit'],
  ['isi saldo', 'deposit'],
  ['ganti rugi', 'ransom'],
  ['take home', 'salary'],
  ['potong gaji', 'debt'],
  ['dibayar dulu', 'advance'],
  ['dikasih dp', 'advance'],
  ['dikasi dp', 'advance'],
  ['dapat dp', 'advance'],
]);

/** The first words of the pairs: nearly every word is none of them. */
export const ROLE_PAIR_STARTS: ReadonlySet<string> = new Set(
  [...ROLE_PAIRS.keys()].map(pair => pair.split(' ')[0] as string),
);

/** After an amount without a currency: a count, not money ("6 ribu pelamar"). */
export const COUNTED: ReadonlySet<string> = new Set(
  words(`orang org pelamar peserta followers follower subscriber subscribers subs karyawan pekerja warga pcs unit ekor
    kali lembar halaman km meter viewers penonton likes member anggota korban pengguna unduhan pmi tki tkw wni siswa
    kata ton liter watt mah lowongan pemotong kk jiwa hektar ha kursi kuota run langkah kalori views kg gram pendaftar
    tenaga tahun thn`),
);
/** After "2 digit": a code, not money. */
export const NOT_DIGITS_OF_MONEY: ReadonlySet<string> = new Set(
  words('angka terakhir kode nomor no nik pin otp pertama belakang nomer huruf marketing'),
);

/** Numbers in words; `ratus`, `ribu` and so on multiply. */
export const NUMBER_WORDS = table<number>([
  [0.5, 'setengah satengah'],
  [1, 'satu siji setunggal'],
  [2, 'dua loro kalih rong'],
  [3, 'tiga telu tilu telung'],
  [4, 'empat papat opat patang'],
  [5, 'lima limang'],
  [6, 'enam nem genep'],
  [7, 'tujuh pitu pitung'],
  [8, 'delapan wolu dalapan wolung'],
  [9, 'sembilan songo salapan sangang'],
  [10, 'sepuluh sapuluh'],
  [11, 'sebelas sewelas'],
  [100, 'seratus'],
  [1_000, 'seribu'],
  [1_000_000, 'sejuta sayuta seyuto'],
]);
/** Ranges in words: what they multiply by, from and to. */
export const ROUGH_WORDS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['belasan', [11, 19]],
  ['puluhan', [20, 99]],
  ['ratusan', [100, 999]],
  ['jutaan', [1_000_000, 9_000_000]],
]);

/** Before a weak word these make it somebody's job: "staff administrasi: Rp 5 juta". */
export const JOB_BEFORE_WEAK: ReadonlySet<string> = new Set(
  words('staff staf asisten bagian posisi sbg sebagai jadi loker lowongan'),
);
