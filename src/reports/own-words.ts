/**
 * Which stretches of a text are the seeker's own: who they are, how to reach them, what they ask the bot. Comes in: a
 * text as words; goes out: stretches that no report may keep. It errs towards the seeker: a recruiter who writes
 * "nomor saya" loses a number in a report, a seeker who writes it would lose more.
 */
import { BREAKS, type Token } from '../advert/advert.js';
import type { Reading } from '../advert/reading.js';
import type { Span } from '../assessment.js';

/** A stretch of the seeker's own; `all`: what points at somebody in it is theirs, too, and is dropped with it. */
export interface OwnStretch extends Span {
  readonly drops: 'words' | 'all';
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const ME = set('saya sy sya aku aq ak gw gue gua ane kula kulo beta abdi kuring inyong awak ulun i my me');
/** What a person has and gives away about themselves. */
const OWNED = set(
  `nama namaku nomor nomer no nmr hp wa whatsapp telepon telp tlp rekening rek norek alamat domisili rumah email gmail
   akun ig instagram fb facebook telegram nik ktp kk npwp lahir ttl umur usia dana ovo gopay shopeepay name number
   phone address account`,
);
const KIN = set(
  'suami istri bojo anak adik kakak adek ibu ibuk bapak ayah mama papa emak mak nenek kakek paman bibi om tante sepupu',
);
/** "Hubungi nomor saya": whoever writes so wants to be found, and stands in the advert. */
const INVITES = set(
  `hubungi hub chat japri kontak contact cp minat berminat daftar info silakan silahkan kirim kirimkan lamaran cv pm
   dm inbox order gabung join klik langsung pesan`,
);
const ASK_FOR = set('mau ijin izin numpang boleh pengen pengin ingin minta tolong mohon bantu bisa');
const ASKED = set('tanya nanya bertanya cek dicek cekin periksa diperiksa periksain takon takok lihatin');
const DOUBTS = set(
  'aman beneran bener benar asli penipuan penipu tipu tipuan scam hoax hoaks bodong palsu resmi',
);
const CALLS = set('hubungi telepon telpon telp kabari balas jawab chat wa wasap sms email kontak call');
const PLEADS = set('tolong mohon minta please plis pliss');
const THANKS = set('terima terimakasih makasih makasi trims suwun nuhun tq thanks wassalam hormat');
const HOUSE = set('hr hrd admin recruiter rekruter pt cv agen agency perusahaan kantor tim team');
const GREETINGS = set(
  'halo hallo hai hi hello permisi punten assalamualaikum assalamu pagi siang sore malam',
);
const FROM = set('dari asal umur usia tinggal domisili di alamat usiaku umurku');
/** Whom the seeker speaks of when they name a recruiter's number in their own message. */
const OTHERS = set(
  `dia mereka perekrut perekrutnya agen agennya calo calonya hrd hrdnya admin adminnya pelaku penipu bos bosnya
   sponsor orangnya nomornya nomernya nonya wanya rekeningnya tujuannya`,
);
/** A question longer than this is the advert, asked about. */
const QUESTION_WORDS_MAX = 25;
/** How far a thanks may stand from the end to be a farewell. */
const FAREWELL_WORDS_MAX = 12;
const OWNER_WITHIN_WORDS = 3;

/** @param typed stretches that the person typed beside a forwarded advert; empty where nothing tells */
export function ownStretches(reading: Reading, typed: readonly Span[]): readonly OwnStretch[] {
  const segments = segmentsOf(reading.tokens);
  const found: OwnStretch[] = [...formStretches(reading.text)];
  segments.forEach((segment, index) => {
    const { start, end } = spanOf(segment);
    const own = isFarewell(segment, segments.slice(index + 1)) ? 'rest' : ownIn(segment, reading.text);
    if (own === 'rest') found.push({ start, end: reading.text.length, drops: 'all' });
    else if (own !== null) {
      found.push({ start, end, drops: own });
      // "Nomor saya:" and the number on the next line.
      const next = segments[index + 1];
      if (own === 'all' && next && segment.length <= OWNER_WITHIN_WORDS + 2 && next.length <= 2)
        found.push({ ...spanOf(next), drops: 'all' });
    } else if (typed.some(span => span.start <= start && end <= span.end)) {
      const isAboutOthers = segment.some(token => OTHERS.has(token.surface) || OTHERS.has(token.word));
      found.push({ start, end, drops: isAboutOthers ? 'words' : 'all' });
    }
  });
  return found;
}

/** Words up to the next line or sentence. */
function segmentsOf(tokens: readonly Token[]): Token[][] {
  const segments: Token[][] = [];
  for (const token of tokens) {
    if (segments.length === 0 || token.breakBefore >= BREAKS.line) segments.push([]);
    segments.at(-1)?.push(token);
  }
  return segments;
}

function spanOf(segment: readonly Token[]): Span {
  return { start: segment[0]?.start ?? 0, end: segment.at(-1)?.end ?? 0 };
}

function ownIn(segment: readonly Token[], text: string): OwnStretch['drops'] | null {
  if (givesOwnData(segment) || introducesItself(segment) || asksToBeReached(segment)) return 'all';
  return asksTheBot(segment, text) ? 'words' : null;
}

const is = (token: Token | undefined, words: ReadonlySet<string>): boolean =>
  token !== undefined && (words.has(token.surface) || words.has(token.word));

/** "nomor saya", "no hp istri saya", "norekku"; not "hubungi nomor saya". */
function givesOwnData(segment: readonly Token[]): boolean {
  return segment.some((token, index) => {
    if (!is(token, OWNED) || segment.slice(0, index).some(before => is(before, INVITES))) return false;
    if (token.surface !== token.word && token.surface.endsWith('ku')) return true;
    if (token.surface.endsWith('ku') && OWNED.has(token.surface.slice(0, -2))) return true;
    return segment
      .slice(index + 1, index + 1 + OWNER_WITHIN_WORDS)
      .some(after => is(after, ME) || is(after, KIN));
  });
}

/** "saya Siti dari Blitar", "perkenalkan nama saya …": whoever it is, a report needs no name. */
function introducesItself(segment: readonly Token[]): boolean {
  return segment.some((token, index) => {
    if (token.word === 'bernama' || token.word === 'perkenalkan') return true;
    if (!is(token, ME)) return false;
    return segment.slice(index + 2, index + 5).some(after => is(after, FROM)) && segment.length - index <= 12;
  });
}

/** "tolong telepon saya di 08…". */
function asksToBeReached(segment: readonly Token[]): boolean {
  return segment.some(
    (token, index) =>
      is(token, PLEADS) && segment.slice(index + 1, index + 4).some(after => is(after, CALLS)),
  );
}

/** "mau tanya", "tolong cek", "ini beneran?". */
function asksTheBot(segment: readonly Token[], text: string): boolean {
  if (segment.length > QUESTION_WORDS_MAX) return false;
  const asks = segment.some(
    (token, index) =>
      is(token, ASK_FOR) && segment.slice(index + 1, index + 4).some(after => is(after, ASKED)),
  );
  const { end } = spanOf(segment);
  const isQuestion = /^[^\p{L}\p{N}\n]*\?/u.test(text.slice(end, end + 8));
  return asks || (isQuestion && segment.some(token => is(token, DOUBTS)));
}

/** "Makasih min, Siti 0812…" at the end: no advert ends so without naming an office. */
function isFarewell(segment: readonly Token[], after: readonly (readonly Token[])[]): boolean {
  if (!segment.some(token => is(token, THANKS))) return false;
  const rest = [segment, ...after].flat();
  return rest.length <= FAREWELL_WORDS_MAX && !rest.some(token => is(token, HOUSE));
}

/** True for a word that only greets; it stands for nobody, and nobody needs it. */
export function isGreeting(token: Token): boolean {
  return is(token, GREETINGS);
}

const LABEL =
  /^[\s*_•\-–\d.)]*(nama(?: lengkap| panggilan)?|nik|no\.? ?ktp|no\.? ?kk|ttl|tempat[^:=\n]{0,20}lahir|tanggal lahir|alamat[^:=\n]{0,20}|domisili|agama|jenis kelamin|status|nama (?:ibu|ayah)[^:=\n]{0,12}|umur|usia|pendidikan[^:=\n]{0,12}|no\.? ?(?:hp|wa|telp|telepon|rek|rekening)[^:=\n]{0,12}|hp|wa|e-?mail|rekening[^:=\n]{0,12}|tinggi[^:=\n]{0,12}|berat[^:=\n]{0,12})\s*[:=]\s*(\S.*)$/iu;
