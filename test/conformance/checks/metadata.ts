import { X509Certificate } from 'node:crypto';
import { expect } from 'vitest';
import type { Metadata, Provider } from '../provider.ts';

const RESPONSE_TYPES = ['code', 'code id_token', 'id_token', 'id_token token', 'code id_token token', 'code token'];
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** Entra's own members, of which the suite warns because no specification has them. */
const OF_ENTRA: ReadonlySet<string> = new Set([
  'http_logout_supported',
  'tenant_region_scope',
  'cloud_instance_name',
  'cloud_instance_host_name',
  'cloud_graph_host_name',
  'msgraph_host',
]);
/** RFC 8414 §2, OIDC Discovery §3, RFC 8628 §4, RFC 9207 §3, RP-Initiated §2.1, Front-Channel Logout §3. */
const STANDARD: ReadonlySet<string> = new Set([
  ...['issuer', 'authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri', 'end_session_endpoint'],
  ...['device_authorization_endpoint', 'scopes_supported', 'response_types_supported', 'response_modes_supported'],
  ...['grant_types_supported', 'subject_types_supported', 'id_token_signing_alg_values_supported', 'claims_supported'],
  ...['token_endpoint_auth_methods_supported', 'token_endpoint_auth_signing_alg_values_supported'],
  ...['claims_parameter_supported', 'request_parameter_supported', 'request_uri_parameter_supported'],
  ...['code_challenge_methods_supported', 'frontchannel_logout_supported', 'frontchannel_logout_session_supported'],
  'authorization_response_iss_parameter_supported',
]);

/** The whole document (OIDC Discovery §3, §4.3; RFC 8414 §2). */
export function expectMetadata(metadata: Metadata, discoveryUrl: string): void {
  expect(`${metadata.issuer}/.well-known/openid-configuration`).toBe(discoveryUrl);
  const { search, hash, protocol } = new URL(metadata.issuer);
  expect([search, hash, protocol]).toEqual(['', '', 'https:']);
  for (const [name, value] of Object.entries(metadata)) {
    if (/_(endpoint|uri)$/.test(name)) expect(new URL(String(value)).protocol, name).toBe('https:');
    if (/_supported$/.test(name) && Array.isArray(value)) expectDistinctTexts(name, value);
  }
  expect(textsOf(metadata, 'response_types_supported').map(sorted)).toEqual(
    expect.arrayContaining(RESPONSE_TYPES.map(sorted)),
  );
  expect(textsOf(metadata, 'grant_types_supported')).toEqual(
    expect.arrayContaining(['authorization_code', 'implicit']),
  );
  expect(metadata.subject_types_supported).toEqual(['pairwise']);
  expect(metadata.id_token_signing_alg_values_supported).toContain('RS256');
  expect(metadata.scopes_supported).toContain('openid');
  for (const scope of textsOf(metadata, 'scopes_supported')) expect(scope).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]+$/);
  expect(metadata.token_endpoint_auth_signing_alg_values_supported).not.toContain('none');
  expect(metadata.code_challenge_methods_supported).toEqual(['S256', 'plain']);
  const flags = ['claims_parameter_supported', 'request_parameter_supported', 'request_uri_parameter_supported'];
  expect(flags.map((name) => metadata[name])).toEqual([true, false, false]);
  expect(Object.keys(metadata).filter((name) => !STANDARD.has(name) && !OF_ENTRA.has(name))).toEqual([]);
}

/** The published keys (RFC 7517 §4, §5; RFC 7518 §6.3; OIDC Core §10.1). */
export async function expectKeys(provider: Provider): Promise<readonly string[]> {
  const { keys } = await provider.keys();
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) {
    expect([key.kty, key.use, key.e]).toEqual(['RSA', 'sig', 'AQAB']);
    expect(Buffer.from(String(key.n), 'base64url').length).toBeGreaterThanOrEqual(256);
    for (const name of PRIVATE) expect(key).not.toHaveProperty(name);
    const [certificate = ''] = (key.x5c ?? []) as readonly string[];
    const published = new X509Certificate(Buffer.from(certificate, 'base64')).publicKey.export({ format: 'jwk' });
    expect([published.n, published.e]).toEqual([key.n, key.e]);
  }
  const kids = keys.map(({ kid }) => String(kid));
  expect(new Set(kids).size).toBe(keys.length);
  return kids;
}

function textsOf(metadata: Metadata, name: string): readonly string[] {
  const value = metadata[name];
  return Array.isArray(value) ? value.map(String) : expect.fail(`${name} is no array`);
}

function expectDistinctTexts(name: string, values: readonly unknown[]): void {
  expect(values.length, name).toBeGreaterThan(0);
  for (const value of values) expect(value, name).toBeTypeOf('string');
  expect(new Set(values).size, name).toBe(values.length);
}

const sorted = (text: string): string => text.split(' ').sort().join(' ');
