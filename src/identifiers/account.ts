/**
 * Finds bank and e-wallet accounts: a run of digits next to a bank's name or to "rekening". The value is
 * `bank:digits`, `unknown:digits` where no bank is named. The span is that of the digits alone.
 */
import { BREAKS, type Token } from '../advert/advert.js';
import { isOneOf, overlapsAny, type Reading } from '../advert/reading.js';
import { defineWordClass, nextOfClass, wordClasses } from '../advert/word-classes.js';
import type { Identifier, Span } from '../assessment.js';

const ACCOUNTS_MAX = 20;
const DIGITS_MIN = 8;
const DIGITS_MAX = 16;
/** "BCA a.n. Siti Aminah 1234567890": words between the bank and the digits. */
const WORDS_BETWEEN_MAX = 7;
const UNKNOWN_BANK = 'unknown';

const BANKS: ReadonlyMap<string, string> = new Map([
  ...(
    'bca bri bni mandiri bsi btn cimb danamon permata seabank jago jenius btpn panin ocbc maybank bukopin muamalat ' +
    'briva blu'
  )
    .split(' ')
    .map((bank): [string, string] => [bank, bank]),
  ['niaga', 'cimb'],
]);
/** Their account number is a telephone number. */
const WALLETS: ReadonlyMap<string, string> = new Map([
  ['dana', 'dana'],
  ['ovo', 'ovo'],
  ['gopay', 'gopay'],
  ['shopeepay', 'shopeepay'],
  ['spay', 'shopeepay'],
  ['linkaja', 'linkaja'],
]);
const ACCOUNT_WORDS: ReadonlySet<string> = new Set(['rek', 'rekening', 'norek', 'norekening', 'va']);
/** Between a wallet and its number nothing else may stand: "dana" is also the word for money. */
const WALLET_LINKS: ReadonlySet<string> = new Set([
  ...ACCOUNT_WORDS,
  ...'no nomor ke a n an atas nama dan atau hp akun admin'.split(' '),
  ...WALLETS.keys(),
]);
/** After these the digits are a number to call. */
const CALL_WORDS: ReadonlySet<string> = new Set(
  'wa whatsapp hp hub hubungi telp tlp telepon call cp kontak sms nik ktp kode cek pin otp resi'.split(' '),
);
/** Before a wallet's name these make it the word for money: "butuh dana hubungi 08…". */
const NEED_WORDS: ReadonlySet<string> = new Set(
  'butuh perlu ada pinjam pinjaman cari mau kirim bantuan'.split(' '),
);
const SUM_WORDS: ReadonlySet<string> = new Set('jt juta rb ribu rupiah rp usd dolar k'.split(' '));

