/**
 * Whether the writer says that they are under 18: "umurku 16", "saya masih SMP". Only words about oneself count: what
 * an advert asks for ("usia 17–35") and what is told of somebody else do not. Pure.
 */
import { BREAKS, type Token } from './advert.js';
import { isOneOf, type Reading } from './reading.js';

const ADULT_YEARS = 18;
/** A younger child does not write; "umur 5" is about something else. */
const WRITING_YEARS_MIN = 9;
const ME: ReadonlySet<string> = new Set(
  'saya sy sya aku aq ak gw gue gua ane kula kulo abdi kuring inyong beta awak i im'.split(' '),
);
/** "adik saya": the age is theirs. */
const KIN: ReadonlySet<string> = new Set(
  'anak adik adek kakak suami istri teman temen keponakan ponakan sepupu murid siswa cucu pacar sahabat tetangga'.split(
    ' ',
  ),
);
const AGE: ReadonlySet<string> = new Set('umur usia umurku usiaku umurnya yuswa'.split(' '));
const YEARS: ReadonlySet<string> = new Set('tahun thn th taun yo years'.split(' '));
const STILL: ReadonlySet<string> = new Set(
  'masih msh baru kelas kls sekolah duduk pelajar siswa siswi anak'.split(' '),
);
const SCHOOL: ReadonlySet<string> = new Set('sd smp mts sma smk ma stm sma1'.split(' '));
const WITHIN_WORDS = 4;

export function writerIsMinor({ tokens }: Reading): boolean {
  return tokens.some((token, index) => {
    if (isOneOf(token, AGE)) return saysOwnAge(tokens, index);
    if (!isMe(tokens, index)) return false;
    const after = sameSentence(tokens, index);
    return isAgeInYears(after) || isAtSchool(after);
  });
}

function isMe(tokens: readonly Token[], index: number): boolean {
  return isOneOf(tokens[index], ME) && !isOneOf(tokens[index - 1], KIN);
}

/** "umur saya 16", "umurku 16", "saya umur 16". */
function saysOwnAge(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index] as Token;
  const after = sameSentence(tokens, index);
  const isMine =
    (token.surface.endsWith('ku') && token.surface.length > 4) ||
    isOneOf(after[0], ME) ||
    (token.breakBefore < BREAKS.line && (isMe(tokens, index - 1) || isMe(tokens, index - 2)));
  return isMine && after.slice(0, WITHIN_WORDS).some(isMinorsAge);
}

/** "aku 16 tahun", "saya masih 15 tahun". */
function isAgeInYears(after: readonly Token[]): boolean {
  return after
    .slice(0, 2)
    .some(
      (token, at) =>
        isMinorsAge(token) && isOneOf(after[at + 1], YEARS) && (at === 0 || isOneOf(after[0], STILL)),
    );
}

/** "saya masih SMP", "aku kelas 2 SMK"; not "saya lulusan SMK". */
function isAtSchool(after: readonly Token[]): boolean {
  const at = after.slice(0, WITHIN_WORDS).findIndex(token => isOneOf(token, SCHOOL));
  if (at < 1 || !isOneOf(after[0], STILL)) return false;
  return after.slice(0, at).every(token => isOneOf(token, STILL) || /^\d{1,2}$/.test(token.surface));
}

function isMinorsAge(token: Token): boolean {
  const years = /^\d{1,2}$/.test(token.surface) ? Number(token.surface) : Number.NaN;
  return years >= WRITING_YEARS_MIN && years < ADULT_YEARS;
}

function sameSentence(tokens: readonly Token[], index: number): readonly Token[] {
  const found: Token[] = [];
  for (const token of tokens.slice(index + 1, index + 2 + WITHIN_WORDS)) {
    if (token.breakBefore >= BREAKS.line) break;
    found.push(token);
  }
  return found;
}
