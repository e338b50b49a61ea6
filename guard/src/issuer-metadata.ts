import { importJWK } from 'jose';
import type { GuardSettings, TokenVersion } from './guard-options.ts';
import { MetadataUnavailable, readJson } from './read-json.ts';

type PublicKey = Exclude<Awaited<ReturnType<typeof importJWK>>, Uint8Array>;

/** A key of the issuer that may have signed an access token. */
export interface SigningKey {
  readonly key: PublicKey;
  /** The issuer this key signs for, possibly with the `{tenantid}` placeholder; v1.0 key sets do not say. */
  readonly issuer: string | undefined;
  readonly cloud: string | undefined;
}

/** What a tenant's discovery document and its key set say. */
export interface IssuerMetadata {
  /** `issuer`; on tenant-independent authorities with the literal placeholder `{tenantid}`. */
  readonly issuer: string;
  readonly cloud: string | undefined;
  /** Keys by `kid`. */
  readonly keys: ReadonlyMap<string, readonly SigningKey[]>;
}

/** Most keys read from one set; real ones have about ten. */
const maximumKeys = 256;
/** @spec RFC 7518 §3.3: keys of 2048 bits or larger. */
const minimumModulusBits = 2048;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/**
 * Reads one member of a key set. Members of other types or uses are passed over, as RFC 7517 §5 demands, and nothing but the
 * modulus and exponent is taken: certificates in the set play no part.
 */
async function readSigningKey(entry: unknown): Promise<readonly [kid: string, key: SigningKey] | undefined> {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const member = entry as Readonly<Record<string, unknown>>;
  const [kid, n, e] = [textOf(member.kid), textOf(member.n), textOf(member.e)];
  if (member.kty !== 'RSA' || kid === undefined || n === undefined || e === undefined) return undefined;
  if (member.use !== undefined && member.use !== 'sig') return undefined;
  if (member.alg !== undefined && member.alg !== 'RS256') return undefined;
  const key = await importJWK({ kty: 'RSA', n, e }, 'RS256');
  if (key instanceof Uint8Array) return undefined;
  const modulusBits = (key.algorithm as { readonly modulusLength?: number }).modulusLength ?? 0;
  if (modulusBits < minimumModulusBits) return undefined;
  return [kid, { key, issuer: textOf(member.issuer), cloud: textOf(member.cloud_instance_name) }];
}

async function readKeys(entries: unknown, address: string): Promise<IssuerMetadata['keys']> {
  if (!Array.isArray(entries)) throw new MetadataUnavailable(`${address} holds no key set`);
  if (entries.length > maximumKeys) throw new MetadataUnavailable(`${address} holds more than ${maximumKeys} keys`);
  const keys = new Map<string, SigningKey[]>();
  for (const entry of entries) {
    const found = await readSigningKey(entry);
    if (found !== undefined) keys.set(found[0], [...(keys.get(found[0]) ?? []), found[1]]);
  }
  if (keys.size === 0) throw new MetadataUnavailable(`${address} holds no RSA signing key of 2048 bits or more`);
  return keys;
}

/**
 * Reads the discovery document of a tenant, in the version of the token, and the keys it names.
 * @param tenant a tenant id, or `common` for the document that serves every tenant.
 * @throws MetadataUnavailable
 * @spec OpenID Connect Discovery 1.0 §4; Entra: a token is judged by the metadata of its own version
 */
export async function loadIssuerMetadata(
  tenant: string,
  version: TokenVersion,
  settings: Pick<GuardSettings, 'authority' | 'fetch' | 'timeoutMilliseconds'>,
): Promise<IssuerMetadata> {
  const path = version === '2.0' ? `${tenant}/v2.0` : tenant;
  const address = `${settings.authority}/${path}/.well-known/openid-configuration`;
  const document = await readJson(address, settings.fetch, settings.timeoutMilliseconds);
  const [issuer, keysAddress] = [textOf(document.issuer), textOf(document.jwks_uri)];
  if (issuer === undefined || keysAddress === undefined) {
    throw new MetadataUnavailable(`${address} lacks issuer or jwks_uri`);
  }
  const keySet = await readJson(keysAddress, settings.fetch, settings.timeoutMilliseconds);
  return { issuer, cloud: textOf(document.cloud_instance_name), keys: await readKeys(keySet.keys, keysAddress) };
}
