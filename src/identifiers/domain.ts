/**
 * Which stretch of letters and dots is an internet address, and who registered it. Uses the public suffix list
 * with its private part, because the owner of a page on blogspot.co.id is not Google. Never opens an address.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** Some ten thousand endings, loaded with the first host that is looked at. */
const parse: typeof import('tldts')['parse'] = (host, options) =>
  (require('tldts') as typeof import('tldts')).parse(host, options);

/**
 * Endings after which a word without "http" or "www" is taken for an address. Left out on purpose: endings that
 * are Indonesian or English words and follow a full stop in careless typing (".di", ".ke", ".in", ".to", ".so").
 */
export const BARE_ENDINGS: ReadonlySet<string> = new Set(
  (
    'com net org id info biz xyz site online top live store shop club vip icu cc co io me ly gl gle link page app ' +
    'dev web sg tw jp kr hk cn tv ai pro work jobs careers asia tech cloud space fun win bet game games blog website ' +
    'agency digital ltd one world click mobi lol gg sbs cfd cyou bio ee art buzz life today'
  ).split(' '),
);

/**
 * Hosts that give everyone a page under a name of his own and are not (or no longer) in the public suffix list:
 * there the name in front is the owner.
 */
const FREE_PAGE_HOSTS: ReadonlySet<string> = new Set([
  ...[
    'blogspot.com',
    'blogspot.co.id',
    'wordpress.com',
    'weebly.com',
    'wixsite.com',
    'carrd.co',
    'canva.site',
  ],
  ...['jimdosite.com', 'webnode.page', 'business.site', 'godaddysites.com', 'mystrikingly.com'],
]);
const PARSE_OPTIONS = { allowPrivateDomains: true };

const HOST_LENGTH_MAX = 253;

export interface Host {
  readonly host: string;
  /** Registrable domain; the host itself for an IP address. */
  readonly domain: string;
}

/** @returns null when no public ending is known for it */
export function registeredHost(host: string): Host | null {
  if (host.length > HOST_LENGTH_MAX) return null;
  const parsed = parse(host, PARSE_OPTIONS);
  if (parsed.isIp) return { host, domain: host };
  if (parsed.domain === null || !(parsed.isIcann || parsed.isPrivate)) return null;
  return {
    host,
    domain: FREE_PAGE_HOSTS.has(parsed.domain) ? ownPageOf(host, parsed.domain) : parsed.domain,
  };
}

/** "daftar.contoh.blogspot.co.id" → "contoh.blogspot.co.id" */
function ownPageOf(host: string, freeHost: string): string {
  const owner = host
    .slice(0, -freeHost.length - 1)
    .split('.')
    .at(-1);
  return owner ? `${owner}.${freeHost}` : freeHost;
}

/** Whether `value` is a host under a public ending, in small letters, with nothing before or behind it. */
export function isPlainHost(value: string): boolean {
  const parsed = parse(value);
  return parsed.hostname === value && parsed.isIcann === true && parsed.domain !== null;
}

/** Whether everybody's names stand under `value`: "go.id", "co.id". */
export function isPublicEnding(value: string): boolean {
  return value.includes('.') && parse(value).publicSuffix === value;
}
