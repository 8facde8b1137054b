/**
 * The shape of one entry of locales/contacts.yaml, and the rules between its fields. Comes in: one entry as it
 * was parsed; goes out: what is wrong with it, by field. It does not compare digits; `contact-numbers.ts` does.
 */
import { isSupportedCountry } from 'libphonenumber-js';
import { z } from 'zod';
import {
  CONTACT_GRADES,
  CONTACT_REACHES,
  CONTACT_ROLES,
  CONTACT_SHIPS,
  CONTACT_USES,
  UNDATED,
} from '../replies/contacts.js';

const ID_LENGTH_MAX = 60;
const NAME_LENGTH_MAX = 60;
const SHOWN_LENGTH_MAX = 40;
const AREA_LENGTH_MAX = 80;
const PLACE_LENGTH_MAX = 60;
const ADDRESS_LENGTH_MAX = 400;
const SEEN_LENGTH_MAX = 300;
const ALSO_FOR_MAX = 10;

/**
 * Hosts that a reply may name. A look-alike costs ten dollars, so each is here for a reason; everything else is
 * refused even if its page says that it is official.
 */
const OFFICIAL_HOSTS: readonly { readonly host: string; readonly why: string }[] = [
  { host: 'aduannomor.id', why: 'complaints about phone numbers, run by the ministry Komdigi outside go.id' },
  {
    host: 'aduankonten.id',
    why: 'complaints about adverts and accounts, run by the ministry Komdigi outside go.id',
  },
  { host: 'cekrekening.id', why: 'look-up of reported accounts, run by the ministry Komdigi outside go.id' },
];
/** Registered to state offices only. */
const OFFICIAL_SUFFIX = '.go.id';

export interface EntryProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A text field; says what belongs there when it is missing or is no text. */
function text(lengthMax: number, hint: string) {
  return z
    .string({
      error: issue => (issue.input === undefined ? `is missing: ${hint}` : `must be text in quotes: ${hint}`),
    })
    .min(1, `is empty: ${hint}`)
    .max(lengthMax, `is longer than ${lengthMax} characters`);
}

function oneOf<const T extends readonly string[]>(values: T, more = '') {
  return z.enum(values, { error: `must be one of ${values.join(', ')}${more}` });
}

const country = text(2, 'two capital letters, for example KH').refine(
  value => isSupportedCountry(value),
  'is no country: write ISO 3166 letters, for example KH',
);
const DATE_HINT = 'the date as 2026-09-12 or 2026-09';

export const contactSchema = z.strictObject({
  id: text(ID_LENGTH_MAX, 'a name that stays, country_mission_line').regex(
    /^[a-z][a-z0-9_]*$/,
    'small letters, digits and _ only',
  ),
  name: text(NAME_LENGTH_MAX, 'what a seeker reads, in Indonesian'),
  shown_as: text(SHOWN_LENGTH_MAX, 'the number exactly as the source prints it').optional(),
  e164: text(SHOWN_LENGTH_MAX, 'the number as "+62…", digits only')
    .regex(/^\+[1-9]\d{6,14}$/, 'must be + and 7 to 15 digits')
    .optional(),
  dial: text(SHOWN_LENGTH_MAX, 'a short code or toll-free number, digits only')
    .regex(/^\d{3,10}$/, 'must be 3 to 10 digits')
    .optional(),
  url: text(ADDRESS_LENGTH_MAX, 'the address of the official page').optional(),
  address: text(PLACE_LENGTH_MAX, 'where it stands, for an office without number and page').optional(),
  wa: z.boolean({ error: 'must be true or false' }).default(false),
  country: country.nullable(),
  also_for: z.array(country).max(ALSO_FOR_MAX).default([]),
  area: text(AREA_LENGTH_MAX, 'the part of the country that it serves').optional(),
  province: text(AREA_LENGTH_MAX, 'the province whose people it serves, as in rules/places.yaml').optional(),
  role: oneOf(CONTACT_ROLES),
  reach: oneOf(CONTACT_REACHES),
  for: z
    .array(oneOf(CONTACT_USES), { error: 'must be a list, for example [danger, family]' })
    .min(1, 'is empty'),
  grade: oneOf(CONTACT_GRADES, '; D means that sources disagree, and such a number never goes out'),
  ship: oneOf(CONTACT_SHIPS, '; what must not go out does not belong in this file'),
  source: text(ADDRESS_LENGTH_MAX, 'the address of the page that printed it').regex(
    /^https:\/\/[^\s/][^\s/.]*\.[^\s]+( \([^)]+\))?$/,
    'must be an https address, with a note in brackets after it if need be',
  ),
  source_date: text(SHOWN_LENGTH_MAX, DATE_HINT).refine(
    value => value === UNDATED || isDate(value),
    `write ${DATE_HINT}, or ${UNDATED}`,
  ),
  checked: text(SHOWN_LENGTH_MAX, 'the day on which it was dialled or opened')
    .refine(isDay, 'write the day as 2026-09-12')
    .optional(),
  seen: text(SEEN_LENGTH_MAX, 'a note for whoever checks the entry').optional(),
});
export type ContactFile = z.infer<typeof contactSchema>;

