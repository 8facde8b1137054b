/**
 * Whether an identifier is shown, by the words around it, to be the recruiter's: "hub", "transfer ke", "nomor agennya".
 * Only such a one is kept. A number that nothing says anything about may be the seeker's own, so it is dropped: a
 * report that lacks a number helps less, a report that holds the wrong one betrays. Pure.
 */
import { BREAKS, type Token } from '../advert/advert.js';
import { type Reading, tokenIndexAt } from '../advert/reading.js';
import type { Identifier } from '../assessment.js';
import { is, KIN, ME, PAPERS, wordSet } from './person-words.js';

/** Asks to be reached, paid or written to, or names somebody of the other side. */
const CUES = wordSet(
  `hub hubungi hubungin kontak contact cp call chat japri dm pm inbox inbok info informasi minat berminat daftar
   pendaftaran mendaftar apply kirim kirimkan send lamar lamaran melamar order pesan gabung join klik akses link admin adm
   hr hrd recruiter rekruter perekrut perekrutnya interviewer agen agent agency agensi calo calonya tekong tauke toke toko
   mandor sponsor bos boss bosnya majikan pelaku penipu dia mereka ngajak ajak mengajak urus ngurus mengurus nyuruh suruh
   nawarin tawarin menawarkan berangkatin mentor cs finance operator koordinator korlap panitia leader konsultan`,
);
/** Says where money goes. */
const PAYS = wordSet(
  'transfer tf trf tranfer ditransfer bayar dibayar pembayaran setor disetor setoran deposit depo dp topup kirim biaya administrasi titip',
);
/** Only right before what they lead to. */
const LEADS_TO = wordSet('ke dari via lewat melalui sama oleh by at to');
/** Begins the commonest line of an advert: "WA 0812…". */
const LINES = wordSet('wa whatsapp telegram tele');
/** Said to the bot or to whoever answers there. */
const TO_THE_BOT =
  wordSet(`min mimin tolong mohon makasih makasi trims tks suwun nuhun cek dicek nanya tanya bagaimana
   gimana gmn wajar normal bener benar beneran betul betulkah asli biodata resume ttd pengirim penjamin address phone emergency pelamar`);
const PAPERS_MIN = 2;
/** May stand between a cue and what it leads to, and say nothing by themselves. */
const CALLED = wordSet(
  'pak bu bang bg mas mbak mba kak om koh cik ust ustad haji abah mami bunda bro sis tante mr mrs ms madam',
);
/** Of the third person: "nomornya", "ignya", "agen nya". */
const THEIRS =
  /^(?:nomor|nomer|no|wa|ig|hp|akun|rek|rekening|tele|telegram|agen|admin|calo|bos|kontak)(?:nya|ny|e)$/u;
const THEIR_WORDS = wordSet('nya ny dia mereka');
/** A mail address that an office would have. */
const OFFICE_MAIL =
  /^(?:hr|hrd|hrga|recruit|rekrut|career|karir|karier|job|loker|lamaran|lowongan|info|admin|cs|finance|join|apply|talent|office)/iu;

const BACK_WORDS_MAX = 7;
const AHEAD_WORDS_MAX = 3;

/**
 * True when nothing in the text is about a person at all, or the words around say whose it is.
 * @param isAboutPerson see `speaksOfPerson`
 */
export function isRecruiters(
  reading: Reading,
  { kind, value, span }: Identifier,
  isAboutPerson: boolean,
): boolean {
  if (!isAboutPerson || kind === 'link' || kind === 'licence' || kind === 'company') return true;
  if (kind === 'email' && OFFICE_MAIL.test(value)) return true;
  const { tokens, text } = reading;
  const first = tokenIndexAt(tokens, span.start);
  // A link to somebody's chat is how recruiters give themselves; seekers give a number.
  if (kind === 'handle' && /\/|\.(?:me|com|id)\b/u.test(text.slice(span.start, span.end))) return true;
  if (kind === 'account') return isPaidTo(tokens, first);
  if (is(tokens[first - 1], KIN)) return false;
  if (isLineOfAdvert(tokens, first)) return true;
  return isLedTo(tokens, first) || isNamedAfter(reading, span.end);
}

/** True when somebody speaks of themselves or theirs, or fills in a form: then a bare number may be anybody's. */
export function speaksOfPerson({ tokens }: Reading): boolean {
  return isForm(tokens) || tokens.some(token => is(token, ME) || is(token, KIN) || is(token, TO_THE_BOT));
}

function isForm(tokens: readonly Token[]): boolean {
  return new Set(tokens.filter(token => is(token, PAPERS)).map(({ word }) => word)).size >= PAPERS_MIN;
}

/** "WA 0812…" by itself, outside of any form, in a sentence that speaks of nobody. */
function isLineOfAdvert(tokens: readonly Token[], first: number): boolean {
  const line = tokens[first - 1];
  if (line === undefined || !is(line, LINES) || line.breakBefore < BREAKS.comma || isForm(tokens))
    return false;
  let at = first - 1;
  while (at > 0 && (tokens[at] as Token).breakBefore < BREAKS.line) at--;
  return !tokens.slice(at, first).some(token => is(token, ME) || is(token, KIN));
}

/** "transfer … ke BCA 12…", and no "dari" between. */
function isPaidTo(tokens: readonly Token[], first: number): boolean {
  for (let at = first - 1; at >= Math.max(0, first - BACK_WORDS_MAX); at--) {
    const token = tokens[at] as Token;
    if (token.surface === 'dari' || token.surface === 'dr' || is(token, ME) || is(token, KIN)) return false;
    if (is(token, PAYS)) return true;
    if (token.breakBefore >= BREAKS.line) return false;
  }
  return false;
}

/** What stands before: the nearest word that says whose it is decides. */
function isLedTo(tokens: readonly Token[], first: number): boolean {
  for (let at = first - 1; at >= Math.max(0, first - BACK_WORDS_MAX); at--) {
    // "Hubungi:" and the number on the next line; never further.
    if ((tokens[at + 1] as Token).breakBefore >= BREAKS.line && at + 1 < first) return false;
    const token = tokens[at] as Token;
    if (is(token, KIN) || is(token, PAPERS)) return false;
    // "hubungi saya 08…" is the recruiter's, "saya Siti 08…" is not.
    if (is(token, ME)) return is(tokens[at - 1], CUES);
    if (THEIRS.test(token.surface) || is(token, THEIR_WORDS)) return !namesKin(tokens, at);
    if (is(token, CUES)) return true;
    if (at >= first - 2 && is(token, LEADS_TO)) return true;
  }
  return false;
}

/** "kakak saya Katini nomornya": theirs is hers. */
function namesKin(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(Math.max(0, at - BACK_WORDS_MAX), at).some(token => is(token, KIN) || is(token, ME));
}

/** "0812… (Bu Ani)", "+855… itu nomor agennya". */
function isNamedAfter({ text, tokens }: Reading, end: number): boolean {
  const behind = tokenIndexAt(tokens, end);
  for (let at = behind; at < Math.min(tokens.length, behind + AHEAD_WORDS_MAX); at++) {
    const token = tokens[at] as Token;
    if (token.breakBefore >= BREAKS.line || is(token, KIN) || is(token, ME)) return false;
    if (at === behind && is(token, CALLED) && text.slice(end, token.start).includes('(')) return true;
    if (THEIRS.test(token.surface)) return true;
  }
  return false;
}
