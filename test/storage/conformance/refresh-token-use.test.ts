import { expect, it } from 'vitest';
import type { RefreshToken } from '../../../src/sessions/index.ts';
import { onEveryEngine, open } from './engines.ts';
import { guid, newTenant } from './samples.ts';
import { refreshToken } from './traces.ts';

const GRACE = 10;

onEveryEngine('refresh tokens that are good once', (bench) => {
  const run = () => bench.storage.unitOfWork;

  /** Presents a token; its successor is stored where it was good. */
  const exchange = (token: RefreshToken, at: number, unitOfWork = run()) => {
    const next = { ...token, tokenHash: guid() };
    return unitOfWork.run(async ({ refreshTokens }) => {
      const use = { at, successorHash: next.tokenHash, lostAfter: at - GRACE };
      const outcome = await refreshTokens.spend(token.tokenHash, use);
      if (outcome === 'spent') await refreshTokens.insert(next);
      return { outcome, next };
    });
  };
  const issued = async () => {
    const token = refreshToken(await newTenant(bench.storage));
    await run().run(({ refreshTokens }) => refreshTokens.insert(token));
    return token;
  };
  const spentAt = async ({ tokenHash }: RefreshToken) =>
    (await bench.storage.stores.refreshTokens.find(tokenHash))?.spentAt;

  it('are used up by their exchange', async () => {
    const first = await issued();
    const { outcome, next } = await exchange(first, 100);
    expect(outcome).toBe('spent');
    expect([await spentAt(first), await spentAt(next)]).toEqual([100, null]);
    expect((await exchange(first, 100 + GRACE)).outcome, 'too late for a lost answer').toBe('reused');
    expect((await exchange(refreshToken(first.tenantId), 100)).outcome).toBe('gone');
  });

  it('may be presented again in time: then the successor nobody received is used up, and one stays good', async () => {
    const first = await issued();
    const lost = (await exchange(first, 100)).next;
    const again = await exchange(first, 100 + GRACE - 1);
    const third = await exchange(first, 100 + GRACE - 1);
    expect([again.outcome, third.outcome]).toEqual(['spent', 'spent']);
    expect([await spentAt(lost), await spentAt(again.next), await spentAt(third.next)]).toEqual([109, 109, null]);
    expect((await exchange(lost, 109 + GRACE)).outcome).toBe('reused');
  });

  it('may not once their successor was used: whoever has that one received it', async () => {
    const first = await issued();
    const { next } = await exchange(first, 100);
    expect((await exchange(next, 101)).outcome).toBe('spent');
    expect((await exchange(first, 102)).outcome).toBe('reused');
  });

  it('leave one good token behind, however many present the same at once on however many instances', async () => {
    const others = bench.place.isShared ? [await open(bench.place.url), await open(bench.place.url)] : [];
    const instances = [bench.storage, ...others];
    const first = await issued();
    const exchanged = await Promise.all(
      Array.from({ length: 9 }, (_, index) =>
        exchange(first, 100, instances[index % instances.length]?.unitOfWork ?? run()),
      ),
    );
    await Promise.all(others.map((other) => other.close()));
    expect(exchanged.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 9 }, () => 'spent'));
    const states = await Promise.all(exchanged.map(({ next }) => spentAt(next)));
    expect(states.filter((state) => state === null)).toHaveLength(1);
  });

  it('are remembered so many to a family, and the oldest forgotten', async () => {
    const first = await issued();
    let token = first;
    for (let at = 1; at <= 60; at += 1) token = (await exchange(token, at * 1000)).next;
    expect(await spentAt(first)).toBeUndefined();
    expect((await exchange(first, 100_000)).outcome).toBe('gone');
    expect(await spentAt(token)).toBeNull();
  });
});