interface Digits {
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

const ACCOUNT_CLASS = defineWordClass([...BANKS.keys(), ...WALLETS.keys(), ...ACCOUNT_WORDS]);

export function findAccounts(reading: Reading, claimed: readonly Span[]): Identifier[] {
  const { tokens } = reading;
  const accounts: Identifier[] = [];
  const classes = wordClasses(tokens);
  const next = (from: number): number => nextOfClass(classes, ACCOUNT_CLASS, from);
  for (
    let index = next(0);
    index < tokens.length && accounts.length < ACCOUNTS_MAX;
    index = next(index + 1)
  ) {
    const found = accountAt(reading, index);
    if (found && !overlapsAny(found.span, claimed) && !overlapsAny(found.span, accounts.map(spanOf)))
      accounts.push(found);
  }
  return accounts;
}

function spanOf(account: Identifier): Span {
  return account.span;
}

function accountAt(reading: Reading, index: number): Identifier | null {
  const token = reading.tokens[index] as Token;
  const bank = BANKS.get(token.surface);
  const isMoney = token.surface === 'dana' && isOneOf(reading.tokens[index - 1], NEED_WORDS);
  const wallet = bank === undefined && !isMoney ? WALLETS.get(token.surface) : undefined;
  const isAccountWord = bank === undefined && wallet === undefined && ACCOUNT_WORDS.has(token.surface);
  if (bank === undefined && wallet === undefined && !isAccountWord) return null;
  const digits =
    digitsAfter(reading, index, wallet !== undefined) ?? (bank ? digitsBefore(reading, index) : null);
  if (digits === null) return null;
  const name = bank ?? wallet ?? bankNear(reading.tokens, index) ?? UNKNOWN_BANK;
  return {
    kind: 'account',
    value: `${name}:${digits.value}`,
    span: {
      start: (reading.tokens[digits.from] as Token).start,
      end: (reading.tokens[digits.to - 1] as Token).end,
    },
  };
}

function digitsAfter(reading: Reading, index: number, isWallet: boolean): Digits | null {
  const { tokens } = reading;
  for (let at = index + 1; at < tokens.length && at <= index + 1 + WORDS_BETWEEN_MAX; at++) {
    const token = tokens[at] as Token;
    if (isDigits(token.surface)) {
      const digits = readDigits(reading, at);
      if (digits !== null) return isPhoneShaped(digits.value) === isWallet ? walletForm(digits) : null;
    }
    // The stop of "a.n." ends no sentence.
    const isAfterShort = (tokens[at - 1] as Token).surface.length <= 2;
    if (token.breakBefore === BREAKS.sentence && at > index + 2 && !isAfterShort) return null;
    if (isOneOf(token, CALL_WORDS)) return null;
    if (isWallet && !isOneOf(token, WALLET_LINKS)) return null;
  }
  return null;
}

/** "1234567890 (BCA)", "1234567890 an Siti bank BCA". */
function digitsBefore(reading: Reading, index: number): Digits | null {
  const { tokens } = reading;
  for (let at = index - 1; at >= 0 && at >= index - 3; at--) {
    if ((tokens[at + 1] as Token).breakBefore >= BREAKS.line) return null;
    if (!isDigits((tokens[at] as Token).surface)) continue;
    let first = at;
    while (first > 0 && isDigits((tokens[first - 1] as Token).surface) && isOneNumber(reading, first))
      first--;
    const digits = readDigits(reading, first);
    return digits !== null && !isPhoneShaped(digits.value) ? digits : null;
  }
  return null;
}

/** The digits from token `from` on, over the gaps inside one number; null when they are no account number. */
function readDigits(reading: Reading, from: number): Digits | null {
  const { tokens, text } = reading;
  let to = from + 1;
  while (to < tokens.length && isDigits((tokens[to] as Token).surface) && isOneNumber(reading, to)) to++;
  const groups = tokens.slice(from, to).map(token => token.surface);
  const value = groups.join('');
  if (value.length < DIGITS_MIN || value.length > DIGITS_MAX) return null;
  const isSum =
    groups.length > 1 &&
    (groups[0] as string).length <= 3 &&
    groups.slice(1).every(group => group.length === 3);
  if (isSum || isOneOf(tokens[from - 1], SUM_WORDS) || isOneOf(tokens[to], SUM_WORDS)) return null;
  const after = text.charAt((tokens[to - 1] as Token).end);
  return after === '*' ? null : { from, to, value };
}

/** True when only one sign of those used inside numbers stands between token `index` and the one before. */
function isOneNumber({ text, tokens }: Reading, index: number): boolean {
  const gap = text.slice((tokens[index - 1] as Token).end, (tokens[index] as Token).start);
  return gap === ' ' || gap === '-' || gap === '.';
}

function isDigits(word: string): boolean {
  return /^\d+$/.test(word);
}

function isPhoneShaped(digits: string): boolean {
  return /^(?:08|628)\d{8,11}$/.test(digits);
}

/** One wallet, one form: the national one. */
function walletForm(digits: Digits): Digits {
  return digits.value.startsWith('62') ? { ...digits, value: `0${digits.value.slice(2)}` } : digits;
}

function bankNear(tokens: readonly Token[], index: number): string | undefined {
  const last = Math.min(tokens.length, index + 1 + WORDS_BETWEEN_MAX + 3);
  for (let at = Math.max(0, index - 3); at < last; at++) {
    const bank = BANKS.get((tokens[at] as Token).surface);
    if (bank !== undefined) return bank;
  }
  return undefined;
}
