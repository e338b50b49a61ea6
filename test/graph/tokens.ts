import { MICROSOFT_GRAPH_APP_ID } from '../../src/catalogue/index.ts';
import type { User } from '../../src/directory/index.ts';
import type { AppId, TenantId } from '../../src/kernel/index.ts';
import { type AccessTokenFacts, accessTokenClaims, idTokenClaims, signJwt } from '../../src/tokens/index.ts';
import { baseUrl, type Client, type Company, type World } from './world.ts';

type Change = Partial<Pick<AccessTokenFacts, 'audience' | 'version' | 'lifetimeSeconds' | 'issuedAt' | 'baseUrl'>>;

const nothingOptional = {
  requestedClaims: [],
  methods: ['pwd'],
  sid: null,
  ipAddress: null,
  tenantCountry: null,
  clientCapabilities: [],
  loginHint: null,
};

/** A token for Graph with a user, as the token service makes it. */
export async function userToken(
  world: World,
  { tenant, tool }: Pick<Company, 'tenant' | 'tool'>,
  user: User,
  scopes: string,
  change: Change = {},
): Promise<string> {
  return sign(world, {
    ...base(world, tenant.id, tool),
    person: user,
    signInName: user.userPrincipalName,
    authenticatedAt: world.clock.now(),
    subject: {
      kind: 'user',
      user,
      pairwiseSubject: 'pairwise',
      scopes: scopes.split(' '),
      hasProfile: true,
      groups: {},
      roleTemplateIds: [],
    },
    roles: [],
    ...change,
  });
}

/** A token for Graph of an application by itself. */
export async function appToken(
  world: World,
  { tenant }: Pick<Company, 'tenant'>,
  client: Client,
  roles: string,
  change: Change = {},
): Promise<string> {
  return sign(world, {
    ...base(world, tenant.id, client),
    person: null,
    signInName: null,
    authenticatedAt: null,
    subject: { kind: 'application', servicePrincipalId: client.instance.id },
    roles: roles.split(' ').filter((role) => role !== ''),
    ...change,
  });
}

/** An ID token: it speaks to its client and opens nothing. */
export async function idToken(world: World, { tenant, tool }: Company, user: User): Promise<string> {
  const claims = idTokenClaims({
    ...nothingOptional,
    baseUrl,
    tenantId: tenant.id,
    version: 2,
    clientAppId: tool.application.appId,
    issuedAt: world.clock.now(),
    lifetimeSeconds: 3600,
    uti: 'uti',
    nonce: null,
    person: user,
    signInName: user.userPrincipalName,
    user,
    pairwiseSubject: 'pairwise',
    authenticatedAt: world.clock.now(),
    scopes: ['openid', 'profile'],
    roles: [],
    groups: {},
    authTimeRequested: false,
    codeHash: null,
  });
  return signJwt(world.keyring.currentSigningKey(), 2, claims);
}

function base(world: World, tenantId: TenantId, { application }: Client) {
  return {
    ...nothingOptional,
    baseUrl,
    tenantId,
    version: 1 as const,
    audience: MICROSOFT_GRAPH_APP_ID as string,
    isForGraph: true,
    issuedAt: world.clock.now(),
    lifetimeSeconds: 3600,
    uti: 'uti',
    client: { appId: application.appId as AppId, displayName: application.displayName, strength: '1' as const },
  };
}

function sign(world: World, facts: AccessTokenFacts): Promise<string> {
  return signJwt(world.keyring.currentSigningKey(), facts.version, accessTokenClaims(facts));
}
