import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { type Entropy, systemEntropy } from '../../src/kernel/index.ts';
import { generateClientSecret, generatePassword, secretHint } from '../../src/keyring/index.ts';

test('a client secret has 40 characters: three, a tilde, and the rest (Graph addPassword)', () => {
  for (let count = 0; count < 200; count += 1) {
    expect(generateClientSecret(systemEntropy)).toMatch(/^[A-Za-z0-9]{3}~[A-Za-z0-9._~-]{36}$/);
  }
});

test('the hint is its first three characters (Graph passwordCredential)', () => {
  expect(secretHint('a1B~rest')).toBe('a1B');
});

test('no two are alike', () => {
  const secrets = Array.from({ length: 100 }, () => generateClientSecret(systemEntropy));
  const passwords = Array.from({ length: 100 }, () => generatePassword(systemEntropy));
  expect(new Set([...secrets, ...passwords]).size).toBe(200);
});

test('throws away bytes that would favour some characters', () => {
  let calls = 0;
  const entropy: Entropy = {
    bytes: (size) => Buffer.alloc(size, calls++ % 2 === 0 ? 255 : 0),
    uuid: () => '',
  };
  expect(generateClientSecret(entropy)).toBe(`AAA~${'A'.repeat(36)}`);
});

test('a password is readable, meets the three-of-four rule and needs no quoting in a shell', () => {
  const passwords = Array.from({ length: 100 }, () => generatePassword(systemEntropy));
  for (const password of passwords) {
    expect(password).toMatch(/^([A-Z][aeiou][a-z][aeiou][a-z]-){4}[2-9]{2}$/);
    expect(password.length).toBeGreaterThanOrEqual(16);
  }
  const echoed = execFileSync('sh', ['-c', `printf '%s\\n' ${passwords.join(' ')}`], { encoding: 'utf8' });
  expect(echoed.trim().split('\n')).toEqual(passwords);
});
