import type { SignInLog } from '../activity/index.ts';
import { type Clock, type Entropy, Fault, invariant, type UnitOfWork } from '../kernel/index.ts';
import { LOST_ANSWER } from '../sessions/index.ts';
import {
  accessTokenClaims,
  type IdTokenFacts,
  idTokenClaims,
  LONGEST_TOKEN_LIFETIME_SECONDS,
  leftHalfHash,
  signJwt,
  type TokenSigner,
} from '../tokens/index.ts';
import type { Issuance, IssuanceStores, IssuedTokens } from './issuance.ts';

export interface IssuanceDependencies {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly unitOfWork: UnitOfWork<IssuanceStores>;
  /** For answers that change nothing but the record of themselves. */
  readonly signInLog: SignInLog;
  readonly keyring: {
    currentSigningKey(): TokenSigner;
    hashToken(token: string): string;
  };
}

/** What was to be spent had been spent by somebody else in the meantime, or was revoked. */
export class IssuanceFault extends Fault<IssuanceFaultCode> {
  /** Family of refresh tokens that it belongs to and that ends with it; there is none for an assertion or a device code. */
  readonly familyId: string | undefined;

  constructor(code: IssuanceFaultCode, familyId?: string) {
    super(code, MESSAGES[code]);
    this.familyId = familyId;
  }
}

const MESSAGES = {
  AlreadySpent: 'The authorization code was redeemed already.',
  AssertionUsed: 'The client assertion was used already.',
  DeviceCodeSpent: 'The device got its tokens already.',
  Revoked: 'The refresh token was revoked.',
  Reused: 'The refresh token was used before. All tokens of the sign-in have ended.',
} as const;

type IssuanceFaultCode = keyof typeof MESSAGES;

const HANDLE_BYTES = 48;

/**
 * Signs, then spends, persists and records in one unit of work. Only when that is durable do the tokens leave.
 * @throws IssuanceFault `AlreadySpent`, `DeviceCodeSpent` when the code was redeemed by another request, `AssertionUsed` when the client
 * assertion was; nothing was written then
 */
export async function issue(dependencies: IssuanceDependencies, issuance: Issuance): Promise<IssuedTokens> {
  const { entropy, keyring } = dependencies;
  invariant(
    (issuance.accessToken?.lifetimeSeconds ?? 0) <= LONGEST_TOKEN_LIFETIME_SECONDS,
    'no token outlives the key that signed it',
  );
  const signer = keyring.currentSigningKey();
  const [accessToken, idToken] = await sign(signer, issuance);
  const drawHandle = () => `1.${entropy.bytes(HANDLE_BYTES).toString('base64url')}`;
  const refreshToken = issuance.refresh && drawHandle();
  const handedOverCode = issuance.handOver ? drawHandle() : null;
  const processingMilliseconds = dependencies.clock.now() - issuance.signIn.createdAt;
  const signIn = { ...issuance.signIn, processingMilliseconds };
  await persist(dependencies, { ...issuance, signIn }, { refreshToken, handedOverCode });
  return {
    accessToken,
    idToken,
    refreshToken,
    handedOverCode,
    expiresInSeconds: issuance.accessToken?.lifetimeSeconds ?? 0,
    refreshTokenExpiresInSeconds:
      issuance.refresh?.platform === 'spa'
        ? Math.floor((issuance.refresh.expiresAt - dependencies.clock.now()) / 1000)
        : null,
  };
}

/** @throws IssuanceFault `Revoked`, `Reused` */
async function present(
  refreshTokens: IssuanceStores['refreshTokens'],
  { tokenHash, familyId, isGoodOnce }: NonNullable<Issuance['presented']>,
  successorHash: string | null,
  now: number,
): Promise<void> {
  if (!isGoodOnce) {
    if (await refreshTokens.hold(tokenHash)) return;
    throw new IssuanceFault('Revoked', familyId);
  }
  invariant(successorHash !== null, 'a token that is good once is exchanged for another');
  const outcome = await refreshTokens.spend(tokenHash, { at: now, successorHash, lostAfter: now - LOST_ANSWER });
  if (outcome !== 'spent') throw new IssuanceFault(outcome === 'gone' ? 'Revoked' : 'Reused', familyId);
}

async function sign(signer: TokenSigner, { accessToken, idToken, bindsIdToken }: Issuance) {
  const signAccess = accessToken && (() => signJwt(signer, accessToken.version, accessTokenClaims(accessToken)));
  const signId = (facts: IdTokenFacts) => signJwt(signer, facts.version, idTokenClaims(facts));
  if (bindsIdToken !== true || signAccess === null || idToken === null)
    return Promise.all([signAccess?.() ?? null, idToken && signId(idToken)]);
  const signed = await signAccess();
  return [signed, await signId({ ...idToken, accessTokenHash: leftHalfHash(signed) })] as const;
}

async function persist(
  { clock, keyring, unitOfWork, signInLog }: IssuanceDependencies,
  { spend, presented, refresh, handOver = null, assertion = null, signIn }: Issuance,
  { refreshToken, handedOverCode }: Pick<IssuedTokens, 'refreshToken' | 'handedOverCode'>,
): Promise<void> {
  if (spend === null && presented === null && refresh === null && assertion === null) return signInLog.append(signIn);
  await unitOfWork.run(async ({ assertionReplays, codes, deviceCodes, refreshTokens, signIns }) => {
    if (assertion !== null && !(await assertionReplays.consume(assertion.hash, assertion.expiresAt)))
      throw new IssuanceFault('AssertionUsed');
    if (spend?.kind === 'deviceCode' && !(await deviceCodes.consume(spend.hash, clock.now())))
      throw new IssuanceFault('DeviceCodeSpent');
    if (spend?.kind === 'authorizationCode' && !(await codes.consume(spend.hash, clock.now())))
      throw new IssuanceFault('AlreadySpent', spend.familyId);
    const successorHash = refreshToken && keyring.hashToken(refreshToken);
    if (presented !== null) await present(refreshTokens, presented, successorHash, clock.now());
    if (refresh !== null && successorHash !== null)
      await refreshTokens.insert({ ...refresh, tokenHash: successorHash });
    // It exists only because a code was spent, and so is never alone in a unit of work.
    if (handOver !== null && handedOverCode !== null)
      await codes.insert({ ...handOver, codeHash: keyring.hashToken(handedOverCode) });
    await signIns.append(signIn);
  });
}
