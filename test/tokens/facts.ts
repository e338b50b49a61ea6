import type { AppId, ObjectId, TenantId } from '../../src/kernel/index.ts';
import type { AccessTokenFacts, IdTokenFacts } from '../../src/tokens/index.ts';
import { appId, sampleUser, tenantId } from '../directory/samples.ts';

export const baseUrl = 'https://localhost:8443';
/** 2026-01-15T12:00:00.700Z: the part of a second must not reach a token. */
export const issuedAt = Date.UTC(2026, 0, 15, 12, 0, 0, 700);
export const instanceId = 'd0000000-0000-4000-8000-00000000000d' as ObjectId;
export const clientAppId = 'e0000000-0000-4000-8000-00000000000e' as AppId;
export const resourceAppId: AppId = appId;

export const ada = sampleUser({
  userPrincipalName: 'ada@contoso.example',
  displayName: 'Ada Lovelace',
  givenName: 'Ada',
  surname: 'Lovelace',
  mail: 'ada.lovelace@contoso.example',
  country: 'GB',
  preferredLanguage: 'en-GB',
});

/** The account behind a guest. */
export const elsewhere = { tenantId: 'b0000000-0000-4000-8000-00000000000b' as TenantId, userId: instanceId };

const nobody = {
  person: null,
  signInName: null,
  methods: [],
  authenticatedAt: null,
  sid: null,
  ipAddress: '127.0.0.1',
  tenantCountry: 'DE',
  clientCapabilities: [],
  loginHint: null,
  requestedClaims: [],
} as const;

const somebody = {
  ...nobody,
  person: ada,
  signInName: 'ada@contoso.example',
  methods: ['pwd'],
  authenticatedAt: issuedAt - 60_000,
  sid: 'f0000000-0000-4000-8000-00000000000f',
  loginHint: 'O.hint',
  verifiedMails: ['ada.lovelace@contoso.example'],
} as const;

const common = {
  baseUrl,
  tenantId,
  issuedAt,
  lifetimeSeconds: 4200,
  uti: 'uti-1234567890-abcdef0',
  client: { appId: clientAppId, displayName: 'Client', strength: '1' },
  isForGraph: false,
  audience: resourceAppId,
} as const;

/** Facts of an application's own token, version 2. */
export function appFacts(members: Partial<AccessTokenFacts> = {}): AccessTokenFacts {
  return {
    ...common,
    ...nobody,
    version: 2,
    subject: { kind: 'application', servicePrincipalId: instanceId },
    roles: [],
    ...members,
  };
}

type UserSubject = Extract<AccessTokenFacts['subject'], { kind: 'user' }>;

/** Facts of a person's access token, version 2. */
export function userFacts(
  members: Partial<AccessTokenFacts> = {},
  subject: Partial<UserSubject> = {},
): AccessTokenFacts {
  return {
    ...common,
    ...somebody,
    version: 2,
    subject: {
      kind: 'user',
      user: ada,
      pairwiseSubject: 'pairwise-for-the-api',
      scopes: ['Orders.Read', 'Orders.Write'],
      hasProfile: true,
      groups: {},
      roleTemplateIds: [],
      ...subject,
    },
    roles: [],
    ...members,
  };
}

/** Facts of an ID token. */
export function idFacts(members: Partial<IdTokenFacts> = {}): IdTokenFacts {
  return {
    ...somebody,
    baseUrl,
    tenantId,
    version: 2,
    issuedAt,
    uti: common.uti,
    clientAppId,
    lifetimeSeconds: 3600,
    nonce: 'nonce-1',
    user: ada,
    pairwiseSubject: 'pairwise-for-the-client',
    scopes: ['openid', 'profile'],
    roles: [],
    groups: {},
    authTimeRequested: false,
    codeHash: null,
    ...members,
  };
}
