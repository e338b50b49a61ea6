import { expect, it } from 'vitest';
import { claimExplanations } from '../../src/diagnosis/claim-explanations.ts';
import type { OptionalClaim } from '../../src/directory/index.ts';
import { parseAppId, parseObjectId, parseTenantId } from '../../src/kernel/index.ts';
import { type AccessTokenFacts, accessTokenClaims, type IdTokenFacts, idTokenClaims } from '../../src/tokens/index.ts';
import { sampleUser } from '../directory/samples.ts';
import { clientId, objectId, tenantId } from './sample-tokens.ts';

const optional: readonly OptionalClaim[] = [
  'acct',
  'auth_time',
  'ctry',
  'email',
  'family_name',
  'given_name',
  'idtyp',
  'ipaddr',
  'login_hint',
  'preferred_username',
  'sid',
  'tenant_ctry',
  'tenant_region_scope',
  'upn',
  'verified_primary_email',
  'verified_secondary_email',
  'xms_cc',
  'xms_edov',
  'xms_pdl',
  'xms_pl',
  'xms_tpl',
].map((name) => ({
  name,
  source: null,
  essential: false,
  additionalProperties: ['include_user_token', 'include_externally_authenticated_upn'],
}));

const user = sampleUser({
  id: parseObjectId(objectId)!,
  tenantId: parseTenantId(tenantId)!,
  userPrincipalName: 'ada@entrada.test',
  displayName: 'Ada',
  givenName: 'Ada',
  surname: 'Lovelace',
  mail: 'ada@entrada.test',
  mailNickname: 'ada',
  otherMails: ['ada@other.test'],
  userType: 'Guest',
  country: 'GB',
  preferredLanguage: 'en-GB',
  extra: { preferredDataLocation: 'EUR', [`extension_${'0'.repeat(32)}_cost`]: '7' },
});

const facts = {
  baseUrl: 'https://localhost:8443',
  tenantId: user.tenantId,
  requestedClaims: optional,
  person: user,
  methods: ['pwd'],
  signInName: 'ada@home.test',
  authenticatedAt: 1_000,
  sid: 'sid',
  ipAddress: '127.0.0.1',
  tenantCountry: 'GB',
  tenantLanguage: 'en',
  tenantCreatedAt: 1_000,
  verifiedMails: ['ada@entrada.test', 'ada@other.test'],
  identityProvider: 'https://home.test/',
  clientCapabilities: ['cp1'],
  loginHint: 'hint',
  issuedAt: 1_000,
  lifetimeSeconds: 3_600,
  uti: 'u',
  roles: ['Admin'],
} as const;

const userSubject = {
  kind: 'user',
  user,
  pairwiseSubject: 'pairwise',
  scopes: ['User.Read'],
  hasProfile: true,
  groups: { groups: ['g'] },
  roleTemplateIds: [],
} as const;

const access = (version: 1 | 2, isForGraph: boolean, subject: AccessTokenFacts['subject']): string[] =>
  Object.keys(
    accessTokenClaims({
      ...facts,
      version,
      audience: 'api',
      isForGraph,
      client: { appId: parseAppId(clientId)!, displayName: 'Client', strength: '1' },
      subject,
    } as AccessTokenFacts),
  );

it('every claim that the platform issues has an explanation', () => {
  const application = { kind: 'application', servicePrincipalId: user.id } as const;
  const id = {
    ...facts,
    clientAppId: parseAppId(clientId)!,
    nonce: 'n',
    user,
    pairwiseSubject: 'pairwise',
    scopes: ['openid', 'profile', 'email'],
    groups: {
      _claim_names: { groups: 'src1' },
      _claim_sources: { src1: { endpoint: 'x' } },
    },
    authTimeRequested: true,
    codeHash: 'c',
  } as unknown as IdTokenFacts;
  const issued = new Set([
    ...Object.keys(idTokenClaims(id)),
    ...([1, 2] as const).flatMap((version) =>
      [true, false].flatMap((isForGraph) => [
        ...access(version, isForGraph, userSubject),
        ...access(version, isForGraph, application),
      ]),
    ),
  ]);
  expect(issued.size).toBeGreaterThan(35);
  expect([...issued].filter((claim) => claimExplanations[claim] === undefined)).toEqual([]);
});
