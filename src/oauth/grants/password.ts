import { type Tenant, tokenServiceSettings, type User } from '../../directory/index.ts';
import { Redacted } from '../../kernel/index.ts';
import { checkPassword, tenantOfName } from '../../sessions/index.ts';
import { isForConsumers } from '../authority.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import { parseClaimsRequest } from '../rules/claims-request.ts';
import { requestedAccess } from '../rules/requested-access.ts';
import { delegatedResult } from './delegated-result.ts';
import { firstRefreshToken } from './first-refresh-token.ts';
import type { AuthenticatedRequest, Grant } from './grant.ts';
import { requireAdmitted } from './person.ts';

/** A user name and password that somebody gave to an application. */
interface GivenPassword {
  readonly username: string;
  readonly password: Redacted;
  /** The tenant whose domain the name ends in. */
  readonly home: Tenant | undefined;
}

/**
 * A person's password, given to an application instead of to us: only where the tenant allows it. Wrong ones are counted together with
 * those typed into the pages, and cost the same.
 * @spec RFC 6749 §4.3; RFC 9700 §2.4 (why it is off unless somebody turns it on); sts reference 4.7
 */
export const passwordGrant: Grant<GivenPassword> = {
  eventType: 'interactiveUser',
  protocol: 'ropc',
  carriesPassword: true,

  async locate({ reads }, { authority, parameters }) {
    if (authority.segment === 'common' || isForConsumers(authority)) throw refusal(9001023, {});
    const [username, password] = [parameters.get('username'), parameters.get('password')];
    if (username === undefined) throw refusal(900144, { parameter: 'username' });
    if (password === undefined) throw refusal(900144, { parameter: 'password' });
    return { username, password: new Redacted(password), home: await tenantOfName(reads, username) };
  },

  tenantOf: ({ home }) => home?.id,

  platformOf: () => 'none',

  async redeem(dependencies, request, given) {
    const { parameters, tenant, now } = request;
    // Entra has no such switch; this is its code for what a tenant has not turned on [I].
    if (!tokenServiceSettings(tenant).allowPasswordGrant) throw refusal(51000, { feature: 'password grant' });
    const access = requestedAccess(request.dialect, parameters, [dependencies.baseUrl]);
    if (access === undefined) throw refusal(900144, { parameter: request.dialect === 1 ? 'resource' : 'scope' });
    const user = await requirePerson(dependencies, request, given);
    await requireAdmitted(dependencies, request, user);
    const context = { methods: ['pwd'], authenticatedAt: now, sid: dependencies.entropy.uuid() };
    const { openid, resources } = access.scope;
    return delegatedResult(dependencies, request, {
      person: {
        user,
        context,
        clientCapabilities: parseClaimsRequest(parameters.get('claims')).clientCapabilities,
      },
      scope: { openid, resources: resources.slice(0, 1) },
      nonce: null,
      authTimeRequested: false,
      spend: null,
      presented: null,
      signIn: { eventType: 'interactiveUser', protocol: 'ropc', isFreshlyAuthenticated: true },
      refresh: firstRefreshToken(request, {
        ...context,
        user,
        openid,
        dialect: request.dialect,
        familyId: dependencies.entropy.uuid(),
        platform: 'none',
        scopes: access.tokens,
      }),
    });
  },
};

/**
 * Whom the password belongs to. Only a client that proved itself is told that an account has no password: to everybody else it is a wrong
 * one, so that nobody learns who is here.
 * @throws OAuthFault AADSTS50034 a name of another tenant's domain, whether there is such a person or not; 50053, 50126, 50056, 50057;
 *   50055 the password has to be changed first, on our own page
 */
async function requirePerson(
  dependencies: OAuthDependencies,
  { tenant, proof }: AuthenticatedRequest,
  { username, password, home }: GivenPassword,
): Promise<User> {
  // Another tenant may not want its people's passwords to be tried this way: they are not looked at.
  if (home !== undefined && home.id !== tenant.id)
    throw refusal(50034, { user: username.trim(), tenant: tenant.displayName });
  const verdict = await checkPassword(dependencies, username, password, tenant);
  switch (verdict.kind) {
    case 'locked':
      throw refusal(50053, {}, { user: verdict.user });
    case 'wrong':
      throw refusal(50126, {}, { user: verdict.user });
    case 'none':
      throw refusal(proof.strength === '0' ? 50126 : 50056, {}, { user: verdict.user });
    case 'disabled':
      throw refusal(50057, {}, { user: verdict.user });
    case 'right':
      if (verdict.user.forceChangePasswordNextSignIn) throw refusal(50055, {}, { user: verdict.user });
      return verdict.user;
  }
}
