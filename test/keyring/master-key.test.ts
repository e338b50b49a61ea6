import { expect, test } from 'vitest';
import { Redacted, systemEntropy } from '../../src/kernel/index.ts';
import { generateMasterKey, parseMasterKey } from '../../src/keyring/index.ts';
import { masterKeyOf, withCode } from './fixture.ts';

const context = { purpose: 'sealing', id: 'k1' } as const;
const material = Buffer.from('the material of a key');

test('reads the master key it generated, and a new one each time', () => {
  const text = generateMasterKey(systemEntropy);
  expect(text.reveal()).toMatch(/^[\w-]{43}$/);
  expect(parseMasterKey(text, systemEntropy).id).toBe(parseMasterKey(text, systemEntropy).id);
  expect(generateMasterKey(systemEntropy).reveal()).not.toBe(text.reveal());
});

test('reads base64url, base64, hex and surrounding white space as the same key', () => {
  const bytes = Buffer.alloc(32, 0xfb);
  const spellings = [
    bytes.toString('base64url'),
    bytes.toString('base64'),
    bytes.toString('hex'),
    ` ${bytes.toString('hex')}\n`,
  ];
  const ids = spellings.map((text) => parseMasterKey(new Redacted(text), systemEntropy).id);
  expect(new Set(ids).size).toBe(1);
});

test.each(['', 'short', 'x'.repeat(44), '0'.repeat(63), 'é'.repeat(43)])(
  'refuses %j as a master key without repeating it',
  (text) => {
    const attempt = () => parseMasterKey(new Redacted(text), systemEntropy);
    expect(attempt).toThrow(withCode('MasterKeyInvalid'));
    if (text !== '') expect(attempt).not.toThrow(text);
  },
);

test('unwraps what it wrapped', async () => {
  const master = masterKeyOf(1);
  const wrapped = await master.wrap(material, context);
  expect(wrapped.startsWith(`${master.id}.`)).toBe(true);
  expect(await master.unwrap(wrapped, context)).toEqual(material);
});

test('wraps the same material differently each time', async () => {
  const master = masterKeyOf(1);
  expect(await master.wrap(material, context)).not.toBe(await master.wrap(material, context));
});

test('names both master keys when another one wrapped the key', async () => {
  const wrapped = await masterKeyOf(1).wrap(material, context);
  const other = masterKeyOf(2);
  await expect(other.unwrap(wrapped, context)).rejects.toThrow(withCode('MasterKeyMismatch'));
  await expect(other.unwrap(wrapped, context)).rejects.toThrow(masterKeyOf(1).id);
});

test.each([
  { purpose: 'sealing', id: 'k2' },
  { purpose: 'pairwise', id: 'k1' },
] as const)('does not unwrap a key moved to $purpose $id', async (elsewhere) => {
  const wrapped = await masterKeyOf(1).wrap(material, context);
  await expect(masterKeyOf(1).unwrap(wrapped, elsewhere)).rejects.toThrow(withCode('KeyDamaged'));
});

test('reports a truncated key as damaged', async () => {
  const wrapped = await masterKeyOf(1).wrap(material, context);
  for (const length of [wrapped.length - 4, 30, masterKeyOf(1).id.length + 1]) {
    await expect(masterKeyOf(1).unwrap(wrapped.slice(0, length), context)).rejects.toThrow(withCode('KeyDamaged'));
  }
});
