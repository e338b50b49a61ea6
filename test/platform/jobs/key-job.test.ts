import { expect, it } from 'vitest';
import { systemEntropy } from '../../../src/kernel/index.ts';
import { defaultRotationPolicy, openKeyring, SHARING_TIME } from '../../../src/keyring/index.ts';
import { keyJob } from '../../../src/platform/jobs/key-job.ts';
import { createLogger } from '../../../src/platform/log/logger.ts';
import { day, generateKeyPair, masterKeyOf, openTestKeyring } from '../../keyring/fixture.ts';

it('makes the keys follow each other, and says in the log what was done and which key signs', async () => {
  const { keyring, clock, store } = await openTestKeyring();
  const lines: Record<string, unknown>[] = [];
  const sink = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  const job = keyJob(keyring, createLogger({ level: 'info', format: 'json', sink }));
  await job.run();
  expect(lines).toEqual([]);

  const first = keyring.currentSigningKey().kid;
  clock.advance(90 * day);
  await job.run();
  const second = keyring.currentSigningKey().kid;
  const third = [...store.keys.values()].find(({ purpose, slot }) => purpose === 'signing' && slot === 2);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ msg: 'a key was made', kid: third?.id, purpose: 'signing' }),
      expect.objectContaining({ msg: 'a superseded signing key was given its end', kid: first }),
      expect.objectContaining({ msg: 'tokens are signed with another key from now on', kid: second, before: first }),
    ]),
  );
  expect(lines).toHaveLength(3);
  await job.run();
  expect(lines).toHaveLength(3);
});

it('lets the next key take over earlier where the period was made shorter', async () => {
  const { store, clock } = await openTestKeyring();
  const keyring = await openKeyring({
    store,
    clock,
    masterKey: masterKeyOf(1),
    entropy: systemEntropy,
    generateKeyPair,
    rotation: { ...defaultRotationPolicy, period: 14 * day },
  });
  expect(await keyring.reload()).toEqual([]);
  const first = keyring.currentSigningKey().kid;
  clock.advance(14 * day);
  expect(keyring.currentSigningKey().kid).not.toBe(first);
});

it('looks often enough that a new key is known everywhere before it is used', async () => {
  const { keyring } = await openTestKeyring();
  const { everyMilliseconds } = keyJob(
    keyring,
    createLogger({ level: 'silent', format: 'json', sink: { write: () => undefined } }),
  );
  // A look may fail now and then.
  expect(everyMilliseconds * 6).toBeLessThanOrEqual(SHARING_TIME);
});
