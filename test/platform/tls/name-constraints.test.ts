import { expect, test } from 'vitest';
import { certificateNames } from '../../../src/platform/tls/host-names.ts';
import { nameConstraints, permitsHost } from '../../../src/platform/tls/name-constraints.ts';

test('encodes names and addresses with masks (RFC 5280 §4.2.1.10)', () => {
  const expected = [
    ['3020', 'a01e'], // the sequence, its permitted subtrees
    ['3004', '82026162'], // dNSName ab
    ['300a', '8708', '7f000000', 'ff000000'], // 127.0.0.0/8
    ['300a', '8708', 'c0a80709', 'ffffffff'], // 192.168.7.9/32
  ];
  expect(nameConstraints(['ab', '127.0.0.1', '192.168.7.9']).toString('hex')).toBe(expected.flat().join(''));
});

test('encodes IPv6 addresses in full', () => {
  expect(nameConstraints(['2001:db8::7']).toString('hex')).toContain(
    `20010db8000000000000000000000007${'ff'.repeat(16)}`,
  );
  expect(nameConstraints(['::1']).toString('hex')).toContain(`${'00'.repeat(15)}01${'ff'.repeat(16)}`);
  expect(nameConstraints(['1:2:3:4:5:6:7:8']).toString('hex')).toContain('00010002000300040005000600070008');
});

test.each([1, 5, 12, 40])('uses the right length form for %i names', (count) => {
  const names = Array.from({ length: count }, (_, index) => `host-${index}.example.com`);
  const encoded = nameConstraints(names);
  const size =
    encoded[1] === 0x82
      ? encoded.readUInt16BE(2) + 4
      : encoded[1] === 0x81
        ? (encoded[2] ?? 0) + 3
        : (encoded[1] ?? 0) + 2;
  expect(encoded).toHaveLength(size);
});

test('permits what it names and what lies below localhost, and nothing else', () => {
  const extension = nameConstraints(['localhost', '127.0.0.1', 'login.example.com']);
  for (const host of ['localhost', 'kv1.vault.localhost', '127.0.0.2', 'login.example.com']) {
    expect(permitsHost(extension, host), host).toBe(true);
  }
  for (const host of ['example.com', 'n.example.com', 'login.example.co', '128.0.0.1', '::1', 'notlocalhost']) {
    expect(permitsHost(extension, host), host).toBe(false);
  }
});

test('names are compared in one spelling', () => {
  expect(certificateNames(['LOCALHOST', 'Login.Example.com.', '[::1]', '[2001:DB8:0:0::7]'])).toEqual([
    'localhost',
    '127.0.0.1',
    '::1',
    'login.example.com',
    '2001:db8::7',
  ]);
});
