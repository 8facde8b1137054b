/**
 * The marks of the canary proof: everything that a sender controls or is known by carries one. All marks of a kind that
 * we choose share a core that stands nowhere by chance, so that one search finds any of them; what others choose (a
 * cookie, a key) is noted whole. It says of each mark how it could be spelled where somebody hashes it.
 */
import { createHash } from 'node:crypto';

/** Words of letters, each mark with an ending of its own. */
const WORD_CORES = {
  'first name': 'quorvexil',
  'last name': 'zyndraphu',
  'user name': 'wixtrolup',
  'push name': 'ulqarnozi',
  'name in a text': 'jexovanqi',
  'word in a text': 'kwelzibrax',
  caption: 'pyxunderog',
  'file name': 'vizqotrape',
  'name on a card': 'hexwidoqan',
  'name of an origin': 'xaquirlobe',
  'user name of an origin': 'brizqunepa',
  'file id': 'agacqwzkyxv',
  'lasting file id': 'aqadwyqxzkp',
  'user agent': 'nokyxwarden',
  referrer: 'ruqmavexip',
} as const;
/** Rows of digits: what stands before every mark's own ending. Numbers of telephones are national here. */
const NUMBER_CORES = {
  'chat id': '88047193',
  'message id': '47119283',
  'update id': '77153092',
  'id of an origin': '91357046',
  'hidden address': '190736418',
} as const;
const PHONE_CORES = {
  'phone number': '81390472',
  'number in a text': '85771936',
  'number on a card': '82215847',
  'number of an origin': '87866251',
} as const;
const OTHER_CORES = { 'stanza id': 'ace7519d0c4b2fa836', 'client address': '2001:db8:7a3c:' } as const;
const CORES = { ...WORD_CORES, ...NUMBER_CORES, ...PHONE_CORES, ...OTHER_CORES } as const;

export type CoredKind = keyof typeof CORES;
export const CORED_KINDS = Object.keys(CORES) as readonly CoredKind[];
/** Chosen by the program, the network or chance, and known to us: looked for as a whole. */
export const WHOLE_KINDS = [
  'page cookie',
  'form id',
  'id of a hidden message',
  'media key',
  'media address',
  'hash of a file',
  'identity key',
  'whole text',
] as const;
export type MarkKind = CoredKind | (typeof WHOLE_KINDS)[number];

export interface Mark {
  readonly kind: MarkKind;
  /** As it was sent; bytes where it is no text. */
  readonly value: string | Buffer;
  /** What somebody might hash: the value in all its forms, and what the store makes look-up keys of. */
  readonly spellings: readonly (string | Buffer)[];
}

/** Texts that give every mark of the kind away, in small letters. */
export function coresOf(kind: CoredKind): readonly string[] {
  const core = CORES[kind];
  if (!isPhone(kind)) return [core];
  // As people type it, too: 0813-9047-2001.
  return ['', '-', ' '].map(sign => `${core.slice(0, 3)}${sign}${core.slice(3, 7)}${sign}${core.slice(7)}`);
}

export function isCored(kind: MarkKind): kind is CoredKind {
  return kind in CORES;
}

export function isPhone(kind: MarkKind): kind is keyof typeof PHONE_CORES {
  return kind in PHONE_CORES;
}

