import { isIP } from 'node:net';

/** What a server on this machine is always called. */
export const loopbackNames = ['localhost', '127.0.0.1', '::1'] as const;

/**
 * @param names host names and addresses; an IPv6 address with or without brackets
 * @returns them in one spelling, each once, the loopback names first
 */
export function certificateNames(names: readonly string[]): string[] {
  return [...new Set([...loopbackNames, ...names.map(normalize)])];
}

function normalize(name: string): string {
  const bare = name.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  // The URL parser knows the one short spelling of an IPv6 address.
  return isIP(bare) === 6 ? new URL(`http://[${bare}]`).hostname.slice(1, -1) : bare.replace(/\.$/, '');
}

/** @returns whether `name` is an IPv4 or IPv6 address and not a DNS name */
export function isAddress(name: string): boolean {
  return isIP(name) !== 0;
}
