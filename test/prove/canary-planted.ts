/**
 * Whether the search sees: every form of every kind of mark is written into a copy of bytes that hold none, and each
 * must be found where it was put. The forms are made here without anything of the search, so that a mistake in the one
 * does not hide in the other.
 */
import { createHash, randomBytes } from 'node:crypto';
import { CORED_KINDS, isNumber, isPhone, type Mark, type MarkBook, type MarkKind } from './canary-marks.js';
import type { CanarySearch } from './canary-search.js';

/** Where a form is found may be told a few bytes off. */
const PLACE_TOLERANCE = 24;
const GAP_MIN = 16;

interface PlantedForm {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Sight {
  /** Forms that were planted, over all kinds. */
  readonly planted: number;
  readonly forms: number;
  readonly kinds: number;
  /** `form of kind` for each that was not seen. */
  readonly missed: readonly string[];
}

export function testSight(search: CanarySearch, book: MarkBook, clean: Buffer): Sight {
  const planted = oneOfEachKind(book).flatMap(mark =>
    formsOf(mark).map(form => ({ ...form, kind: mark.kind })),
  );
  const { bytes, places } = plantInto(clean, planted);
  const found = search.find(bytes);
  const missed = planted.filter(({ kind, bytes: { length } }, index) => {
    const place = places[index] as number;
    return !found.some(
      each =>
        each.kind === kind &&
        each.at >= place - PLACE_TOLERANCE &&
        each.at <= place + length + PLACE_TOLERANCE,
    );
  });
  return {
    planted: planted.length,
    forms: new Set(planted.map(({ name }) => name)).size,
    kinds: new Set(planted.map(({ kind }) => kind)).size,
    missed: missed.map(({ name, kind }) => `${name} of ${kind}`),
  };
}

/** The last of each: the search has to know them to the end. */
function oneOfEachKind({ marks }: MarkBook): readonly Mark[] {
  return [...new Map(marks.map(mark => [mark.kind, mark])).values()];
}

/** @returns the bytes with everything in it, evenly spread, and where each begins */
function plantInto(
  clean: Buffer,
  planted: readonly PlantedForm[],
): { bytes: Buffer; places: readonly number[] } {
  const longest = Math.max(...planted.map(({ bytes }) => bytes.length)) + GAP_MIN;
  const wanted = longest * planted.length;
  const bytes =
    clean.length >= wanted ? Buffer.from(clean) : Buffer.concat([clean, randomBytes(wanted - clean.length)]);
  const step = Math.floor(bytes.length / planted.length);
  const places = planted.map((form, index) => {
    form.bytes.copy(bytes, index * step);
    return index * step;
  });
  return { bytes, places };
}

/** Every form that a mark could lie in by mistake. */
export function formsOf({ kind, value }: Pick<Mark, 'kind' | 'value'>): readonly PlantedForm[] {
  const plain = Buffer.from(value);
  return [
    ...encodedForms('plain', plain),
    ...encodedForms('reversed', Buffer.from(plain).reverse()),
    ...(typeof value === 'string' ? textForms(kind, value) : []),
    ...hashForms('', plain),
    ...(typeof value === 'string' && isNumber(kind) ? numberForms(value) : []),
  ];
}

function textForms(kind: MarkKind, text: string): readonly PlantedForm[] {
  const utf16 = Buffer.from(text, 'utf16le');
  const respelled = isPhone(kind)
    ? { '+62': `+${text}`, '0': `0${text.slice(2)}`, JID: `${text}@s.whatsapp.net`, session: `${text}.0` }
    : kind === 'hidden address'
      ? { 'hidden JID': `${text}@lid`, session: `${text}_1.0` }
      : {};
  return [
    { name: 'capitals', bytes: Buffer.from(text.toUpperCase()) },
    { name: 'small letters', bytes: Buffer.from(text.toLowerCase()) },
    ...encodedForms('UTF-16LE', utf16),
    ...encodedForms('UTF-16BE', Buffer.from(utf16).swap16()),
    {
      name: 'base64 of base64',
      bytes: Buffer.from(base64Of(Buffer.from(base64Of(Buffer.from(text), 1)), 0)),
    },
    ...Object.entries(respelled).flatMap(([name, words]) => [
      ...encodedForms(name, Buffer.from(words)),
      ...hashForms(`${name}: `, Buffer.from(words)),
    ]),
  ];
}

/** Hex in either case, and both base64 at the three alignments that a text can have in a longer one. */
function encodedForms(name: string, bytes: Buffer): readonly PlantedForm[] {
  const hex = bytes.toString('hex');
  return [
    { name, bytes },
    { name: `hex of ${name}`, bytes: Buffer.from(hex) },
    { name: `HEX of ${name}`, bytes: Buffer.from(hex.toUpperCase()) },
    ...[0, 1, 2].flatMap(shift => [
      { name: `base64+${shift} of ${name}`, bytes: Buffer.from(base64Of(bytes, shift)) },
      { name: `base64url+${shift} of ${name}`, bytes: Buffer.from(base64Of(bytes, shift, 'base64url')) },
    ]),
  ];
}

function base64Of(bytes: Buffer, shift: number, variant: 'base64' | 'base64url' = 'base64'): string {
  return Buffer.concat([Buffer.alloc(shift, 0xfb), bytes, Buffer.from([0xff, 0xfe])]).toString(variant);
}

/** Whole, cut to eight bytes, and as text. */
function hashForms(name: string, bytes: Buffer): readonly PlantedForm[] {
  return ['md5', 'sha1', 'sha256', 'sha512'].flatMap(algorithm => {
    const digest = createHash(algorithm).update(bytes).digest();
    return [
      { name: `${name}${algorithm}`, bytes: digest },
      { name: `${name}cut ${algorithm}`, bytes: digest.subarray(0, 8) },
      { name: `${name}hex of ${algorithm}`, bytes: Buffer.from(digest.toString('hex')) },
      {
        name: `${name}HEX of cut ${algorithm}`,
        bytes: Buffer.from(digest.toString('hex', 0, 8).toUpperCase()),
      },
      { name: `${name}base64 of ${algorithm}`, bytes: Buffer.from(digest.toString('base64')) },
    ];
  });
}

/** As SQLite, protobuf and JavaScript's own serialisation write numbers. */
function numberForms(text: string): readonly PlantedForm[] {
  const integer = Buffer.alloc(8);
  integer.writeBigInt64BE(BigInt(text));
  const double = Buffer.alloc(8);
  double.writeDoubleLE(Number(text));
  return [
    { name: 'integer in six bytes', bytes: integer.subarray(2) },
    { name: 'integer, low byte first', bytes: Buffer.from(integer).reverse() },
    { name: 'hex of integer', bytes: Buffer.from(integer.toString('hex')) },
    { name: 'double', bytes: double },
  ];
}

/** For the summary: kinds of which a run had no mark at all. */
export function unusedKinds(book: MarkBook): readonly MarkKind[] {
  return CORED_KINDS.filter(kind => book.count(kind) === 0);
}
