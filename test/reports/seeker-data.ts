/**
 * Composes what seekers send: an advert with a recruiter's numbers, and around it what a person says of themselves.
 * Everything is invented and every seeker's datum is known, so that a test can look for it afterwards. Seeded: the
 * same number gives the same text.
 */

/** What must not be kept, and what should be. */
export interface ComposedCase {
  readonly text: string;
  /** What the seeker said of themselves; digits stand without separators. */
  readonly marks: readonly string[];
  /** Canonical values of the recruiter's identifiers. */
  readonly recruiters: readonly string[];
  /** True where a line or a sentence separates the seeker's words from the advert's. */
  readonly isSeparated: boolean;
}

/** Given and family names; many are words of the language, too. */
export const NAMES =
  `Siti Aminah|Budi Santoso|Dewi Lestari|Agus Setiawan|Putri Permata Sari|Indah Cahya|Bagus Surya|Bintang Putra|Mega
   Utami|Bunga Citra|Intan Berlian|Cahaya Murni|Sri Rahayu|Nur Jaya|Made Mulia|Gede Sabar|Ayu Kencana|Rizki Abadi|
   Slamet Subur|Sugeng Waluyo|Tri Wahyuni|Kartika Candra|Melati Kusuma|Yohanes Tegar|Restu Ananda|Fajar Pratama|
   Wulan Purnama|Ratih Mustika|Galang Perdana|Teguh Prakoso|Ketut Darma|Ni Luh Ayu Pertiwi|Maria Goreti|Zaenab Fatimah|
   Xaverius Yudhistira|Andi Baso Mappanyukki|Tengku Amir|Ujang Rahmat|Asep Hidayat|Joko Widagdo`
    .replace(/\s*\n\s*/g, ' ')
    .split('|')
    .map(name => name.trim());

const STREETS = [
  'Anggrek Biru',
  'Raya Sumberjo',
  'Kenanga Timur',
  'Diponegoro Gang Buntu',
  'Mangga Besar Lama',
];
const VILLAGES = ['Desa Karangturi', 'Dusun Ngadirejo', 'Kelurahan Tegalsari', 'Kecamatan Wonodadi'];

type Draw = <T>(from: readonly T[]) => T;

/** mulberry32: small, seeded, good enough to vary texts. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Person {
  readonly name: string;
  readonly phone: string;
  readonly nik: string;
  readonly street: string;
  readonly village: string;
  readonly mail: string;
  readonly handle: string;
  readonly account: string;
}

function personOf(n: number, draw: Draw): Person {
  const digits = (length: number): string =>
    String(n * 7919 + 10_007)
      .padStart(length, '3')
      .slice(-length);
  const name = draw(NAMES);
  const short = name.toLowerCase().replaceAll(' ', '.');
  return {
    name,
    phone: draw([
      `0857${digits(8)}`,
      `0857-${digits(8).slice(0, 4)}-${digits(8).slice(4)}`,
      `+62 857 ${digits(8)}`,
    ]),
    nik: `3505${digits(12)}`,
    street: `Jl. ${draw(STREETS)} No. ${(n % 90) + 10}`,
    village: draw(VILLAGES),
    mail: `${short}${n}@contohmail.com`,
    handle: `@${short.replaceAll('.', '_')}_${n}`,
    account: `${digits(10)}`,
  };
}

/** What people write of themselves. Each names the data it holds. */
const OWN: readonly ((person: Person) => { readonly text: string; readonly marks: readonly string[] })[] = [
  ({ name }) => ({ text: `Halo kak, saya ${name} dari Blitar, mau tanya ini aman?`, marks: [name] }),
  ({ name, phone }) => ({
    text: `Selamat siang min. Nama saya ${name}, nomor saya ${phone}`,
    marks: [name, phone],
  }),
  ({ phone }) => ({ text: `nomorku ${phone} ya`, marks: [phone] }),
  ({ phone }) => ({ text: `no wa saya ${phone}`, marks: [phone] }),
  ({ phone, name }) => ({ text: `tolong hubungi saya di ${phone} (${name})`, marks: [phone, name] }),
  ({ name, nik, street, village, phone }) => ({
    text: `Nama: ${name}\nNIK: ${nik}\nAlamat: ${street}, ${village}\nNo HP: ${phone}`,
    marks: [name, nik, street.slice(4), village.split(' ')[1] as string, phone],
  }),
  ({ name, nik, phone }) => ({
    text: `data saya nama ${name}, nik ${nik}, no hp ${phone}`,
    marks: [name, nik, phone],
  }),
  ({ street, village }) => ({
    text: `Alamat saya ${street} RT 03 RW 05 ${village}`,
    marks: [street.slice(4), village],
  }),
  ({ mail }) => ({ text: `email saya ${mail}`, marks: [mail] }),
  ({ handle }) => ({ text: `ig saya ${handle}`, marks: [handle] }),
  ({ account }) => ({ text: `rekening saya BRI ${account}`, marks: [account] }),
  ({ name, account }) => ({ text: `norekku bca ${account} a.n. ${name}`, marks: [account, name] }),
  ({ name }) => ({ text: `Assalamualaikum, perkenalkan saya ${name}`, marks: [name] }),
  ({ name }) => ({ text: `saya lahir di Blitar 12-03-2001, ibu saya ${name}`, marks: [name, '12032001'] }),
  ({ phone }) => ({ text: `nomor suami saya ${phone}`, marks: [phone] }),
];
const FAREWELLS: typeof OWN = [
  ({ name, phone }) => ({ text: `Makasih min, ${name} ${phone}`, marks: [name, phone] }),
  ({ phone }) => ({ text: `terima kasih kak\n${phone}`, marks: [phone] }),
  ({ name }) => ({ text: `Terima kasih. ${name}`, marks: [name] }),
];