/** True for what a database or a library would rather keep as a number than as a text. */
export function isNumber(kind: MarkKind): boolean {
  return kind in NUMBER_CORES || isPhone(kind);
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ENDING_LETTERS = 5;
const ENDING_DIGITS = { phone: 4, 'hidden address': 6, other: 5 } as const;

/** A mark that nobody else has. @param which below 10,000 for the number of a telephone */
export function markOf(kind: CoredKind, which: number): string {
  const core = CORES[kind];
  if (kind === 'client address') return `${core}${which.toString(16)}::1`;
  if (kind === 'stanza id') return `${core}${which.toString(16).padStart(14, '0')}`.toUpperCase();
  if (isPhone(kind)) return `62${core}${digits(which, ENDING_DIGITS.phone)}`;
  if (kind in NUMBER_CORES)
    return `${core}${digits(which, kind === 'hidden address' ? ENDING_DIGITS[kind] : ENDING_DIGITS.other)}`;
  let ending = '';
  for (let left = which; ending.length < ENDING_LETTERS; left = Math.floor(left / LETTERS.length))
    ending = `${LETTERS[left % LETTERS.length]}${ending}`;
  return `${core.charAt(0).toUpperCase()}${core.slice(1)}${ending}`;
}

function digits(which: number, count: number): string {
  const text = String(which).padStart(count, '0');
  if (text.length > count) throw new Error(`there are no more than ${10 ** count} marks of that kind`);
  return text;
}

/** A number of a telephone in the ways it is typed. */
export function typed(number: string, way: number): string {
  const national = number.slice(2);
  const inGroups = `0${national.slice(0, 3)}-${national.slice(3, 7)}-${national.slice(7)}`;
  return [`0${national}`, inGroups, `+62 ${inGroups.slice(1).replaceAll('-', ' ')}`, `+${number}`][
    way % 4
  ] as string;
}

/** Every mark of a run, told to whoever has to know it. */
export class MarkBook {
  readonly marks: Mark[] = [];
  readonly #counts = new Map<MarkKind, number>();
  readonly #known = new Set<string>();

  constructor(private readonly onMark: (mark: Mark) => void = () => {}) {}

  /** A new mark. @param keyedWith see `note` */
  next(kind: CoredKind, keyedWith: readonly string[] = []): string {
    const value = markOf(kind, (this.#counts.get(kind) ?? 0) + 1);
    this.note(kind, value, keyedWith);
    return value;
  }

  /** @param keyedWith what the store puts before it when it makes a look-up key, e.g. its channel */
  note(kind: MarkKind, value: string | Buffer, keyedWith: readonly string[] = []): void {
    const name = `${kind} ${value.toString('latin1')}`;
    if (this.#known.has(name)) return;
    this.#known.add(name);
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    const mark = { kind, value, spellings: spellingsOf(kind, value, keyedWith) };
    this.marks.push(mark);
    this.onMark(mark);
  }

  count(kind: MarkKind): number {
    return this.#counts.get(kind) ?? 0;
  }
}

function spellingsOf(
  kind: MarkKind,
  value: string | Buffer,
  keyedWith: readonly string[],
): readonly (string | Buffer)[] {
  if (typeof value !== 'string') return [value];
  const keyed =
    keyedWith.length > 0
      ? [JSON.stringify([...keyedWith, value]), [...keyedWith.slice(1), value].join(':')]
      : [];
  if (kind === 'hidden address') {
    const chat = JSON.stringify(['chat', 'whatsapp', `${value}@lid`]);
    return [value, `${value}@lid`, `${value}_1.0`, `whatsapp:${value}@lid`, chat];
  }
  if (isPhone(kind)) {
    const national = value.slice(2);
    const jid = `${value}@s.whatsapp.net`;
    const chat = JSON.stringify(['chat', 'whatsapp', jid]);
    return [value, `+${value}`, `0${national}`, national, jid, `${value}.0`, `whatsapp:${jid}`, chat];
  }
  return [...new Set([value, value.toLowerCase(), `@${value.toLowerCase()}`, ...keyed])];
}

const HASHES = ['md5', 'sha1', 'sha256', 'sha512'] as const;
/** A hash may have been cut; a cut to less than this is no use to anybody. */
const HASH_BYTES = 8;

export function* hashesOf({ spellings }: Mark): Generator<readonly [name: string, digest: Buffer]> {
  for (const spelling of spellings)
    for (const name of HASHES)
      yield [name, createHash(name).update(spelling).digest().subarray(0, HASH_BYTES)];
}
