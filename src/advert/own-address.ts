/**
 * Whether a link or a mailbox in a text belongs to an employer. Addresses are compared from their end, label by label,
 * and paths from their beginning; nothing counts because it merely contains a name. Never opens an address.
 */
import type { Identifier } from '../assessment.js';

/** What an employer's own addresses are; see `KnownEmployer`. */
interface OwnAddresses {
  readonly hosts: readonly string[];
  readonly also: readonly string[];
}

/** A link or a mailbox of the text, in small letters, in the parts that an employer is known by. */
export interface Address {
  /** "a" of "a@contoh.com"; null for a link. */
  readonly mailbox: string | null;
  readonly host: string;
  readonly path: string;
}

/** Every link and mailbox of a text. */
export function addressesIn(text: string, identifiers: readonly Identifier[]): readonly Address[] {
  return identifiers.flatMap(({ kind, value, span }): Address[] => {
    if (kind === 'email') {
      const at = value.lastIndexOf('@');
      return [
        { mailbox: value.slice(0, at).toLowerCase(), host: value.slice(at + 1).toLowerCase(), path: '' },
      ];
    }
    if (kind !== 'link') return [];
    // The identifier keeps the registered name only; whose page a subdomain is stands in the text alone.
    const typed = text.slice(span.start, span.end).toLowerCase();
    const address = typed.replace(/^[a-z]+:\/\//, '').replace(/^[^/?#@]*@/, '');
    const end = address.search(/[/?#:]/);
    return [
      {
        mailbox: null,
        host: end < 0 ? address : address.slice(0, end),
        path: end < 0 ? '' : address.slice(end).replace(/[?#].*$/, ''),
      },
    ];
  });
}

/** Whether an address is one of `own`, or of the state's. */
export function isOwnAddress(
  address: Address,
  own: OwnAddresses | null,
  stateHosts: readonly string[],
): boolean {
  const { mailbox, host, path } = address;
  if ([...stateHosts, ...(own?.hosts ?? [])].some(one => isWithin(host, one))) return true;
  return (own?.also ?? []).some(one => {
    const at = one.indexOf('@');
    if (at >= 0)
      return (
        mailbox !== null && isWithin(host, one.slice(at + 1)) && (at === 0 || mailbox === one.slice(0, at))
      );
    const slash = one.indexOf('/');
    const ownHost = slash < 0 ? one : one.slice(0, slash);
    if (mailbox !== null || !isWithin(host, ownHost)) return false;
    return slash < 0 || path === one.slice(slash) || path.startsWith(`${one.slice(slash)}/`);
  });
}

/** The host itself or one below it: only its owner can make those. */
function isWithin(host: string, own: string): boolean {
  return host === own || host.endsWith(`.${own}`);
}
