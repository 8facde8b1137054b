/**
 * Takes people's names and street addresses out of a quotation, as far as plain patterns can tell them: after
 * "a.n.", after "Bu", "Pak", "Kak" …, after "Jl.". It knows no list of names and leaves every other word alone.
 */

/** Stands where a name stood. x, not *: a star would turn into bold. */
export const HIDDEN = 'xxx';

const KEPT_START_MAX = 3;
const NAME_WORDS_MAX = 3;
/** Follow an honorific or "a.n." without being a name. */
const NO_NAMES = new Set(
  `calon yang yth guru dosen hrd hr admin manager manajer direktur kandung rumah bos boss polisi lurah kades rt rw
   bank rekening rek no nomor bca bri bni mandiri bsi dana ovo gopay shopeepay cimb permata btn seabank jago
   bisa mau ini itu dan atau untuk dari yg bagi kalau kalo ada sudah udah belum saya aku kami kita anda
   info lowongan loker kerja gaji tiket visa paspor minat berminat silahkan silakan hubungi wa pt cv perusahaan`.split(
    /\s+/,
  ),
);

const WORD = "[\\p{L}][\\p{L}'’.-]*";
const AFTER_ACCOUNT_OF = new RegExp(
  `\\b(a[./]?\\s?n\\.?|atas\\s+nama)(?=[\\s:.])([\\s:]+)((?:${WORD}\\s*){1,6})`,
  'giu',
);
const HONORIFIC = new RegExp(
  `\\b(ibu|bu|bapak|bpk|pak|kakak|kak|mas|mbak|mba|abang|bang|om|tante|mister|mr|mrs|ms|miss|koh|cik|ustadz?|haji|hj)(\\.?\\s+)((?:${WORD}\\s*){1,${NAME_WORDS_MAX}})`,
  'giu',
);
/** A name in small letters is only told by what stands before it: "hub bu siti". */
const REACH_CUE =
  /\b(?:hub|hubungi|kontak|contact|cp|wa|telp|telepon|tlp|chat|japri|transfer|tf|kirim|kepada|ke)[\s.:]*$/iu;
const STREET = /\b(jl\.?|jln\.?|gang|gg\.?)(\s+)([^,;\n]{2,40})/giu;
const STREET_SPELLED = /\b(Jalan)(\s+)(?!Darat|Kaki|Jalan|Tikus|Pintas|Belakang)(\p{Lu}[^,;\n]{1,40})/gu;

/** Replaces names and street addresses by `HIDDEN`. Doing it twice changes nothing more. */
export function maskNames(text: string): string {
  return text
    .replace(STREET, (_, word: string, gap: string) => `${word}${gap}${HIDDEN}`)
    .replace(STREET_SPELLED, (_, word: string, gap: string) => `${word}${gap}${HIDDEN}`)
    .replace(
      AFTER_ACCOUNT_OF,
      (_, word: string, gap: string, rest: string) => `${word}${gap}${hideName(rest, () => true)}`,
    )
    .replace(HONORIFIC, (all: string, word: string, gap: string, rest: string, at: number, whole: string) => {
      const isCued = REACH_CUE.test(whole.slice(0, at));
      return isCued
        ? `${word}${gap}${hideName(rest, () => true)}`
        : `${word}${gap}${hideName(rest, looksLikeName)}` || all;
    });
}

/** The first letters of an account's or a person's name, which only who knows it will recognise. */
export function keepStart(name: string): string {
  if (name.endsWith(HIDDEN)) return name;
  return `${name.slice(0, Math.min(KEPT_START_MAX, Math.max(1, name.length - 1)))}${HIDDEN}`;
}

/** Hides the leading words of `text` that are names; what follows the first other word stays. */
function hideName(text: string, isName: (word: string) => boolean): string {
  const parts = text.split(/(\s+)/u);
  let hidden = 0;
  while (hidden < NAME_WORDS_MAX) {
    const word = parts[hidden * 2];
    if (!word || NO_NAMES.has(word.toLowerCase()) || !isName(word)) break;
    hidden += 1;
  }
  if (hidden === 0) return text;
  const rest = parts.slice(hidden * 2 - 1).join('');
  return `${HIDDEN}${rest}`;
}

/** "Siti", but not "siti" and not "SITI": whole sentences are shouted in adverts. */
function looksLikeName(word: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(word);
}
