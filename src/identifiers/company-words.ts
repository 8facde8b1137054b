/**
 * Words that end a company name or show that there is none. Folded; kept apart because they are lists, not logic.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Never part of a name: what adverts go on with. */
export const COMPANY_STOP = words(`
  membutuhkan butuh dibutuhkan mencari cari nyari membuka buka dibuka sedang lagi saat adalah merupakan bergerak yang yg
  di ke dari untuk utk dengan dgn dan/atau atau serta karena tidak tdk gak ga akan telah sudah udah ini itu tersebut nya
  kami kita saya anda kamu gaji lowongan loker kerja bekerja penempatan lokasi alamat posisi sebagai bagian jl jalan
  lewat via melalui hub hubungi wa telp email kirim info open opening hiring recruitment rekrutmen rekruitmen now is
  are has looking menawarkan menerima mengadakan memberikan hadir tahun thn periode full part time contract kontrak
  hanya pernah resmi terdaftar staff staf admin operator pada oleh bukan jadi jangan agar supaya juga masih bisa dapat
  minta meminta memungut bumn sebab karena walau niki iki garmen tanpa min minimal
`);

/** After "PT" and the like: a company spoken of, not named. */
export const COMPANY_GENERIC = words(`
  tersebut ini itu kami kita saya anda kamu mana apa lain resmi besar kecil swasta asing ternama terkenal dirahasiakan
  rahasia gelap bodong abal palsu fiktif langsung penyalur perusahaan lokal luar sendiri baru yang atau dan di dll nya
  sebab karena niki iki garmen bisa adalah apapun manapun pusat cabang simpan pinjam pabrik terbuka outsourcing
`);

/** Before "CV": a document that is asked for. */
export const DOCUMENT_BEFORE = words(`
  kirim kirimkan mengirim mengirimkan upload unggah bawa membawa lampirkan surat lamaran submit drop send your sertakan
  siapkan menyiapkan format judul dan ktp ijazah via cantumkan serahkan update buat bikin isi kasih beserta subjek
`);

/** After "CV": the document again. */
export const DOCUMENT_AFTER = words(`
  anda kamu kalian mu lengkap terbaru terupdate update lamaran dan ke via ktp ijazah email ats pdf foto portofolio
  portfolio resume beserta serta melalui format asli terkini kandidat pelamar online ditinggal dikirim kakak kak
`);

/** End a name, but may begin one. */
export const CITY_AFTER_NAME = words(
  'jakarta surabaya bandung semarang medan tangerang bekasi bogor batam malang jawa',
);
