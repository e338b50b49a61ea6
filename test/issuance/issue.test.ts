import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SignInRecord } from '../../src/activity/index.ts';
import {
  type Issuance,
  type IssuanceDependencies,
  IssuanceFault,
  type IssuanceStores,
  issue,
} from '../../src/issuance/index.ts';
import { ManualClock, systemEntropy, type UnitOfWork } from '../../src/kernel/index.ts';
import { LOST_ANSWER, type RefreshToken } from '../../src/sessions/index.ts';
import { objectId, tenantId } from '../directory/samples.ts';
import { appFacts, clientAppId, idFacts, issuedAt } from '../tokens/facts.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signIn = { id: 'record' } as unknown as SignInRecord;
const refresh: Omit<RefreshToken, 'tokenHash'> = {
  familyId: 'family',
  tenantId,
  userId: objectId,
  appId: clientAppId,
  platform: 'web',
  sid: 'sid',
  methods: ['pwd'],
  authenticatedAt: issuedAt,
  scopes: ['openid'],
  issuedAt,
  expiresAt: issuedAt + 86_399_500,
};

/** Dependencies that write down, in order, what happened. */
function recorder({
  spendable = true,
  held = true,
  unused = true,
  failSigning = false,
  outcome = 'spent' as 'spent' | 'reused' | 'gone',
} = {}) {
  const happened: string[] = [];
  const stores: IssuanceStores = {
    assertionReplays: {
      consume: async (hash) => {
        happened.push(`use ${hash}`);
        return unused;
      },
    },
    codes: {
      consume: async (hash) => {
        happened.push(`spend ${hash}`);
        return spendable;
      },
      insert: async ({ codeHash }) => void happened.push(`hand over ${codeHash}`),
    },
    deviceCodes: {
      consume: async (hash) => {
        happened.push(`spend device ${hash}`);
        return spendable;
      },
    },
    refreshTokens: {
      hold: async (hash) => {
        happened.push(`hold ${hash}`);
        return held;
      },
      spend: async (hash, { at, successorHash, lostAfter }) => {
        happened.push(`use up ${hash} for ${successorHash}, ${at - lostAfter} ms`);
        return outcome;
      },
      insert: async ({ tokenHash }) => void happened.push(`keep ${tokenHash}`),
    },
    signIns: { append: async () => void happened.push('record') },
  };
  const unitOfWork: UnitOfWork<IssuanceStores> = {
    async run(work) {
      happened.push('begin');
      const result = await work(stores);
      happened.push('commit');
      return result;
    },
  };
  const dependencies: IssuanceDependencies = {
    clock: new ManualClock(issuedAt),
    entropy: systemEntropy,
    unitOfWork,
    signInLog: { append: async () => void happened.push('log') },
    keyring: {
      hashToken: () => 'hash of the refresh token',
      currentSigningKey: () => ({
        kid: 'key',
        async sign(data) {
          if (failSigning) throw new Error('the key cannot be used');
          happened.push('sign');
          return sign('RSA-SHA256', Buffer.from(data), privateKey);
        },
      }),
    },
  };
  return { dependencies, happened };
}

const spend = { kind: 'authorizationCode', hash: 'code', familyId: 'family' } as const;
const issuance = (members: Partial<Issuance> = {}): Issuance => ({
  accessToken: appFacts(),
  idToken: null,
  refresh: null,
  spend: null,
  presented: null,
  signIn,
  ...members,
});

