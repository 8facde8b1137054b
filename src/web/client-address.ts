/**
 * Who is asking, as far as the limits need it: a client address becomes a keyed hash with a key that dies with
 * the process, and forwarding headers are believed only from proxies that were configured. Addresses are never
 * kept, logged or handed on.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { normalizeIP } from '@fastify/rate-limit';

/** Makes the function that names a client in the rate limits; IPv6 counts by /64, which is one household. */
export function createClientKey(key: Buffer = randomBytes(32)): (address: string) => string {
  return address =>
    createHmac('sha256', key)
      .update(isIP(address) ? normalizeIP(address, 64) : 'unknown')
      .digest('base64url')
      .slice(0, 22);
}

const nearby = new BlockList();
nearby.addSubnet('127.0.0.0', 8);
nearby.addSubnet('10.0.0.0', 8);
nearby.addSubnet('172.16.0.0', 12);
nearby.addSubnet('192.168.0.0', 16);
nearby.addSubnet('169.254.0.0', 16);
nearby.addAddress('::1', 'ipv6');
nearby.addSubnet('fc00::', 7, 'ipv6');
nearby.addSubnet('fe80::', 10, 'ipv6');

function isNearby(address: string): boolean {
  const plain = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
  const family = isIP(plain);
  return family !== 0 && nearby.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Believes the last `hops` proxies. The nearest must be on this machine or on a private network: a count alone
 * would let anyone who reaches the port directly write an address of their choice.
 */
export function trustedHops(hops: number): false | ((address: string, hop: number) => boolean) {
  if (hops <= 0) return false;
  return (address, hop) => hop < hops && (hop > 0 || isNearby(address));
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** True for an address of this very machine. */
export function isLoopback(address: string | undefined): boolean {
  if (address === undefined) return false;
  const plain = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
  const family = isIP(plain);
  return family !== 0 && loopback.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}
