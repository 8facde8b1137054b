/**
 * How one place stands in its sentence: where the work is, a stop on the way, or only spoken of. Looks at the few
 * words before and after the name and at whether it stands in the header of the text. Pure.
 */
import type { PlaceRole } from '../assessment.js';
import { BREAKS, type Token } from './advert.js';
import type { KnownPlace } from './gazetteer.js';
import { beginsLine, clauseStart, isOneOf, type Reading } from './reading.js';

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Before a name: the work is there. */
const DESTINATION = words(
  `kerja kerjaan pekerjaan bekerja kerjo gawe damel nyambut lowongan loker lowker penempatan ditempatkan ditempatin tujuan
  menuju ke negara berangkat brangkat diberangkatkan terbang fly job jobs magang lokasi area wilayah dibutuhkan butuh
  membutuhkan dicari mencari posisi relokasi dikirim untuk utk dhateng nyang menyang vacancy hiring
  work working location berlokasi budal budhal rekrutmen recruitment based staff staf operator admin jadi jd
  pelayan kasir koki waiter waitress housekeeping sopir driver guru ngajar mengajar perawat rencana rencananya
  tujuannya janjinya dijanjikan dijanjiin ssw tokutei kaigo prt art gtog g2g g`,
);
/** Before a name: a stop on the way. */
const TRANSIT = words('via lewat transit singgah mampir liwat melalui');
/** Before a name: no more than spoken of. */
const MENTION = words(
  `dari dr asal eks ex mantan pengalaman berpengalaman lulusan alumni domisili berdomisili interview wawancara
  tes test training pelatihan diklat alamat kbri kjri kedutaan kedubes wisata liburan kuliah orang org warga wni wna
  bos boss owner tinggal menetap ktp pulang balik bali kembali mudik dipulangkan pemulangan tidak gak ga nggak bukan
  jangan bendera produk investor pma ekspor impor import korban kasus polisi jaringan sindikat pernah
  rasa gaya ala khas made berbahasa teman temen sepupu saudara keluarga cowok cewek pria wanita
  disnaker disnakertrans bp2mi bp3mi upt polda polres dinas
  cewek2 cowok2 orang2 perbatasan dekat deket border near`,
);
/** An office at home is where one applies; an office abroad is where one would work. */
const OFFICE = words('kantor kantornya office cabang');
/** Work places: before a name abroad they say where the work is. */
const WORK_PLACES = words(
  'hotel pabrik kebun ladang sawit kilang majikan kedai resto proyek perkebunan kafe toko',
);
/** Before a cue for work these take it back; `jangan` from further away. */
const DENIALS = words(
  'pengalaman berpengalaman pernah jangan bukan tidak tdk gak ga nggak mantan eks ex belum kenapa',
);
const WARNINGS = words('jangan jgn ojo waspada hindari');
const DENIAL_REACH = 2;
const WARNING_REACH = 4;
/** Before "ke": the trip is not for work. */
const ERRAND = words(
  `kirim kirimkan mengirim cv lamaran datang training pelatihan interview wawancara pulang balik kembali lapor telepon
  jalan liburan wisata kuliah sekolah dipulangkan kabur umrah umroh haji ziarah`,
);
/** After a name: the place is looking for people. */
const SEEKS = words(
  'butuh membutuhkan minta perlu memerlukan buka membuka cari mencari open opening hiring nyari',
);
/** In a header these say that it is one of work. */
const HEADER_WORK = words(
  `lowongan loker lowker kerja job jobs vacancy hiring rekrutmen recruitment dibutuhkan butuh urgent open magang
  pabrik kilang ladang kebun sawit kapal abk art prt tkw tki pmi tukang perawat nurse caregiver kaigo ssw tokutei
  pengasuh operator admin staff staf marketing driver sopir cs customer welder guru teacher manager engineer cook
  koki waiter waitress housekeeping cleaning penempatan gaji supervisor coordinator koordinator officer receptionist
  analyst developer programmer assistant asisten kasir pelayan penjaga`,
);
/** After a transit stop these lead on to the destination. */
const ONWARD = words('lalu terus trus baru kemudian habis lanjut menuju ke');
/** Nouns between the cue and the name are passed over up to this many words. */
const REACH = 5;
/** Lines of a header in which a place may stand by itself, and those in which a word of work makes it one. */
const HEADER_LINES = 4;
const WORK_HEADER_LINES = 2;
const FIELD_SIGN = /[|·•]/;

/** A name found in the words [from, to), before its role is known. */
export interface PlaceMatch {
  readonly place: KnownPlace;
  readonly from: number;
  readonly to: number;
}

interface Neighbour {
  readonly match: PlaceMatch;
  readonly role: PlaceRole;
}

/** @param before the place named last, which "dan", a comma or an arrow may join to this one */
export function placeRole(reading: Reading, match: PlaceMatch, before: Neighbour | null): PlaceRole {
  const inherited = before && joinedRole(reading, match, before);
  if (inherited) return inherited;
  const { tokens } = reading;
  for (let at = match.from - 1; at >= 0 && at >= match.from - REACH; at--) {
    if (beginsLine(tokens[at + 1])) break;
    if (before !== null && at < before.match.to) break;
    const token = tokens[at] as Token;
    if (isOneOf(token, TRANSIT)) return 'transit';
    if (isOneOf(token, MENTION)) return 'mention';
    if (isOneOf(token, OFFICE)) return match.place.country === 'ID' ? 'mention' : 'destination';
    if (match.place.country !== 'ID' && isOneOf(token, WORK_PLACES)) return 'destination';
    if (token.surface === 'ke') return roleAfterKe(tokens, at);
    if (isOneOf(token, DESTINATION)) return isDenied(tokens, at) ? 'mention' : 'destination';
  }
  if (match.place.country !== 'ID' && (seeksPeople(tokens, match.to) || isBesideSum(tokens[match.to])))
    return 'destination';
  return standsInHeader(reading, match) ? 'destination' : 'mention';
}

