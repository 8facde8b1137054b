/**
 * Which stretches of a text are the seeker's own: who they are, how to reach them, what they ask the bot. Comes in: a
 * text as words; goes out: stretches that no report may keep. It errs towards the seeker: a recruiter who writes
 * "nomor saya" loses a number in a report, a seeker who writes it would lose more.
 */
import { BREAKS, type Token } from '../advert/advert.js';
import type { Reading } from '../advert/reading.js';
import type { Span } from '../assessment.js';
import { is, KIN, ME, PAPERS, wordSet } from './person-words.js';

/** A stretch of the seeker's own; `all`: what points at somebody in it is theirs, too, and is dropped with it. */
export interface OwnStretch extends Span {
  readonly drops: 'words' | 'all';
}

/** What a person has and gives away about themselves. */
const OWNED = wordSet(
  `data biodata identitas nama namaku nomor nomer no nmr hp wa whatsapp telepon telp tlp rekening rek norek alamat domisili rumah email gmail
   akun ig instagram fb facebook telegram nik ktp kk npwp lahir ttl umur usia dana ovo gopay shopeepay name number
   phone address account`,
);
/** "Hubungi nomor saya": whoever writes so wants to be found, and stands in the advert. */
const INVITES = wordSet(
  `hubungi hub chat japri kontak contact cp minat berminat daftar info silakan silahkan kirim kirimkan lamaran cv pm
   dm inbox order gabung join klik langsung pesan`,
);
/** May stand between an invitation and what it leads to. */
const TO_REACH = wordSet(
  'ke di ya via lewat melalui kami saya langsung no nomor nomer wa whatsapp hp kak dan atau',
);
const ASK_FOR = wordSet('mau ijin izin numpang boleh pengen pengin ingin minta tolong mohon bantu bisa');
const ASKED = wordSet('tanya nanya bertanya cek dicek cekin periksa diperiksa periksain takon takok lihatin');
const DOUBTS = wordSet(
  'aman beneran bener benar asli penipuan penipu tipu tipuan scam hoax hoaks bodong palsu resmi',
);
const CALLS = wordSet('hubungi telepon telpon telp kabari balas jawab chat wa wasap sms email kontak call');
const PLEADS = wordSet('tolong mohon minta please plis pliss');
const THANKS = wordSet('terima terimakasih makasih makasi trims suwun nuhun tq thanks wassalam hormat');
const HOUSE = wordSet('hr hrd admin recruiter rekruter pt cv agen agency perusahaan kantor tim team');
const GREETINGS = wordSet(
  'halo hallo hai hi hello permisi punten assalamualaikum assalamu pagi siang sore malam',
);
const CALLED = wordSet(
  'kak kakak min admin gan sis bang abang mas mbak mba pak bu bapak ibu om tante bot bosku teman',
);
const FROM = wordSet('dari asal umur usia tinggal domisili di alamat usiaku umurku');
/** Whom the seeker speaks of when they name a recruiter's number in their own message. */
const OTHERS = wordSet(
  `dia mereka perekrut perekrutnya agen agennya calo calonya hrd hrdnya admin adminnya pelaku penipu bos bosnya
   sponsor orangnya nomornya nomernya nonya wanya rekeningnya tujuannya`,
);
/** A question longer than this is the advert, asked about. */
const QUESTION_WORDS_MAX = 25;
/** How far a thanks may stand from the end to be a farewell. */
const FAREWELL_WORDS_MAX = 12;
const OWNER_WITHIN_WORDS = 3;
/** An own thing and what it is: a number in groups, a name, a street. */
const PART_WORDS_MAX = 10;
/** A number on a line of its own, in groups. */
const NUMBER_WORDS_MAX = 6;

