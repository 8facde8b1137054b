/**
 * The replies that the channel contract sends: every kind of block, a quotation made to break markup, and the
 * words that must come out. All names, numbers and addresses are invented.
 */
import type { Line, Reply, ShownContact } from '../../src/replies/reply.js';

const plain = (text: string): Line => [{ text, bold: false }];
const bold = (text: string): Line => [{ text, bold: true }];

/** Markup of every chat, text direction, hidden letters, a line break, a live link, a name, a mail address. */
export const HOSTILE_QUOTE =
  '<b>*tebal*</b> _miring_ ~coret~ `kode` &lt;\u202Ekanan\u202C tersem\u200Bbunyi\n- http://contoh.com/daftar @agen_contoh surat@contoh.com t.me/contoh';
/** What of it must still be there to be recognised, in this order. */
export const HOSTILE_WORDS = [
  '<b>',
  'tebal',
  'miring',
  'coret',
  'kode',
  '&lt;',
  'tersembunyi',
  'contoh[.]com/daftar',
];
/** What must be gone. */
export const HIDDEN_LETTERS = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;

const missionContact: ShownContact = {
  id: 'contoh-kantor',
  name: 'Kantor Contoh',
  number: '+00 000 0001',
  e164: '+000000001',
  dial: null,
  url: null,
  waLink: 'https://wa.me/000000001',
  seen: 'per Desember 2025',
};
const pageContact: ShownContact = {
  ...missionContact,
  id: 'contoh-laman',
  name: 'Laman Contoh',
  number: null,
  e164: null,
  waLink: null,
  url: 'https://laman.example/lapor',
};
export const ALLOWED_LINKS = ['https://wa.me/000000001', 'https://laman.example/lapor'];

export const LEVEL_LINE = 'BAHAYA TINGGI: jangan berangkat, jangan kirim uang.';
export const VERDICT_LABELS = ['Sudah berangkat', 'Sudah bayar', 'Laporkan tanpa nama', 'Jawaban ini salah'];

export function verdictReply(caseId = 'bcdfgh', quote = HOSTILE_QUOTE): Reply {
  return {
    kind: 'verdict',
    level: 'high',
    caseId,
    blocks: [
      { type: 'headline', mark: '🔴', line: bold(LEVEL_LINE) },
      { type: 'lines', lines: [plain('Iklan ini mirip cara merekrut orang ke tempat penipuan.')] },
      {
        type: 'reasons',
        title: bold('Alasannya:'),
        reasons: [
          { line: plain('Berangkat pakai visa wisata'), quote },
          { line: plain('Nama perusahaan tidak ada'), quote: null },
        ],
      },
      { type: 'list', title: bold('Lakukan sekarang:'), items: [plain('Jangan serahkan paspor & KTP.')] },
      { type: 'contact', lead: plain('Tanya ke:'), contact: missionContact },
      { type: 'contact', lead: null, contact: pageContact },
      { type: 'lines', lines: [plain('Bot ini bisa salah. Balas angka:')] },
    ],
    choices: VERDICT_LABELS.map((label, index) => ({
      number: index + 1,
      label,
      buttonLabel: label.split(' ').slice(0, 2).join(' '),
    })),
  };
}

export function dangerReply(): Reply {
  return {
    kind: 'danger',
    level: null,
    caseId: 'bcdfgh',
    blocks: [
      { type: 'lines', lines: [plain('Pesan diterima. Satu pertanyaan dulu.')] },
      { type: 'contact', lead: null, contact: missionContact },
    ],
    choices: [
      { number: 1, label: 'Saya tidak boleh keluar', buttonLabel: 'Tidak boleh keluar' },
      { number: 2, label: 'Paspor saya ditahan', buttonLabel: 'Paspor ditahan' },
    ],
  };
}

export function noticeReply(text: string): Reply {
  return {
    kind: 'notice',
    level: null,
    caseId: null,
    blocks: [{ type: 'lines', lines: [plain(text)] }],
    choices: [],
  };
}
