/**
 * What persons write in a proof, and which of the bot's replies is which. The texts are this project's own; each
 * is answered by one reply of a known kind, so that matching needs no guessing.
 */

/** `other` is whatever nobody should have got. */
export type ReplyKind = 'verdict' | 'danger' | 'consent' | 'kept' | 'receipt' | 'withdrawn' | 'other';

const ADVERTS: readonly string[] = [
  'Lowongan CS online penempatan Kamboja, gaji 12-15 juta, tanpa pengalaman, pakai visa turis dulu, paspor kami yang urus.',
  'Dicari admin dan CS penempatan Sihanoukville, gaji 12-15 juta, tanpa pengalaman, tiket dan paspor kami urus, masuk pakai visa turis dulu.',
  'Butuh CS online di Poipet, gaji 900 dolar, tiket dan paspor kami urus, masuk pakai visa turis dulu.',
];
const PLEAS: readonly string[] = [
  'tolong saya disekap di poipet, paspor saya diambil bos',
  'tolong, saya disekap di poipet, paspor diambil bos',
];

export function advert(which: number, recruiter?: string): string {
  const words = ADVERTS[which % ADVERTS.length] as string;
  return recruiter === undefined ? words : `${words} WA ${recruiter}`;
}

export function plea(which: number): string {
  return PLEAS[which % PLEAS.length] as string;
}

const RECEIPT = /\b[A-Z\d]{5}-[A-Z\d]{5}-[A-Z\d]{5}\b/;

export function receiptIn(reply: string): string | null {
  return RECEIPT.exec(reply)?.[0] ?? null;
}

const SIGNS: readonly (readonly [Exclude<ReplyKind, 'other'>, RegExp])[] = [
  ['receipt', RECEIPT],
  ['consent', /Sekarang belum ada yang disimpan/],
  ['kept', /Laporannya sudah disimpan/],
  ['withdrawn', /sekarang sudah dihapus/],
  ['danger', /\+855 12 813 282/],
  ['verdict', /BAHAYA TINGGI/],
];

/** @param reply its words, with or without markup */
export function kindOf(reply: string): ReplyKind {
  return SIGNS.find(([, sign]) => sign.test(reply))?.[0] ?? 'other';
}
