/**
 * A link to a person rather than to a page: host, path and query of an address in, the telephone number or the
 * handle it leads to out. Pure tables of the chat networks' own address forms; asks nobody.
 */
import type { Identifier } from '../assessment.js';
import { parsePhone } from './phone-number.js';

type Target = Omit<Identifier, 'span'>;

const WHATSAPP_HOSTS: ReadonlySet<string> = new Set([
  'wa.me',
  'api.whatsapp.com',
  'web.whatsapp.com',
  'whatsapp.com',
]);
const TELEGRAM_HOSTS: ReadonlySet<string> = new Set(['t.me', 'telegram.me', 'telegram.dog']);
/** Host → network and where in the path the name stands. */
const PROFILE_HOSTS: ReadonlyMap<string, string> = new Map([
  ['instagram.com', 'instagram'],
  ['instagr.am', 'instagram'],
  ['facebook.com', 'facebook'],
  ['m.facebook.com', 'facebook'],
  ['web.facebook.com', 'facebook'],
  ['fb.com', 'facebook'],
  ['fb.me', 'facebook'],
  ['tiktok.com', 'tiktok'],
]);
/** First steps of a path that name a post or a page, not a person. */
const NOT_A_PROFILE: ReadonlySet<string> = new Set(
  'p reel reels explore stories tv share sharer story.php photo photo.php permalink.php watch events marketplace video t login'.split(
    ' ',
  ),
);
const NAME = /^@?[A-Za-z0-9_.]{2,64}$/;
const TELEGRAM_HASH = /^[A-Za-z0-9_-]{6,64}$/;

/** @returns null when the link leads to a page and stays a link */
export function linkTarget(host: string, path: string, query: string): Target | null {
  const bare = host.startsWith('www.') ? host.slice(4) : host;
  const steps = path.split('/').filter(step => step !== '');
  if (WHATSAPP_HOSTS.has(bare)) return whatsAppTarget(steps, query);
  if (TELEGRAM_HOSTS.has(bare)) return telegramTarget(steps);
  if (bare === 'line.me') return lineTarget(steps);
  const network = PROFILE_HOSTS.get(bare);
  return network ? profileTarget(network, steps, query) : null;
}

function whatsAppTarget(steps: readonly string[], query: string): Target | null {
  const written = parameter(query, 'phone') ?? steps[0] ?? '';
  const digits = written.replace(/%2b/i, '').replace(/\D/g, '');
  const phone = digits === '' ? null : parsePhone(digits, { isCued: true });
  return phone && { kind: 'phone', value: phone.number, country: phone.country };
}

function telegramTarget(steps: readonly string[]): Target | null {
  const [first, second] = steps;
  if (first === undefined) return null;
  if (first.startsWith('+')) return hashTarget(first.slice(1));
  if (first === 'joinchat') return hashTarget(second);
  const name = first === 's' ? second : first;
  return name !== undefined && NAME.test(name) && name !== 'c' && name !== 'share'
    ? handle('telegram', name)
    : null;
}

/** An invitation's hash counts capitals. */
function hashTarget(hash: string | undefined): Target | null {
  return hash !== undefined && TELEGRAM_HASH.test(hash)
    ? { kind: 'handle', value: `telegram:+${hash}` }
    : null;
}

function lineTarget(steps: readonly string[]): Target | null {
  const name = steps.find(step => step.startsWith('~') || step.startsWith('@') || step.startsWith('%40'));
  return name === undefined ? null : handle('line', name.replace(/^(~|@|%40)/, ''));
}

function profileTarget(network: string, steps: readonly string[], query: string): Target | null {
  const [first, second] = steps;
  if (first === undefined) return null;
  const id = first === 'profile.php' ? parameter(query, 'id') : null;
  if (id) return handle(network, id);
  if (first === 'groups' && second !== undefined) return handle(network, `groups/${second}`);
  return NAME.test(first) && !NOT_A_PROFILE.has(first) && first !== 'profile.php'
    ? handle(network, first)
    : null;
}

/** Names on these networks do not count capitals. */
function handle(network: string, name: string): Target {
  return { kind: 'handle', value: `${network}:${name.replace(/^@/, '').toLowerCase()}` };
}

function parameter(query: string, key: string): string | null {
  for (const part of query.slice(1).split('&')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals) === key) return part.slice(equals + 1);
  }
  return null;
}