describe('the one path of every token', () => {
  it('signs, then spends, keeps and records in one unit of work', async () => {
    const { dependencies, happened } = recorder();
    const tokens = await issue(dependencies, issuance({ idToken: idFacts(), refresh, spend }));
    expect(happened).toEqual([
      'sign',
      'sign',
      'begin',
      'spend code',
      'keep hash of the refresh token',
      'record',
      'commit',
    ]);
    expect(tokens).toMatchObject({ expiresInSeconds: 4200, refreshTokenExpiresInSeconds: null });
    expect(tokens.accessToken?.split('.')).toHaveLength(3);
    expect(tokens.idToken?.split('.')).toHaveLength(3);
    expect(tokens.refreshToken).toMatch(/^1\.[\w-]{64}$/);
  });

  it('spends a device code where that is what was presented', async () => {
    const { dependencies, happened } = recorder();
    await issue(dependencies, issuance({ spend: { kind: 'deviceCode', hash: 'code', familyId: 'family' } }));
    expect(happened).toEqual(['sign', 'begin', 'spend device code', 'record', 'commit']);
  });

  it('spends nothing when it cannot sign', async () => {
    const { dependencies, happened } = recorder({ failSigning: true });
    await expect(issue(dependencies, issuance({ refresh, spend }))).rejects.toThrow('the key cannot be used');
    expect(happened).toEqual([]);
  });

  it('gives the loser of a race nothing, and says whose tokens to end (RFC 6749 §4.1.2)', async () => {
    const { dependencies, happened } = recorder({ spendable: false });
    const lost = issue(dependencies, issuance({ refresh, spend }));
    await expect(lost).rejects.toThrow(IssuanceFault);
    await expect(lost).rejects.toMatchObject({ code: 'AlreadySpent', familyId: 'family' });
    expect(happened).toEqual(['sign', 'begin', 'spend code']);
  });

  it('ends nobody’s tokens for a device that asked twice', async () => {
    const { dependencies } = recorder({ spendable: false });
    const lost = issue(dependencies, issuance({ spend: { ...spend, kind: 'deviceCode' } }));
    await expect(lost).rejects.toMatchObject({ code: 'DeviceCodeSpent', familyId: undefined });
  });

  it('gives nothing for a refresh token that was revoked while its exchange was under way', async () => {
    const { dependencies, happened } = recorder({ held: false });
    const presented = { tokenHash: 'presented', familyId: 'family', isGoodOnce: false };
    const lost = issue(dependencies, issuance({ refresh, presented }));
    await expect(lost).rejects.toMatchObject({ code: 'Revoked', familyId: 'family' });
    expect(happened).toEqual(['sign', 'begin', 'hold presented']);
  });

  it('uses up a refresh token that is good once, for the one it is exchanged for (RFC 9700 §4.14.2)', async () => {
    const { dependencies, happened } = recorder();
    const presented = { tokenHash: 'presented', familyId: 'family', isGoodOnce: true };
    await issue(dependencies, issuance({ refresh, presented }));
    const [hash, grace] = ['hash of the refresh token', LOST_ANSWER];
    const expected = ['sign', 'begin', `use up presented for ${hash}, ${grace} ms`, `keep ${hash}`, 'record', 'commit'];
    expect(happened).toEqual(expected);
  });

  it.each([
    ['reused', 'Reused'],
    ['gone', 'Revoked'],
  ] as const)('gives nothing for one that is %s', async (outcome, code) => {
    const { dependencies, happened } = recorder({ outcome });
    const presented = { tokenHash: 'presented', familyId: 'family', isGoodOnce: true };
    const lost = issue(dependencies, issuance({ refresh, presented }));
    await expect(lost).rejects.toMatchObject({ code, familyId: 'family' });
    expect(happened).toHaveLength(3);
  });

  it('uses the assertion first where it counts once, in the unit of work of the tokens', async () => {
    const { dependencies, happened } = recorder();
    await issue(dependencies, issuance({ spend, assertion: { hash: 'assertion', expiresAt: issuedAt } }));
    expect(happened).toEqual(['sign', 'begin', 'use assertion', 'spend code', 'record', 'commit']);
  });

  it('gives nothing for an assertion that was used, and spends no code for it', async () => {
    const { dependencies, happened } = recorder({ unused: false });
    const again = issue(dependencies, issuance({ spend, assertion: { hash: 'assertion', expiresAt: issuedAt } }));
    await expect(again).rejects.toMatchObject({ code: 'AssertionUsed', familyId: undefined });
    expect(happened).toEqual(['sign', 'begin', 'use assertion']);
  });

  it('a token that changes nothing is recorded in the log of sign-ins, without a transaction of its own', async () => {
    const { dependencies, happened } = recorder();
    await issue(dependencies, issuance());
    expect(happened).toEqual(['sign', 'log']);
  });

  it('keeps a hash of the refresh token and never the token', async () => {
    const { dependencies, happened } = recorder();
    const { refreshToken } = await issue(dependencies, issuance({ refresh }));
    expect(happened.join()).not.toContain(refreshToken);
  });

  it('tells a single-page app when its refresh tokens end, rounded down', async () => {
    const { dependencies } = recorder();
    const tokens = await issue(dependencies, issuance({ refresh: { ...refresh, platform: 'spa' } }));
    expect(tokens.refreshTokenExpiresInSeconds).toBe(86_399);
  });
});
