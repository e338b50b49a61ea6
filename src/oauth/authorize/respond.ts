import type { HttpRequest } from '../../kernel/index.ts';
import { AUTHORIZATION_CODE_LIFETIME, type BrowserSession } from '../../sessions/index.ts';
import { clientInfoOf } from '../account-hint.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { authorityKey } from '../grants/authorization-code.ts';
import { clientAppOf, signInRecord } from '../sign-in-record.ts';
import type { AuthorizationCode } from '../store.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import type { Granted } from './decide.ts';
import { frontChannelTokens } from './front-channel-tokens.ts';
import { signInHomeOf } from './record-refused.ts';

const CODE_BYTES = 48;

/**
 * Answers a granted authorize request: makes the code and whatever tokens are due here, records the sign-in and that the client takes
 * part in the session, all before anything leaves.
 * @param isConsentedForAll whether an administrator consented for everybody on the way
 * @returns the parameters for the client, without `state`
 * @spec RFC 6749 §4.1.2; OIDC Core §3.3.2.5; sts reference 2.3
 */
export async function respond(
  dependencies: OAuthDependencies,
  http: HttpRequest,
  request: AuthorizeRequest,
  session: BrowserSession,
  granted: Granted,
  isConsentedForAll: boolean,
): Promise<Readonly<Record<string, string>>> {
  const { clock, entropy, keyring, unitOfWork } = dependencies;
  const { tenant, client, account, isFreshlyAuthenticated } = granted;
  const now = clock.now();
  const code = request.response.code ? `1.${entropy.bytes(CODE_BYTES).toString('base64url')}` : null;
  const tokens = await frontChannelTokens(dependencies, http, request, granted, code);
  await unitOfWork.run(async ({ codes, signIns, sessions }) => {
    if (code !== null)
      await codes.insert(authorizationCode(dependencies, request, granted, keyring.hashToken(code), now));
    await sessions.touch(session.idHash, { lastUsedAt: now });
    await sessions.addParticipant(session.idHash, {
      appId: client.definition.appId,
      tenantId: tenant.id,
      sid: account.sid,
      dialect: request.dialect,
    });
    // An answer with tokens was recorded where they were issued.
    if (tokens === null)
      await signIns.append(
        signInRecord(http, now, {
          tenant,
          eventType: 'interactiveUser',
          client,
          user: account.subject,
          sid: account.sid,
          home: signInHomeOf(account),
          methods: account.methods,
          authenticatedAt: account.authenticatedAt,
          isFreshlyAuthenticated,
          scopes: request.scopeTokens,
          clientAppUsed: clientAppOf(request.platform),
        }),
      );
  });
  return {
    ...(code === null ? {} : { code }),
    ...tokens,
    ...(request.wantsClientInfo ? { client_info: clientInfoOf(account.user) } : {}),
    session_state: account.sid,
    // A client of version 1 learns that an administrator has just said yes for everybody (sts reference 2.3).
    ...(request.dialect === 1 && isConsentedForAll ? { admin_consent: 'True' } : {}),
  };
}

function authorizationCode(
  { entropy }: OAuthDependencies,
  request: AuthorizeRequest,
  { tenant, client, account }: Granted,
  codeHash: string,
  now: number,
): AuthorizationCode {
  return {
    codeHash,
    authority: authorityKey(request.authority),
    tenantId: tenant.id,
    userId: account.subject.id,
    appId: client.definition.appId,
    platform: request.platform,
    redirectUri: request.target.redirectUri,
    scopes: request.scopeTokens,
    nonce: request.nonce,
    codeChallenge: request.codeChallenge,
    sid: account.sid,
    familyId: entropy.uuid(),
    claims: request.claims,
    authTimeRequested: request.maxAge !== undefined || request.claimsRequest.authTimeRequested,
    methods: account.methods,
    authenticatedAt: account.authenticatedAt,
    issuedAt: now,
    expiresAt: now + AUTHORIZATION_CODE_LIFETIME,
  };
}
