import { expect, test } from 'vitest';
import { systemEntropy } from '../../src/kernel/index.ts';
import { createPasswordHasher, defaultPasswordCost } from '../../src/keyring/index.ts';
import { withCode } from './fixture.ts';

const cost = { memory: 16, passes: 1, parallelism: 1 };
const cheapHasher = (maxQueued = 64) => createPasswordHasher({ entropy: systemEntropy, cost, maxQueued });

test('verifies the right password and no other', async () => {
  const hasher = cheapHasher();
  const stored = await hasher.hash('correct horse');
  expect(await hasher.verify('correct horse', stored)).toBe(true);
  expect(await hasher.verify('correct horsf', stored)).toBe(false);
  expect(await hasher.verify('', stored)).toBe(false);
});

test('stores argon2id in PHC form with its parameters and a new salt each time (RFC 9106)', async () => {
  const hasher = cheapHasher();
  const stored = await hasher.hash('p');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=16,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await hasher.hash('p')).not.toBe(stored);
});

test('agrees with the reference implementation on a known hash', async () => {
  // argon2 command line: echo -n password | argon2 somesalt -id -t 2 -k 256 -p 1 -e
  const known = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
  expect(await cheapHasher().verify('password', known)).toBe(true);
});

test('takes a composed and a decomposed accent as the same password', async () => {
  const hasher = cheapHasher();
  expect(await hasher.verify('cafe\u0301', await hasher.hash('caf\u00e9'))).toBe(true);
});

test('takes its turn at the work also for a person who does not exist', async () => {
  const hasher = cheapHasher(0);
  const unknown = hasher.verify('anything', undefined);
  // The place is taken, which it would not be if the work were skipped.
  await expect(hasher.hash('p')).rejects.toThrow(withCode('PasswordQueueFull'));
  expect(await unknown).toBe(false);
});

test('refuses when too many wait, and recovers', async () => {
  const hasher = cheapHasher(2);
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => hasher.hash('p')));
  expect(outcomes.map((outcome) => outcome.status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ]);
  expect(outcomes[3]).toMatchObject({ reason: withCode('PasswordQueueFull') });
  await expect(hasher.hash('p')).resolves.toContain('$argon2id$');
});

test('runs one at a time, in the order asked', async () => {
  const hasher = cheapHasher();
  const finished: number[] = [];
  await Promise.all([3, 1, 2].map(async (name) => finished.push((await hasher.hash('p')) ? name : 0)));
  expect(finished).toEqual([3, 1, 2]);
});

test('a failure keeps nobody behind it waiting', async () => {
  const hasher = createPasswordHasher({ entropy: systemEntropy, cost: { ...cost, memory: 1 } });
  const good = await cheapHasher().hash('p');
  const failing = hasher.hash('p');
  const following = hasher.verify('p', good);
  await expect(failing).rejects.toThrow();
  expect(await following).toBe(true);
});

test('tells a hash of another cost', async () => {
  const stored = await cheapHasher().hash('p');
  expect(cheapHasher().isOutdated(stored)).toBe(false);
  expect(createPasswordHasher({ entropy: systemEntropy }).isOutdated(stored)).toBe(true);
});

test('costs at least what OWASP asks for by default', () => {
  expect(defaultPasswordCost).toEqual({ memory: 19456, passes: 2, parallelism: 1 });
});

test('treats a stored text that is no argon2id hash as a bug', async () => {
  await expect(cheapHasher().verify('p', 'plaintext')).rejects.toThrow('PHC form');
});
