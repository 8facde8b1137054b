/**
 * Disguises of a text as a whole: cut up, shouted, run together, read off a picture, or hidden among other talk. Each
 * takes a text and a seeded source of randomness and leaves every word in place.
 */
import { onHiddenWords } from './hidden-words.js';
import { pick, pickSome, type Random } from './seeded.js';
import type { Transform } from './transform.js';

const OCR_CONFUSIONS: readonly (readonly [RegExp, string])[] = [
  [/l/, '1'],
  [/l/, 'I'],
  [/i/, 'l'],
  [/I/, 'l'],
  [/[oO]/, '0'],
  [/m/, 'rn'],
];
const OCR_LINE_WIDTH = 38;
/** A word this long may be broken at the end of a line. */
const BROKEN_LENGTH_MIN = 7;

/** Talk of the kind that fills a chat; about nothing that any advert offers. */
const FILLER = [
  'Selamat pagi semuanya, semoga hari ini cuacanya cerah dan semua urusan dimudahkan.',
  'Tadi malam hujan deras sekali sampai jalanan di depan pasar tergenang air.',
  'Jangan lupa minum air putih yang cukup dan istirahat kalau badan terasa lelah.',
  'Resep sayur asem kemarin enak, kuncinya di asam jawa dan sedikit gula merah.',
  'Pertandingan bola semalam seru, gol penentu baru tercipta di menit terakhir.',
  'Ada yang tahu tukang servis kipas angin yang rapi di sekitar sini?',
  'Bunga di halaman mulai mekar, warnanya merah muda dan kuning.',
  'Kucing tetangga melahirkan lima ekor, lucu semua, bulunya belang tiga.',
  'Hidup itu seperti naik sepeda, supaya seimbang harus terus bergerak.',
  'Sore ini langitnya bagus, cocok buat duduk di teras sambil minum teh.',
  'Selamat ulang tahun untuk yang merayakan, sehat selalu dan panjang umur.',
  'Lagu lama itu enak didengar lagi, mengingatkan pada masa sekolah dulu.',
  'Harga cabai turun sedikit minggu ini, tapi bawang merah masih lumayan.',
  'Buku yang kemarin dipinjam sudah selesai dibaca, ceritanya mengharukan.',
  'Besok ada lomba mewarnai di balai warga, anak-anak boleh ikut semua.',
  'Pelan-pelan saja, yang penting sampai tujuan dengan selamat.',
];
const FILLER_SENTENCES = 5;

function inPieces(text: string, random: Random): string {
  const words = text.split(' ');
  const size = Math.max(3, Math.ceil(words.length / (3 + Math.floor(random() * 4))));
  return words
    .map((word, index) => (index === 0 ? word : `${index % size === 0 ? '\n' : ' '}${word}`))
    .join('');
}

/** Lines of equal width, long words broken with a hyphen. */
function wrapped(text: string): string {
  return text
    .split('\n')
    .map(line => {
      let width = 0;
      let out = '';
      for (const word of line.split(' ')) {
        const left = OCR_LINE_WIDTH - width - 1;
        if (word.length <= left || width === 0) {
          out += width === 0 ? word : ` ${word}`;
          width += word.length + 1;
        } else if (/^\p{L}+$/u.test(word) && word.length >= BROKEN_LENGTH_MIN && left >= 4) {
          const at = Math.min(left - 1, word.length - 3);
          out += ` ${word.slice(0, at)}-\n${word.slice(at)}`;
          width = word.length - at;
        } else {
          out += `\n${word}`;
          width = word.length;
        }
      }
      return out;
    })
    .join('\n');
}

function filler(random: Random): string {
  return pickSome(FILLER, FILLER_SENTENCES, random).join(' ');
}

export const LAYOUT_TRANSFORMS: readonly Transform[] = [
  {
    name: 'split over messages',
    what: 'One advert in several messages, cut anywhere. Chat groups; the case joins them with line breaks.',
    apply: inPieces,
  },
  {
    name: 'read off a picture',
    what: 'What a reader of pictures makes of a poster: broken lines, hyphens, l/1/I, O/0, rn/m. Eger and Benz 2020, "From Hero to Zéroe" (OCR noise).',
    apply: (text, random) =>
      wrapped(
        onHiddenWords(text, random, word => {
          const fitting = OCR_CONFUSIONS.filter(([from]) => from.test(word));
          if (fitting.length === 0) return word;
          const [from, to] = pick(fitting, random);
          return word.replace(from, to);
        }),
      ),
  },
  {
    name: 'upper case',
    what: 'All capitals. Posters and forwarded adverts.',
    apply: text => text.toUpperCase(),
  },
  {
    name: 'no punctuation',
    what: 'No full stops, commas or lines, as people type in a hurry; or nothing after them, as some keyboards do.',
    apply: (text, random) =>
      random() < 0.5
        ? text.replace(/[.,;:!?()]+(?=\s|$)/g, '').replace(/[ \t]*\n+[ \t]*/g, ' ')
        : text.replace(/([,;:!?])[ \t]+/g, '$1').replace(/(\p{L})\.[ \t]+/gu, '$1.'),
  },
  {
    name: 'hidden in filler',
    what: 'Long talk about other things before and after. Padding against filters of words, as in letters of spam.',
    apply: (text, random) => `${filler(random)}\n${text}\n${filler(random)}`,
  },
];
