/**
 * The country in which the person in danger is, as far as the text says: not the one that was promised, not a
 * stop on the way, not where somebody comes from or what passport a captain holds. Comes in: the places of an
 * advert with the words around them; goes out: a country, or null. Pure.
 */
import { type Advert, BREAKS, type Token } from '../advert/advert.js';
import type { Place, TriageStage } from '../assessment.js';
import { wordsOfSpan } from './fact-places.js';

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Right before a name: somebody is there. */
const THERE = words('di d nang ning neng ing wonten teng kat dina in at pa e ning ka aya');
/** Between "di" and a name. */
const PARTS = words('daerah kota kabupaten kab pedalaman provinsi pulau wilayah sekitar negara kec');
/** Shortly before a name: this is where it ended. */
const ENDED = words(
  `sekarang skrg skrng saiki ayeuna sakmenika sakarang ternyata trnyata jebul jebule tibake malah nyatanya sampai sampe nyampe
  tiba terjebak kejebak disekap dikurung ditahan masih lagi berada posisi dijual dibuang terlantar nyangkut kabur dipindah
  pindah taunya dipindahkan stuck trapped now actually sembunyi kini lokasi sharelok titik metu mendarat mendaratnya landing
  sinyal kabarnya rupanya jatuhnya jebulane baline dibawa dilempar dioper tertinggal ditinggal arrived`,
);
/** Before a name they tell where somebody is, unless the work was no more than promised. */
const WORKS = words('kerja bekerja kerjo nyambut gawe');
/** Shortly before a name: no more than promised, planned or feared. */
const PROMISED = words(
  `dijanjikan dijanjiin janji janjinya janjine katanya ktnya katae jarene jare bilangnya blgnya bilang pamit pamitnya pamite iklan
  lowongan loker tujuan harusnya mestinya mulanya mula semula ngakunya pura pamitan kontraknya tadinya awalnya dulu dulunya lamar daftar kirain kira promised told tujuane cenah`,
);
const AHEAD = words(
  'mau akan bakal arep bade diancam diancem ancam ngancam rencana besok lusa nanti minggu depan hari lagi diseberangin will',
);
/** A stop on the way, or where one came from. */
const PASSED = words('lewat via transit dari dr saking asal from singgah mampir turun habis abis pulang');
/** Right before a name it is no place but a nationality, a language, a flag. */
const NATIONALITY = words(
  `orang org wong urang bos boss bahasa basa bendera tentara tulisan mafia perusahaan warga nomor nomer boleh majikan dolar bank
  makanan pt agensi agen company sama chinese koko cowok cewek cowok2 cewek2 cewe cowo bule customer nasabah korban laki kanca temen teman anak abk kru dan friend manager pria
  perempuan duta`,
);
/** Shortly after a name: the way went on from there, nobody says where to. */
const TAKEN_ON = words(
  'dibawa dioper dipindah dipindahkan dipindahin diseberangkan diseberangin disebrangkan',
);
const TAKEN_ON_REACH_WORDS = 2;
const NEAR = words('perbatasan dekat deket cedhak wates border near seberang sebrang');
/** Right before a name: a ship of its flag. It says where to ask, but any place says it better. */
const SHIPS = words('kapal kpl longline longliner jigger trawl');
/** Shortly before a name: just not there. */
const NOT_THERE = words('bukan bkn bukannya lain dudu sanes dede ora not');
const NOT_THERE_REACH_WORDS = 3;
const CUE_REACH_WORDS = 5;
/** Points of a place that nothing speaks for, of one that is only a flag or where people are from. */
const BARE = 0.5;
const FLAG = 0.3;

/** Before leaving and after coming home people are in Indonesia; the country is where they were to go, or came from. */
const AT_HOME: ReadonlySet<TriageStage> = new Set<TriageStage>([
  'thinking',
  'paid',
  'papers_handed',
  'departing',
  'home',
]);

export function whereaboutsOf(advert: Advert, stage: TriageStage | null): string | null {
  const left = countriesLeft(advert);
  const scored = advert.facts.places
    .map((place, order) => ({
      place,
      order,
      score: scoreOf(place, advert) - (left.has(place.country) ? LEFT : 0),
    }))
    .filter(({ score }) => score > 0);
  const best = scored.reduce<(typeof scored)[number] | null>(
    (most, next) => (most === null || next.score > most.score ? next : most),
    null,
  );
  const isAtHome = stage !== null && AT_HOME.has(stage);
  const abroad = best === null || best.place.country === 'ID' ? phoneCountry(advert) : best.place.country;
  // What stage says already is not said again: `ID` is for those who are held in Indonesia.
  return abroad ?? (isAtHome ? null : (best?.place.country ?? null));
}