const NAMES_SOMEBODY = /^(?:nama|nik|no\.? ?ktp|no\.? ?kk|ttl|tempat|tanggal lahir)/iu;
const OF_A_FIRM = /^(?:pt|cv|ud|pd|toko|yayasan|koperasi|lpk)\b/iu;
const LABELS_MIN = 2;

interface FormBlock extends Span {
  readonly labels: number;
  readonly namesSomebody: boolean;
}

/** A form that somebody filled in ("Nama: …", "NIK: …"): all its lines, with the numbers in them. */
function formStretches(text: string): OwnStretch[] {
  const blocks: FormBlock[] = [];
  let isOpen = false;
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const [, label, value] = LABEL.exec(line.slice(0, LINE_LENGTH_MAX)) ?? [];
    if (label !== undefined && value !== undefined) {
      const before = isOpen ? blocks.pop() : undefined;
      const namesSomebody = NAMES_SOMEBODY.test(label) && !OF_A_FIRM.test(value);
      blocks.push({
        start: before?.start ?? start,
        end,
        labels: (before?.labels ?? 0) + 1,
        namesSomebody: namesSomebody || (before?.namesSomebody ?? false),
      });
      isOpen = true;
    } else if (line.trim() !== '') isOpen = false;
    start = end + 1;
  }
  return blocks
    .filter(({ labels, namesSomebody }) => labels >= LABELS_MIN && namesSomebody)
    .map(block => ({ start: block.start, end: block.end, drops: 'all' }));
}

/** No line of a form is longer. */
const LINE_LENGTH_MAX = 200;
