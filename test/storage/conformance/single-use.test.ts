import { expect, it } from 'vitest';
import type { StoredKey } from '../../../src/keyring/index.ts';
import { onEveryEngine, open } from './engines.ts';
import { guid, newTenant } from './samples.ts';
import { code, device, interaction } from './traces.ts';

const CALLERS = 20;

onEveryEngine('what may happen once', (bench) => {
  async function race(attempt: (caller: number) => Promise<boolean>): Promise<number> {
    const answers = await Promise.all(Array.from({ length: CALLERS }, (_caller, index) => attempt(index)));
    return answers.filter(Boolean).length;
  }

  it('redeems a code for exactly one of twenty callers at once', async () => {
    const { stores, unitOfWork } = bench.storage;
    const made = code(await newTenant(bench.storage));
    await unitOfWork.run((own) => own.codes.insert(made));
    expect(await stores.codes.find(made.codeHash)).toEqual({ ...made, redeemedAt: null });
    const redeemed = await race((caller) => unitOfWork.run((own) => own.codes.consume(made.codeHash, 2_000 + caller)));
    expect(redeemed).toBe(1);
    const after = await stores.codes.find(made.codeHash);
    expect(after?.redeemedAt).toBeGreaterThanOrEqual(2_000);
    expect(await unitOfWork.run((own) => own.codes.consume(made.codeHash, 9_000))).toBe(false);
    expect(await stores.codes.find(made.codeHash)).toEqual(after);
  });

  it('gives back a code whose unit of work failed', async () => {
    const { stores, unitOfWork } = bench.storage;
    const made = code(await newTenant(bench.storage));
    await unitOfWork.run((own) => own.codes.insert(made));
    const failed = unitOfWork.run(async (own) => {
      expect(await own.codes.consume(made.codeHash, 2_000)).toBe(true);
      throw new Error('signing failed');
    });
    await expect(failed).rejects.toThrow('signing failed');
    expect(await stores.codes.find(made.codeHash)).toMatchObject({ redeemedAt: null });
    expect(await unitOfWork.run((own) => own.codes.consume(made.codeHash, 3_000))).toBe(true);
  });

  it('spends the codes that were handed over when their family ends, and no others', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const [first, other] = [code(tenantId), code(tenantId)];
    const handedOver = { ...code(tenantId), familyId: first.familyId, isHandedOver: true };
    const spent = { ...code(tenantId), familyId: first.familyId, isHandedOver: true };
    const elsewhere = { ...code(tenantId), familyId: other.familyId, isHandedOver: true };
    await unitOfWork.run(async ({ codes }) => {
      for (const made of [first, other, handedOver, spent, elsewhere]) await codes.insert(made);
      await codes.consume(spent.codeHash, 1_000);
      await codes.spendHandedOver(first.familyId, 2_000);
    });
    const moments = [first, handedOver, spent, elsewhere].map(({ codeHash }) => stores.codes.find(codeHash));
    expect((await Promise.all(moments)).map((found) => found?.redeemedAt)).toEqual([null, 2_000, 1_000, null]);
  });

  it('knows no code that nobody issued', async () => {
    expect(await bench.storage.stores.codes.find(guid())).toBeUndefined();
    expect(await bench.storage.unitOfWork.run((own) => own.codes.consume(guid(), 1))).toBe(false);
  });

  it('uses an assertion for exactly one of twenty callers at once, and again when it is forgotten', async () => {
    const { unitOfWork } = bench.storage;
    const [hash, later] = [guid(), guid()];
    const use = (name: string, expiresAt: number) =>
      unitOfWork.run((own) => own.assertionReplays.consume(name, expiresAt));
    expect(await race(() => use(hash, 5_000))).toBe(1);
    expect(await use(later, 9_007_199_254_740_991)).toBe(true);
    expect(await unitOfWork.run((own) => own.assertionReplays.prune(5_000))).toBe(0);
    expect(await use(hash, 5_000)).toBe(false);
    expect(await unitOfWork.run((own) => own.assertionReplays.prune(5_001))).toBe(1);
    expect(await use(hash, 5_000)).toBe(true);
    expect(await use(later, 9_000)).toBe(false);
  });

  it('gives an assertion back whose unit of work failed', async () => {
    const { unitOfWork } = bench.storage;
    const hash = guid();
    const failed = unitOfWork.run(async (own) => {
      expect(await own.assertionReplays.consume(hash, 5_000)).toBe(true);
      throw new Error('the code was spent');
    });
    await expect(failed).rejects.toThrow('the code was spent');
    expect(await unitOfWork.run((own) => own.assertionReplays.consume(hash, 5_000))).toBe(true);
  });

  it('takes the answer to a device from exactly one of twenty callers at once, and spends its code for one', async () => {
    const { stores, unitOfWork } = bench.storage;
    const made = device();
    await unitOfWork.run((own) => own.deviceCodes.insert(made));
    const waiting = { ...made, decision: null, redeemedAt: null };
    expect(await stores.deviceCodes.findByDeviceCode(made.deviceCodeHash)).toEqual(waiting);
    expect(await stores.deviceCodes.findByUserCode(made.userCodeHash)).toEqual(waiting);
    // Nobody answered: there is nothing to spend.
    expect(await unitOfWork.run((own) => own.deviceCodes.consume(made.deviceCodeHash, 1_500))).toBe(false);
    const answered = await race(() =>
      unitOfWork.run((own) => own.deviceCodes.decide(made.userCodeHash, { kind: 'declined' })),
    );
    expect(answered).toBe(1);
    expect(await race(() => unitOfWork.run((own) => own.deviceCodes.consume(made.deviceCodeHash, 2_000)))).toBe(1);
    const spent = { ...made, decision: { kind: 'declined' }, redeemedAt: 2_000 };
    expect(await stores.deviceCodes.findByUserCode(made.userCodeHash)).toEqual(spent);
  });

  it('forgets devices that expired', async () => {
    const { stores, unitOfWork } = bench.storage;
    const [oldOne, newOne] = [device({ expiresAt: 100 }), device({ expiresAt: 9_000_000 })];
    await unitOfWork.run(async (own) => {
      for (const made of [oldOne, newOne]) await own.deviceCodes.insert(made);
    });
    expect(await unitOfWork.run((own) => own.deviceCodes.prune(200))).toBe(1);
    expect(await stores.deviceCodes.findByDeviceCode(oldOne.deviceCodeHash)).toBeUndefined();
    expect(await stores.deviceCodes.findByDeviceCode(newOne.deviceCodeHash)).toBeDefined();
  });

  it('ends an interaction for exactly one of twenty callers at once', async () => {
    const { stores, unitOfWork } = bench.storage;
    const made = interaction();
    await unitOfWork.run((own) => own.interactions.insert(made));
    expect(await unitOfWork.run((own) => own.interactions.updateProgress(made.idHash, '{"user":"x"}'))).toBe(true);
    expect(await stores.interactions.find(made.idHash)).toEqual({ ...made, progress: '{"user":"x"}' });
    expect(await race(() => unitOfWork.run((own) => own.interactions.consume(made.idHash)))).toBe(1);
    expect(await stores.interactions.find(made.idHash)).toBeUndefined();
    expect(await unitOfWork.run((own) => own.interactions.updateProgress(made.idHash, '{}'))).toBe(false);
  });

  it('gives a slot of the keyring to exactly one of twenty callers at once', async () => {
    const { keys } = bench.storage;
    const key = (): StoredKey => ({
      id: guid(),
      purpose: 'signing',
      slot: 0,
      algorithm: 'RS256',
      wrapped: 'm1.ciphertext',
      certificatePem: 'PEM',
      createdAt: 1,
      activatesAt: 2,
      retiresAt: null,
    });
    const candidates = Array.from({ length: CALLERS }, key);
    expect(await race((caller) => keys.insert(candidates[caller]!))).toBe(1);
    const [winner, ...others] = await keys.list();
    expect(others).toEqual([]);
    expect(candidates).toContainEqual(winner);
    expect(await keys.update(winner!.id, { retiresAt: 9, wrapped: 'm2.ciphertext' })).toBe(true);
    expect(await keys.update(winner!.id, {})).toBe(true);
    expect(await keys.update(guid(), { retiresAt: 9 })).toBe(false);
    expect(await keys.list()).toEqual([{ ...winner, retiresAt: 9, wrapped: 'm2.ciphertext' }]);
  });

  it('moves the moments of a key towards the past alone, so that nobody brings back what somebody else ended', async () => {
    const { keys } = bench.storage;
    const made: StoredKey = {
      id: guid(),
      purpose: 'sealing',
      slot: 7,
      algorithm: 'A256GCM',
      wrapped: 'm1.ciphertext',
      certificatePem: null,
      createdAt: 1,
      activatesAt: 1_900_000_000_000,
      retiresAt: null,
    };
    await keys.insert(made);
    const moments = Array.from({ length: CALLERS }, (_, caller) => 1_800_000_000_000 + ((caller * 7) % CALLERS));
    await Promise.all(moments.map((moment) => keys.update(made.id, { retiresAt: moment, activatesAt: moment })));
    await keys.update(made.id, { retiresAt: 1_800_000_000_009, activatesAt: 1_900_000_000_001 });
    const stored = (await keys.list()).find(({ id }) => id === made.id);
    expect(stored).toEqual({ ...made, activatesAt: 1_800_000_000_000, retiresAt: 1_800_000_000_000 });
  });

  it('redeems a code once however many instances stand on the database', async () => {
    const others = bench.place.isShared ? [await open(bench.place.url), await open(bench.place.url)] : [];
    const instances = [bench.storage, ...others];
    const made = code(await newTenant(bench.storage));
    await bench.storage.unitOfWork.run((own) => own.codes.insert(made));
    const redeemed = await race((caller) =>
      instances[caller % instances.length]!.unitOfWork.run((own) => own.codes.consume(made.codeHash, 1)),
    );
    await Promise.all(others.map((other) => other.close()));
    expect(redeemed).toBe(1);
  });

  it('forgets codes and interactions that have expired, and only those', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const [oldCode, newCode] = [code(tenantId, { expiresAt: 10 }), code(tenantId, { expiresAt: 11 })];
    const [oldOne, newOne] = [interaction({ expiresAt: 10 }), interaction({ expiresAt: 11 })];
    const pruned = await unitOfWork.run(async (own) => {
      for (const made of [oldCode, newCode]) await own.codes.insert(made);
      for (const made of [oldOne, newOne]) await own.interactions.insert(made);
      return [await own.codes.prune(11), await own.interactions.prune(11)];
    });
    expect(pruned).toEqual([1, 1]);
    expect(await stores.codes.find(oldCode.codeHash)).toBeUndefined();
    expect(await stores.codes.find(newCode.codeHash)).toBeDefined();
    expect(await stores.interactions.find(oldOne.idHash)).toBeUndefined();
    expect(await stores.interactions.find(newOne.idHash)).toBeDefined();
  });
});