/** Everything wrong with one entry but its digits. */
export function entryProblems(entry: unknown): readonly EntryProblem[] {
  const checked = contactSchema.safeParse(entry);
  const shape = checked.success
    ? []
    : checked.error.issues.flatMap(issue => {
        const path = issue.path.map(step => (typeof step === 'symbol' ? String(step) : step));
        if (issue.code === 'unrecognized_keys') {
          return issue.keys.map(key => ({ path: [...path, key], message: `unknown field: ${key}` }));
        }
        return [{ path, message: `${path.join('.')} ${issue.message}`.trim() }];
      });
  return [...shape, ...fieldProblems(typeof entry === 'object' && entry !== null ? entry : {})];
}

/** Rules between fields. Reads the entry as it stands, so that they hold even where its shape is wrong elsewhere. */
function fieldProblems(entry: Partial<Record<keyof ContactFile, unknown>>): readonly EntryProblem[] {
  const problems: EntryProblem[] = [];
  const add = (field: keyof ContactFile, message: string) => problems.push({ path: [field], message });
  const ways = (['e164', 'dial', 'url', 'address'] as const).filter(field => entry[field] !== undefined);
  if (ways.length !== 1) add(ways[1] ?? 'id', 'must have exactly one of e164, dial, url and address');
  const hasNumber = entry.e164 !== undefined || entry.dial !== undefined;
  if ((hasNumber || ways.length === 0) && entry.shown_as === undefined) {
    add('id', 'shown_as is missing: the number exactly as the source prints it');
  }
  if (ways.length > 0 && !hasNumber && entry.shown_as !== undefined)
    add('shown_as', 'goes with a number, not with a page or a place');
  if (typeof entry.address === 'string' && /\d{3}/.test(entry.address))
    add('address', 'has a row of digits: a number needs e164 or dial, where it is checked');
  if (entry.wa === true && entry.e164 === undefined) add('wa', 'WhatsApp needs the number in e164');
  if (typeof entry.url === 'string' && !isOfficialAddress(entry.url)) {
    add(
      'url',
      'must be https on an official host: *.go.id, or a host listed with its reason in contact-schema.ts',
    );
  }
  const isHome = entry.country === null || entry.country === 'ID';
  if (entry.dial !== undefined && isHome && entry.reach !== 'indonesia') {
    add('reach', 'a short or toll-free number of Indonesia can be dialled from Indonesia only');
  }
  if (entry.dial !== undefined && !isHome && entry.reach !== 'abroad') {
    add('reach', 'a short number of another country can be dialled from abroad only');
  }
  if (entry.province !== undefined && entry.country !== null)
    add('province', 'goes with country: null; for a part of another country write area');
  if (entry.role === 'mission' && isHome)
    add('role', 'a mission stands in another country: name it in country');
  if (entry.grade === 'A' && entry.country === null && entry.source_date === UNDATED) {
    add('source_date', 'a national contact of grade A never vanishes, so it must bear a date');
  }
  if (entry.grade !== 'A' && entry.ship === 'yes' && entry.checked === undefined) {
    add('ship', 'only grade A goes out unchecked: write after_check, or checked with the day of the check');
  }
  return problems;
}

function isOfficialAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, port } = new URL(address);
  const isOfficial =
    hostname.endsWith(OFFICIAL_SUFFIX) || OFFICIAL_HOSTS.some(({ host }) => host === hostname);
  return protocol === 'https:' && isOfficial && username === '' && password === '' && port === '';
}

/** True for a real day, YYYY-MM-DD, from the year 2000 on. */
export function isDay(value: string): boolean {
  return value.length === 10 && isDate(value);
}

/** True for a real day or month of the calendar, from the year 2000 on. */
function isDate(value: string): boolean {
  const parts = /^(20\d{2})-(\d{2})(?:-(\d{2}))?$/.exec(value);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? '1')];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
