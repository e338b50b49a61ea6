const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A compact token with a signature that nobody made. */
export function tokenOf(claims: object, header: object = { typ: 'JWT', alg: 'RS256', kid: 'key-1' }): string {
  return `${encode(header)}.${encode(claims)}.${Buffer.from('no signature').toString('base64url')}`;
}

export const tenantId = '00000000-0000-4000-8000-0000000000aa';
export const clientId = '00000000-0000-4000-8000-0000000000bb';
export const apiId = '00000000-0000-4000-8000-0000000000cc';
export const objectId = '00000000-0000-4000-8000-0000000000dd';
/** 2026-11-21T00:00:00Z, in seconds. */
export const issuedAt = 1_795_219_200;

const times = { iat: issuedAt, nbf: issuedAt, exp: issuedAt + 3_900 };
const issuer = `https://localhost:8443/${tenantId}/v2.0`;

export const applicationToken = {
  aud: apiId,
  iss: issuer,
  ...times,
  azp: clientId,
  azpacr: '1',
  oid: objectId,
  sub: objectId,
  roles: ['Orders.Process'],
  tid: tenantId,
  uti: 'u',
  ver: '2.0',
} as const;

export const userToken = {
  aud: `api://${apiId}`,
  iss: `https://localhost:8443/${tenantId}/`,
  ...times,
  appid: clientId,
  appidacr: '0',
  family_name: 'Lovelace',
  name: 'Ada',
  oid: objectId,
  scp: 'Orders.Read',
  sub: 'pairwise',
  tid: tenantId,
  upn: 'ada@entrada.test',
  ver: '1.0',
} as const;

export const idToken = {
  aud: clientId,
  iss: issuer,
  ...times,
  name: 'Ada',
  nonce: 'n',
  oid: objectId,
  preferred_username: 'ada@entrada.test',
  sub: 'pairwise',
  tid: tenantId,
  ver: '2.0',
} as const;

export const graphToken = { ...userToken, aud: '00000003-0000-0000-c000-000000000000', scp: 'User.Read' } as const;
