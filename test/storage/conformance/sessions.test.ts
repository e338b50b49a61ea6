import { expect, it } from 'vitest';
import { onEveryEngine } from './engines.ts';
import { appId, guid, newTenant, objectId } from './samples.ts';
import { refreshToken, session } from './traces.ts';

onEveryEngine('sessions', (bench) => {
  it('remember a browser, its accounts and the clients that took part', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const made = session();
    const account = { tenantId, userId: objectId(), sid: guid(), signedIn: true, methods: ['pwd'], authenticatedAt: 5 };
    const other = { ...account, userId: objectId(), sid: guid() };
    const participant = { appId: appId(), tenantId, sid: account.sid, dialect: 2 } as const;
    const before = { ...participant, dialect: 1 } as const;
    const elsewhere = { appId: appId(), tenantId, sid: other.sid, dialect: 1 } as const;
    await unitOfWork.run(async ({ sessions }) => {
      await sessions.insert(made);
      await sessions.putAccount(made.idHash, account);
      await sessions.putAccount(made.idHash, other);
      await sessions.putAccount(made.idHash, { ...account, signedIn: false });
      for (const one of [before, participant, elsewhere]) await sessions.addParticipant(made.idHash, one);
      await sessions.touch(made.idHash, { lastUsedAt: 2_000 });
    });
    const loaded = await stores.sessions.load(made.idHash);
    expect(loaded).toMatchObject({ ...made, lastUsedAt: 2_000, persistent: false });
    expect(loaded?.accounts).toHaveLength(2);
    expect(loaded?.accounts).toEqual(expect.arrayContaining([{ ...account, signedIn: false }, other]));
    expect(loaded?.participants).toHaveLength(2);
    expect(loaded?.participants).toEqual(expect.arrayContaining([participant, elsewhere]));

    await unitOfWork.run(async ({ sessions }) => {
      await sessions.removeAccount(made.idHash, tenantId, account.userId);
      await sessions.removeParticipants(made.idHash, account.sid);
      await sessions.touch(made.idHash, { lastUsedAt: 3_000, persistent: true });
    });
    expect(await stores.sessions.load(made.idHash)).toEqual({
      ...made,
      lastUsedAt: 3_000,
      persistent: true,
      accounts: [other],
      participants: [elsewhere],
    });
    await unitOfWork.run(({ sessions }) => sessions.remove(made.idHash));
    expect(await stores.sessions.load(made.idHash)).toBeUndefined();
  });

  it('end with everything in them when they are long unused', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const [old, recent] = [session({ lastUsedAt: 10 }), session({ lastUsedAt: 11 })];
    const pruned = await unitOfWork.run(async ({ sessions }) => {
      for (const made of [old, recent]) {
        await sessions.insert(made);
        await sessions.addParticipant(made.idHash, { appId: appId(), tenantId, sid: guid(), dialect: 2 });
      }
      return sessions.prune(11);
    });
    expect(pruned).toBe(1);
    expect(await stores.sessions.load(old.idHash)).toBeUndefined();
    expect(await stores.sessions.load(recent.idHash)).toMatchObject({ ...recent, accounts: [] });
  });
});

onEveryEngine('refresh tokens', (bench) => {
  it('are found by their hash until their family ends', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const first = refreshToken(tenantId);
    const second = refreshToken(tenantId, { familyId: first.familyId });
    const stranger = refreshToken(tenantId);
    await unitOfWork.run(async ({ refreshTokens }) => {
      for (const made of [first, second, stranger]) await refreshTokens.insert(made);
    });
    expect(await stores.refreshTokens.find(second.tokenHash)).toEqual({ ...second, spentAt: null });
    expect(await stores.refreshTokens.find(guid())).toBeUndefined();
    const held = await unitOfWork.run(async ({ refreshTokens }) => [
      await refreshTokens.hold(first.tokenHash),
      await refreshTokens.hold(guid()),
    ]);
    expect(held).toEqual([true, false]);
    expect(await stores.refreshTokens.find(first.tokenHash)).toEqual({ ...first, spentAt: null });
    await unitOfWork.run(({ refreshTokens }) => refreshTokens.removeFamily(first.familyId));
    expect(await stores.refreshTokens.find(first.tokenHash)).toBeUndefined();
    expect(await stores.refreshTokens.find(second.tokenHash)).toBeUndefined();
    expect(await stores.refreshTokens.find(stranger.tokenHash)).toEqual({ ...stranger, spentAt: null });
  });

  it('are forgotten once they have expired, and not before', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const [old, recent] = [refreshToken(tenantId, { expiresAt: 10 }), refreshToken(tenantId, { expiresAt: 11 })];
    const pruned = await unitOfWork.run(async ({ refreshTokens }) => {
      for (const made of [old, recent]) await refreshTokens.insert(made);
      return refreshTokens.prune(11);
    });
    expect(pruned).toBe(1);
    expect(await stores.refreshTokens.find(old.tokenHash)).toBeUndefined();
    expect(await stores.refreshTokens.find(recent.tokenHash)).toEqual({ ...recent, spentAt: null });
  });
});