/** "ke Malaysia, dari Kuala Lumpur ke Kamboja": where somebody set out from again was a stop. */
function countriesLeft({ facts: { places }, tokens }: Advert): ReadonlySet<string> {
  const left = new Set<string>();
  const entered = new Set<string>();
  for (const { country, span } of places) {
    const { from } = wordsOfSpan(tokens, span);
    if (entered.has(country) && SET_OUT.has(cluesBefore(tokens, from)[0] ?? '')) left.add(country);
    entered.add(country);
  }
  return left;
}
const SET_OUT = words('dari dr saking from');
/** Points that a stop loses. */
const LEFT = 4;

function scoreOf(place: Place, advert: Advert): number {
  const { from, to } = wordsOfSpan(advert.tokens, place.span);
  if (isTakenOn(advert.tokens, to)) return 0;
  const before = cluesBefore(advert.tokens, from).filter((word, index) => index > 1 || !PARTS.has(word));
  if (before.slice(0, NOT_THERE_REACH_WORDS).some(word => NOT_THERE.has(word))) return 0;
  if (SHIPS.has(before[0] ?? '')) return place.country === 'ID' ? 0 : FLAG;
  if (NATIONALITY.has(before[0] ?? '')) return place.kind === 'city' && place.country !== 'ID' ? FLAG : 0;
  const has = (set: ReadonlySet<string>): boolean => before.some(word => set.has(word));
  // Indonesia is where most writers come from: it counts only where it is said that somebody is there.
  let score = place.country === 'ID' ? -1 : 3;
  if (place.kind === 'scam') score += 3;
  if (place.role === 'transit') score -= 2;
  if (THERE.has(before[0] ?? '')) score += 2;
  if (NEAR.has(before[0] ?? '')) score -= 1;
  const promised = before.findIndex(word => PROMISED.has(word));
  const ended = before.findIndex(word => ENDED.has(word) || (promised < 0 && WORKS.has(word)));
  if (ended >= 0 && (promised < 0 || ended < promised)) score += 3;
  else if (promised >= 0) score -= 2;
  if (has(AHEAD)) score -= 1;
  if (PASSED.has(before[0] ?? '') || PASSED.has(before[1] ?? '')) score -= place.country === 'ID' ? 9 : 1;
  if (place.country === 'ID' && !(THERE.has(before[0] ?? '') && ended >= 0)) return 0;
  return place.country === 'ID' ? score : Math.max(score, BARE);
}

function isTakenOn(tokens: readonly Token[], to: number): boolean {
  for (let at = to; at < to + TAKEN_ON_REACH_WORDS; at++) {
    if ((tokens[at]?.breakBefore ?? BREAKS.sentence) >= BREAKS.sentence) return false;
    if (TAKEN_ON.has((tokens[at] as Token).surface)) return true;
  }
  return false;
}

/** The words before a name, nearest first, up to the beginning of its sentence. */
function cluesBefore(tokens: readonly Token[], from: number): readonly string[] {
  const clues: string[] = [];
  for (let at = from; at > 0 && clues.length < CUE_REACH_WORDS; at--) {
    // A flag at the very end of a text has no word after it to ask.
    if ((tokens[at]?.breakBefore ?? BREAKS.none) >= BREAKS.sentence) break;
    clues.push((tokens[at - 1] as Token).surface);
  }
  return clues;
}

/** A number from abroad in a text that names no place: that is where it was used. */
function phoneCountry({ identifiers, text }: Advert): string | null {
  const phone = identifiers.find(({ kind, country }) => kind === 'phone' && country && country !== 'ID');
  return phone?.country ?? CODES[BARE_CODE.exec(text)?.[1] ?? ''] ?? null;
}

/** "nomor +855": the code alone, without a number that could be read. */
const BARE_CODE = /\+\s?(\d{2,3})(?![\d\s-]*\d)/;
/** Codes (ITU-T E.164) from which pleas were told. */
const CODES: Readonly<Record<string, string>> = {
  '855': 'KH',
  '95': 'MM',
  '856': 'LA',
  '66': 'TH',
  '63': 'PH',
  '84': 'VN',
  '60': 'MY',
  '65': 'SG',
  '852': 'HK',
  '886': 'TW',
  '971': 'AE',
  '966': 'SA',
  '964': 'IQ',
};
