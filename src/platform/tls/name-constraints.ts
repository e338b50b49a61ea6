import { isIP } from 'node:net';

/** @spec RFC 5280 §4.2.1.10 */
export const nameConstraintsOid = '2.5.29.30';

const SEQUENCE = 0x30;
const PERMITTED = 0xa0;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/**
 * The value of a name-constraints extension: an authority that carries it can speak for these hosts and no others, so that
 * whoever steals its key cannot pose as the rest of the Internet to a machine that trusts it.
 * @param hosts DNS names (each with everything below it) and addresses; one in 127.0.0.0/8 stands for all of them
 * @returns DER
 * @spec RFC 5280 §4.2.1.10
 */
export function nameConstraints(hosts: readonly string[]): Buffer {
  return der(SEQUENCE, der(PERMITTED, Buffer.concat(hosts.map(permittedSubtree))));
}

/** @returns whether an extension made by `nameConstraints` permits `host`, by itself or as a name below `localhost` */
export function permitsHost(extension: Buffer, host: string): boolean {
  const asNamed = isIP(host) === 0 && host.endsWith('.localhost') ? 'localhost' : host;
  return extension.includes(permittedSubtree(asNamed));
}

function permittedSubtree(host: string): Buffer {
  if (isIP(host) === 0) return der(SEQUENCE, der(DNS_NAME, Buffer.from(host)));
  const address = isIP(host) === 4 ? ipv4Bytes(host) : ipv6Bytes(host);
  const mask = Buffer.alloc(address.length, 0xff);
  if (host.startsWith('127.')) {
    address.fill(0, 1);
    mask.fill(0, 1);
  }
  return der(SEQUENCE, der(IP_ADDRESS, Buffer.concat([address, mask])));
}

function ipv4Bytes(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

function ipv6Bytes(address: string): Buffer {
  const [head = [], tail] = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const zeros = tail === undefined ? [] : Array<string>(8 - head.length - tail.length).fill('0');
  const groups = [...head, ...zeros, ...(tail ?? [])];
  return Buffer.from(groups.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

/** @spec X.690 §8.1: tag, length (short form, or long form of one or two octets), content */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const header = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...header]), content]);
}