/** @param typed stretches that the person typed beside a forwarded advert; empty where nothing tells */
export function ownStretches(reading: Reading, typed: readonly Span[]): readonly OwnStretch[] {
  const segments = segmentsOf(reading.tokens);
  const found: OwnStretch[] = [...formStretches(reading.text)];
  segments.forEach((segment, index) => {
    const { start, end } = spanOf(segment);
    const farewell = farewellIn(segment, segments.slice(index + 1));
    if (farewell) found.push({ start: farewell.start, end: reading.text.length, drops: 'all' });
    if (typed.some(span => span.start <= start && end <= span.end)) {
      const isAboutOthers = segment.some(token => is(token, OTHERS));
      found.push({ start, end, drops: isAboutOthers ? 'words' : 'all' });
    }
    const given = ownIn(segment);
    for (const part of given) found.push({ ...spanOf(part), drops: 'all' });
    // "Nomor saya:" and the number on the next line.
    const next = segments[index + 1];
    if (
      given.length > 0 &&
      next &&
      segment.length <= OWNER_WITHIN_WORDS + 2 &&
      next.length <= NUMBER_WORDS_MAX
    )
      found.push({ ...spanOf(next), drops: 'all' });
    if (asksTheBot(segment, reading.text)) found.push({ start, end, drops: 'words' });
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

/** What the person gives of themselves in one segment, each part as far as it reaches. */
function ownIn(segment: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [];
  for (let index = 0; index < segment.length; index++) {
    if (!begins(segment, index)) continue;
    const end = endOfPart(segment, index);
    parts.push(segment.slice(index, end));
    index = end - 1;
  }
  return parts;
}

function begins(segment: readonly Token[], index: number): boolean {
  return givesOwnData(segment, index) || introducesItself(segment, index) || asksToBeReached(segment, index);
}

/**
 * To the next comma, or further where one thing of the person's follows another ("nama saya Siti, NIK …, no hp …"); at
 * most so many words after the last of them, for an advert may follow without any sign between.
 */
function endOfPart(segment: readonly Token[], from: number): number {
  let lastThing = from;
  for (let index = from + 1; index < segment.length; index++) {
    const token = segment[index] as Token;
    const isThing = is(token, OWNED);
    if (token.breakBefore >= BREAKS.comma && !isThing && index > from + 1 && !isNumber(token)) return index;
    if (index - lastThing > PART_WORDS_MAX) return index;
    if (isThing && !is(segment[index - 1], INVITES)) lastThing = index;
  }
  return segment.length;
}

function isNumber(token: Token): boolean {
  return /^\p{N}/u.test(token.surface);
}

/** "nomor saya", "no hp istri saya", "norekku"; not "hubungi nomor saya". */
function givesOwnData(segment: readonly Token[], index: number): boolean {
  const token = segment[index] as Token;
  const isMine = token.surface.endsWith('ku') && OWNED.has(token.surface.slice(0, -2));
  if (!isMine && !is(token, OWNED)) return false;
  if (isInvited(segment, index)) return false;
  if (
    is(token, PAPERS) &&
    segment.some((other, at) => at > index && is(other, PAPERS) && other.word !== token.word)
  )
    return true;
  if (isMine || (token.surface !== token.word && token.surface.endsWith('ku'))) return true;
  return segment
    .slice(index + 1, index + 1 + OWNER_WITHIN_WORDS)
    .some(after => is(after, ME) || is(after, KIN));
}

/** "Hubungi kami di nomor saya": the invitation stands right before, or with little words between. */
function isInvited(segment: readonly Token[], index: number): boolean {
  let at = index - 1;
  while (at >= 0 && is(segment[at], TO_REACH) && !is(segment[at], INVITES)) at--;
  return is(segment[at], INVITES);
}

/** "saya Siti dari Blitar", "perkenalkan, saya …": whoever it is, a report needs no name. */
function introducesItself(segment: readonly Token[], index: number): boolean {
  const token = segment[index] as Token;
  if (token.word === 'bernama' || token.word === 'perkenalkan') return true;
  return is(token, ME) && segment.slice(index + 2, index + 5).some(after => is(after, FROM));
}

/** "tolong telepon saya di 08…". */
function asksToBeReached(segment: readonly Token[], index: number): boolean {
  return is(segment[index], PLEADS) && segment.slice(index + 1, index + 4).some(after => is(after, CALLS));
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

/** "Makasih min, Siti 0812…" at the end: no advert ends so without naming an office. @returns its first word */
function farewellIn(segment: readonly Token[], after: readonly (readonly Token[])[]): Token | null {
  const at = segment.findIndex(token => is(token, THANKS));
  if (at < 0) return null;
  const rest = [segment.slice(at), ...after].flat();
  return rest.length <= FAREWELL_WORDS_MAX && !rest.some(token => is(token, HOUSE))
    ? (rest[0] ?? null)
    : null;
}

/** True for a word that only greets, and for whom it greets: "halo kak". Nobody needs it. */
export function isGreeting(tokens: readonly Token[], index: number): boolean {
  return is(tokens[index], GREETINGS) || (is(tokens[index], CALLED) && is(tokens[index - 1], GREETINGS));
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
