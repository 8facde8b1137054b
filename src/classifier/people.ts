/**
 * The people whom a plea names, and how each stands in it: the writer, one of the family, somebody only told of as
 * "dia"; whether something is said of them, or whether they are only spoken to, told, or asking. Comes in: the cues
 * of `rules/triage.yaml` and what was found; goes out: people in the order of the text. Judges nothing. Pure.
 */
import { BREAKS, type Token } from '../advert/advert.js';
import type { Span, Triage } from '../assessment.js';
import { type Evidence, placesOf } from './conditions.js';
import type { Hit } from './hits.js';
import type { TriageCues } from './rule.js';

export type Who = Triage['who'];

/** A person as named in the text. */
export interface Person extends Hit {
  readonly who: Who;
  /** `own`: the writer, or one of his own ("adik saya") · `bare`: "adik", "si Budi", "Mas Bayu" · `they`: "dia". */
  readonly called: 'own' | 'bare' | 'they';
  /** Only asks, tells or worries ("saya mau tanya"): nothing is said of what happens to this person. */
  readonly isAsking: boolean;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Before a person: he is told something, or sent something, and is not the one in danger. */
const TOLD = words(
  `bilang bilangin kabari kabarin kabarkan sampaikan sampein hubungi hubungin ke kepada kpd pada buat untuk kasihtau tau tahu
  telepon telpon beritahu beritau sama pa kirim minta disuruh ditebus tell call from titip jaga demi kangen lihat salam dek dumateng
  neror nagih ngancam ancam nyebar rumah sekolah alamat`,
);
/** Whom one speaks to: family words that are also how a stranger is addressed. */
const ADDRESS = words(
  `kak kakak kaka kk kang mas mbak mba bang abang cak lae teh teteh om tante min pak bapak bu ibu bunda bun dek dik adek adik de ka
  sis bro gan mama mamak mak emak papa ayah bude budhe pakde pakdhe paklek bulek uni uda amang inang horas kawan teman nak yth ale kaka
  sodara saudara sahabat guru pakcik makcik encik`,
);
/** Between the writer and a person: both are meant. */
const TOGETHER = words('dan dn sama bersama dengan dgn bareng karo sareng serta and with & beserta');
/** After the writer: the writer asks, tells or worries. */
const ASKS = words(
  `tanya nanya bertanya tanyo takon tangled tanglet taros naros nyuwun pirsa mohon minta mintak meminta memohon lapor melapor laporkan
  melaporkan ngelapor harus hrs kudu kedah musti mesti gimana bagaimana piye kumaha pripun bingung takut khawatir kuatir kawatir kuwatos
  cemas sedih dengar denger dapat dpt dapet menerima terima nerima baca lihat liat tulis nulis menulis tulung tolong bantu urus sampaikan
  menyampaikan ceritakan cerita curhat curiga kenal tahu tau ngerti oneng terang ndak tidak gak ga nggak ora mboten teu sonde belum blm
  ingin pengen pgn mau mw bade badhe arep hanya cuma mung berharap harap titip ibunya ayahnya istrinya suaminya kakaknya adiknya keluarga
  tetangga tetangganya keponakannya kepala sekretaris guru bidan relawan dosen wali warga orangtua orang selaku sebagai sudah sdh udah coba
  telpon telepon nelpon hubungi cari nyari kuli tunggu nunggu nitip want need just think know heard am`,
);
/** After an asking word ("saya mau", "saya tidak"): the writer speaks of himself after all. */
const OWN = words(
  `pulang balik keluar kluar kabur lari resign mundur batal makan tidur digaji dibayar boleh bisa dikasih diberi pegang punya kuat tahan
  kerja bekerja di dibawa disuruh dipaksa dijual dipindah dipukul ditahan diancam mati bali mulih wangsul uih mulak metu lolos sampai
  sampe nyampe berangkat kerjo ditipu terjebak jadi home leave`,
);
/** How far after the writer an asking word may stand, and an own one after it. */
const ASKS_REACH = 2;
const OWN_REACH = 3;

/** Everybody named, in the order of the text; who is only spoken to or told something is left out. */
export function peopleIn(cues: TriageCues, evidence: Evidence): readonly Person[] {
  const { tokens } = evidence.advert;
  const quoted = quotedIn(evidence.advert.text);
  const named = withoutOverlaps(placesOf(cues.relative, evidence, false)).filter(
    hit => !isBroken(tokens, hit),
  );
  const writers = withoutOverlaps(placesOf(cues.writer, evidence, false))
    .filter(hit => !overlapsAny(hit, named) && !isWithin(tokens[hit.from] as Token, quoted))
    .map((hit): Person => ({ ...hit, who: 'self', called: 'own', isAsking: isAsking(tokens, hit) }));
  const relative =
    (called: Person['called']) =>
    (hit: Hit): Person => ({ ...hit, who: 'relative', called, isAsking: false });
  const kin = withoutOverlaps([...placesOf(cues.bareKin, evidence, false), ...calledByName(evidence)]).filter(
    hit => !overlapsAny(hit, named) && isSubject(tokens, hit),
  );
  const they = withoutOverlaps(placesOf(cues.they, evidence, false)).filter(
    hit => !overlapsAny(hit, [...named, ...kin]),
  );
  return [
    ...writers,
    ...[...named.map(relative('own')), ...kin.map(relative('bare')), ...they.map(relative('they'))]
      .filter(hit => !isTold(tokens, hit) && !isAddressed(tokens, hit, writers))
      .map(hit => (isWithWriter(tokens, hit, writers) ? { ...hit, who: 'self' as const } : hit)),
  ].sort((a, b) => a.from - b.from);
}

/** A cue may run on to a country ("adik di Laos"); the person is its first words. */
const PERSON_WORDS_MAX = 3;

/** Of cues that overlap the first, as long as a person's name can be. */
function withoutOverlaps(hits: readonly Hit[]): readonly Hit[] {
  const short = hits.map(({ from, to }) => ({ from, to: to - from > PERSON_WORDS_MAX ? from + 1 : to }));
  const kept: Hit[] = [];
  for (const hit of short.sort((a, b) => a.from - b.from || b.to - a.to))
    if (!overlapsAny(hit, kept)) kept.push(hit);
  return kept;
}

/** "si Ucok", "Mas Bayu": somebody spoken of by name. */
function calledByName({ advert: { tokens, text } }: Evidence): readonly Hit[] {
  return tokens.flatMap(({ surface }, from) => {
    const next = tokens[from + 1];
    if (next === undefined || next.breakBefore !== BREAKS.none) return [];
    const isName =
      surface === 'si' || (ADDRESS.has(surface) && /^\p{Lu}\p{Ll}/u.test(text.slice(next.start, next.end)));
    return isName ? [{ from, to: from + 2 }] : [];
  });
}

/** "Mama, aku": two people. */
function isBroken(tokens: readonly Token[], { from, to }: Hit): boolean {
  return tokens.slice(from + 1, to).some(({ breakBefore }) => breakBefore >= BREAKS.comma);
}

/** Words after which a clause begins. */
const BEGINS = words(
  'kalau kalo klo nek lek mun tapi tp tetapi terus trus lalu dan karena krn bahwa saat waktu ini itu soal tentang jenazah kabar katanya jare sejak kalo skrg sekarang wa vn pesan dari dr barusan bini',
);

/** "suami tidak dilepas", not "kirim ke suami", "utang bapak": the word begins what is said. */
function isSubject(tokens: readonly Token[], { from }: Hit): boolean {
  const before = tokens[from - 1];
  return (
    before === undefined || (tokens[from] as Token).breakBefore >= BREAKS.comma || BEGINS.has(before.surface)
  );
}

const QUOTED =
  /[\u201c"][^\u201d"]{2,400}[\u201d"]|(?<![\p{L}\d])['\u2018][^'\u2019]{2,400}['\u2019](?!\p{L})/gu;

/** Stretches between quotation marks: there "aku" is whoever is quoted. */
function quotedIn(text: string): readonly Span[] {
  return [...text.matchAll(QUOTED)].map(({ index, 0: whole }) => ({
    start: index,
    end: index + whole.length,
  }));
}

function isWithin({ start }: Token, spans: readonly Span[]): boolean {
  return spans.some(span => start >= span.start && start < span.end);
}

function overlapsAny(hit: Hit, others: readonly Hit[]): boolean {
  return others.some(other => hit.from < other.to && other.from < hit.to);
}

function isTold(tokens: readonly Token[], { from }: Hit): boolean {
  const before = tokens[from - 1];
  return before !== undefined && tokens[from]?.breakBefore === BREAKS.none && TOLD.has(before.surface);
}

/** "Mas, saya", "kang inyong", "Mama, aku", "…, bu": not one of the family in danger but the reader. */
function isAddressed(tokens: readonly Token[], { from, to }: Hit, writers: readonly Hit[]): boolean {
  const first = tokens[from] as Token;
  if (!ADDRESS.has(first.surface)) return false;
  const next = tokens[to];
  const begins = from === 0 || first.breakBefore >= BREAKS.line;
  const endsAlone = next === undefined || next.breakBefore >= BREAKS.comma;
  if (endsAlone && (begins || first.breakBefore >= BREAKS.comma || to - from === 1)) return true;
  return begins && to - from === 1 && writers.some(writer => writer.from === to);
}

/** "saya dan adik saya" */
function isWithWriter(tokens: readonly Token[], { from }: Hit, writers: readonly Hit[]): boolean {
  const joiner = tokens[from - 1];
  return (
    joiner !== undefined && TOGETHER.has(joiner.surface) && writers.some(writer => writer.to === from - 1)
  );
}

/** "saya mau tanya", "saya harus gimana", "saya takut"; but not "saya mau pulang", "saya tidak digaji". */
function isAsking(tokens: readonly Token[], { to }: Hit): boolean {
  const next = tokens.slice(to, to + ASKS_REACH);
  const at = next.findIndex(({ surface }) => ASKS.has(surface));
  if (at < 0 || next.slice(0, at + 1).some(({ breakBefore }) => breakBefore >= BREAKS.line)) return false;
  return !tokens.slice(to + at, to + at + OWN_REACH).some(({ surface }) => OWN.has(surface));
}
