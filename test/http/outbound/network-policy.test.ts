import { describe, expect, it } from 'vitest';
import { networkPolicy } from '../../../src/http/outbound/network-policy.ts';

const closed: readonly (readonly [what: string, ...addresses: string[]])[] = [
  ['this machine', '127.0.0.1', '127.255.255.254', '::1', '0.0.0.0', '0.1.2.3', '::'],
  ['private networks (RFC 1918)', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  [
    'link-local ones and the metadata of clouds (RFC 3927)',
    '169.254.169.254',
    '169.254.0.1',
    'fe80::1',
    'fe80::1%eth0',
  ],
  ['carriers’ translation (RFC 6598)', '100.64.0.1', '100.127.255.255'],
  ['unique local ones (RFC 4193)', 'fc00::1', 'fd00:ec2::254'],
  ['multicast', '224.0.0.1', '239.255.255.255', 'ff02::1'],
  [
    'documentation (RFC 5737, RFC 3849, RFC 9637)',
    '192.0.2.1',
    '198.51.100.1',
    '203.0.113.1',
    '2001:db8::1',
    '3fff::1',
  ],
  ['benchmarks (RFC 2544, RFC 5180)', '198.18.0.1', '198.19.255.255', '2001:2::1'],
  ['protocol assignments and reserved ones', '192.0.0.1', '240.0.0.1', '255.255.255.255', '4000::1', '5f00::1'],
  ['relays to IPv4 (RFC 7526)', '192.88.99.1'],
  [
    'IPv4 inside IPv6 (RFC 4291)',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:a9fe:a9fe',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
  ],
  ['translation, 6to4 and Teredo', '64:ff9b::7f00:1', '64:ff9b:1::1', '2002:7f00:1::', '2001:0:7f00:1::'],
  ['what is no address', 'localhost', '', '127.1', '0x7f.0.0.1', '2130706433', '10.0.0.1:80'],
];
const open: readonly string[] = [
  '8.8.8.8',
  '20.190.128.1',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '169.253.1.1',
  '2606:50c0:8000::153',
  '2603:1000::1',
  '::ffff:8.8.8.8',
];

describe('networks that the platform asks on behalf of its users (RFC 6890)', () => {
  it.each(closed)('are not %s', (_what, ...addresses) => {
    const isAllowed = networkPolicy([]);
    expect(addresses.filter(isAllowed)).toEqual([]);
  });

  it('are the Internet', () => {
    const isAllowed = networkPolicy([]);
    expect(open.filter((address) => !isAllowed(address))).toEqual([]);
  });

  it('are those that an operator opens, and no others', () => {
    const isAllowed = networkPolicy(['10.96.0.0/12', 'fd00:1::/64', '192.168.7.7', 'loopback']);
    const asked = ['10.96.0.1', '10.112.0.1', 'fd00:1::9', 'fd00:2::9', '192.168.7.7', '192.168.7.8'];
    expect(asked.filter(isAllowed)).toEqual(['10.96.0.1', 'fd00:1::9', '192.168.7.7']);
    expect(['127.0.0.1', '::1', '::ffff:127.0.0.1', '169.254.169.254'].filter(isAllowed)).toEqual([
      '127.0.0.1',
      '::1',
      '::ffff:127.0.0.1',
    ]);
  });

  it('may be all private ones, but then still not link-local', () => {
    const isAllowed = networkPolicy(['private']);
    expect(
      ['10.1.1.1', '172.20.0.1', '192.168.0.1', 'fd12::1', '169.254.169.254', '127.0.0.1'].filter(isAllowed),
    ).toEqual(['10.1.1.1', '172.20.0.1', '192.168.0.1', 'fd12::1']);
  });
});