/** Adverts with their recruiters; `{name}` is whom the recruiter writes to. */
const ADVERTS: readonly { readonly text: string; readonly recruiters: readonly string[] }[] = [
  {
    text: 'Lowongan CS Kamboja gaji 12-15 juta, tanpa pengalaman, pakai visa turis dulu. Hub WA 0812-0000-1234',
    recruiters: ['+6281200001234'],
  },
  {
    text: 'Dicari admin penempatan Poipet, gaji $900, paspor kami yang pegang. Chat t.me/agenkamboja_contoh',
    recruiters: ['telegram:agenkamboja_contoh'],
  },
  {
    text: 'Halo kak {name}, lamaran kakak di PT Contoh Maju diterima. Transfer biaya administrasi 500 ribu ke BCA 1234567890 hari ini juga',
    recruiters: ['bca:1234567890'],
  },
  {
    text: 'Kerja like dan follow dibayar 30 ribu tiap tugas, setor 200 ribu dulu untuk buka tugas berikutnya.\nDaftar: bit.ly/contohtugas',
    recruiters: ['bit.ly/contohtugas'],
  },
  {
    text: 'Butuh operator judi online, gaji 9 juta, tiket ditanggung, minggu depan berangkat.\nWA +855 12 000 011\nWA 0813-0000-2222',
    recruiters: ['+85512000011', '+6281300002222'],
  },
  {
    text: 'Kak {name}, visa turis dulu ya, nanti diurus di sana. Kalau ditanya imigrasi bilang liburan. Hubungi saya di 0813-0000-3333',
    recruiters: ['+6281300003333'],
  },
];
const BREAKS = ['\n', '\n\n', '. '];

/** The n-th case. */
export function composeCase(n: number): ComposedCase {
  const random = randomFrom(n);
  const draw: Draw = from => from[Math.floor(random() * from.length)] as (typeof from)[number];
  const person = personOf(n, draw);
  const advert = draw(ADVERTS);
  const addressed = advert.text.includes('{name}');
  const before = random() < 0.75 ? [draw(OWN)(person)] : [];
  const more = random() < 0.3 ? [draw(OWN)(person)] : [];
  const after = random() < 0.4 || before.length === 0 ? [draw(random() < 0.5 ? FAREWELLS : OWN)(person)] : [];
  const isSeparated = random() < 0.8;
  // Nobody goes on behind a form on the same line.
  const isForm = [...before, ...more].some(({ text }) => text.includes('\n'));
  const gap = isForm ? '\n' : isSeparated ? draw(BREAKS) : ' ';
  const own = [...before, ...more, ...after];
  const firstName = person.name.split(' ').find(word => word.length > 2) as string;
  return {
    text: [
      ...[...before, ...more].map(({ text }) => text),
      advert.text.replaceAll('{name}', firstName),
      ...after.map(({ text }) => text),
    ].join(gap),
    marks: [...new Set([...own.flatMap(({ marks }) => marks), ...(addressed ? [firstName] : [])])],
    recruiters: advert.recruiters,
    isSeparated,
  };
}

/** The marks of a case that stand in `kept`, in any way of writing numbers and names. */
export function marksIn(kept: string, marks: readonly string[]): readonly string[] {
  const digits = kept.replace(/[^\d\p{L}]/gu, '');
  const words = new Set(kept.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return marks.filter(mark => {
    const number = mark.replace(/\D/g, '').replace(/^(?:62|0)/, '');
    if (number.length >= 7 && !/\p{L}/u.test(mark)) return digits.includes(number);
    // A name or a street: none of its words of four letters or more.
    return mark
      .replace(/No\..*$/, '')
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .some(word => word.length >= 3 && words.has(word));
  });
}