/** "transit Singapura dan Thailand lalu Kamboja": the second like the first, the third where it ends. */
function joinedRole({ text, tokens }: Reading, match: PlaceMatch, before: Neighbour): PlaceRole | null {
  if (match.from - before.match.to > 1 || beginsLine(tokens[match.from])) return null;
  const gap = text.slice((tokens[before.match.to - 1] as Token).end, (tokens[match.from] as Token).start);
  const between = match.from > before.match.to ? (tokens[before.match.to] as Token) : null;
  if (gap.length > 12 || (between && beginsLine(between))) return null;
  if (isOneOf(between ?? undefined, ONWARD) || gap.includes('>') || gap.includes('→'))
    return before.role === 'mention' && between?.surface !== 'ke' ? null : 'destination';
  if (between === null || between.surface === 'dan' || between.surface === 'atau') return before.role;
  return null;
}

function roleAfterKe(tokens: readonly Token[], ke: number): PlaceRole {
  const before = tokens[ke - 1];
  if (isOneOf(before, TRANSIT)) return 'transit';
  return isOneOf(before, ERRAND) || isOneOf(before, MENTION) || isDenied(tokens, ke)
    ? 'mention'
    : 'destination';
}

/** "pengalaman kerja di …", "pernah kerja di …", "jangan mau diajak kerja ke …". */
function isDenied(tokens: readonly Token[], cue: number): boolean {
  for (let at = cue - 1; at >= 0 && at >= cue - WARNING_REACH; at--) {
    if ((tokens[at + 1] as Token).breakBefore > BREAKS.none) return false;
    if (at >= cue - DENIAL_REACH && isOneOf(tokens[at], DENIALS)) return true;
    if (isOneOf(tokens[at], WARNINGS)) return true;
  }
  return false;
}

function seeksPeople(tokens: readonly Token[], to: number): boolean {
  for (let at = to; at < to + 2; at++) {
    const token = tokens[at];
    if (token === undefined || token.breakBefore > BREAKS.none) return false;
    if (isOneOf(token, SEEKS)) return true;
  }
  return false;
}

/** After a pin, as a line or a field of its own, or in the first lines beside a word of work. */
function standsInHeader({ text, tokens }: Reading, match: PlaceMatch): boolean {
  const name = tokens[match.from] as Token;
  const previous = tokens[match.from - 1];
  const gap = text.slice(previous?.end ?? 0, name.start);
  if (gap.includes('📍')) return true;
  let lines = 0;
  for (let at = match.from; at > 0 && lines < HEADER_LINES; at--) if (beginsLine(tokens[at])) lines++;
  if (lines >= HEADER_LINES || previous?.surface === 'di' || previous?.surface === 'in') return false;
  const start = clauseStart(tokens, match.from, tokens.length);
  if (isOwnLine(tokens, start, match) || isOwnField({ text, tokens }, gap, start, match)) return true;
  const isLineEnd = beginsLine(tokens[match.to]);
  if (isLineEnd && match.place.country !== 'ID' && /[–—|(,-]/.test(gap)) return true;
  return (
    lines < WORK_HEADER_LINES && (hasWorkInLine(tokens, start, match) || (lines === 0 && /[–—|(-]/.test(gap)))
  );
}

function hasWorkInLine(tokens: readonly Token[], start: number, match: PlaceMatch): boolean {
  for (let at = start; at < match.from; at++) if (isOneOf(tokens[at], HEADER_WORK)) return true;
  for (let at = match.to; at < tokens.length && !beginsLine(tokens[at]); at++)
    if (isOneOf(tokens[at], HEADER_WORK)) return true;
  return false;
}

/** "Sales | Bogor | Full Time", "Kuala Lumpur · Full time". */
function isOwnField(
  { text, tokens }: Pick<Reading, 'text' | 'tokens'>,
  gap: string,
  start: number,
  match: PlaceMatch,
): boolean {
  const next = tokens[match.to];
  const after = next ? text.slice((tokens[match.to - 1] as Token).end, next.start) : '';
  const isFieldBefore = start === match.from || FIELD_SIGN.test(gap);
  return isFieldBefore && FIELD_SIGN.test(after);
}

/** "Siem Reap, Cambodia": a line that is no more than the place. */
function isOwnLine(tokens: readonly Token[], start: number, match: PlaceMatch): boolean {
  if (start !== match.from) return false;
  const next = tokens[match.to];
  return beginsLine(next) || (next?.breakBefore === BREAKS.comma && beginsLine(tokens[match.to + 1]));
}

/** "Riyadh 2.000 SAR", "Taiwan, NT$ 29.500". */
function isBesideSum(next: Token | undefined): boolean {
  return next !== undefined && !beginsLine(next) && /^(?:\d|rp\d|usd|sar|nt$|rm\d)/.test(next.surface);
}
