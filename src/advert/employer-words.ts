/**
 * Words that stand before the name of an employer that is no company by law, and words that only sound like a name.
 * Lists only, folded. Names that everyone knows stand in `rules/employers.yaml`.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** A name in capitals after one of these is the employer's. */
export const HOUSES = words(`
  toko rs rsu rsud rsia hotel smk smkn sma sman smp sd sdit sdn smpit paud tk kedai cafe kafe resto restoran restaurant
  warung klinik apotek apotik salon barbershop bengkel butik laundry bakery universitas univ politeknik pesantren ponpes
  bank optik percetakan studio villa resort supermarket minimarket swalayan dapur kopi bimbel
  bistro grosir konveksi gym yayasan koperasi puskesmas dealer showroom
`);

/** After such a word these are goods or qualities, not names. */
export const HOUSE_GENERIC = words(`
  baju kue roti online bangunan besar kecil makanan minuman sepatu emas buah elektronik kosmetik kelontong pakaian hp
  komputer mainan bintang ini itu kami kita yang di dan atau untuk dengan swasta pusat ternama terkenal garmen
  jepang korea china cina italia sunda padang jawa fashion shop store butuh membutuhkan mencari buka lowongan kerja
  tiktok shopee tokopedia sma smk smp sd s1 s2 d1 d2 d3 d4 sederajat min minimal max lulusan ke atau umum indonesia
  teknik jurusan diprioritaskan diutamakan pria wanita spesialis administrasi persyaratan terbaru anda mama islam
  dibutuhkan segera gaji bagian sebagai karyawan admin kasir staff staf crew full part time
`);

/** Before a word of `UNNAMED_AFTER`: an employer is spoken of and not named. */
export const UNNAMED = words(
  'perusahaan prusahaan perush pt company kantor klien client pabrik corporate salah',
);
export const UNNAMED_AFTER = words(`
  besar asing ternama terkenal multinasional internasional swasta dirahasiakan rahasia kami bonafit bonafide luar
  terkemuka raksasa foreign partner rekanan mitra perusahaan hiburan tech startup unicorn game
`);

/** Schools carry a number: "SMK Negeri 2". */
export const SCHOOLS = words('negeri smk smkn sma sman smp smpn sd sdn tk mts man');

/** Before a school: what one must have learnt, not where one would work. */
export const EDUCATION = words(
  'lulusan minimal min pendidikan ijazah tamatan setara sederajat lulus sekolah smp sma smk sd atau dan untuk',
);
