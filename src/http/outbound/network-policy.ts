import { BlockList, isIP, isIPv6 } from 'node:net';

/** Whether an address may be connected to. */
export type NetworkPolicy = (address: string) => boolean;

/**
 * Networks that are not the Internet: this machine, its neighbours, the metadata services of clouds, carriers' translation,
 * documentation, benchmarks, multicast, reserved ones, and those of IPv6 that carry an IPv4 address inside.
 * @spec RFC 6890; RFC 1918; RFC 3927; RFC 4193; RFC 4291; RFC 5737; RFC 6052; RFC 6598; RFC 3056; RFC 4380; RFC 9637
 */
const NOT_PUBLIC: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Everything global of IPv6 is here; the rest is none of the Internet's. @spec RFC 4291 §2.4; IANA IPv6 address space */
const GLOBAL_IPV6: readonly [network: string, prefix: number] = ['2000::', 3];
const NOT_PUBLIC_IPV6: readonly (readonly [network: string, prefix: number])[] = [
  // Protocol assignments, Teredo, benchmarks and ORCHID among them.
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4 leads to any IPv4 address.
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
];

/** Networks by the names that settings know. `private`: what organisations number themselves by. */
const NAMED: Readonly<Record<string, readonly (readonly [network: string, prefix: number])[]>> = {
  loopback: [
    ['127.0.0.0', 8],
    ['::1', 128],
  ],
  private: [
    ['10.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['fc00::', 7],
  ],
};

/**
 * Makes the policy of outbound requests: the Internet, and what is opened besides.
 * @param opened addresses, subnets such as 10.96.0.0/12, `loopback`, `private`
 */
export function networkPolicy(opened: readonly string[]): NetworkPolicy {
  const open = listOf(opened.flatMap((text) => NAMED[text] ?? [subnet(text)]));
  const closed = listOf([...NOT_PUBLIC, ...NOT_PUBLIC_IPV6]);
  const global = listOf([GLOBAL_IPV6]);
  return (address) => {
    const plain = unmapped(address);
    const family = isIP(plain);
    if (family === 0) return false;
    const kind = family === 6 ? 'ipv6' : 'ipv4';
    if (open.check(plain, kind)) return true;
    return (family === 4 || global.check(plain, kind)) && !closed.check(plain, kind);
  };
}

/**
 * The IPv4 address that is written as an IPv6 one (`::ffff:127.0.0.1`, `::ffff:7f00:1`): it is the one that is connected to.
 * @spec RFC 4291 §2.5.5.2
 */
function unmapped(address: string): string {
  if (!isIPv6(address)) return address;
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]/`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return canonical;
  const [first, second] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [first >> 8, first & 255, second >> 8, second & 255].join('.');
}

function subnet(text: string): readonly [string, number] {
  const [network = '', prefix] = text.split('/');
  return [network, prefix === undefined ? (isIPv6(network) ? 128 : 32) : Number(prefix)];
}

function listOf(networks: readonly (readonly [network: string, prefix: number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, isIPv6(network) ? 'ipv6' : 'ipv4');
  return list;
}
